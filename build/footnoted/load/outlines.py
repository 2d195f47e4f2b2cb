"""Outlines, audiences and styles in; every reference of theirs that leads nowhere, out."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from msgspec import Struct

from footnoted.diagnostics import Diagnostic, error
from footnoted.load.data import Data
from footnoted.load.facts import check_language
from footnoted.load.parameters import HOLE
from footnoted.load.records import Records
from footnoted.load.references import check_prose, check_value_path
from footnoted.model.block import When
from footnoted.model.blocks import AnyBlock, ConflictBlock, ProseBlock, QuoteBlock, StatBlock
from footnoted.model.dataset import Kind
from footnoted.model.exhibits import ChartBlock
from footnoted.model.outline import Audience, Outline
from footnoted.model.style import Style
from footnoted.reader.nodes import Map, Seq, span_at

_NO_PROSE = ("select", "from", "cells", "parameters")
"""Keys whose texts are selections, or print as they are typed."""
_TYPED = re.compile(r"\\[^\w\s]")
"""A character that stands for itself."""


class Readers(Struct, frozen=True):
    """What outlines refer to beside the data."""

    audiences: Records[Audience]
    styles: Records[Style]
    data: Data


def check_outlines(outlines: Mapping[str, Outline], readers: Readers) -> list[Diagnostic]:
    """Follow every reference of audiences and outlines, but those of selections."""
    found: list[Diagnostic] = []
    for audience in readers.audiences.found.values():
        found += _style(audience, readers)
        found += check_language(audience.language, audience, "language")
    for outline in outlines.values():
        found += _check_outline(outline, readers)
    return found


def check_words(node: Map | Seq, data: Data) -> Iterator[Diagnostic]:
    """Follow the references in all texts below a node."""
    for key, value in _worded(node):
        if isinstance(value, (Map, Seq)):
            yield from check_words(value, data)
        elif isinstance(value, str) and ("{" in value or "[" in value):
            # A parameter that is still here belongs to an outline that is only to be extended.
            text = _TYPED.sub("", HOLE.sub("", value))
            yield from check_prose(text, partial(span_at, node, (key,)), data)


def _worded(node: Map | Seq) -> Iterable[tuple[str | int, object]]:
    if isinstance(node, Seq):
        return enumerate(node)
    return (one for one in node.items() if one[0] not in _NO_PROSE and not one[0].startswith("x-"))


def _check_outline(outline: Outline, readers: Readers) -> Iterator[Diagnostic]:
    yield from _style(outline, readers)
    yield from check_language(outline.language, outline, "language")
    if outline.audience is not None:
        yield from readers.audiences.refer("audience", outline.audience, outline, "audience")
    for index, audience in enumerate(outline.audiences):
        yield from readers.audiences.refer("audience", audience, outline, "audiences", index)
    for index, language in enumerate(outline.languages):
        yield from check_language(language, outline, "languages", index)
    for block in outline.blocks:
        if block.when is not None:
            yield from _check_when(block.when, readers)
        yield from _check_block(block, readers.data)


def _style(record: Outline | Audience, readers: Readers) -> Iterator[Diagnostic]:
    if record.style is not None:
        yield from readers.styles.refer("style", record.style, record, "style")


def _check_when(when: When, readers: Readers) -> Iterator[Diagnostic]:
    for index, audience in enumerate(when.audience):
        yield from readers.audiences.refer("audience", audience, when, "audience", index)
    if when.not_ is not None:
        yield from _check_when(when.not_, readers)


def _check_block(block: AnyBlock, data: Data) -> Iterator[Diagnostic]:
    match block:
        case ProseBlock():
            yield from data.sections.refer("section", block.section, block, "section")
        case QuoteBlock():
            yield from _check_quote(block, data)
        case ConflictBlock():
            for index, id_ in enumerate(block.ids):
                yield from data.conflicts.refer("conflict", id_, block, "of", index)
        case StatBlock():
            for index, path in enumerate(block.values):
                yield from check_value_path(path, data, block, "values", index)
        case ChartBlock():
            for point in block.points:
                yield from check_value_path(point.value, data, point, "value")
        case _:
            pass


def _check_quote(block: QuoteBlock, data: Data) -> Iterator[Diagnostic]:
    yield from data.facts.refer("fact", block.fact, block, "fact")
    fact = data.facts.found.get(block.fact)
    if fact is not None and fact.kind is not Kind.QUOTATION:
        message = f"a quote block prints a quotation; `{fact.id}` is of kind `{fact.kind}`"
        hint = "a block of type `facts` prints it"
        yield error("wrong-kind", message, block.span("fact"), hint)
