"""In: a template and the layouts chosen. Out: the style with its measures, and where things stand.

What the template says wins: its slide, the boxes and sizes of its placeholders, its faces. What it
does not say (tables, source notes, takeaways) comes from the style, scaled to its slide.
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from footnoted.model.style.deck import AccentRule, DeckStyle
from footnoted.pptx.geometry import Areas, Frames, NotesPage, notes_page
from footnoted.pptx.markup import EMU
from footnoted.pptx.own.effective import Level, Look, look_of
from footnoted.pptx.own.reading import (
    LayoutFile,
    MasterFile,
    Opened,
    P,
    Placeholder,
    master_of,
    placeholders,
)
from footnoted.pptx.own.roles import Choice, notes_of, subtitle_of, texts_of, title_of
from footnoted.pptx.slides import Box, Layout, Letters

_SCALED = (
    "margin", "rule_length", "rule_width", "hairline", "title_top", "title_height",
    "title_height_max", "title_gap", "foot", "footer_bottom", "footer_height", "notes_gap",
    "column_gap", "bar_thickness", "cell_inset_y_max", "column_thickness", "indent",
    "number_indent", "panel_inset", "cell_inset_x", "cell_inset_y",
)  # fmt: skip
_STANDARD = 4 / 3
"""The narrowest shape of slides that the style's measures were made for."""
_SMALLEST = {"notes": 9.0, "speaker_notes": 8.0, "footer": 8.0}
_LEAST = 8.0
_STEP = 0.92
"""Of a size, for the next one where a template starts above the style's ladder."""
_SHARE = (0.3, 0.25)
"""Of the slide's width and height, for a text that a deck can be set in."""
_ROOMY = 0.4
"""Of the slide's height; a lower text goes down to the footer, and if that is not enough we place
headline and text ourselves."""
_TITLE_MAX = 0.3
"""Of the text's height, that a long headline may take of it."""
_COVER_LINES = 6.5
"""Lines that the front matter under a title may take."""
_NOTES_TEXT = 150.0
"""Points of a notes page from which on its text has room."""


class Measures(Struct, frozen=True):
    """What a template's deck is planned with."""

    deck: DeckStyle
    areas: Areas
    title: Look | None
    text: Look | None
    own_notes_page: bool
    """The template's notes master is used."""


def measured(
    opened: Opened, master: MasterFile, choices: Mapping[Layout, Choice], deck: DeckStyle
) -> Measures:
    """Take over a template's measures."""
    wide, tall = opened.width / EMU, opened.height / EMU
    scale = min(wide / (deck.height * _STANDARD), tall / deck.height)
    deck = _scaled(deck, scale, wide, tall)
    base = next(
        (one.base for one in (choices[Layout.CONTENT], choices[Layout.TITLE_ONLY]) if one.base),
        None,
    )
    title, text = _reference(opened, master, base)
    slide = slide_of(opened)
    plain = Areas(deck)
    footer = _footer(opened, master, base) or plain.footer
    title_box = inside(title.box if title else None, slide, 0.2, 0.0) or plain.title
    text_box = _text_box(opened, master, base, text, slide) or plain.full
    if text_box.height < tall * _ROOMY:
        low = max(footer.y, text_box.bottom)
        text_box = Box(text_box.x, text_box.y, text_box.width, low - text_box.y)
    if text_box.height < tall * _ROOMY:
        title_box, text_box = plain.title, plain.full
    text_box = _over(text_box, footer)
    title_box, text_box = _apart(title_box, text_box, deck.sizes.title[-1] * deck.line_pitch)
    stacked = text_box.y >= title_box.bottom
    more = text_box.height * _TITLE_MAX if stacked else 0.0
    level = text.levels[0] if text else None
    head = title.levels[0] if title else None
    page = _notes_page(opened)
    letters = _letters(head, deck)
    cover = _opening(opened, master, choices[Layout.TITLE].base, deck)
    opening = _opening(opened, master, choices[Layout.SECTION].base, deck)
    deck = deck.changed(
        {
            "margin": text_box.x,
            "title_top": title_box.y,
            "title_height": title_box.height,
            "title_height_max": title_box.height + more,
            "title_gap": text_box.y - title_box.bottom,
            "title_leading": letters.leading,
            "foot": tall - text_box.bottom,
            "heading_face": letters.family,
            "heading_bold": letters.bold,
            "body_face": (level.family if level else "") or deck.body_face,
            "indent": _indent(level, deck.indent),
            "sizes": deck.sizes.changed(
                {
                    "title": _ladder(head, deck.sizes.title),
                    "body": _ladder(level, deck.sizes.body),
                    "cover_title": _ladder(cover.title, deck.sizes.cover_title),
                    "cover_text": _ladder(cover.text, deck.sizes.cover_text),
                    "section_title": _ladder(opening.title, deck.sizes.section_title),
                    "section_text": _ladder(opening.text, deck.sizes.section_text),
                    "footer": _footer_size(opened, master, base, deck),
                }
            ),
        }
    )
    frames = Frames(
        title=title_box,
        text=text_box,
        footer=footer,
        cover=_cover(cover, deck, tall),
        opening=_section(opening, text_box, deck),
        notes_page=page or notes_page(wide, tall),
        title_letters=letters,
        cover_letters=_letters(cover.title, deck),
        opening_letters=_letters(opening.title, deck),
    )
    return Measures(deck, Areas(deck, frames), title, text, page is not None)


def _scaled(deck: DeckStyle, scale: float, width: float, height: float) -> DeckStyle:
    """Return the style's measures for a slide of another size, without its decorations."""
    none = AccentRule(left=0, top=0, length=0, width=0)
    sizes = {
        name: _rounded(getattr(deck.sizes, name), scale, _SMALLEST.get(name, _LEAST))
        for name in deck.sizes.__struct_fields__
        if name != "speaker_notes"
    }
    return deck.changed(
        {
            **{name: getattr(deck, name) * scale for name in _SCALED},
            "width": width,
            "height": height,
            "headline_rule": none,
            "opening_rule": none,
            "cover_ground": "background",
            "section_ground": "background",
            "sizes": deck.sizes.changed(sizes),
        }
    )


def _rounded(ladder: Sequence[float], scale: float, least: float) -> tuple[float, ...]:
    """Scale a ladder to half points, none below the least."""
    return tuple(dict.fromkeys(max(round(one * scale * 2) / 2, least) for one in ladder))


def _reference(
    opened: Opened, master: MasterFile, base: LayoutFile | None
) -> tuple[Look | None, Look | None]:
    """Return how headlines and running text look: on the content layout, else on the master."""
    title = title_of(base) if base else None
    text = next(iter(texts_of(base)), None) if base else None
    title = title or master_of("title", master.holders)
    text = text or master_of("body", master.holders)
    found = [look_of(opened, master, one) if one else None for one in (title, text)]
    return found[0], found[1]


def slide_of(opened: Opened) -> Box:
    """Return the slide as a box."""
    return Box(0, 0, opened.width / EMU, opened.height / EMU)


def inside(box: Box | None, slide: Box, wide_share: float, tall_share: float) -> Box | None:
    """Return what of a box lies on the slide, if that is enough of the slide."""
    if box is None:
        return None
    x, y = max(box.x, 0.0), max(box.y, 0.0)
    wide = min(box.x + box.width, slide.width) - x
    tall = min(box.bottom, slide.height) - y
    enough = wide >= slide.width * wide_share and tall > slide.height * tall_share
    return Box(x, y, wide, tall) if enough else None


def _text_box(
    opened: Opened, master: MasterFile, base: LayoutFile | None, text: Look | None, slide: Box
) -> Box | None:
    """Return where text stands, down to the end of the layout's own source notes."""
    box = inside(text.box if text else None, slide, *_SHARE)
    notes = notes_of(base) if base else None
    place = look_of(opened, master, notes).box if notes else None
    if box and place and place.y >= box.y:
        return Box(box.x, box.y, box.width, max(place.bottom, box.bottom) - box.y)
    return box


def _over(text: Box, footer: Box) -> Box:
    """End a text over the footer, if that stands under it."""
    beside = footer.x > text.x + text.width or footer.x + footer.width < text.x
    if beside or not text.y < footer.y < text.bottom:
        return text
    return Box(text.x, text.y, text.width, footer.y - text.y)


def _apart(title: Box, text: Box, line: float) -> tuple[Box, Box]:
    """Part a headline and a text whose boxes overlap."""
    across = min(title.x + title.width, text.x + text.width) - max(title.x, text.x)
    if across <= 0 or text.y >= title.bottom or title.y >= text.bottom:
        return title, text
    if text.y - title.y >= line:
        return Box(title.x, title.y, title.width, text.y - title.y), text
    top = title.bottom
    return title, Box(text.x, top, text.width, max(text.bottom - top, line))


def _indent(level: Level | None, own: float) -> float:
    """Return the indent of bullets: the template's, where it hangs its own."""
    if level and level.bullet and level.size * 0.4 <= level.left <= level.size * 3:
        return level.left
    return own


def _ladder(level: Level | None, ladder: Sequence[float]) -> tuple[float, ...]:
    """Start a ladder at the template's size; below the style's least there is no other."""
    if level is None or not level.sized:
        return tuple(ladder)
    sizes, size = [level.size], level.size * _STEP
    while size > ladder[0] / _STEP:
        sizes.append(float(round(size)))
        size *= _STEP
    return (*sizes, *(one for one in ladder if one < level.size))


def _letters(level: Level | None, deck: DeckStyle) -> Letters:
    """Return how a headline is lettered."""
    if level is None:
        return Letters(deck.heading_face, deck.heading_bold, leading=deck.title_leading)
    leading = level.leading if level.leading and 0.7 <= level.leading <= 1.5 else 1.0
    tracking = level.tracking / level.size
    family = level.family or deck.heading_face
    return Letters(family, level.bold, level.caps, tracking, leading)


class _Opening(Struct, frozen=True):
    """Title and text of a title slide or a section slide; nothing for a layout of ours."""

    box: Box | None = None
    text_box: Box | None = None
    title: Level | None = None
    text: Level | None = None


def _opening(
    opened: Opened, master: MasterFile, base: LayoutFile | None, deck: DeckStyle
) -> _Opening:
    """Resolve what opens a deck or a part of it."""
    title = title_of(base) if base else None
    if base is None or title is None:
        return _Opening()
    text = subtitle_of(base)
    head = look_of(opened, master, title)
    body = look_of(opened, master, text) if text else None
    slide = slide_of(opened)
    box = inside(head.box, slide, _SHARE[0], 0.0)
    text_box = inside(body.box, slide, _SHARE[0], 0.0) if body else None
    return _Opening(box, text_box, head.levels[0], body.levels[0] if body else None)


def _cover(cover: _Opening, deck: DeckStyle, height: float) -> tuple[Box, Box] | None:
    """Return title and text of the title slide; a low text goes down as far as it needs."""
    if not (cover.box and cover.text_box):
        return None
    text = cover.text_box
    wanted = deck.sizes.cover_text[-1] * deck.line_pitch * _COVER_LINES
    room = height - deck.footer_bottom - text.y
    low = text.y >= cover.box.y and text.height < wanted
    tall = max(min(wanted, room), text.height) if low else text.height
    return cover.box, Box(text.x, text.y, text.width, tall)


def _section(opening: _Opening, text: Box, deck: DeckStyle) -> tuple[Box, Box | None] | None:
    """Return title and text of a section slide; under a title alone there may be room for text."""
    head = opening.box
    if head is None:
        return None
    top = head.bottom + deck.notes_gap
    tall = deck.sizes.section_text[0] * deck.line_pitch * _COVER_LINES / 2
    below = Box(head.x, top, head.width, tall) if top + tall <= text.bottom else None
    return head, opening.text_box or below


def foot_of(
    opened: Opened, master: MasterFile, base: LayoutFile | None, kind: str
) -> Placeholder | None:
    """Return the footer or the slide number of a layout, else of its master."""
    own = [*(base.of(kind) if base else ()), *master.holders]
    found = (one for one in own if one.kind == kind)
    return next((one for one in found if stands_on(one.box, slide_of(opened))), None)


def stands_on(box: Box | None, slide: Box) -> bool:
    """Say whether all of a box lies on the slide, give or take a point."""
    return (
        box is not None
        and inside(box, slide, 0.0, 0.0) is not None
        and (
            box.x >= -1
            and box.y >= -1
            and box.x + box.width <= slide.width + 1
            and box.bottom <= slide.height + 1
        )
    )


def _footer(opened: Opened, master: MasterFile, base: LayoutFile | None) -> Box | None:
    """Return where the footer stands."""
    found = foot_of(opened, master, base, "ftr")
    return look_of(opened, master, found).box if found else None


def _footer_size(
    opened: Opened, master: MasterFile, base: LayoutFile | None, deck: DeckStyle
) -> tuple[float, ...]:
    """Return the size of the footer."""
    found = foot_of(opened, master, base, "ftr")
    return (look_of(opened, master, found).levels[0].size,) if found else deck.sizes.footer


def _notes_page(opened: Opened) -> NotesPage | None:
    """Return the template's own notes page, if it has a picture and room for text."""
    package = opened.package
    link = next((one for one in package.links(package.main) if one.kind == "notesMaster"), None)
    size = package.tree(package.main).find(f"{P}notesSz")
    if link is None or size is None:
        return None
    boxes = {one.kind: one.box for one in placeholders(package.tree(link.target))}
    image, body = boxes.get("sldImg"), boxes.get("body")
    if not image or not body or body.height < _NOTES_TEXT:
        return None
    page = Box(0, 0, float(size.get("cx") or 0) / EMU, float(size.get("cy") or 0) / EMU)
    edge = 7.2
    inner = Box(body.x + edge, body.y + 3.6, body.width - 2 * edge, body.height - edge)
    return NotesPage(page, image, inner) if body.bottom <= page.height + 1 else None
