"""EDTF read, compared and put into words."""

from datetime import date

import pytest

from footnoted.model.edtf import EdtfError, EdtfText, Precision, overlap, parse_edtf
from footnoted.reader.fitting import MisfitError, reader_of
from footnoted.text.dates import date_words, day_words


@pytest.mark.parametrize(
    ("text", "lower", "upper"),
    [
        ("1963", "1963-01-01", "1963-12-31"),
        ("2004-02", "2004-02-01", "2004-02-29"),
        ("1963-05-24", "1963-05-24", "1963-05-24"),
        ("2003~", "2003-01-01", "2003-12-31"),
        ("198X", "1980-01-01", "1989-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("2004-XX", "2004-01-01", "2004-12-31"),
        ("2004-05-XX", "2004-05-01", "2004-05-31"),
        ("2008-22", "2008-06-01", "2008-08-31"),
        ("1966/1974", "1966-01-01", "1974-12-31"),
        ("1963/..", "1963-01-01", "9999-12-31"),
        ("../1974", "0001-01-01", "1974-12-31"),
    ],
)
def test_bounds(text: str, lower: str, upper: str) -> None:
    when = parse_edtf(text)
    assert (when.lower, when.upper) == (date.fromisoformat(lower), date.fromisoformat(upper))


def test_doubt_and_precision() -> None:
    assert parse_edtf("2003~").is_doubtful
    assert parse_edtf("2003?/2005").is_doubtful
    assert not parse_edtf("2003/2005").is_doubtful
    start = parse_edtf("2003%").start
    assert start is not None
    assert (start.approximate, start.uncertain, start.precision) == (True, True, Precision.YEAR)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("1966/1974", "1974-12-31", True),
        ("1966/1974", "1975", False),
        ("1963/..", "2020", True),
        ("../1974", "1975/..", False),
        ("198X", "1989-06", True),
    ],
)
def test_overlap(one: str, other: str, expected: bool) -> None:
    first, second = parse_edtf(one), parse_edtf(other)
    assert overlap(first, second.lower, second.upper) is expected
    assert overlap(second, first.lower, first.upper) is expected


@pytest.mark.parametrize(
    ("text", "column", "words"),
    [
        ("1963-13", 5, "there is no month 13 (character 6 of `1963-13`)"),
        ("2007-02-30", 8, "2007-02 has 28 days"),
        ("1974/1966", 5, "ends before it starts"),
        ("2003/2007-02-30", 13, "2007-02 has 28 days"),
        ("c. 2003", 0, "not an EDTF date"),
        ("2003~x", 5, "not an EDTF date"),
        ("198X-03", 4, "a month cannot follow"),
        ("2008-22-01", 8, "a season has no days"),
        ("2004-XX-03", 8, "a day cannot follow"),
        ("1/2/3", 3, "one slash"),
        ("../..", 0, "a start or an end"),
        ("0000", 0, "years start at 0001"),
        ("", 0, "a date is wanted"),
    ],
)
def test_faults_are_told_with_their_place(text: str, column: int, words: str) -> None:
    with pytest.raises(EdtfError) as fault:
        parse_edtf(text)
    assert fault.value.column == column
    assert words in str(fault.value)


def test_records_keep_the_text() -> None:
    read = reader_of(EdtfText)
    assert read(1988) == "1988"
    assert read(" 1963/.. ") == "1963/.."
    with pytest.raises(MisfitError, match="there is no month 13"):
        read("1963-13")


@pytest.mark.parametrize(
    ("text", "british", "american", "spanish", "french"),
    [
        ("1963-05-24", "24 May 1963", "May 24, 1963", "24 de mayo de 1963", "24 mai 1963"),
        ("1963/..", "since 1963", "since 1963", "desde 1963", "depuis 1963"),
        ("../1974", "until 1974", "until 1974", "hasta 1974", "jusqu’à 1974"),
        ("2003~", "c. 2003", "c. 2003", "hacia 2003", "vers 2003"),
        ("1966/1974", "1966–1974", "1966–1974", "1966–1974", "1966–1974"),
        ("2008-23", "autumn 2008", "fall 2008", "otoño de 2008", "automne 2008"),
        ("198X", "the 1980s", "the 1980s", "la década de 1980", "les années 1980"),
        ("2004-05", "May 2004", "May 2004", "mayo de 2004", "mai 2004"),
        ("1963-05-01", "1 May 1963", "May 1, 1963", "1 de mayo de 1963", "1er mai 1963"),
        (
            "2004-05-03/2004-05-05",
            "3–5 May 2004",
            "May 3–5, 2004",
            "3–5 de mayo de 2004",
            "3–5 mai 2004",
        ),
        (
            "2004-12/2005-01",
            "December 2004 – January 2005",
            "December 2004 – January 2005",
            "diciembre de 2004 – enero de 2005",
            "décembre 2004 – janvier 2005",
        ),
    ],
)
def test_words(text: str, british: str, american: str, spanish: str, french: str) -> None:
    said = [date_words(text, language) for language in ("en", "en-US", "es", "fr-CA")]
    assert said == [british, american, spanish, french]


def test_decades_lose_their_article_in_tables() -> None:
    assert date_words("198X", "en", running=False) == "1980s"
    assert date_words("198X", "fr", running=False) == "années 1980"


def test_calendar_days() -> None:
    assert day_words(date(2026, 11, 21), "en") == "21 November 2026"
