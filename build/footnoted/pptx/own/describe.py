"""In: a template's file. Out: what was found in it, what each kind of slide will use, and why."""

from pathlib import Path

from msgspec import Struct

from footnoted.diagnostics import Diagnostic
from footnoted.model.style import Style
from footnoted.pptx.markup import EMU
from footnoted.pptx.own import Adopted, adopt
from footnoted.pptx.own.copies import Maker
from footnoted.pptx.own.effective import look_of
from footnoted.pptx.own.reading import LayoutFile, MasterFile, Opened, Placeholder
from footnoted.pptx.own.roles import How
from footnoted.pptx.sheet import Sheet
from footnoted.pptx.slides import role_of


class FoundHolder(Struct, frozen=True):
    """A placeholder; box and size in points."""

    kind: str
    index: int
    name: str
    box: tuple[float, float, float, float] | None
    size: float
    face: str


class FoundLayout(Struct, frozen=True):
    """A layout; the style's `roles` name it by name or number."""

    number: int
    name: str
    type: str
    placeholders: tuple[FoundHolder, ...]


class FoundMaster(Struct, frozen=True):
    """A master with its theme."""

    name: str
    heading: str
    body: str
    colours: dict[str, str]
    layouts: tuple[FoundLayout, ...]


class RoleUse(Struct, frozen=True):
    """What one kind of slide stands on."""

    role: str
    layout: str
    """Empty where it is ours."""
    number: int
    why: str
    how: str
    """`as it is`, `copy` with what it lacks, or `ours`."""


class Found(Struct, frozen=True):
    """What a template holds, and what becomes of it."""

    width: float
    height: float
    sample_slides: int
    master: str
    """The one that slides stand on."""
    masters: tuple[FoundMaster, ...]
    roles: tuple[RoleUse, ...]
    sizes: dict[str, tuple[float, ...]]
    """Sizes of headlines and of running text, tried from the largest down."""


def describe(style: Style, root: Path, path: Path) -> tuple[Found | None, list[Diagnostic]]:
    """Say what a template offers to a style, or why it is refused."""
    adopted, found = adopt(style, root, path)
    if adopted is None:
        return None, found
    opened, sizes = adopted.opened, adopted.style.deck.sizes
    return Found(
        opened.width / EMU,
        opened.height / EMU,
        opened.slides,
        adopted.master.name,
        tuple(_master(opened, one) for one in opened.masters),
        tuple(_uses(adopted)),
        {"title": sizes.title, "body": sizes.body},
    ), found


def _master(opened: Opened, master: MasterFile) -> FoundMaster:
    theme = master.theme
    layouts = tuple(_layout(opened, master, one) for one in master.layouts)
    return FoundMaster(master.name, theme.heading, theme.body, theme.colours, layouts)


def _layout(opened: Opened, master: MasterFile, layout: LayoutFile) -> FoundLayout:
    holders = tuple(_holder(opened, master, one) for one in layout.holders)
    return FoundLayout(layout.number, layout.name, layout.kind, holders)


def _holder(opened: Opened, master: MasterFile, holder: Placeholder) -> FoundHolder:
    level, box = look_of(opened, master, holder).levels[0], holder.box
    edges = (box.x, box.y, box.width, box.height) if box else None
    place = None if edges is None else tuple(round(one, 1) for one in edges)
    return FoundHolder(holder.kind, holder.index, holder.name, place, level.size, level.family)  # type: ignore[arg-type]


def _uses(adopted: Adopted) -> list[RoleUse]:
    """Return what each kind of slide will use."""
    words = ("Title", "Text", "Notes")
    sheet = Sheet(adopted.style, adopted.areas, adopted.paint, "en", words)
    maker = Maker(adopted.opened, adopted.master, adopted.measures, sheet, "")
    uses = []
    for layout, choice in adopted.choices.items():
        base = choice.base
        made = maker.made(layout, choice, "new")
        how = "ours" if base is None else "as it is" if made.tree is None else "copy"
        name, number = (base.name, base.number) if base else ("", 0)
        why = str(choice.how) if base else str(How.INJECTED)
        uses.append(RoleUse(role_of(layout), name, number, why, how))
    return uses
