"""What was selected and how it shall sound in, the document with its cites out."""

from datetime import date
from itertools import takewhile
from typing import Final

from msgspec.structs import replace

from footnoted.compose.blocks import section
from footnoted.compose.draft import Draft
from footnoted.compose.front import front
from footnoted.compose.last import completed, with_lists
from footnoted.compose.numbers import number_blocks
from footnoted.diagnostics import Diagnostic, error, warning
from footnoted.model.blocks import (
    AnnexBlock,
    AnyBlock,
    CalloutBlock,
    CiteThisBlock,
    ContentsBlock,
    ControlBlock,
    CorrectionsBlock,
    GlossaryBlock,
    KeyPointsBlock,
    NotesBlock,
    Outlined,
    SourcesBlock,
)
from footnoted.model.dataset import Dataset
from footnoted.model.document import Document, Front, Section
from footnoted.model.selected import Selected
from footnoted.model.style import Style
from footnoted.model.style.look import Phrases
from footnoted.text.language import WORDED, primary

_FRONT: Final = (
    CalloutBlock,
    CiteThisBlock,
    ContentsBlock,
    ControlBlock,
    CorrectionsBlock,
    KeyPointsBlock,
)
"""Blocks that may stand before a paper begins."""


_BACK: Final = (CiteThisBlock, CorrectionsBlock, GlossaryBlock, NotesBlock, SourcesBlock)
"""Blocks that close a paper: after an annex they belong to the whole again."""


def compose(
    selected: Selected, dataset: Dataset, style: Style, date: date
) -> tuple[Document, list[Diagnostic]]:
    """Compose the document of one selection; `date` prints where the outline names none.

    A `section` block stands at level 1 and what follows at level 2; without any, all stand at 1.
    Figures and tables are numbered as they come. Errors leave a document that must not be written.
    """
    outline, language = selected.outline, selected.language
    phrases, found = phrases_in(style, language, outline.language)
    if phrases is None:
        return Document(outline.id, language, Front(""), ()), found
    draft = Draft(dataset, outline, phrases, language, selected.format, found)
    draft.phrases_language = next(tag for tag, one in style.phrases.items() if one is phrases)
    if primary(language) not in WORDED:
        known = ", ".join(WORDED)
        message = f"numbers and dates have words in {known}, not in `{language}`; English is used"
        draft.say(warning("unworded-language", message, outline.span("language")))
    draft.front = front(draft, selected.audience, date)
    draft.numbers = number_blocks(outline.blocks)
    sections = _sections(draft, selected)
    document = Document(outline.id, language, draft.front, tuple(sections))
    return document, draft.diagnostics


def _sections(draft: Draft, selected: Selected) -> list[Section]:
    """Compose block after block; those that count what is printed come when all else has been."""
    sections: list[Section] = []
    level, hidden = 1, False
    annexed = False
    blocks = draft.outline.blocks
    front_matter = _front_matter(blocks)
    for i, block in enumerate(blocks):
        is_part = isinstance(block, Outlined | AnnexBlock)
        closes = annexed and isinstance(block, _BACK)
        made = section(draft, block, selected, 1 if is_part or closes else level)
        if is_part:
            level, hidden, annexed = 2, made.hidden, isinstance(block, AnnexBlock)
        concealed = made.hidden or (hidden and not closes)
        sections.append(replace(made, front=i < front_matter, hidden=concealed))
    return with_lists(draft, blocks, completed(draft, selected, sections))


def _front_matter(blocks: tuple[AnyBlock, ...]) -> int:
    """Count the blocks before the paper proper; none where no contents list is among them."""
    lead = list(takewhile(lambda block: isinstance(block, _FRONT), blocks))
    return len(lead) if any(isinstance(block, ContentsBlock) for block in lead) else 0


def phrases_in(style: Style, language: str, home: str) -> tuple[Phrases | None, list[Diagnostic]]:
    """Return the house phrases for a language; those of another one come with a warning."""
    for wanted in (language, primary(language)):
        if wanted in style.phrases:
            return style.phrases[wanted], []
    for other in (home, primary(home), *style.phrases):
        if other in style.phrases:
            message = f"the style has no phrases in `{language}`, those in `{other}` are printed"
            return style.phrases[other], [
                warning("missing-phrases", message, style.span("phrases"))
            ]
    message = f"the style has no phrases in `{language}`, nor in any other language"
    return None, [error("no-phrases", message, style.span("phrases"))]
