"""Typed values in, printed numbers out, in three languages."""

from decimal import Decimal

import pytest

from footnoted.model.dataset import Unit, Value
from footnoted.model.figures import Bound
from footnoted.reader.fitting import read_as
from footnoted.text.language import capitalised, in_language, quoted
from footnoted.text.numbers import Form, form_of, in_digits, print_bound, print_number, print_value
from footnoted.text.places import find_place, is_place, place_name
from footnoted.text.spelled import named_numbers, spell
from footnoted.text.units import unit_alone

UNITS = {
    "people": read_as(
        Unit,
        {
            "one": {"en": "{n} person", "es": "{n} persona", "fr": "{n} personne"},
            "other": {"en": "{n} people", "es": "{n} personas", "fr": "{n} habitants"},
        },
    ),
    "CHF": read_as(Unit, {"one": "SFr. {n}", "other": "SFr. {n}"}),
}


def value(**keys: object) -> Value:
    return read_as(Value, {"unit": "people", **keys})


def printed(amount: Value, language: str, **form: object) -> str | None:
    asked = Form(**form)
    return print_value(amount, asked, UNITS, language, "en")


@pytest.mark.parametrize(
    ("keys", "en", "es", "fr"),
    [
        ({"is": 42000}, "42,000", "42.000", "42\u202f000"),
        (
            {"is": 1500, "bound": "more than"},
            "more than 1,500",
            "más de 1500",
            "plus de 1\u202f500",
        ),
        ({"is": 7, "bound": "at least"}, "at least 7", "al menos 7", "au moins 7"),
        ({"is": Decimal("7.50")}, "7.50", "7,50", "7,50"),
        ({"is": -3}, "−3", "−3", "−3"),
        ({"is": 80, "unit": "percent"}, "80%", "80\u00a0%", "80\u00a0%"),
        ({"is": 183, "unit": "USD"}, "$183", "183\u00a0US$", "183\u00a0$US"),
        ({"is": 183, "unit": "CHF"}, "SFr. 183", "SFr. 183", "SFr. 183"),
        (
            {"is": 8200000000, "unit": "USD", "show": "compact", "bound": "nearly"},
            "nearly $8.2 billion",
            "casi 8,2 mil millones de dólares estadounidenses",
            "près de 8,2 milliards de dollars des États-Unis",
        ),
        (
            {"is": 2312000000, "unit": "EUR", "show": "million"},
            "€2,312 million",
            "2312 millones de euros",
            "2\u202f312 millions d’euros",
        ),
        (
            {"low": 64000, "high": 68000, "bound": "about"},
            "about 64,000 to 68,000",
            "alrededor de 64.000 a 68.000",
            "environ 64\u202f000 à 68\u202f000",
        ),
        (
            {"from": Decimal("30.8"), "to": Decimal("10.1")},
            "from 30.8 to 10.1",
            "de 30,8 a 10,1",
            "de 30,8 à 10,1",
        ),
        ({"is": 16, "show": "words"}, "sixteen", "dieciséis", "seize"),
        ({"is": 160, "show": "words"}, "160", "160", "160"),
    ],
)
def test_values_print_in_each_language(keys: dict[str, object], en: str, es: str, fr: str) -> None:
    amount = value(**keys)
    assert [printed(amount, language) for language in ("en", "es", "fr")] == [en, es, fr]


@pytest.mark.parametrize(
    ("keys", "language", "expected"),
    [
        ({"is": 42000}, "en", "42,000 people"),
        ({"is": 1}, "en", "1 person"),
        ({"is": Decimal("1.5")}, "fr", "1,5 personne"),
        ({"is": 8200000, "show": "compact"}, "en", "8.2 million people"),
        ({"is": 8200000, "show": "compact"}, "es", "8,2 millones de personas"),
        ({"is": 2000000, "show": "compact"}, "fr", "2 millions d’habitants"),
        ({"is": 16, "bound": "about", "show": "words"}, "en", "about sixteen people"),
        ({"low": 3, "high": 4}, "en", "3 to 4 people"),
        ({"is": 5, "unit": "USD"}, "en", "$5"),
    ],
)
def test_units_have_plural_forms(keys: dict[str, object], language: str, expected: str) -> None:
    assert printed(value(**keys), language, unit=True) == expected


def test_the_bound_goes_with_the_low_end_and_both_ends_of_a_change() -> None:
    span = value(low=64000, high=68000, bound="about")
    change = value(**{"from": 30, "to": 10, "bound": "about"})
    assert printed(span, "en", end="low") == "about 64,000"
    assert printed(span, "en", end="high") == "68,000"
    assert printed(change, "en") == "from about 30 to about 10"
    assert printed(change, "en", end="to", bound=False) == "10"


def test_a_value_prints_no_end_that_it_lacks() -> None:
    assert printed(value(**{"is": 3}), "en", end="low") is None
    assert printed(value(), "en") is None


def test_suffixes_ask_for_forms() -> None:
    assert form_of("", ("n", "unit")) == Form(bound=False, unit=True)
    assert form_of("low", ("words",)) == Form("low", show="words")
    assert form_of("middle", ()) is None
    assert form_of("", ("bold",)) is None


def test_a_number_spelled_out_may_be_feminine() -> None:
    forms = [
        print_value(value(**{"is": n, "show": "words"}), Form(feminine=True), UNITS, tag, "en")
        for tag, n in (("es", 1), ("es", 21), ("es", 31), ("es", 100), ("fr", 21), ("en", 1))
    ]
    assert forms == ["una", "veintiuna", "treinta y una", "cien", "vingt et une", "one"]
    assert form_of("", ("feminine",)) == Form(feminine=True)


def test_a_currency_may_have_words_of_its_own() -> None:
    words = {"en": "${n}", "es": "{n}\u00a0dólares"}
    units = UNITS | {"USD": Unit(one=words, other=words)}
    printed = [
        print_value(value(**{"is": n, "unit": "USD", "show": show}), Form(), units, tag, "en")
        for n, show, tag in (
            (183, "", "en"),
            (183, "", "es"),
            (3 * 10**9, "billion", "en"),
            (3 * 10**9, "billion", "es"),
        )
    ]
    assert printed == ["$183", "183\u00a0dólares", "$3 billion", "3 mil millones de dólares"]


def test_exhibits_never_spell_numbers_out() -> None:
    sixteen = value(**{"is": 16, "show": "words", "bound": "about"})
    assert print_value(sixteen, in_digits(sixteen), UNITS, "en", "en") == "about 16"


def test_every_bound_has_words_in_every_language() -> None:
    for language in ("en", "es", "fr"):
        said = [print_bound(bound, "9", language) for bound in Bound]
        assert said[0] == "9"
        assert len(set(said)) == len(Bound)


def test_an_unknown_language_groups_by_its_own_rules_and_borrows_english_words() -> None:
    assert print_number(Decimal("42000.5"), "de") == "42.000,5"
    assert printed(value(**{"is": 9, "bound": "about"}), "de") == "about 9"


def test_one_billion_is_a_thousand_millions_in_spanish() -> None:
    assert printed(value(**{"is": 10**9, "show": "compact"}), "es") == "1000 millones"


def test_numbers_have_names_up_to_a_hundred() -> None:
    assert [spell(n, "en") for n in (0, 13, 40, 99, 100)] == [
        "zero",
        "thirteen",
        "forty",
        "ninety-nine",
        "one hundred",
    ]
    assert [spell(n, "es") for n in (1, 22, 31, 100)] == ["un", "veintidós", "treinta y un", "cien"]
    assert [spell(n, "fr") for n in (21, 70, 71, 80, 81, 91, 99)] == [
        "vingt et un",
        "soixante-dix",
        "soixante et onze",
        "quatre-vingts",
        "quatre-vingt-un",
        "quatre-vingt-onze",
        "quatre-vingt-dix-neuf",
    ]
    assert spell(101, "en") is None
    assert spell(3, "de") is None
    for language in ("en", "es", "fr"):
        assert set(named_numbers(language).values()) == set(range(101))


def test_units_stand_alone_on_axes() -> None:
    assert unit_alone("people", UNITS, "fr", "en") == "habitants"
    assert unit_alone("USD", UNITS, "en", "en") == "US dollars"
    assert unit_alone("percent", UNITS, "en", "en") == "%"


def test_places_are_found_by_code_and_by_name() -> None:
    assert [find_place(text) for text in ("ki", "Kiribati", "etats-unis", "España", "UK")] == [
        "KI",
        "KI",
        "US",
        "ES",
        "GB",
    ]
    assert find_place("Atlantis") is None
    assert place_name("GB", "fr") == "Royaume-Uni"
    assert place_name("US-FL", "en") == "United States (US-FL)"
    assert is_place("NO")
    assert not is_place("ZZ")


def test_words_fall_back_from_region_to_language_to_home() -> None:
    words = {"": "home", "fr": "français", "en-US": "color"}
    assert in_language(words, "fr-CA", "en") == ("français", "fr")
    assert in_language(words, "en", "en") == ("home", "en")
    assert in_language(words, "es", "en") == ("home", "en")
    assert in_language({"fr": "seul"}, "es", "en") == ("seul", "fr")
    assert in_language({}, "es", "en") == ("", "en")


def test_quotation_marks_follow_the_language() -> None:
    assert quoted("oui", "fr") == "«\u202foui\u202f»"
    assert quoted("yes", "en", inner=True) == "‘yes’"
    assert capitalised("about 3") == "About 3"
