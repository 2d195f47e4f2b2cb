"""A fault of PyYAML's parser in; a diagnostic in plain words, where the fault began, out."""

import re
from typing import cast

from msgspec import Struct

from footnoted.diagnostics import Diagnostic, Span, error
from footnoted.reader.events import Mark, MarkedYAMLError, ScalarToken, YAMLError, next_token_of

_TOP_LEVEL_KEY = re.compile(r"(\"[^\"]*\"|'[^']*'|\w[^:#]*):(?:\s|$)")
_INNER_KEY = re.compile(r"[\r\n][ \t]*(?:- +)*\w[\w-]*:(?:\s|$)")
_QUOTE_IT = "put the text in quotes"


def top_level_key(line: str) -> str:
    """Return the key that a line of the first column begins, or an empty string."""
    match = _TOP_LEVEL_KEY.match(line)
    return match[1].strip("\"' ") if match else ""


class _Fault(Struct, frozen=True):
    """What the parser says, and the text it says it about."""

    file: str
    lines: list[str]
    said: str
    at: Mark
    """Where the parser gave up."""
    opened: Mark
    """Where the thing began that it was reading."""

    @property
    def line(self) -> str:
        """The line on which the parser gave up."""
        return self.lines[self.at.line] if self.at.line < len(self.lines) else ""

    @property
    def before(self) -> str:
        """That line up to the fault, without its indent and list dashes."""
        return self.line[: self.at.column].lstrip(" -")

    @property
    def character(self) -> str:
        """The character at which the parser gave up."""
        return self.line[self.at.column : self.at.column + 1]

    def here(self, rule: str, message: str, hint: str = "", length: int = 1) -> Diagnostic:
        """Report it where the parser gave up."""
        return error(rule, message, _span(self.file, self.at, length), hint)

    def there(self, rule: str, message: str, hint: str = "", length: int = 1) -> Diagnostic:
        """Report it where it began."""
        return error(rule, message, _span(self.file, self.opened, length), hint)


def explain_fault(file: str, text: str, fault: MarkedYAMLError) -> Diagnostic:
    """Say in plain words what the parser could not read."""
    lines = text.splitlines()
    gave_up = cast(Mark, fault.problem_mark or fault.context_mark)
    at = _within(gave_up, lines)
    said = f"{fault.context or ''}: {fault.problem or ''}"
    found = _Fault(file, lines, said, at, _within(fault.context_mark or gave_up, lines))
    quote = _swallowing_quote(text, at)
    if quote:
        return _unclosed_quote(_Fault(file, lines, said, at, quote))
    for pattern, explain in _EXPLANATIONS:
        if re.search(pattern, said):
            return explain(found)
    return found.here("yaml-syntax", f"the YAML cannot be read here ({fault.problem})")


def _span(file: str, mark: Mark, length: int) -> Span:
    return Span(file, mark.line + 1, mark.column + 1, length)


def _within(mark: Mark, lines: list[str]) -> Mark:
    """Return the mark, or the end of the text for a mark behind it."""
    if mark.line < len(lines):
        return mark
    last = max(0, len(lines) - 1)
    column = len(lines[last]) if lines else 0
    return Mark(mark.name, mark.index, last, max(0, column - 1), None, 0)


def _swallowing_quote(text: str, at: Mark) -> Mark | None:
    """Return where a quoted text begins that ends just before the fault and holds whole keys.

    An unclosed quotation mark is closed by the next one, records further on, and only what
    follows that one puzzles the parser.
    """
    next_token = next_token_of(text)
    last: ScalarToken | None = None
    try:
        while token := next_token():
            if (token.start_mark.line, token.start_mark.column) >= (at.line, at.column):
                break
            if isinstance(token, ScalarToken) and not token.plain:
                last = token
    except YAMLError:
        pass
    if last is None or last.start_mark.line == last.end_mark.line:
        return None
    if last.end_mark.line not in (at.line, at.line - 1):
        return None
    raw = text[last.start_mark.index : last.end_mark.index]
    return cast(Mark, last.start_mark) if raw[:1] in "\"'" and _INNER_KEY.search(raw) else None


def _unclosed_quote(fault: _Fault) -> Diagnostic:
    hint = "close it; a quotation mark inside the text is written twice ('') or with a backslash"
    return fault.there("unclosed-quote", "this quotation mark is never closed", hint)


def _unclosed_bracket(fault: _Fault) -> Diagnostic:
    opening = "[" if "sequence" in fault.said else "{"
    closing = "]" if opening == "[" else "}"
    if fault.at.line == fault.opened.line and closing in fault.line[fault.at.column :]:
        return fault.here("yaml-syntax", "a comma is missing before this", f"or {_QUOTE_IT}")
    return fault.there("unclosed-bracket", f"this `{opening}` is never closed", f"add `{closing}`")


def _stray_colon(fault: _Fault) -> Diagnostic:
    if re.search(r":\s", fault.before):
        key, value = re.split(r":\s+", fault.before + fault.line[fault.at.column :], maxsplit=1)
        quoted = f'{_QUOTE_IT}: `{key}: "{_shorten(value)}"`'
        return fault.here("unquoted-colon", "a text with a colon needs quotation marks", quoted)
    above = fault.at.line - 1
    while above > 0 and not fault.lines[above].strip():
        above -= 1
    text = fault.lines[above].strip()
    indent = len(fault.lines[above]) - len(fault.lines[above].lstrip())
    at = Span(fault.file, above + 1, indent + 1, max(1, len(text)))
    if re.match(r"[\w-]+:\S", text):
        return error("yaml-syntax", "a space is missing after the colon", at)
    if not re.search(r":(\s|$)", text):
        return error("yaml-syntax", "this line is no `key: value`", at, "is a colon missing?")
    return _wrong_indent(fault)


def _wrong_indent(fault: _Fault) -> Diagnostic:
    indent = len(fault.line) - len(fault.line.lstrip())
    at = Span(fault.file, fault.at.line + 1, indent + 1, max(1, len(fault.line.strip())))
    odd = [number for number, line in enumerate(fault.lines, 1) if line.lstrip(" -")[:1] == "\xa0"]
    hint = f"line {odd[0]} begins with a no-break space; type it anew" if odd else ""
    message = "the indent of this line fits none of the lines above it"
    return error("wrong-indent", message, at, hint)


def _bad_first_character(fault: _Fault) -> Diagnostic:
    if fault.character == "\t":
        hint = "indent with spaces"
        return fault.here("tab-indent", "a tab stands where only spaces may indent", hint)
    sign = "a backtick" if fault.character == "`" else f"`{fault.character}`"
    return fault.here("yaml-syntax", f"a plain text may not begin with {sign}", _QUOTE_IT)


def _bad_alias(fault: _Fault) -> Diagnostic:
    sign = "*" if "alias" in fault.said else "&"
    return fault.there("yaml-syntax", f"a plain text may not begin with `{sign}`", _QUOTE_IT)


def _no_key(fault: _Fault) -> Diagnostic:
    line = fault.lines[fault.opened.line].strip()
    hint = "is a colon missing?"
    return fault.there("yaml-syntax", "this line is no `key: value`", hint, max(1, len(line)))


def _no_expected_key(fault: _Fault) -> Diagnostic:
    if re.search(r"[\"'\]}]\s*$", fault.before):
        hint = "put the whole text in quotes; double a quotation mark inside it"
        return fault.here("yaml-syntax", "text goes on after the closing mark", hint)
    if fault.character == "-" and not fault.before:
        return fault.here("wrong-indent", "a list item stands among `key: value` lines")
    return _wrong_indent(fault)


def _no_expected_item(fault: _Fault) -> Diagnostic:
    if fault.before:
        return _no_expected_key(fault)
    return fault.here("wrong-indent", "a list item, `- …`, is wanted here", "or indent the line")


def _bad_escape(fault: _Fault) -> Diagnostic:
    hint = "double the backslash, or use single quotation marks"
    return fault.here("yaml-syntax", "a backslash stands before a character it cannot escape", hint)


def _no_content(fault: _Fault) -> Diagnostic:
    if fault.character and fault.character in "]}":
        return fault.here("yaml-syntax", f"`{fault.character}` closes nothing", _QUOTE_IT)
    return fault.here("yaml-syntax", "a value is missing here")


def _list_on_key_line(fault: _Fault) -> Diagnostic:
    hint = f"begin the list on the next line, or {_QUOTE_IT}"
    return fault.here("yaml-syntax", "a list may not begin on the line of its key", hint)


def _block_text_header(fault: _Fault) -> Diagnostic:
    hint = f"begin the text on the next line, or {_QUOTE_IT}"
    return fault.here("yaml-syntax", "text may not stand on the line of its `|` or `>`", hint)


def _second_document(fault: _Fault) -> Diagnostic:
    return fault.here("yaml-document", "text goes on after the document's end")


def _tag_handle(fault: _Fault) -> Diagnostic:
    hint = f"leave it out; {_QUOTE_IT} if it is text"
    return fault.here("yaml-tag", "tags (`!…`) are not read", hint)


def _shorten(text: str) -> str:
    return text if len(text) <= 40 else text[:39].rstrip() + "…"


_EXPLANATIONS = (
    (r"quoted scalar: found unexpected (end of stream|document)", _unclosed_quote),
    (r"flow (sequence|mapping): .*',' or", _unclosed_bracket),
    (r"mapping values are not allowed", _stray_colon),
    (r"cannot start any token", _bad_first_character),
    (r"scanning an (alias|anchor)", _bad_alias),
    (r"could not find expected ':'", _no_key),
    (r"block mapping: ", _no_expected_key),
    (r"block collection: ", _no_expected_item),
    (r"sequence entries are not allowed", _list_on_key_line),
    (r"unknown escape", _bad_escape),
    (r"block scalar: .*comment or", _block_text_header),
    (r"node content", _no_content),
    (r"tag", _tag_handle),
    (r"<document start>", _second_document),
    (r"\btab\b", _bad_first_character),
)
"""What the parser says (libyaml's words or PyYAML's) and how we say it; the first match counts."""
