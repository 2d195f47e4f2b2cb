"""What was selected and how it shall sound in, the document with its cites out."""

from datetime import date

from footnoted.compose.blocks import section
from footnoted.compose.draft import Draft
from footnoted.compose.front import front
from footnoted.diagnostics import Diagnostic, error, warning
from footnoted.model.dataset import Dataset
from footnoted.model.document import Document, Front, Section
from footnoted.model.outline import Outlined
from footnoted.model.selected import Selected
from footnoted.model.style import Style
from footnoted.model.style.look import Phrases
from footnoted.text.language import WORDED, primary


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
    if primary(language) not in WORDED:
        known = ", ".join(WORDED)
        message = f"numbers and dates have words in {known}, not in `{language}`; English is used"
        draft.say(warning("unworded-language", message, outline.span("language")))
    heading = front(draft, selected.audience, date)
    sections: list[Section] = []
    level = 1
    for block in outline.blocks:
        is_part = isinstance(block, Outlined)
        sections.append(section(draft, block, selected, 1 if is_part else level))
        level = 2 if is_part else level
    document = Document(outline.id, language, heading, tuple(sections))
    return document, draft.diagnostics


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
