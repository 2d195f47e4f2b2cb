"""Marked text: plain strings with private-use marks for italics, quotations and links.

Citations are joined from many small parts whose punctuation depends on what stands next to it.
The parts are strings in which a mark says where italics, a quotation or a link begins and ends;
`inlines_of` settles the punctuation once, at the end, and makes the document's inlines.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from msgspec import Struct, field

from footnoted.cite.terms import Terms
from footnoted.model.inlines import Emphasis, Inline, Inlines, Link, Text

_ITALIC, _ROMAN = "\ue000", "\ue001"
_QUOTE, _UNQUOTE = "\ue002", "\ue003"
_LINK, _UNLINK = "\ue004", "\ue005"
_LEAD, _NAMED, _UNNAMED = "\ue007", "\ue008", "\ue009"
"""Round the hidden address and the words of a link that does not print where it leads."""
_HIDDEN: Final = b"\xe1"
"""High byte of a hidden address's code points: private, so that no comparing sees them."""
_JOINT = "\ue006"
"""Stands before punctuation that is ours and not the work's."""
_CLOSING: Final = f"[{_ROMAN}{_UNQUOTE}{_UNLINK}{_UNNAMED}]"
_FOREIGN_MARKS: Final = re.compile("[\ue000-\uf8ff]")


def italic(text: str) -> str:
    """Mark a title as one that stands in italics."""
    return f"{_ITALIC}{text}{_ROMAN}" if text else ""


def quoted(text: str) -> str:
    """Mark a title as one that stands in quotation marks."""
    return f"{_QUOTE}{text}{_UNQUOTE}" if text else ""


def linked(address: str) -> str:
    """Mark an address as one that can be followed."""
    return f"{_LINK}{address}{_UNLINK}" if address else ""


def linking(text: str, address: str) -> str:
    """Mark words as a link to an address that is not printed."""
    if not (text and address):
        return text
    return f"{_LEAD}{_hidden(address)}{_NAMED}{text}{_UNNAMED}"


def has_link(marked: str) -> bool:
    """Say whether some words of marked text are a link."""
    return _UNNAMED in marked or _UNLINK in marked


def joined(parts: Iterable[str], separator: str) -> str:
    """Join what is not empty; a separator may be swallowed by what stands before it."""
    return f"{_JOINT}{separator}".join(filter(None, parts))


def ended(text: str, stop: str = ".") -> str:
    """Put a full stop after a whole note."""
    return f"{text}{_JOINT}{stop}"


def capital(text: str) -> str:
    """Make the first letter large, past any marks before it."""
    start = 0
    while start < len(text) and "\ue000" <= text[start] <= "\uf8ff":
        start += 1
    return text[:start] + text[start : start + 1].upper() + text[start + 1 :]


# Few titles need these: `re` compiles them when they are first asked for.
_APOSTROPHE: Final = r"(?<=\w)['’](?=\w)"
_AND: Final = r"(?<!\w)['‘’]n['’](?!\w)"
"""`rock ’n’ roll` has two apostrophes."""
_TAGS: Final = r"</?(?:i|b|sc|sup|sub|span)(?: [^<>]*)?>"
_OPENING_SINGLE: Final = r"(?<![\w.,;:!?)\]”’\"'])[‘'](?=[\w¿¡(“\"])"
_CLOSING_SINGLE: Final = r"(?<=[\w.,;:!?)”\"…])['’](?!\w)"
_SPACE_BEFORE: Final = r"(?<=\S) (?=[:;?!](?:\s|$))"
"""A space that a line must not break at: French and old titles have one before a colon."""
_SPACED: Final = (" :", " ;", " ?", " !")
_PAIR: Final = r"[“„«]\s?|\s?[”»]|\""
_PAIRED: Final = '“„«”»"'


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
        text = re.sub(_TAGS, "", text)
    if "'" in text or "’" in text or "‘" in text:
        text = re.sub(_AND, "\ue010n\ue010", re.sub(_APOSTROPHE, "\ue010", text))
        text = _mark_singles(text).replace("\ue010", "’")
    if any(sign in text for sign in _PAIRED):
        text = _mark_doubles(text)
    return re.sub(_SPACE_BEFORE, "\u202f", text) if any(one in text for one in _SPACED) else text


def _mark_singles(text: str) -> str:
    """Mark single quotation marks that have a partner; the others are apostrophes."""
    done = 0
    opens, closes = re.compile(_OPENING_SINGLE), re.compile(_CLOSING_SINGLE)
    while opening := opens.search(text, done):
        closing = closes.search(text, opening.end())
        if not closing:
            break
        inside = text[opening.end() : closing.start()]
        text = f"{text[: opening.start()]}{_QUOTE}{inside}{_UNQUOTE}{text[closing.end() :]}"
        done = closing.end()
    return text.replace("'", "’")


def _mark_doubles(text: str) -> str:
    """Mark double quotation marks of any language; one without a partner stays as typed."""
    marked, depth, last = "", 0, 0
    for found in re.finditer(_PAIR, text):
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


_OUTSIDE: Final = re.compile(f"({_UNQUOTE}{_CLOSING}*){_JOINT}([.,])")
_DOUBLED: Final = re.compile(f"([.?!:;,…])({_CLOSING}*){_JOINT}([.,:;])")
_KEPT: Final = frozenset(("?,", "!,", ".,", "?;", "!;", ".;", ".:", "…,", "…;", "…."))
_MARKS: Final = frozenset(
    (_ITALIC, _ROMAN, _QUOTE, _UNQUOTE, _LINK, _UNLINK, _LEAD, _NAMED, _UNNAMED)
)
_PARTS: Final = re.compile(f"([{''.join(sorted(_MARKS))}])")


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
    maker = _Maker(terms.quotes)
    for part in _PARTS.split(settled(marked, terms)):
        if part in _MARKS:
            maker.take(part)
        else:
            maker.text += part
    return maker.finished()


class _Maker(Struct):
    """Makes inlines of the pieces of marked text, one after the other."""

    quotes: Sequence[str]
    stack: list[list[Inline]] = field(default_factory=lambda: [[]])
    """Content of the marks that are open, the whole text first."""
    targets: list[str] = field(default_factory=list)
    text: str = ""
    depth: int = 0
    """Of quotations."""

    def take(self, part: str) -> None:
        """Take a mark; the text before it has been taken."""
        match part:
            case "\ue002":
                self.text += self.quotes[2 * (self.depth % 2)]
                self.depth += 1
            case "\ue003":
                self.depth = max(self.depth - 1, 0)
                self.text += self.quotes[2 * (self.depth % 2) + 1]
            case "\ue000" | "\ue004" | "\ue007":
                self._open()
            case "\ue008":
                self.targets.append(_shown(self.text))
                self.text = ""
            case _ if len(self.stack) > 1:
                self._close(part)

    def finished(self) -> Inlines:
        """Return what was made; a mark that was never closed is italics."""
        while len(self.stack) > 1:
            self._close(_ROMAN)
        self._flush()
        return tuple(self.stack[0])

    def _flush(self) -> None:
        if self.text:
            self.stack[-1].append(Text(self.text))
            self.text = ""

    def _open(self) -> None:
        self._flush()
        self.stack.append([])

    def _close(self, mark: str) -> None:
        target = self.text
        self._flush()
        content = tuple(self.stack.pop())
        if mark == _ROMAN:
            self.stack[-1].append(Emphasis(content))
            return
        address = self.targets.pop() if mark == _UNNAMED else target
        full = f"https:{address}" if address.startswith("//") else address
        self.stack[-1].append(Link(content, full))


def _hidden(address: str) -> str:
    """Return an address in code points that nothing but `_shown` reads."""
    low = address.encode()
    pairs = bytearray(_HIDDEN * (2 * len(low)))
    pairs[1::2] = low
    return pairs.decode("utf-16-be")


def _shown(hidden: str) -> str:
    """Return a hidden address."""
    return hidden.encode("utf-16-be")[1::2].decode()


def plain(marked: str) -> str:
    """Return marked text without its marks, for sorting and comparing."""
    return _FOREIGN_MARKS.sub("", marked)
