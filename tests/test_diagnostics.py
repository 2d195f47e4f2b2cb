"""Diagnostics in; what people read on a terminal out."""

import unicodedata

import pytest

from footnoted.diagnostics import (
    Diagnostic,
    Severity,
    Span,
    as_json,
    did_you_mean,
    error,
    note,
    printable,
    render_diagnostic,
    warning,
)


def shown(line: str | None, found: Diagnostic, colour: bool = False) -> str:
    return render_diagnostic(found, lambda _file, _line: line, colour)


def test_a_diagnostic_shows_its_line_and_helps() -> None:
    at = Span("data/facts/scale.yaml", 8, 5, 7)
    found = error("unknown-key", "unknown key `locater`", at, "did you mean `locator`?")
    assert shown("    locater: 77", found) == (
        "data/facts/scale.yaml:8:5: error: unknown key `locater` [unknown-key]\n"
        "     8 |     locater: 77\n"
        "       |     ^^^^^^^\n"
        "  help: did you mean `locator`?"
    )


def test_without_a_place_or_a_line_the_message_stands_alone() -> None:
    assert shown(None, warning("stale", "old")) == "warning: old [stale]"
    assert shown(None, note("stale", "old", Span("f", 1, 1))) == "f:1:1: note: old [stale]"


def test_related_places_are_told() -> None:
    related = ((Span("a.yaml", 3, 1), "first used here"),)
    found = Diagnostic(Severity.ERROR, "duplicate-id", "taken", Span("b.yaml", 1, 1), "", related)
    assert shown("x: 1", found).splitlines()[-1] == "  see: a.yaml:3:1: first used here"


@pytest.mark.parametrize(
    ("line", "column", "length", "carets"),
    [
        ('key: "2007"', 6, 4, "     ^^^^^^"),
        ("\tkey: x", 2, 3, "\t^^^"),
        ("名前: x", 5, 1, "      ^"),
        ("n\u0303: x", 5, 1, "   ^"),
        ("key:", 5, 9, "    ^"),
    ],
)
def test_carets_stand_under_what_is_meant(line: str, column: int, length: int, carets: str) -> None:
    found = shown(line, error("r", "m", Span("f", 1, column, length)))
    assert found.splitlines()[2].removeprefix("       | ") == carets


def test_a_long_line_is_cut_around_the_fault() -> None:
    line = "x" * 500 + "FAULT" + "y" * 500
    _, source, carets = shown(line, error("r", "m", Span("f", 1, 501, 5))).splitlines()
    assert len(source) < 130
    assert source[carets.index("^") : carets.rindex("^") + 1] == "FAULT"


def test_nothing_of_a_file_steers_the_terminal() -> None:
    text = "a\x1b[31mred\x07\u202ebidi"
    told = shown(text, error("r", text, Span("f", 1, 1), text))
    assert not any(unicodedata.category(one) in ("Cc", "Cf") for one in told if one != "\n")
    assert printable("tab\tstays, ñ too") == "tab\tstays, ñ too"


def test_colour_only_where_asked() -> None:
    found = error("r", "m", Span("f", 1, 1))
    assert "\x1b" not in shown("x", found)
    assert "\x1b[1;31merror:\x1b[0m" in shown("x", found, colour=True)


def test_json_has_the_same() -> None:
    found = error("r", "m", Span("f", 1, 2, 3), "h")
    assert as_json(found) == {
        "severity": "error",
        "rule": "r",
        "message": "m",
        "at": {"file": "f", "line": 1, "column": 2, "length": 3},
        "hint": "h",
        "related": [],
    }


def test_near_names() -> None:
    assert did_you_mean("locater", ["locator", "label"]) == "did you mean `locator`?"
    assert did_you_mean("zzz", ["locator"]) == ""
