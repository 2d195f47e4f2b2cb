"""In: a document and a style. Out: a deck of native, editable slides (PPTX).

```
Document ──plan──> Deck ──write──> parts ──package──> bytes
             │        slides.py: shapes with boxes in points, text in runs
             └─ fit.py: measured sizes, continuation;  strip.py: source notes at the foot
```
"""

from datetime import datetime
from pathlib import Path

from footnoted.diagnostics import has_errors
from footnoted.model.document import Document
from footnoted.model.rendered import Rendered
from footnoted.model.style import Style
from footnoted.pptx.fit import fit_line
from footnoted.pptx.geometry import Areas
from footnoted.pptx.measure import Setting
from footnoted.pptx.package import packed
from footnoted.pptx.plan import phrases_of, plan
from footnoted.pptx.presentation import presentation_parts
from footnoted.pptx.slides import Para, Run
from footnoted.pptx.template import template_parts
from footnoted.pptx.write import slide_parts


def write_pptx(document: Document, style: Style, made: datetime, root: Path) -> Rendered:
    """Write a deck; extent counts slides, notes tell what was shrunk, shortened and continued.

    `made` must know its time zone; `root` is the project's folder, from which pictures are read.
    """
    deck, found = plan(document, style, root)
    if has_errors(found):
        return Rendered(None, len(deck.slides), tuple(found))
    footer = _footer(document, style)
    language = style.deck.locale(document.language)
    notes = phrases_of(style, document.language).notes
    parts = [
        *presentation_parts(deck, document, style, made),
        *template_parts(style, language, notes, footer),
        *slide_parts(deck, style, language, footer, made, root),
    ]
    return Rendered(packed(parts, made), len(deck.slides), tuple(found))


def _footer(document: Document, style: Style) -> str:
    """Return marking and title, shortened at a word to one line."""
    areas = Areas(style.deck)
    sizes = style.deck.sizes.footer
    marking = document.front.marking
    words = document.front.title.split(" ")
    for count in range(len(words), 0, -1):
        title = " ".join(words[:count]) + ("" if count == len(words) else " …")
        text = " · ".join(part for part in (marking, title) if part)
        para = Para((Run(text),))
        line = Setting(style.deck).pitch(sizes[-1]) * 1.01
        if fit_line([para], areas.footer.width, line, sizes[-1:], Setting(style.deck)):
            return text
    return marking
