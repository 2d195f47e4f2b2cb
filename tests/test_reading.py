"""How much schooling a text asks for."""

import pytest

from footnoted.text.reading import sentences, syllables, years_of_school

ENGLISH = (
    "1 the was played lived used were eye year years hours notes named smile whole 2 doctors table "
    "wanted people medical:3 working abroad countries health:1 patients million create science "
    "quiet lion special region houses changes sources careful movement nation social because "
    "doctor little needed studied 3 programme:2 agreements revenue personnel government serious "
    "various period evidence diplomacy:4 salary studying united area idea 4 education available "
    "situation Venezuela 5 international cooperation capitalism"
)
SPANISH = (
    "1 yo hoy ley 2 país guerra ciudad día queso baúl río 3 médico médicos cigüeña público poeta "
    "ahora veintiuno 4 aéreo enseñanza 5 cooperación trabajadores internacional"
)
FRENCH = (
    "1 pays les je beau 2 brigades santé question théâtre Noël cubain créé idée années 3 hôpital "
    "héroïne médecine 4 gouvernement 5 coopération international"
)


def counted(words: str) -> list[tuple[str, int]]:
    """Read words after the number of syllables they have, but for those that say their own."""
    pairs, count = [], 0
    for word in words.split():
        if word.isdigit():
            count = int(word)
            continue
        name, _, own = word.partition(":")
        pairs.append((name, int(own) if own else count))
    return pairs


@pytest.mark.parametrize(
    ("language", "word", "count"),
    [
        (language, *pair)
        for language, words in (("en", ENGLISH), ("es", SPANISH), ("fr", FRENCH))
        for pair in counted(words)
    ],
)
def test_syllables_are_counted(language: str, word: str, count: int) -> None:
    assert syllables(word, language) == count


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("One. Two! Three?", ["One", "Two", "Three?"]),
        ("It cost $3.5 million. So.", ["It cost $3.5 million", "So."]),
        ("J. Moreau wrote it. The U.S. did not.", ["J. Moreau wrote it", "The U.S. did not."]),
        ("“Stay.” They went.", ["“Stay", "They went."]),
    ],
)
def test_text_is_parted_into_sentences(text: str, parted: list[str]) -> None:
    assert sentences(text) == parted


def test_years_of_school_are_those_of_the_published_examples() -> None:
    cat = years_of_school(["The cat sat on the mat."], "en")
    assert cat == pytest.approx(-1.45, abs=0.01)
    platypus = "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature."
    assert years_of_school([platypus], "en") == pytest.approx(11.3, abs=1)


EASY = {
    "en": ["We dug a well.", "It was deep.", "We drank from it."],
    "es": ["La casa es de Ana.", "Ella come pan.", "El sol sale ya."],
    "fr": ["Le chat est là.", "Il boit de l’eau.", "La nuit est noire."],
    "de": ["Der Hund ist da.", "Er trinkt.", "Es ist Nacht."],
}
HARD = {
    "en": "The institutional administration of considerable international cooperation necessitated "
    "extraordinary parliamentary appropriations.",
    "es": "La administración institucional de la cooperación internacional necesitó considerables "
    "consignaciones parlamentarias extraordinarias e inmediatas.",
    "fr": "L’administration institutionnelle de la coopération internationale nécessita des "
    "appropriations parlementaires extraordinaires considérables.",
    "de": "Die außergewöhnliche zwischenstaatliche Zusammenarbeit erforderte beträchtliche "
    "parlamentarische Haushaltsbewilligungen.",
}


@pytest.mark.parametrize("language", list(EASY))
def test_long_words_and_sentences_ask_for_more(language: str) -> None:
    easy, hard = (
        years_of_school(EASY[language], language),
        years_of_school([HARD[language]], language),
    )
    assert easy < 6
    assert hard > 12


def test_no_words_ask_for_nothing() -> None:
    assert years_of_school([], "en") == 0
