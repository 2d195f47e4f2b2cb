"""What figures share: their words from the outline in, a numbered figure with alt text out."""

from collections.abc import Iterable

from footnoted.compose.draft import Draft, own_words
from footnoted.compose.markup import strip_cites
from footnoted.model.document import Figure
from footnoted.model.exhibits import MapBlock, PictureBlock, TimelineBlock
from footnoted.model.figures import FigureContent
from footnoted.model.inlines import Inlines
from footnoted.model.walk import plain_text


def exhibit(
    draft: Draft,
    block: TimelineBlock | MapBlock | PictureBlock,
    content: FigureContent,
    credit: Inlines,
    kind: str = "",
    told: Iterable[str] = (),
) -> Figure:
    """Put a figure's words around its content.

    The alternative text is the author's, else what `kind` of figure it is, its title and all that
    it tells.
    """
    caption = own_words(draft, block.caption, block, "caption")
    alt = plain_text(own_words(draft, block.alt, block, "alt")) if block.alt else ""
    title = plain_text(strip_cites(caption)).rstrip(".")
    return Figure(
        id=block.id,
        content=content,
        caption=caption,
        alt=alt or " ".join([f"{kind}: {title}.", *(f"{one}." for one in told)]),
        credit=credit,
        number=draft.numbers.exhibits[block.id][1],
        takeaway=own_words(draft, block.takeaway or {}, block, "takeaway"),
    )
