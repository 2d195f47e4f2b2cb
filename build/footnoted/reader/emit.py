"""A mapping that knows where each of its values stood in, YAML that reads the same out.

Behind each line stands the file and line that it is from. What was written on one line stays on
one line.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from json import dumps
from typing import Final

from footnoted.reader.nodes import Map, Seq, item_marks, marks_of

_PLAIN: Final = re.compile(r"[A-Za-zÀ-ÿ_/$][\w/$.+@%'’()!?=;-]*(?: [\w/$.+@%'’()!?=;-]+)*")
"""Texts that need no quotes anywhere; fewer than YAML allows."""
_READ_OTHERWISE: Final = re.compile(
    r"null|true|false|yes|no|on|off|y|n|~|\.inf|\.nan|[-+]?[\d.].*", re.IGNORECASE
)
_ODD: Final = re.compile(
    r"[^\n\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]|[\u2028\u2029]"
)


def to_yaml(root: Map, skip: tuple[str, ...] = ()) -> str:
    """Write a mapping as YAML 1.2, `# file:line` behind each line, without the keys in `skip`."""
    return "\n".join(_map(root, "", skip)) + "\n"


def _map(node: Map, indent: str, skip: tuple[str, ...] = ()) -> Iterator[str]:
    marks = marks_of(node)
    for key, value in node.items():
        if key in skip:
            continue
        file, line, _, value_line, _ = marks[key]
        yield from _entry(f"{indent}{_scalar(key)}:", value, indent, (file, line or value_line))


def _seq(node: Seq, indent: str) -> Iterator[str]:
    for (file, line, _), value in zip(item_marks(node), node, strict=True):
        if isinstance(value, Map) and value and not _on_one_line(value):
            first, *rest = _map(value, indent + "  ")
            yield f"{indent}- {first[len(indent) + 2 :]}"
            yield from rest
        else:
            yield from _entry(f"{indent}-", value, indent, (file, line))


def _entry(lead: str, value: object, indent: str, at: tuple[str, int]) -> Iterator[str]:
    """Yield a key or an item with its value, in as few lines as it was written in."""
    origin = f"  # {at[0]}:{at[1]}" if at[1] else f"  # {at[0]}"
    if isinstance(value, (Map, Seq)) and value and not _on_one_line(value):
        yield f"{lead}{origin}"
        yield from (
            _map(value, indent + "  ") if isinstance(value, Map) else _seq(value, indent + "  ")
        )
    elif isinstance(value, str) and "\n" in value and _is_block(value):
        chomp = "" if value.endswith("\n") else "-"
        yield f"{lead} |{chomp}{origin}"
        for line in value.removesuffix("\n").split("\n"):
            yield f"{indent}  {line}" if line else ""
    else:
        yield f"{lead} {flow(value)}{origin}"


def _is_block(text: str) -> bool:
    """Say whether a literal block holds a text of several lines as it is."""
    lines = text.removesuffix("\n").split("\n")
    starts_well = bool(lines[0]) and not lines[0][0].isspace()
    return starts_well and bool(lines[-1].strip()) and not _ODD.search(text)


def _on_one_line(node: Map | Seq) -> bool:
    """Say whether all of a collection stood on one line of one file."""
    return len({*_lines(node)}) <= 1


def _lines(node: object) -> Iterator[tuple[str, int]]:
    if isinstance(node, Map):
        marks = marks_of(node)
        for key, value in node.items():
            file, line, _, value_line, _ = marks[key]
            yield from ((file, line), (file, value_line))
            yield from _lines(value)
    elif isinstance(node, Seq):
        for (file, line, _), value in zip(item_marks(node), node, strict=True):
            yield file, line
            yield from _lines(value)
    elif isinstance(node, str) and "\n" in node:
        # A text of several lines stands better by itself.
        yield from (("", 0), ("", 1))


def flow(value: object) -> str:
    """Write a value on one line, as YAML reads it anywhere.

    >>> flow({"of": ["a", "b"], "words": "1: so"})
    '{of: [a, b], words: "1: so"}'
    """
    match value:
        case dict():
            pairs = (f"{_scalar(key)}: {flow(one)}" for key, one in value.items())
            return f"{{{', '.join(pairs)}}}"
        case list():
            return f"[{', '.join(flow(one) for one in value)}]"
        case _:
            return _scalar(value)


def _scalar(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() | Decimal() | float():
            return str(value)
    text = str(value)
    if _PLAIN.fullmatch(text) and not _READ_OTHERWISE.fullmatch(text):
        return text
    return _quoted(text)


def _quoted(text: str) -> str:
    """Write a text as JSON does, which YAML reads; what does not print is escaped."""
    quoted = dumps(text, ensure_ascii=False)
    return _ODD.sub(lambda odd: dumps(odd[0])[1:-1], quoted)
