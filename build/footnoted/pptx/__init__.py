"""In: a document and a style. Out: a deck of native, editable slides (PPTX).

```
Document ──plan──> Deck ──write──> parts ──package──> bytes
             │        slides.py: shapes with boxes in points, text in runs
  │          └─ fit.py: measured sizes, continuation;  strip.py: source notes at the foot
  └─ areas and ground: of the style (template.py), or of the user's own file (own/)
```
"""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from footnoted.diagnostics import Diagnostic, has_errors
from footnoted.model.document import Document
from footnoted.model.rendered import Rendered
from footnoted.model.style import Style
from footnoted.model.style.deck import DeckStyle
from footnoted.pptx.fit import fit_line
from footnoted.pptx.geometry import Areas
from footnoted.pptx.measure import Setting
from footnoted.pptx.package import packed
from footnoted.pptx.pages import page_footer_box
from footnoted.pptx.places import OwnLayouts
from footnoted.pptx.plan import phrases_of, plan
from footnoted.pptx.presentation import presentation_parts
from footnoted.pptx.slides import Box, Para, Run
from footnoted.pptx.template import generated
from footnoted.pptx.write import slide_parts

if TYPE_CHECKING:
    from footnoted.pptx.own import Adopted


def write_pptx(
    document: Document,
    style: Style,
    made: datetime,
    root: Path,
    template: Path | None = None,
    facts: bytes | None = None,
) -> Rendered:
    """Write a deck; extent counts slides, notes tell what was shrunk, shortened and continued.

    `made` must know its time zone; `root` is the project's folder, from which pictures are read.
    `template` is a PPTX or POTX file to take in place of the one that the style names or makes,
    `facts` is the JSON that goes along.
    """
    language = style.deck.locale(document.language)
    notes = phrases_of(style, document.language).notes
    adopted, found = _adopted(document, style, root, template)
    if has_errors(found):
        return Rendered(None, 0, tuple(found))
    style, areas = (adopted.style, adopted.areas) if adopted else (style, Areas(style.deck))
    theirs = adopted.layouts if adopted else OwnLayouts()
    deck, said = plan(document, style, areas, root, theirs)
    found += said
    if has_errors(said):
        return Rendered(None, len(deck.slides), tuple(found))
    footers = tuple(
        _footer(document, style.deck, box)
        for box in (areas.footer, page_footer_box(areas.notes_page))
    )
    if adopted:
        from footnoted.pptx.own.grounds import ground_of

        asked = dict.fromkeys((one.own, one.layout) for one in deck.slides if one.own)
        ground = ground_of(adopted, language, notes, footers, tuple(asked))
    else:
        ground = generated(style, language, notes, footers)
    parts = [
        *presentation_parts(deck, document, ground, made, facts),
        *ground.parts,
        *slide_parts(deck, ground, language, footers, made, root),
    ]
    return Rendered(packed(parts, made), len(deck.slides), tuple(found))


def _adopted(
    document: Document, style: Style, root: Path, template: Path | None
) -> tuple["Adopted | None", list[Diagnostic]]:
    """Take over the user's template, if there is one; nothing is imported for it otherwise."""
    if not (template or style.deck.template):
        return None, []
    from footnoted.pptx.own import adopt

    wished = dict.fromkeys(one.layout for one in document.sections if one.layout)
    return adopt(style, root, template, tuple(wished))


def _footer(document: Document, deck: DeckStyle, box: Box) -> str:
    """Return marking and title, shortened at a word to one line."""
    size = deck.sizes.footer[-1]
    words = document.front.title.split(" ")
    marking, setting = document.front.marking, Setting(deck)
    for count in range(len(words), 0, -1):
        title = " ".join(words[:count]) + ("" if count == len(words) else " …")
        text = " · ".join(part for part in (marking, title) if part)
        if fit_line([Para((Run(text),))], box.width, setting.pitch(size) * 1.01, (size,), setting):
            return text
    return marking
