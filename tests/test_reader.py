"""Bytes in; values, places and diagnostics out. Both parsers, with and without libyaml."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from footnoted.diagnostics import Span
from footnoted.reader.builder import ALIAS_LIMIT, DEPTH_LIMIT
from footnoted.reader.decode import SIZE_LIMIT
from footnoted.reader.nodes import Map, Seq, kept_map, owner_span, span_at, span_of_key
from footnoted.reader.origin import KeptMap
from footnoted.reader.parse import Parsed, parse_yaml

pytestmark = pytest.mark.parametrize("pure", [False, True], ids=["libyaml", "python"])


def read(text: str | bytes, pure: bool) -> Parsed:
    return parse_yaml("f.yaml", text if isinstance(text, bytes) else text.encode(), pure)


def root_of(text: str, pure: bool) -> Map:
    parsed = read(text, pure)
    assert parsed.problems == ()
    assert isinstance(parsed.root, Map)
    return parsed.root


def told(parsed: Parsed) -> list[tuple[str, str]]:
    return [(str(one.at), one.rule) for one in parsed.problems]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("Yes", "Yes"),
        ("on", "on"),
        ("12:31", "12:31"),
        ("12:30:45", "12:30:45"),
        ("16:9", "16:9"),
        ("010", "010"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("2020-02-11", "2020-02-11"),
        ("1e3", "1e3"),
        (".inf", ".inf"),
        ("42000", 42000),
        ("-3", -3),
        ("0", 0),
        ("true", True),
        ("FALSE", False),
        ("null", None),
        ("~", None),
        ("", None),
        ('"42"', "42"),
        ("'true'", "true"),
        ("Zuñiga", "Zuñiga"),
    ],
)
def test_plain_scalars_follow_the_core_schema(written: str, value: object, pure: bool) -> None:
    found = root_of(f"key: {written}\n", pure)["key"]
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize("written", ["30.8", "12.40", "0.000001", "-1.0"])
def test_numbers_keep_their_digits(written: str, pure: bool) -> None:
    found = root_of(f"key: {written}\n", pure)["key"]
    assert isinstance(found, Decimal)
    assert str(found) == written


def test_a_number_of_many_digits_is_left_as_text(pure: bool) -> None:
    assert root_of(f"key: {'9' * 5000}\n", pure)["key"] == "9" * 5000


def test_keys_are_text_as_written(pure: bool) -> None:
    assert list(root_of("no: 1\n2007: 2\n1.50: 3\ntrue: 4\n", pure)) == [
        "no",
        "2007",
        "1.50",
        "true",
    ]


def test_every_value_knows_its_place(pure: bool) -> None:
    root = root_of("first:\n  inner: [a, bc]\nsecond: 'text'\nlast: |\n  block\n", pure)
    assert span_at(root, ("first", "inner", 1)) == Span("f.yaml", 2, 14, 2)
    assert span_at(root, ("second",)) == Span("f.yaml", 3, 9, 4)
    assert span_at(root, ("first", "gone", 3)) == Span("f.yaml", 2, 3, 1)
    assert span_of_key(root, "second") == Span("f.yaml", 3, 1, 6)
    assert owner_span(root, ("first",)) == Span("f.yaml", 1, 1, 5)
    assert str(span_at(root, ("last",))) == "f.yaml:4:7"


def test_columns_count_characters_also_behind_a_byte_order_mark(pure: bool) -> None:
    parsed = read("\ufeffé: 😀\nü: {ñ: [x]}\n".encode(), pure)
    assert isinstance(parsed.root, Map)
    assert span_at(parsed.root, ("ü", "ñ", 0)) == Span("f.yaml", 2, 9, 1)
    assert span_of_key(parsed.root, "é") == Span("f.yaml", 1, 1, 1)


def test_texts_are_composed(pure: bool) -> None:
    assert root_of("Zun\u0303iga: Zun\u0303iga\n", pure) == {"Zu\u00f1iga": "Zu\u00f1iga"}


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_kind(ending: str, pure: bool) -> None:
    root = root_of(ending.join(["a: 1", "b: 2", "c: [d]", ""]), pure)
    assert span_at(root, ("c", 0)) == Span("f.yaml", 3, 5, 1)


def test_empty_files_are_empty(pure: bool) -> None:
    for text in ("", "# only a comment\n", "---\n"):
        parsed = read(text, pure)
        assert (parsed.root, parsed.problems, parsed.complete) == (None, (), True)


def test_a_duplicate_key_names_the_first(pure: bool) -> None:
    parsed = read("a: 1\nb: {c: 1, c: 2}\na: 2\n", pure)
    assert told(parsed) == [("f.yaml:2:11", "duplicate-key"), ("f.yaml:3:1", "duplicate-key")]
    assert parsed.problems[1].related == ((Span("f.yaml", 1, 1, 1), "first written here"),)
    assert parsed.root == {"a": 1, "b": {"c": 1}}


def test_a_value_goes_with_its_doubled_or_refused_key(pure: bool) -> None:
    parsed = read("a: {b: 1, b: {c: 2}}\nd: {<<: [e], f: [g]}\nh: {i: 3}\n", pure)
    assert [rule for _, rule in told(parsed)] == ["duplicate-key", "bad-key"]
    assert parsed.root == {"a": {"b": 1}, "d": {"f": ["g"]}, "h": {"i": 3}}
    assert isinstance(parsed.root, Map)
    origin, first = parsed.root.origin, parsed.root.first
    assert isinstance(first, KeptMap)
    again = kept_map(origin, first)
    assert again == parsed.root
    assert span_at(again, ("d", "f", 0)) == Span("f.yaml", 2, 18, 1)


def test_tags_are_refused_and_the_value_is_kept(pure: bool) -> None:
    parsed = read("a: !!python/name:os.system x\nb: !m {c: 1}\n", pure)
    assert told(parsed) == [("f.yaml:1:4", "yaml-tag"), ("f.yaml:2:4", "yaml-tag")]
    assert parsed.root == {"a": "x", "b": {"c": 1}}


def test_nesting_ends(pure: bool) -> None:
    deep = "[" * (DEPTH_LIMIT - 1) + "]" * (DEPTH_LIMIT - 1)
    assert read(f"a: {deep}\n", pure).problems == ()
    assert told(read(f"a: [{deep}]\nb: 1\n", pure)) == [(f"f.yaml:1:{DEPTH_LIMIT + 3}", "too-deep")]
    assert "too-deep" in [rule for _, rule in told(read("[" * 900, pure))]


def test_aliases_end(pure: bool) -> None:
    many = "a: &a x\nb: [" + ", ".join(["*a"] * ALIAS_LIMIT) + "]\n"
    assert read(many, pure).problems == ()
    more = read(f"{many}c: *a\n", pure)
    assert told(more) == [("f.yaml:3:4", "too-many-aliases")]
    assert not more.complete


def test_an_alias_bomb_does_not_go_off(pure: bool) -> None:
    levels = [f"l{n}: &l{n} [" + ", ".join([f"*l{n - 1}"] * 9) + "]" for n in range(1, 12)]
    parsed = read("l0: &l0 [x]\n" + "\n".join(levels) + "\n", pure)
    assert [rule for _, rule in told(parsed)] == ["too-many-aliases"]
    assert parsed.root is None


def test_an_alias_cannot_hold_itself(pure: bool) -> None:
    assert told(read("a: &a [*a]\n", pure)) == [("f.yaml:1:8", "unknown-alias")]


def test_a_large_file_is_refused(pure: bool) -> None:
    parsed = read(b"a: " + b"x" * SIZE_LIMIT, pure)
    assert told(parsed) == [("f.yaml:1:1", "file-too-large")]


def test_control_characters_are_named(pure: bool) -> None:
    parsed = read("a: x\x00y\nb: \u202eevil\nc: fine\n", pure)
    assert told(parsed)[:2] == [
        ("f.yaml:1:5", "control-character"),
        ("f.yaml:2:4", "control-character"),
    ]
    assert "U+0000" in parsed.problems[0].message
    assert "U+202E (RIGHT-TO-LEFT OVERRIDE)" in parsed.problems[1].message
    assert isinstance(parsed.root, Map)
    assert parsed.root["c"] == "fine"


def test_control_characters_do_not_hide_in_escapes(pure: bool) -> None:
    assert told(read('a: "x\\u202Ey"\n', pure)) == [("f.yaml:1:4", "control-character")]
    assert told(read('a: "x\\ty"\n', pure)) == []


def test_bytes_that_are_no_utf8_are_placed(pure: bool) -> None:
    parsed = read(b"a: 1\nb: caf\xe9\n", pure)
    assert told(parsed) == [("f.yaml:2:7", "not-utf-8")]
    assert "byte 0xe9 at position 11" in parsed.problems[0].message
    assert told(read(b"\xef\xbb\xbfa: \xff\n", pure)) == [("f.yaml:1:4", "not-utf-8")]
    assert "UTF-16" in read("a: 1\n".encode("utf-16"), pure).problems[0].message


@pytest.mark.parametrize(
    ("text", "place", "rule", "words"),
    [
        ("a:\n  claim: In 2007: Cuba\n", "2:17", "unquoted-colon", 'claim: "In 2007: Cuba"'),
        ('a:\n  t: "open\n  k: v\n', "2:6", "unclosed-quote", "never closed"),
        ('a:\n  t: "open\nb:\n  t: "fine"\n', "2:6", "unclosed-quote", "never closed"),
        ("a: 'that's it'\n", "1:10", "yaml-syntax", "goes on after"),
        ("a: [x, y\nb: 1\n", "1:4", "unclosed-bracket", "`[` is never closed"),
        ("a: {x: 1\nb: 1\n", "1:4", "unclosed-bracket", "`{` is never closed"),
        ("a:\n\tb: 1\n", "2:1", "tab-indent", "spaces"),
        ("a: @foo\n", "1:4", "yaml-syntax", "`@`"),
        ("a: `foo`\n", "1:4", "yaml-syntax", "backtick"),
        ("a: *bold* words\n", "1:4", "yaml-syntax", "`*`"),
        ("a: 1\nfoo bar\nb: 2\n", "2:1", "yaml-syntax", "no `key: value`"),
        ("a:\n  b: 1\n c: 2\n", "3:2", "wrong-indent", "indent"),
        ("a:\n  b: 1\n    c: 2\n", "3:5", "wrong-indent", "indent"),
        ("a:\n  - b\n  c: 1\n", "3:3", "wrong-indent", "list item"),
        ("a: - b\n", "1:4", "yaml-syntax", "next line"),
        ("a:\n  b:1\n  c: 2\n", "2:3", "yaml-syntax", "space is missing after the colon"),
        ("a: | foo\n  x\n", "1:6", "yaml-syntax", "next line"),
        ("a: [x, , y]\n", "1:8", "yaml-syntax", "value is missing"),
        ("a: ]\n", "1:4", "yaml-syntax", "closes nothing"),
        ("? [a, b]\n: c\n", "1:3", "bad-key", "plain text"),
        ("a: 1\n---\nb: 2\n", "2:1", "yaml-document", "second document"),
    ],
)
def test_syntax_faults_are_told_in_plain_words(
    text: str, place: str, rule: str, words: str, pure: bool
) -> None:
    parsed = read(text, pure)
    assert told(parsed)[0] == (f"f.yaml:{place}", rule)
    assert words in parsed.problems[0].message + parsed.problems[0].hint


def test_reading_goes_on_after_a_fault(pure: bool) -> None:
    parsed = read("a: 1\nb: x: y\nc: 3\nd: [1\ne: 5\nf: 'open\n  g: 1\nh: 8\n", pure)
    assert [rule for _, rule in told(parsed)] == [
        "unquoted-colon",
        "unclosed-bracket",
        "unclosed-quote",
    ]
    assert parsed.root == {"a": 1, "c": 3, "e": 5, "h": 8}
    assert parsed.damaged == {"b", "d", "f"}
    assert isinstance(parsed.root, Map)
    assert str(span_at(parsed.root, ("h",))) == "f.yaml:8:4"


def test_what_cannot_be_read_on_is_incomplete(pure: bool) -> None:
    for text in ("[a, b\n", "{a: [1}\n"):
        parsed = read(text, pure)
        assert parsed.root is None
        assert not parsed.complete


def test_sequences_have_places(pure: bool) -> None:
    parsed = read("- a\n-   - b\n    - c: d\n", pure)
    assert isinstance(parsed.root, Seq)
    assert span_at(parsed.root, (1, 1, "c")) == Span("f.yaml", 3, 10, 1)


def test_a_file_full_of_faults_is_not_read_to_its_end(pure: bool) -> None:
    parsed = read("k: a: b\n" * 100, pure)
    assert [rule for _, rule in told(parsed)] == ["unquoted-colon"] * 25 + ["too-many-faults"]
    assert not parsed.complete


@settings(max_examples=300, deadline=None, derandomize=True)
@given(text=st.text("ab1:-[]{}'\"&*!|>#%@`,?~.<\\ \n\t\r\u202e\x00\u00f1", max_size=80))
def test_no_text_is_too_strange(text: str, pure: bool) -> None:
    parsed = read(text, pure)
    assert isinstance(parsed.root, (Map, Seq, str, int, Decimal, type(None)))
    lines = parsed.text.splitlines() or [""]
    for one in parsed.problems:
        assert one.at is not None
        assert 1 <= one.at.line <= len(lines) + 1
        assert one.at.column >= 1


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_what_follows_a_fault_keeps_its_places(ends: str, pure: bool) -> None:
    lines = ("é: 1", 'b: "open', "c:", "  d: [1, {e: [f, g]}]", "  i:")
    parsed = read(ends.join(lines), pure)
    assert parsed.damaged == {"b"}
    root = parsed.root
    assert isinstance(root, Map)
    assert span_at(root, ("é",)) == Span("f.yaml", 1, 4, 1)
    assert span_at(root, ("c", "d", 1, "e", 1)) == Span("f.yaml", 4, 18, 1)
    assert span_at(root, ("c", "i")) == Span("f.yaml", 5, 5, 1)
