"""In: a user's PPTX or POTX. Out: what a deck is planned with and written over.

```
bytes ──opc──> Package ──reading──> Opened ──roles──> Choice for each kind of slide
                                       └─effective──> Look ──measures, palette──> Adopted
Adopted ──parts, copies──> Ground
```
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from footnoted.diagnostics import Diagnostic, did_you_mean, error, has_errors, note, warning
from footnoted.model.style import Style
from footnoted.pptx.geometry import Areas
from footnoted.pptx.markup import Paint
from footnoted.pptx.own.behind import unreadable
from footnoted.pptx.own.measures import Measures, measured
from footnoted.pptx.own.opc import RefusedError, has_macros, open_package
from footnoted.pptx.own.palette import palette_of
from footnoted.pptx.own.parts import Kept
from footnoted.pptx.own.reading import LayoutFile, MasterFile, Opened, read
from footnoted.pptx.own.roles import Choice, How, chosen, fits, main_master
from footnoted.pptx.places import OwnLayout, OwnLayouts
from footnoted.pptx.slides import ROLES, Layout, role_of
from footnoted.text.advances import is_measured

_MOST = 100_000_000
"""Bytes of a template's file."""
_FEW = 5


class Face(Struct, frozen=True):
    """What slides on a layout are planned and written with."""

    measures: Measures
    style: Style
    paint: Paint


class Asked(Struct, frozen=True):
    """A layout that an author asks for by its name."""

    base: LayoutFile
    face: Face


class Adopted(Struct, frozen=True):
    """A template taken over."""

    opened: Opened
    master: MasterFile
    choices: Mapping[Layout, Choice]
    measures: Measures
    style: Style
    paint: Paint
    asked: Mapping[str, Asked]
    """Layouts that the document asks for by name, so far as they are there."""
    given: bool
    """For one run: names that it lacks are only told."""

    @property
    def areas(self) -> Areas:
        """Return where things stand."""
        return self.measures.areas

    @property
    def layouts(self) -> OwnLayouts:
        """Return what authors can ask for by name."""
        wished = {
            name: OwnLayout(
                one.face.measures.areas,
                frozenset(layout for layout in Layout if fits(one.base, layout)),
            )
            for name, one in self.asked.items()
        }
        names = dict.fromkeys(one.name for one in self.master.layouts)
        return OwnLayouts(tuple(names), wished, self.given)


def adopt(
    style: Style, root: Path, template: Path | None = None, wished: Sequence[str] = ()
) -> tuple[Adopted | None, list[Diagnostic]]:
    """Take over a template: the one given, else the style's, which lies in the project.

    `wished` are names of layouts that the document asks for. `bad-template` says why a file
    cannot be one; warnings tell what is not taken over, notes which widths are guessed.
    """
    path, found = (template, None) if template else _path_of(style, root)
    if path is None:
        return None, [found] if found else []
    try:
        opened = _opened(_bytes_of(path))
        return _adopted(style, opened, path, wished, given=template is not None)
    except RefusedError as refused:
        return None, [_refusal(path, str(refused), refused.hint)]


def _refusal(path: Path, words: str, hint: str) -> Diagnostic:
    return error("bad-template", f"`{path}` cannot be the deck's template: {words}", hint=hint)


def _path_of(style: Style, root: Path) -> tuple[Path | None, Diagnostic | None]:
    """Return the style's template, which must not lie outside the project."""
    path = root / style.deck.template
    if path.resolve().is_relative_to(root.resolve()):
        return path, None
    words = f"the template `{style.deck.template}` lies outside the project"
    hint = "copy it into the project, or give it for one run: `footnoted build --template FILE`"
    return None, error("bad-template", words, style.span("deck", "template"), hint)


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > _MOST:
            raise RefusedError(f"it is larger than {_MOST // 1_000_000} MB")
        return path.read_bytes()
    except OSError as problem:
        raise RefusedError(problem.strerror or "it cannot be read") from None


@lru_cache(maxsize=2)
def _opened(content: bytes) -> Opened:
    """Read a template once for all decks of a run; nothing changes what was read."""
    return read(open_package(content))


def _adopted(
    style: Style, opened: Opened, path: Path, wished: Sequence[str], *, given: bool
) -> tuple[Adopted | None, list[Diagnostic]]:
    """Resolve layouts, measures and colours."""
    mapped, found = _mapped(style, opened, path, strict=not given)
    if has_errors(found):
        return None, found
    master = main_master(opened, mapped)
    choices = chosen(opened, master, mapped)
    face = _face(style, opened, master, choices)
    asked = {}
    for name in wished:
        base = next((one for one in master.layouts if one.name == name), None)
        if base:
            own = Choice(How.ASKED, base)
            like = choices | {Layout.CONTENT: own, Layout.SECTION: own}
            asked[name] = Asked(base, _face(style, opened, master, like))
    adopted = Adopted(opened, master, choices, face.measures, face.style, face.paint, asked, given)
    return adopted, [*found, *_said(adopted, path)]


def _face(
    style: Style, opened: Opened, master: MasterFile, choices: Mapping[Layout, Choice]
) -> Face:
    """Measure a template as slides on its content layout look."""
    measures = measured(opened, master, choices, style.deck)
    level = measures.text.levels[0] if measures.text else None
    head = measures.title.levels[0] if measures.title else None
    colours, slots = palette_of(style.colours, master, level.fill if level else "")
    heading = head.typeface if head and head.family else "+mj-lt"
    body = level.typeface if level and level.family else "+mn-lt"
    loose = (
        ""
        if slots["ink"] == '<a:schemeClr val="tx1"/>'
        else f"<a:solidFill>{slots['ink']}</a:solidFill>"
    )
    loose += "" if body == "+mn-lt" else f'<a:latin typeface="{body}"/>'
    whole = style.changed({"deck": measures.deck, "colours": colours})
    return Face(measures, whole, Paint(whole, slots, heading, body, loose, lends=False))


def _mapped(
    style: Style, opened: Opened, path: Path, *, strict: bool
) -> tuple[dict[Layout, LayoutFile], list[Diagnostic]]:
    """Read the style's map; names that a template given for one run lacks are only told."""
    mapped: dict[Layout, LayoutFile] = {}
    found: list[Diagnostic] = []
    say = error if strict else warning
    for role, wanted in style.deck.roles.items():
        at = style.span("deck", "roles", role)
        layout = ROLES.get(role)
        if layout is None:
            hint = did_you_mean(role, ROLES) or f"kinds of slides: {', '.join(ROLES)}"
            found.append(error("unknown-role", f"no kind of slide is called `{role}`", at, hint))
            continue
        one = _layout(opened, wanted)
        if one is None:
            names = [each.name for each in opened.layouts]
            hint = did_you_mean(str(wanted), names) or f"`footnoted template {path}` lists them"
            words = f"`{path}` has no layout `{wanted}` for the slides `{role}`"
            found.append(say("unknown-layout", words, at, hint))
        elif not fits(one, layout):
            words = f"the layout `{one.name}` cannot serve the slides `{role}`: {_lack(layout)}"
            found.append(error("unfit-layout", words, at, f"`footnoted template {path}` shows it"))
        else:
            mapped[layout] = one
    homes = {
        master.part
        for master in opened.masters
        if any(one in master.layouts for one in mapped.values())
    }
    if len(homes) > 1:
        words = "the layouts under `roles` belong to several slide masters; a deck stands on one"
        found.append(error("unfit-layout", words, style.span("deck", "roles")))
    return mapped, found


def _layout(opened: Opened, wanted: str | int) -> LayoutFile | None:
    return next((one for one in opened.layouts if wanted in (one.name, one.number)), None)


def _lack(layout: Layout) -> str:
    match layout:
        case Layout.TITLE:
            return "it needs an upright title and a subtitle or a text"
        case Layout.TWO:
            return "it needs an upright title and two texts"
        case Layout.CONTENT | Layout.SOURCES:
            return "it needs an upright title and a text"
        case _:
            return "it needs an upright title"


def _said(adopted: Adopted, path: Path) -> list[Diagnostic]:
    """Tell what is not taken over, and what is guessed."""
    opened, deck = adopted.opened, adopted.style.deck
    kept = Kept(opened.package)
    kept.collect(one.part for one in opened.masters)
    said: list[Diagnostic] = []
    if has_macros(opened.package):
        said.append(warning("template-macros", f"the macros of `{path}` are left out of the deck"))
    for words in dict.fromkeys(kept.stripped):
        hint = "embed it, or take it off the slide master"
        said.append(warning("template-stripped", f"`{path}`: {words} is left out", hint=hint))
    doubled = [one.name for one in opened.layouts if _doubles(one)]
    if doubled:
        names = ", ".join(f"`{one}`" for one in doubled[:5]) + (
            " and more" if len(doubled) > 5 else ""
        )
        words = f"placeholders of the layouts {names} share their indices; copies of them are used"
        said.append(note("template-indices", f"`{path}`: {words}"))
    faces = [deck.heading_face, deck.body_face]
    for face in dict.fromkeys(one for one in faces if not is_measured(one)):
        words = f"the widths of `{face}` are not known; text is set as if it were very wide"
        said.append(note("unmeasured-face", f"`{path}`: {words}"))
    bases = [
        *(one.base for one in adopted.choices.values()),
        *(a.base for a in adopted.asked.values()),
    ]
    for base in {one.part: one for one in bases if one}.values():
        said += unreadable(opened, adopted.master, base)
    ours = [role_of(layout) for layout, one in adopted.choices.items() if one.base is None]
    if ours:
        words = f"no layout for {', '.join(ours)}: ours is put under its master"
        said.append(note("template-injected", f"`{path}`: {words}"))
    return said


def _doubles(layout: LayoutFile) -> bool:
    indices = [one.index for one in layout.holders if one.kind not in ("title", "ctrTitle")]
    return len(set(indices)) < len(indices)
