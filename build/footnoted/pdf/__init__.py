"""The paper: a cited document and a style come in, a tagged PDF goes out.

blocks → boxes, glue, penalties (flow) → pages with their notes (pages) → marks (paint) → file.
"""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from footnoted.diagnostics import Diagnostic, error, has_errors
from footnoted.model.attachment import Attachment
from footnoted.model.document import Document
from footnoted.model.rendered import Rendered
from footnoted.model.style import Style
from footnoted.model.style.look import Faces, Phrases, SpareFaces
from footnoted.model.style.paper import SHEETS, PaperStyle
from footnoted.pdf.boxes import Box, Item, PlaceMark
from footnoted.pdf.file import PdfFile
from footnoted.pdf.flow.cited import tell_pages
from footnoted.pdf.flow.press import Press
from footnoted.pdf.flow.sections import flow_document
from footnoted.pdf.folios import Folios
from footnoted.pdf.foot import Room
from footnoted.pdf.pages import Page, paginate
from footnoted.pdf.paint import paint
from footnoted.pdf.setting import Setter
from footnoted.text.faces import FaceNotFoundError


def write_pdf(
    document: Document,
    style: Style,
    made: datetime,
    root: Path,
    attachments: Sequence[Attachment] = (),
) -> Rendered:
    """Lay a document out as a paper.

    `made` is an aware UTC time for the metadata, `root` the project's folder, where pictures and
    font files lie; files that go along make PDF/A-3a of what is PDF/A-2a else. Extent is the number
    of pages. Faults: `missing-glyph`, `unknown-face`,
    `unreadable-picture` (no content then) and `broken-link`.
    """
    with _collector_off():
        try:
            return _write(document, on_paper(style, root), made, root, attachments)
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


def _write(
    document: Document,
    style: Style,
    made: datetime,
    root: Path,
    attachments: Sequence[Attachment],
) -> Rendered:
    front = document.front
    author = ", ".join(front.authors) or front.owner
    file = PdfFile(document.language, front.title, author, front.subject, front.keywords, made)
    extent, diagnostics = _paint(document, style, root, file)
    if has_errors(diagnostics):
        return Rendered(None, extent, tuple(diagnostics))
    for one in attachments:
        file.attach(one)
    return Rendered(file.save(), extent, tuple(diagnostics))


def _paint(
    document: Document, style: Style, root: Path, file: PdfFile
) -> tuple[int, list[Diagnostic]]:
    """Lay out and paint all pages; return their number. Nothing is kept but what the file is."""
    paper = style.paper
    press = press_of(document, style, root, file)
    setter = press.setter
    items = flow_document(press)
    heights = {
        note.id: (paper.roles.note.leading,) * len(press.notes[note.id].lines)
        for note in document.notes
        if note.id in press.notes
    }
    for _, also in press.kin.values():
        heights[also] = (paper.roles.note.leading,) * len(press.notes[also].lines)
    pages, folios = _paged(press, items, heights, room_of(paper, press.room))
    diagnostics: list[Diagnostic] = [*press.diagnostics, *setter.diagnostics()]
    if has_errors(diagnostics):
        return len(pages), diagnostics
    setter.fonts.forget()
    diagnostics += paint(press, items, pages, folios)
    return len(pages), setter.diagnostics() or diagnostics


def press_of(document: Document, style: Style, root: Path, file: PdfFile) -> Press:
    """Gather what a document needs to be laid out in a style."""
    paper = style.paper
    notes = {note.id: note for note in document.notes}
    setter = Setter(style, document.language, notes, root, file.fonts)
    height = SHEETS[paper.sheet][1] - paper.margins.top - paper.margins.bottom
    phrases = phrases_of(style, document.language)
    return Press(document, style, phrases, setter, file, root, height)


def _paged(
    press: Press, items: list[Item], heights: Mapping[str, Sequence[float]], room: Room
) -> tuple[tuple[Page, ...], Folios]:
    """Break the list into pages, again where the source list then has more to say."""
    pages = paginate(items, heights, room, press.kin)
    folios = folios_of(press, items, pages)
    while press.entries and tell_pages(press, items, pages, folios):
        pages = paginate(items, heights, room, press.kin)
        folios = folios_of(press, items, pages)
    return pages, folios


def folios_of(press: Press, items: Sequence[Item], pages: Sequence[Page]) -> Folios:
    """Count the pages before the paper proper, if these have figures of their own."""
    front = 0
    if press.body:
        starts = (
            number
            for number, page in enumerate(pages)
            for item in items[page.first : page.last]
            if isinstance(item, Box)
            and any(isinstance(one, PlaceMark) and one.name == press.body for one in item.marks)
        )
        front = next(starts, 0)
    return Folios(len(pages), front)


def on_paper(style: Style, root: Path) -> Style:
    """Return a style whose background is that of the sheet, its font files found."""
    colours = style.colours.changed({"background": style.paper.background})
    return style.changed({"colours": colours, "faces": _within(style.faces, root)})


def _within(faces: Faces, root: Path) -> Faces:
    """Return the families with the font files of a project by their whole path."""

    def whole(family: str) -> str:
        return str(root / family) if family.lower().endswith(".ttf") else family

    def spares(known: Mapping[str, SpareFaces]) -> dict[str, SpareFaces]:
        return {
            name: one.changed({"serif": whole(one.serif), "sans": whole(one.sans)})
            for name, one in known.items()
        }

    return faces.changed(
        {
            "serif": whole(faces.serif),
            "sans": whole(faces.sans),
            "fallback": tuple(map(whole, faces.fallback)),
            "languages": spares(faces.languages),
            "scripts": spares(faces.scripts),
        }
    )


def room_of(paper: PaperStyle, height: float) -> Room:
    """Return what the page builder has to know of the style."""
    area = paper.notes
    return Room(
        height=height,
        note_area=area.above + area.rule_weight + area.below_rule,
        between_notes=area.between,
        start_lines=area.start_lines,
        body_height=area.body_lines * paper.roles.body.leading,
        continued=paper.roles.note.leading,
    )


def phrases_of(style: Style, language: str) -> Phrases:
    """Return the house phrases of a language, else of English, else the first there are."""
    known = style.phrases
    for name in (language, language.split("-")[0], "en"):
        if name in known:
            return known[name]
    return next(iter(known.values()))
