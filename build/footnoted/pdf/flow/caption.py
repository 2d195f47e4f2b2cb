"""Captions of figures and tables: the number runs into the words."""

from footnoted.model.document import Figure, Table
from footnoted.model.inlines import Text
from footnoted.pdf.boxes import PlaceMark
from footnoted.pdf.flow.column import Column
from footnoted.pdf.flow.press import Press
from footnoted.pdf.structure import Element

EN_SPACE = "\u2002"


def put_caption(
    press: Press, column: Column, parent: Element, name: str, phrase: str, block: Figure | Table
) -> list[str]:
    """Set number and caption, kept with what follows; return the notes called in it."""
    roles = press.paper.roles
    words = []
    if block.number:
        label = phrase.format(n=block.number) + EN_SPACE
        words = press.setter.words(roles.caption_number, (Text(label.replace(" ", "\u00a0")),))
    words = [*words, *press.setter.words(roles.caption, block.caption)]
    if not words:
        return []
    element = press.file.element(parent, "Caption")
    lines = press.setter.break_words(roles.caption, words, column.width)
    place = (PlaceMark(name),) if name else ()
    baseline = press.baseline(roles.caption)
    column.lines(lines, roles.caption, element, baseline, together=True, marks=place)
    column.keep()
    return [note for line in lines for note in line.notes]
