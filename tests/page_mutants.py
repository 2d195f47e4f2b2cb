"""A rendered file and lines on its pages in, the same file with these lines moved or lost out."""

import re
from collections.abc import Callable
from io import BytesIO
from itertools import pairwise

import pikepdf

from generated_papers import Plan
from pdf_reading import open_pdf
from placement import Laid, Line

_AT = re.compile(rb"1 0 0 1 (-?[\d.]+) (-?[\d.]+) Tm(.*?)(?=1 0 0 1 |ET\b)", re.DOTALL)
_SHOWN = re.compile(rb"\[[^\]]*\]TJ")
_NEAR = 1.5
"""Points between a baseline and what is guessed from the reader's box."""


def edited(
    data: bytes, page: int, lines: list[Line], edit: Callable[[float, float], tuple[float, float]]
) -> bytes:
    """Move every line of text on the baselines of these lines, right of where they begin."""

    def move(text: bytes, x: float, y: float) -> bytes:
        x, y = edit(x, y)
        return b"1 0 0 1 %.2f %.2f Tm%s" % (x, y, text)

    return _rewritten(data, page, lines, move)


def dropped(data: bytes, page: int, lines: list[Line]) -> bytes:
    """Take these lines out of the page."""

    def drop(text: bytes, x: float, y: float) -> bytes:
        return b"1 0 0 1 %.2f %.2f Tm%s" % (x, y, _SHOWN.sub(b"", text))

    return _rewritten(data, page, lines, drop)


def moved_on(data: bytes, page: int, lines: list[Line]) -> bytes:
    """Print these lines on the next page instead, where they stood on this one."""
    taken: list[bytes] = []

    def take(text: bytes, x: float, y: float) -> bytes:
        at = b"1 0 0 1 %.2f %.2f Tm" % (x, y)
        taken.append(at + b"".join(_SHOWN.findall(text)))
        return at + _SHOWN.sub(b"", text)

    with open_pdf(data) as pdf:
        before = pdf.pages[page].Contents.read_bytes()
        height = float(pdf.pages[page].MediaBox[3])
    first = min(match.start() for match in _AT.finditer(before) if _hit(match, lines, height))
    font = re.findall(rb"/F\d+ [\d.]+ Tf", before[: first + 200])[-1]
    left = _rewritten(data, page, lines, take)
    with open_pdf(left) as pdf:
        sheet = pdf.pages[page + 1]
        more = b"\n/Artifact BMC BT %s %s ET EMC" % (font, b"\n".join(taken))
        sheet.Contents = pdf.make_stream(sheet.Contents.read_bytes() + more)
        return _saved(pdf)


def _hit(match: re.Match[bytes], lines: list[Line], height: float) -> bool:
    x, y = float(match[1]), float(match[2])
    return any(
        abs(height - y - line.parts[0].box.baseline) < _NEAR and abs(x - line.left) < 40
        for line in lines
    )


def _rewritten(
    data: bytes, page: int, lines: list[Line], change: Callable[[bytes, float, float], bytes]
) -> bytes:
    with open_pdf(data) as pdf:
        sheet = pdf.pages[page]
        height = float(sheet.MediaBox[3])

        def rewrite(match: re.Match[bytes]) -> bytes:
            if not _hit(match, lines, height):
                return match[0]
            return change(match[3], float(match[1]), float(match[2]))

        sheet.Contents = pdf.make_stream(_AT.sub(rewrite, sheet.Contents.read_bytes()))
        return _saved(pdf)


def _saved(pdf: pikepdf.Pdf) -> bytes:
    out = BytesIO()
    pdf.save(out)
    return out.getvalue()


# --- what to do to a page: each returns None where the page has nothing to do it to


Mutant = Callable[[bytes, Laid, Plan, int], bytes | None]


def _whole_notes(laid: Laid, plan: Plan, page: int) -> list[list[Line]]:
    """Return the notes that begin and end on a page, from top to bottom."""
    found = [
        lines
        for note, lines in laid.notes[page].items()
        if lines[0].parts[0].word == plan.notes[note].first
        and lines[-1].parts[-1].word == plan.notes[note].last - 1
    ]
    return sorted(found, key=lambda lines: lines[0].top)


def _paragraph(laid: Laid, plan: Plan, page: int) -> list[Line] | None:
    """Return a paragraph of five lines or more on a page."""
    for passage, lines in zip(plan.passages, laid.passages, strict=True):
        here = [line for line in lines if line.page == page]
        if passage.role == "body" and len(here) >= 5:
            return here
    return None


def drop_note(data: bytes, laid: Laid, plan: Plan, page: int) -> bytes | None:
    notes = _whole_notes(laid, plan, page)
    return dropped(data, page, notes[0]) if notes else None


def drop_label(data: bytes, laid: Laid, plan: Plan, page: int) -> bytes | None:
    notes = _whole_notes(laid, plan, page)
    if not notes:
        return None
    text = notes[0][0].left - 2.0

    def drop(shown: bytes, x: float, y: float) -> bytes:
        at = b"1 0 0 1 %.2f %.2f Tm" % (x, y)
        return at + (_SHOWN.sub(b"", shown) if x < text else shown)

    return _rewritten(data, page, notes[0][:1], drop)


def drop_line_of_note(data: bytes, laid: Laid, plan: Plan, page: int) -> bytes | None:
    notes = [lines for lines in _whole_notes(laid, plan, page) if len(lines) > 2]
    return dropped(data, page, notes[0][1:2]) if notes else None


def note_on_next_page(data: bytes, laid: Laid, plan: Plan, page: int) -> bytes | None:
    notes = _whole_notes(laid, plan, page)
    if not notes or page + 1 >= len(laid.notes) or not laid.notes[page + 1]:
        return None
    return moved_on(data, page, notes[-1])


def swap_notes(data: bytes, laid: Laid, plan: Plan, page: int) -> bytes | None:
    notes = _whole_notes(laid, plan, page)
    for above, below in pairwise(notes):
        if len(above) == len(below):
            down = below[0].top - above[0].top
            middle = (below[0].parts[0].box.baseline + above[-1].parts[0].box.baseline) / 2
            with open_pdf(data) as pdf:
                limit = float(pdf.pages[page].MediaBox[3]) - middle

            def swap(
                x: float, y: float, down: float = down, limit: float = limit
            ) -> tuple[float, float]:
                return x, y - down if y > limit else y + down

            return edited(data, page, [*above, *below], swap)
    return None


def _body_line(move: Callable[[float, float], tuple[float, float]]) -> Mutant:
    def mutant(data: bytes, laid: Laid, plan: Plan, page: int) -> bytes | None:
        lines = _paragraph(laid, plan, page)
        return edited(data, page, lines[2:3], move) if lines else None

    return mutant


def drop_line(data: bytes, laid: Laid, plan: Plan, page: int) -> bytes | None:
    lines = _paragraph(laid, plan, page)
    return dropped(data, page, lines[2:3]) if lines else None


def note_over_text(data: bytes, laid: Laid, plan: Plan, page: int) -> bytes | None:
    notes, lines = _whole_notes(laid, plan, page), _paragraph(laid, plan, page)
    if not notes or not lines:
        return None
    up = notes[0][0].parts[0].box.baseline - lines[2].parts[0].box.baseline
    return edited(data, page, notes[0], lambda x, y: (x, y + up))


def line_on_folio(data: bytes, laid: Laid, plan: Plan, page: int) -> bytes | None:
    lines = _paragraph(laid, plan, page)
    return edited(data, page, lines[-1:], lambda x, _: (x, 33.0)) if lines else None


MUTANTS: dict[str, Mutant] = {
    "drop a note": drop_note,
    "drop a line of a note": drop_line_of_note,
    "drop a note's label": drop_label,
    "print a note on the next page": note_on_next_page,
    "swap two notes": swap_notes,
    "drop a line": drop_line,
    "lift a line by 3 pt": _body_line(lambda x, y: (x, y + 3)),
    "lower a line by 3 pt": _body_line(lambda x, y: (x, y - 3)),
    "shift a line by 3 pt": _body_line(lambda x, y: (x + 3, y)),
    "push a line over the edge": _body_line(lambda x, y: (x + 40, y)),
    "set a line on the one above": _body_line(lambda x, y: (x, y + 14)),
    "set a note over the text": note_over_text,
    "set a line beside the folio": line_on_folio,
}
