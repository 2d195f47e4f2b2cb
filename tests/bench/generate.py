"""Documents of any length: a number of pages or slides in, always the same `Document` out."""

from random import Random

from footnoted.model.document import (
    Align,
    Block,
    Cell,
    Column,
    Document,
    Front,
    ItemList,
    Note,
    Paragraph,
    Row,
    RowGroup,
    Section,
    Table,
)
from footnoted.model.inlines import Inlines, NoteCall, Text

PARAGRAPHS_A_PAGE = 4
SENTENCES_A_PARAGRAPH = 4
"""Every other sentence calls a note: eight notes a page."""
WORDS_A_SENTENCE = 33
WORDS_A_NOTE = 28
TABLE_EVERY = 5

ONSETS = ("", "b", "br", "c", "d", "f", "g", "h", "l", "m", "n", "p", "pr", "r", "s", "st", "t")
NUCLEI = ("a", "e", "i", "o", "u", "ea", "ou")
CODAS = ("", "", "d", "l", "n", "nt", "r", "s", "t", "ff")


class Prose:
    """Sentences of invented words; few are frequent and many are rare, as in real text."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        words = dict.fromkeys(self._word() for _ in range(40_000))
        ranks = {word: len(word) + 5 * self.random.random() for word in words if len(word) > 1}
        self.words = sorted(ranks, key=lambda word: ranks[word])
        self.frequency = [rank**-1.1 for rank in range(1, len(self.words) + 1)]

    def _word(self) -> str:
        choose = self.random.choice
        syllables = choose((1, 1, 2, 2, 3, 4))
        return "".join(choose(ONSETS) + choose(NUCLEI) + choose(CODAS) for _ in range(syllables))

    def sentence(self, words: int) -> str:
        chosen = self.random.choices(self.words, self.frequency, k=words)
        return " ".join(chosen).capitalize() + "."


class Notes:
    """Notes in the order of their calls."""

    def __init__(self, prose: Prose) -> None:
        self.prose = prose
        self.all: list[Note] = []

    def call(self) -> NoteCall:
        number = len(self.all) + 1
        content = (Text(self.prose.sentence(WORDS_A_NOTE)),)
        short = (Text(self.prose.sentence(4)),)
        self.all.append(Note(f"n{number}", str(number), content, ("source",), short))
        return NoteCall((f"n{number}",))


def pages(count: int) -> Document:
    """Make a paper of about this many A4 pages with eight notes on each."""
    prose = Prose(count)
    notes = Notes(prose)
    sections = [
        Section(
            id=f"part-{number}",
            kind="prose",
            level=1 if number % TABLE_EVERY == 0 else 2,
            title=(Text(prose.sentence(5).rstrip(".")),),
            blocks=tuple(_paragraph(prose, notes) for _ in range(PARAGRAPHS_A_PAGE)),
        )
        for number in range(count)
    ]
    return _document("paper", sections, notes)


def slides(count: int) -> Document:
    """Make a talk of about this many slides: four bullets each, or a table on every fifth."""
    prose = Prose(count)
    notes = Notes(prose)
    sections = [_slide(number, prose, notes) for number in range(count - 1)]
    return _document("talk", sections, notes)


def _document(name: str, sections: list[Section], notes: Notes) -> Document:
    front = Front(title=f"A generated {name}", date="21 November 2026")
    return Document(name, "en", front, tuple(sections), tuple(notes.all))


def _paragraph(prose: Prose, notes: Notes) -> Paragraph:
    content: list[Text | NoteCall] = []
    for number in range(SENTENCES_A_PARAGRAPH):
        content.append(Text(("" if number == 0 else " ") + prose.sentence(WORDS_A_SENTENCE)))
        if number % 2:
            content.append(notes.call())
    return Paragraph(tuple(content))


def _slide(number: int, prose: Prose, notes: Notes) -> Section:
    tabled = number % TABLE_EVERY == TABLE_EVERY - 1
    block: Block = _table(number, prose, notes) if tabled else _bullets(prose, notes)
    return Section(
        id=f"slide-{number}",
        kind="table" if tabled else "facts",
        level=2,
        title=(Text(prose.sentence(7).rstrip(".")),),
        blocks=(block,),
        speaker=(Paragraph((Text(prose.sentence(40)),)),),
    )


def _bullets(prose: Prose, notes: Notes) -> ItemList:
    def item(called: bool) -> Inlines:
        text = Text(prose.sentence(9))
        return (text, notes.call()) if called else (text,)

    return ItemList(tuple((Paragraph(item(number < 2)),) for number in range(4)))


def _table(number: int, prose: Prose, notes: Notes) -> Table:
    def row(*texts: str) -> Row:
        return Row(tuple(Cell((Text(text),)) for text in texts))

    rows = tuple(row(prose.sentence(3).rstrip("."), str(1000 * n), str(7 * n)) for n in range(1, 6))
    return Table(
        id=f"table-{number}",
        columns=(Column(width=0.6), Column(Align.DECIMAL), Column(Align.DECIMAL)),
        head=(row("Place", "Workers", "Years"),),
        body=(RowGroup(rows),),
        caption=(Text(prose.sentence(6).rstrip(".")),),
        credit=(Text("Source: generated."), notes.call()),
    )
