"""A comparison block and the facts of its cells in, a table out."""

from footnoted.compose.draft import Draft, own_words
from footnoted.compose.tables import EMPTY
from footnoted.compose.wording import fact_sentence
from footnoted.model.block import TextForm
from footnoted.model.dataset import Fact
from footnoted.model.document import Cell, Column, Row, RowGroup, Table
from footnoted.model.exhibits import ComparisonBlock
from footnoted.model.inlines import Inlines, LineBreak, Text
from footnoted.model.selected import Selected
from footnoted.model.walk import plain_text


def comparison(draft: Draft, block: ComparisonBlock, selected: Selected, form: TextForm) -> Table:
    """Compose a table of matters and what each column says to them, every cell with its cites."""
    titles = [own_words(draft, words, block, "columns", i) for i, words in enumerate(block.columns)]
    corner = own_words(draft, block.corner or {}, block, "corner")
    head = Row(tuple(Cell(title, header=True) for title in (corner, *titles)))
    rows = tuple(
        Row(
            (
                Cell(own_words(draft, row.title, row, "title"), header=True),
                *(
                    Cell(_said(draft, selected.facts.get(f"{block.id}/{i}/{j}", ()), form))
                    for j in range(len(titles))
                ),
            )
        )
        for i, row in enumerate(block.rows)
    )
    return Table(
        id=block.id,
        columns=(Column(), *(Column(even=True) for _ in titles)),
        head=(head,),
        body=(RowGroup(rows),),
        number=draft.numbers.exhibits[block.id][1],
        caption=own_words(draft, block.caption, block, "caption"),
        notes=tuple(
            own_words(draft, words, block, "notes", i) for i, words in enumerate(block.notes)
        ),
        summary=plain_text(own_words(draft, block.summary or {}, block, "summary")),
    )


def _said(draft: Draft, facts: tuple[Fact, ...], form: TextForm) -> Inlines:
    """Set the facts of a cell one below the other."""
    content: Inlines = ()
    for fact in facts:
        content = (
            *content,
            *((LineBreak(),) if content else ()),
            *fact_sentence(draft, fact, form),
        )
    return content or (Text(EMPTY),)
