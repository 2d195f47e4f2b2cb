"""Marked text: plain strings with private-use marks for italics, quotations and links.

Citations are joined from many small parts whose punctuation depends on what stands next to it.
The parts are strings in which a mark says where italics, a quotation or a link begins and ends;
`inlines_of` settles the punctuation once, at the end, and makes the document's inlines.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from footnoted.cite.terms import Terms
from footnoted.model.document import Emphasis, Inline, Inlines, Link, Text

_ITALIC, _ROMAN = "\ue000", "\ue001"
_QUOTE, _UNQUOTE = "\ue002", "\ue003"
_LINK, _UNLINK = "\ue004", "\ue005"
_JOINT = "\ue006"
"""Stands before punctuation that is ours and not the work's."""
_CLOSING: Final = f"[{_ROMAN}{_UNQUOTE}{_UNLINK}]"
_FOREIGN_MARKS: Final = re.compile("[\ue000-\uf8ff]")


# --- making marked text ----------------------------------------------------------------------


def italic(text: str) -> str:
    """Mark a title as one that stands in italics."""
    return f"{_ITALIC}{text}{_ROMAN}" if text else ""


def quoted(text: str) -> str:
    """Mark a title as one that stands in quotation marks."""
    return f"{_QUOTE}{text}{_UNQUOTE}" if text else ""


def linked(address: str) -> str:
    """Mark an address as one that can be followed."""
    return f"{_LINK}{address}{_UNLINK}" if address else ""


def joined(parts: Iterable[str], separator: str) -> str:
    """Join what is not empty; a separator may be swallowed by what stands before it."""
    return f"{_JOINT}{separator}".join([part for part in parts if part])


def ended(text: str, stop: str = ".") -> str:
    """Put a full stop after a whole note."""
    return f"{text}{_JOINT}{stop}"


def capital(text: str) -> str:
    """Make the first letter large, past any marks before it."""
    start = 0
    while start < len(text) and text[start] in (_ITALIC, _QUOTE):
        start += 1
    return text[:start] + text[start : start + 1].upper() + text[start + 1 :]


_APOSTROPHE: Final = re.compile(r"(?<=\w)['’](?=\w)")
_AND: Final = re.compile(r"(?<!\w)['‘’]n['’](?!\w)")
"""`rock ’n’ roll` has two apostrophes."""
_TAGS: Final = re.compile(r"</?(?:i|b|sc|sup|sub|span)(?: [^<>]*)?>")
_OPENING_SINGLE: Final = re.compile(r"(?<![\w.,;:!?)\]”’\"'])[‘'](?=[\w¿¡(“\"])")
_CLOSING_SINGLE: Final = re.compile(r"(?<=[\w.,;:!?)”\"…])['’](?!\w)")
_SPACE_BEFORE: Final = re.compile(r"(?<=\S) (?=[:;?!](?:\s|$))")
"""A space that a line must not break at: French and old titles have one before a colon."""
_PAIR: Final = re.compile(r"[“„«]\s?|\s?[”»]|\"")


@lru_cache(maxsize=4096)
def typed(text: str) -> str:
    """Take words as somebody typed them: quotation marks in pairs are marked, tags understood.

    Nothing is recased. Typewriter apostrophes become typographic; `<i>` of CSL is italics.
    """
    if text.isalnum():
        return text
    text = _FOREIGN_MARKS.sub("", text)
    if "<" in text:
        text = text.replace("<i>", _ITALIC).replace("</i>", _ROMAN)
        text = _TAGS.sub("", text)
    if "'" in text or "’" in text or "‘" in text:
        text = _AND.sub("\ue010n\ue010", _APOSTROPHE.sub("\ue010", text))
        text = _mark_singles(text).replace("\ue010", "’")
    if _PAIR.search(text):
        text = _mark_doubles(text)
    return _SPACE_BEFORE.sub("\u202f", text)


def _mark_singles(text: str) -> str:
    """Mark single quotation marks that have a partner; the others are apostrophes."""
    done = 0
    while opening := _OPENING_SINGLE.search(text, done):
        closing = _CLOSING_SINGLE.search(text, opening.end())
        if not closing:
            break
        inside = text[opening.end() : closing.start()]
        text = f"{text[: opening.start()]}{_QUOTE}{inside}{_UNQUOTE}{text[closing.end() :]}"
        done = closing.end()
    return text.replace("'", "’")


def _mark_doubles(text: str) -> str:
    """Mark double quotation marks of any language; one without a partner stays as typed."""
    marked, depth, last = "", 0, 0
    for found in _PAIR.finditer(text):
        sign = found[0].strip()
        before = text[found.start() - 1 : found.start()]
        opens = sign in "“„«" or (
            sign == '"' and (not before or not (before.isalnum() or before in ".,;:!?)…’"))
        )
        opens = opens and not (
            sign == '"' and depth and not text[found.end() : found.end() + 1].strip()
        )
        if opens and not _has_partner(text, found.end()):
            continue
        if not opens and not depth:
            continue
        marked += text[last : found.start()] + (_QUOTE if opens else _UNQUOTE)
        depth += 1 if opens else -1
        last = found.end()
    return marked + text[last:] + _UNQUOTE * depth


def _has_partner(text: str, start: int) -> bool:
    return any(sign in text[start:] for sign in '”»"')


# --- settling it -----------------------------------------------------------------------------

_OUTSIDE: Final = re.compile(f"({_UNQUOTE}{_CLOSING}*){_JOINT}([.,])")
_DOUBLED: Final = re.compile(f"([.?!:;,…])({_CLOSING}*){_JOINT}([.,:;])")
_KEPT: Final = frozenset(("?,", "!,", ".,", "?;", "!;", ".;", ".:", "…,", "…;", "…."))
_PARTS: Final = re.compile(f"([{_ITALIC}{_ROMAN}{_QUOTE}{_UNQUOTE}{_LINK}{_UNLINK}])")


def settled(marked: str, terms: Terms) -> str:
    """Move commas and full stops into quotations where the language does, and drop doubled ones."""
    if terms.punctuation_inside:
        marked = _OUTSIDE.sub(rf"{_JOINT}\2\1", marked)
    return _DOUBLED.sub(_single_stop, marked).replace(_JOINT, "")


def _single_stop(found: re.Match[str]) -> str:
    first, closing, second = found.groups()
    kept = first + second in _KEPT
    return f"{first}{closing}{second}" if kept else f"{first}{closing}"


def inlines_of(marked: str, terms: Terms) -> Inlines:
    """Make inlines of marked text; quotations within quotations get the inner marks."""
    stack: list[list[Inline]] = [[]]
    text, depth = "", 0

    def flush() -> None:
        nonlocal text
        if text:
            stack[-1].append(Text(text))
            text = ""

    for part in _PARTS.split(settled(marked, terms)):
        match part:
            case "\ue000" | "\ue004":
                flush()
                stack.append([])
            case "\ue001" if len(stack) > 1:
                flush()
                content = tuple(stack.pop())
                stack[-1].append(Emphasis(content))
            case "\ue005" if len(stack) > 1:
                target = text
                flush()
                content = tuple(stack.pop())
                address = f"https:{target}" if target.startswith("//") else target
                stack[-1].append(Link(content, address))
            case "\ue002":
                text += terms.quotes[2 * (depth % 2)]
                depth += 1
            case "\ue003":
                depth = max(depth - 1, 0)
                text += terms.quotes[2 * (depth % 2) + 1]
            case _:
                text += part
    while len(stack) > 1:
        flush()
        content = tuple(stack.pop())
        stack[-1].append(Emphasis(content))
    flush()
    return tuple(stack[0])


def plain(marked: str) -> str:
    """Return marked text without its marks, for sorting and comparing."""
    return _FOREIGN_MARKS.sub("", marked)
