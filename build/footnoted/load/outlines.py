"""Outlines, audiences and styles in; every reference of theirs that leads nowhere, out."""

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from footnoted.diagnostics import Diagnostic, Span, error
from footnoted.load.facts import Data, check_language, check_prose, check_value_path
from footnoted.load.parameters import HOLE
from footnoted.load.records import Records
from footnoted.model.blocks import (
    AnyBlock,
    ChartBlock,
    ConflictBlock,
    ProseBlock,
    QuoteBlock,
    StatBlock,
    When,
)
from footnoted.model.dataset import Kind
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
        found += _style(audience.style, audience.span("style"), readers)
        found += check_language(audience.language, audience.span("language"))
    for outline in outlines.values():
        found += _check_outline(outline, readers)
    return found


def check_words(node: object, at: Span | None, data: Data) -> Iterator[Diagnostic]:
    """Follow the references in all texts below a node."""
    if isinstance(node, str):
        if "{" in node or "[" in node:
            # A parameter that is still here belongs to an outline that is only to be extended.
            yield from check_prose(_TYPED.sub("", HOLE.sub("", node)), at, data)
    elif isinstance(node, Map):
        for key, value in node.items():
            if key not in _NO_PROSE and not key.startswith("x-"):
                yield from check_words(value, span_at(node, (key,)), data)
    elif isinstance(node, Seq):
        for index, value in enumerate(node):
            yield from check_words(value, span_at(node, (index,)), data)


def _check_outline(outline: Outline, readers: Readers) -> Iterator[Diagnostic]:
    yield from _style(outline.style, outline.span("style"), readers)
    yield from check_language(outline.language, outline.span("language"))
    if outline.audience is not None:
        at = outline.span("audience")
        yield from readers.audiences.refer("audience", outline.audience, at)
    for index, audience in enumerate(outline.audiences):
        yield from readers.audiences.refer("audience", audience, outline.span("audiences", index))
    for index, language in enumerate(outline.languages):
        yield from check_language(language, outline.span("languages", index))
    for block in outline.blocks:
        if block.when is not None:
            yield from _check_when(block.when, readers)
        yield from _check_block(block, readers.data)


def _style(style: str | None, at: Span | None, readers: Readers) -> Iterator[Diagnostic]:
    if style is not None:
        yield from readers.styles.refer("style", style, at)


def _check_when(when: When, readers: Readers) -> Iterator[Diagnostic]:
    for index, audience in enumerate(when.audience):
        yield from readers.audiences.refer("audience", audience, when.span("audience", index))
    if when.not_ is not None:
        yield from _check_when(when.not_, readers)


def _check_block(block: AnyBlock, data: Data) -> Iterator[Diagnostic]:
    match block:
        case ProseBlock():
            yield from data.sections.refer("section", block.section, block.span("section"))
        case QuoteBlock():
            yield from _check_quote(block, data)
        case ConflictBlock():
            for index, id_ in enumerate(block.ids):
                yield from data.conflicts.refer("conflict", id_, block.span("of", index))
        case StatBlock():
            for index, path in enumerate(block.values):
                yield from check_value_path(path, block.span("values", index), data)
        case ChartBlock():
            for point in block.points:
                yield from check_value_path(point.value, point.span("value"), data)
        case _:
            pass


def _check_quote(block: QuoteBlock, data: Data) -> Iterator[Diagnostic]:
    yield from data.facts.refer("fact", block.fact, block.span("fact"))
    fact = data.facts.found.get(block.fact)
    if fact is not None and fact.kind is not Kind.QUOTATION:
        message = f"a quote block prints a quotation; `{fact.id}` is of kind `{fact.kind}`"
        hint = "a block of type `facts` prints it"
        yield error("wrong-kind", message, block.span("fact"), hint)
