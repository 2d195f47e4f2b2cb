"""The paper: a cited document and a style come in, a tagged PDF goes out.

blocks → boxes, glue, penalties (flow) → pages with their notes (pages) → marks (paint) → file.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from footnoted.diagnostics import Diagnostic, error, has_errors
from footnoted.model.document import Document
from footnoted.model.rendered import Rendered
from footnoted.model.style import Style
from footnoted.model.style.look import Phrases
from footnoted.model.style.paper import SHEETS, PaperStyle
from footnoted.pdf.file import PdfFile
from footnoted.pdf.flow.press import Press
from footnoted.pdf.flow.sections import flow_document
from footnoted.pdf.foot import Room
from footnoted.pdf.pages import paginate
from footnoted.pdf.paint import paint
from footnoted.pdf.setting import Setter
from footnoted.text.faces import FaceNotFoundError


def write_pdf(document: Document, style: Style, made: datetime, root: Path) -> Rendered:
    """Lay a document out as a paper.

    `made` is an aware UTC time for the metadata, `root` the project's folder, where pictures and
    font files lie. Extent is the number of pages. Faults: `missing-glyph`, `unknown-face`,
    `unreadable-picture` (no content then) and `broken-link`.
    """
    with _collector_off():
        try:
            return _write(document, on_paper(style), made, root)
        except FaceNotFoundError as problem:
            fault = error("unknown-face", str(problem), style.span("faces"))
            return Rendered(None, 0, (fault,))


@contextmanager
def _collector_off() -> Iterator[None]:
    """Keep the garbage collector from walking all pages again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _write(document: Document, style: Style, made: datetime, root: Path) -> Rendered:
    front, paper = document.front, style.paper
    author = ", ".join(front.authors) or front.owner
    file = PdfFile(document.language, front.title, author, front.subject, front.keywords, made)
    setter = Setter(style, document.language, {note.id: note for note in document.notes}, root)
    height = SHEETS[paper.sheet][1] - paper.margins.top - paper.margins.bottom
    phrases = phrases_of(style, document.language)
    press = Press(document, style, phrases, setter, file, root, height)
    items = flow_document(press)
    heights = {
        note.id: (paper.roles.note.leading,) * len(press.notes[note.id].lines)
        for note in document.notes
        if note.id in press.notes
    }
    pages = paginate(items, heights, room_of(paper, height))
    diagnostics: list[Diagnostic] = [*press.diagnostics, *setter.diagnostics()]
    if has_errors(diagnostics):
        return Rendered(None, len(pages), tuple(diagnostics))
    diagnostics += paint(press, items, pages)
    if late := setter.diagnostics():
        return Rendered(None, len(pages), tuple(late))
    return Rendered(file.save(), len(pages), tuple(diagnostics))


def on_paper(style: Style) -> Style:
    """Return a style whose background is that of the sheet."""
    colours = style.colours.model_copy(update={"background": style.paper.background})
    return style.model_copy(update={"colours": colours})


def room_of(paper: PaperStyle, height: float) -> Room:
    """Return what the page builder has to know of the style."""
    area = paper.notes
    return Room(
        height=height,
        note_area=area.above + area.rule_weight + area.below_rule,
        between_notes=area.between,
        start_lines=area.start_lines,
        body_height=area.body_lines * paper.roles.body.leading,
    )


def phrases_of(style: Style, language: str) -> Phrases:
    """Return the house phrases of a language, else of English, else the first there are."""
    known = style.phrases
    for name in (language, language.split("-")[0], "en"):
        if name in known:
            return known[name]
    return next(iter(known.values()))
