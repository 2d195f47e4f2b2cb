"""Bytes of a file in; text that YAML may hold, and what was wrong with it, out."""

import re
import unicodedata

from footnoted.diagnostics import Diagnostic, Span, error

SIZE_LIMIT = 5_000_000
"""Bytes a file may have; more is a mistake or an attack."""

_REPORTED = 10
"""Unwanted characters named one by one; more are counted."""

UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ud800-\udfff\ufffe\uffff]"
)
"""Control characters, other programs' line breaks, bidirectional embeddings and overrides."""
_PLAIN = b"\t\n\r" + bytes(range(0x20, 0x7F))

_NAMES = {"\x00": "NULL", "\x1b": "ESCAPE", "\x7f": "DELETE", "\x85": "NEXT LINE"}


def decode(file: str, content: bytes) -> tuple[str, list[Diagnostic]]:
    """Read bytes as UTF-8; what is no text becomes U+FFFD, so that reading can go on."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = content.decode("utf-16", errors="replace")
        found = [_not_utf8("the file is UTF-16, not UTF-8", Span(file, 1, 1))]
        return text.removeprefix("\ufeff"), found
    problems: list[Diagnostic] = []
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        text = content.decode("utf-8-sig", errors="replace")
        problems.append(_bad_byte(file, content, fault))
    # Almost every text has none, and that is soon seen in what is beyond ASCII.
    is_plain = not problems and content.translate(None, _PLAIN).decode().isprintable()
    for count, unwanted in enumerate(() if is_plain else UNWANTED.finditer(text)):
        if count == _REPORTED:
            rest = len(UNWANTED.findall(text)) - _REPORTED
            message = f"and {rest} more such characters in {file}"
            problems.append(error("control-character", message))
            break
        problems.append(unwanted_character(unwanted[0], place_of(file, text, unwanted.start())))
    return UNWANTED.sub("\ufffd", text) if problems else text, problems


def unwanted_character(character: str, at: Span) -> Diagnostic:
    """Name a character that no text of a project may hold."""
    name = _NAMES.get(character) or unicodedata.name(character, "control character")
    code = f"U+{ord(character):04X}"
    return error("control-character", f"{code} ({name}) may not stand in a text", at, "delete it")


def place_of(file: str, text: str, index: int) -> Span:
    """Return line and column of a character of `text`."""
    before = text[:index]
    line_start = max(before.rfind("\n"), before.rfind("\r")) + 1
    line = before.count("\n") + len(re.findall(r"\r(?!\n)", before)) + 1
    return Span(file, line, index - line_start + 1)


def _bad_byte(file: str, content: bytes, fault: UnicodeDecodeError) -> Diagnostic:
    # A byte order mark is cut off before decoding, so positions count from behind it.
    start = fault.start + (3 if content.startswith(b"\xef\xbb\xbf") else 0)
    before = content[:start].decode("utf-8-sig")
    at = place_of(file, before, len(before))
    return _not_utf8(f"byte 0x{content[start]:02x} at position {start} is not UTF-8", at)


def _not_utf8(message: str, at: Span) -> Diagnostic:
    return error("not-utf-8", message, at, "save the file with the encoding UTF-8")
