"""In: the slide layout that an author asks for. Out: what that changes about the slides."""

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from footnoted.diagnostics import Diagnostic, Subject, did_you_mean, error, warning
from footnoted.model.document import Section
from footnoted.pptx.places import OwnLayouts
from footnoted.pptx.slides import ROLES, Layout, Slide
from footnoted.pptx.stage import Draft

_OPENINGS = (Layout.TITLE, Layout.SECTION)


class Wish(Struct, frozen=True):
    """What the author asks for; nothing where the blocks choose."""

    layout: Layout | None = None
    own: str = ""
    """A layout of the user's template, by its name."""

    @property
    def as_text(self) -> bool:
        """Say whether lists in columns, quotations and balances shall run on as text."""
        return self.layout is Layout.CONTENT

    @property
    def in_columns(self) -> bool:
        """Say whether text shall stand in two columns."""
        return self.layout is Layout.TWO


def wish_of(section: Section, theirs: OwnLayouts) -> tuple[Wish, list[Diagnostic]]:
    """Read a section's wish: a kind of slide, or a layout by its name; tell of unknown ones."""
    name = section.layout
    if not name:
        return Wish(), []
    if name in theirs.wished and name not in ROLES:
        return Wish(own=name), []
    layout = ROLES.get(name) or next((one for one in Layout if one.value == name), None)
    if layout is None:
        known = (*ROLES, *(theirs.names or (one.value for one in Layout)))
        hint = did_you_mean(name, known) or f"there are: {', '.join(known)}"
        words = f"`{section.id}` asks for the slide layout `{name}`, which there is not"
        say = warning if theirs.given else error
        return Wish(), [say("unknown-layout", words, hint=hint, about=Subject(section.id, name))]
    if layout in _OPENINGS and section.kind not in ("section", "annex"):
        words = f"`{section.id}` asks for the layout `{name}`, which has room for a title only"
        hint = "write a `section` block, or leave `layout` out"
        return Wish(), [warning("unfit-layout", words, hint=hint, about=Subject(section.id, name))]
    return Wish(layout), []


def unserved(
    section: Section, wish: Wish, slides: Iterable[Slide], theirs: OwnLayouts
) -> Iterator[Diagnostic]:
    """Tell which kinds of a section's slides the layout asked for has no placeholders for."""
    if not wish.own:
        return
    kinds = dict.fromkeys(one.layout for one in slides)
    for layout in kinds:
        if layout not in theirs.wished[wish.own].serves:
            lack = {
                Layout.CONTENT: "an upright title and a text",
                Layout.SOURCES: "an upright title and a text",
                Layout.TWO: "an upright title and two texts",
                Layout.TITLE: "an upright title and a subtitle or a text",
            }.get(layout, "an upright title")
            words = f"`{section.id}` asks for the layout `{wish.own}`; its slide needs {lack} there"
            hint = "`footnoted template FILE` shows what each layout has"
            yield error("unfit-layout", words, hint=hint, about=Subject(section.id, wish.own))


def granted(draft: Draft, wish: Wish) -> Draft:
    """Return a draft on the layout wished; texts for which that has no place stand as boxes."""
    return replace(draft, layout=wish.layout) if wish.layout else draft
