"""Definition lists and questions: terms with what they mean, questions with answers or room."""

from collections.abc import Callable, Sequence

from footnoted.model.document import Block, Definition, Definitions, Question, Questions
from footnoted.model.style.paper import Type
from footnoted.pdf import boxes
from footnoted.pdf.boxes import RuleMark, TextMark
from footnoted.pdf.flow.abreast import side_by_side
from footnoted.pdf.flow.column import Column
from footnoted.pdf.flow.press import Press
from footnoted.pdf.structure import Element, ListAttributes

PutBlocks = Callable[[Press, Column, Sequence[Block], Element, Type | None], None]
"""How the blocks within are laid out, plain text in a role."""


def put_definitions(
    press: Press, column: Column, block: Definitions, parent: Element, put: PutBlocks
) -> None:
    """Lay out terms above what they mean, or beside it where the list is compact."""
    style, roles = press.paper.definitions, press.paper.roles
    element = press.file.element(parent, "L", attributes=[ListAttributes("None")])
    for at, item in enumerate(block.items):
        if at:
            column.space(style.between_compact if block.compact else style.between)
        if at and block.compact:
            column.keep(_row_cost(press, at, len(block.items)))
        one = press.file.element(element, "LI")
        if block.compact:
            _put_beside(press, column, item, one, put, (roles.term, roles.definition))
        else:
            _put_above(press, column, item, one, put)
    column.space(style.after)


def _row_cost(press: Press, at: int, count: int) -> int:
    """Return the cost of a page's end before one of so many rows, which are read as a table is.

    Neither the first nor the last stands alone.
    """
    if at in (1, count - 1):
        return boxes.FORBIDDEN
    breaking = press.paper.breaking
    return breaking.whole if count <= breaking.short_table_rows else breaking.row


def _put_above(
    press: Press, column: Column, item: Definition, element: Element, put: PutBlocks
) -> None:
    style, roles = press.paper.definitions, press.paper.roles
    label = press.file.element(element, "Lbl")
    body = press.file.element(element, "LBody")
    press.put(column, roles.term, item.term, label, together=True, notes_under=body)
    column.keep()
    with column.indented(style.indent):
        for block in item.content:
            if isinstance(block, Definitions) and block.compact:
                _put_details(press, column, block, body, put)
            else:
                put(press, column, (block,), body, roles.definition)


def _put_details(
    press: Press, column: Column, block: Definitions, parent: Element, put: PutBlocks
) -> None:
    """Lay out what is told of a term in labelled rows."""
    roles = press.paper.roles
    element = press.file.element(parent, "L", attributes=[ListAttributes("None")])
    for at, item in enumerate(block.items):
        if at:
            column.keep(_row_cost(press, at, len(block.items)))
        one = press.file.element(element, "LI")
        _put_beside(press, column, item, one, put, (roles.label, roles.detail))


def _put_beside(
    press: Press,
    column: Column,
    item: Definition,
    element: Element,
    put: PutBlocks,
    types: tuple[Type, Type],
) -> None:
    """Set the term in a column of its own; the rows stay whole unless they are long."""
    style = press.paper.definitions
    term, content = types
    width = column.width * style.term_share
    rest = column.width - width - style.gutter
    terms = press.column(column.x, width)
    words = press.column(column.x + width + style.gutter, rest)
    label = press.file.element(element, "Lbl")
    body = press.file.element(element, "LBody")
    press.put(terms, term, item.term, label, together=True, notes_under=body)
    put(press, words, item.content, body, content)
    # Both stand on one line, whatever the size of their type.
    lower = press.baseline(content) - press.baseline(term)
    _lower(terms.items if lower > 0 else words.items, abs(lower))
    column.put(side_by_side([terms.items, words.items], press.paper.breaking.within_row))


def _lower(items: Sequence[boxes.Item], down: float) -> None:
    """Set the first line of a column lower, and all below it with it."""
    first = next((item for item in items if isinstance(item, boxes.Box)), None)
    if first is not None:
        first.height += down
        first.marks = tuple(boxes.shifted(mark, down) for mark in first.marks)


def put_questions(
    press: Press, column: Column, block: Questions, parent: Element, put: PutBlocks
) -> None:
    """Lay out questions, numbered where none is answered, with answers or ruled lines."""
    style = press.paper.questions
    numbered = not any(item.answer for item in block.items)
    kind = ListAttributes("Decimal" if numbered else "None")
    element = press.file.element(parent, "L", attributes=[kind])
    for at, item in enumerate(block.items):
        if at:
            column.space(style.between)
        one = press.file.element(element, "LI")
        label = press.paper.lists.number.format(n=at + 1) if numbered else ""
        _put_question(press, column, item, one, label, put)
    column.space(style.after)


def _put_question(
    press: Press, column: Column, item: Question, element: Element, label: str, put: PutBlocks
) -> None:
    roles = press.paper.roles
    hang = press.paper.lists.hang if label else 0.0
    number = press.file.element(element, "Lbl") if label else None
    body = press.file.element(element, "LBody")
    question = press.file.element(body, "P")
    marks: tuple[boxes.PaintMark, ...] = ()
    if number is not None:
        line = press.setter.label_line(roles.question, label, colour=press.paper.lists.colour)
        marks = (TextMark(column.x, press.baseline(roles.question), line, number),)
    with column.indented(hang):
        press.put(
            column,
            roles.question,
            item.question,
            question,
            together=True,
            marks=marks,
            notes_under=body,
        )
        if item.answer:
            column.keep()
            put(press, column, item.answer, body, roles.answer)
        _rule_lines(press, column, item.lines)


def _rule_lines(press: Press, column: Column, count: int) -> None:
    """Rule lines to write on; they stay with their question."""
    style = press.paper.questions
    colour = press.setter.colour(style.rule)
    for _ in range(count):
        column.keep()
        rule = RuleMark(column.x, style.line, column.width, style.rule_weight, colour)
        column.box(boxes.Box(style.line, (), (rule,)))
