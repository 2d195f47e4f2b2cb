"""In: a template taken over. Out: what slides are written over, as of a generated one."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from lxml import etree

from footnoted.pptx.ground import EmbeddedFont, Ground, Head
from footnoted.pptx.markup import RELATIONS, escaped
from footnoted.pptx.own import Adopted, Face
from footnoted.pptx.own.copies import Made, Maker
from footnoted.pptx.own.parts import Kept, serialised
from footnoted.pptx.own.reading import A, Opened, P, R
from footnoted.pptx.own.roles import Choice, How
from footnoted.pptx.package import Part, beside
from footnoted.pptx.pages import page_parts
from footnoted.pptx.sheet import OFFICE, Sheet, one_relation
from footnoted.pptx.slides import Layout
from footnoted.pptx.template import property_parts, table_styles

_LEAST = 2147483648
"""Least id of masters and layouts, which share their numbers (ECMA-376 part 1, 19.7.3)."""
_CONTENT = f"{OFFICE}.presentationml.slideLayout+xml"


_Use = tuple[str, Layout]
"""A layout asked for by name, or nothing for the template's choice; and the kind of slide."""


def ground_of(
    adopted: Adopted, language: str, notes: str, footers: Sequence[str], asked: Sequence[_Use] = ()
) -> Ground:
    """Return the parts of a template with the layouts that our slides need among them.

    `asked` are the layouts that slides ask for by name, with the kinds of these slides.
    """
    opened, master = adopted.opened, adopted.master
    words = ("Title", "Text", notes)
    faces = {name: one.face for name, one in adopted.asked.items()}
    faces[""] = Face(adopted.measures, adopted.style, adopted.paint)
    makers = {
        name: Maker(
            opened,
            master,
            face.measures,
            Sheet(face.style, face.measures.areas, face.paint, language, words),
            footers[0],
        )
        for name, face in faces.items()
    }
    sheet = makers[""].sheet
    kept = Kept(opened.package)
    pages = _pages(adopted)
    theme = opened.masters[0].theme.part
    kept.collect([*(one.part for one in opened.masters), *pages.values(), theme])
    fonts = tuple(_fonts(opened, kept))
    made = dict(_made(adopted, makers, kept, asked))
    masters = _listed(opened, kept, made, master.part)
    first = _next(kept.relations, r"ppt/theme/\D*(\d+)\.xml$")
    ours = [
        part
        for part in page_parts(sheet, footers[1], first, opened.package.files[theme])
        if _is_wanted(part, pages, first)
    ]
    head = Head(
        masters,
        pages.get("notesMaster", "ppt/notesMasters/notesMaster1.xml"),
        pages.get("handoutMaster", "ppt/handoutMasters/handoutMaster1.xml"),
        opened.width,
        opened.height,
        theme,
        _defaults(opened),
        ' rtl="1"' if _tree(opened).get("rtl") in ("1", "true") else "",
        fonts,
    )
    uses = {layout: one.use for (name, layout), one in made.items() if not name}
    own = {key: one.use for key, one in made.items() if key[0]}
    looks = {name: (one.measures.areas, one.paint) for name, one in faces.items()}
    parts = (*kept.parts(), *ours, *property_parts(), _styles(opened))
    free = _next(kept.relations, r"ppt/(?:media|charts|embeddings)/\D*(\d+)\.\w+$")
    return Ground(adopted.style, adopted.areas, adopted.paint, uses, head, parts, own, looks, free)


def _tree(opened: Opened) -> etree._Element:
    return opened.package.tree(opened.package.main)


def _pages(adopted: Adopted) -> dict[str, str]:
    """Return the masters of printed pages that are taken over, by kind."""
    package = adopted.opened.package
    found = {one.kind: one.target for one in package.links(package.main)}
    kinds = ["handoutMaster", *(["notesMaster"] if adopted.measures.own_notes_page else [])]
    return {kind: found[kind] for kind in kinds if kind in found}


def _is_wanted(part: Part, pages: dict[str, str], first: int) -> bool:
    """Say whether a printed page's part of ours stands in for one that the template lacks."""
    kinds = {"notesMaster": first, "handoutMaster": first + 1}
    return all(
        kind not in pages
        or not (f"/{kind}" in part.name or part.name.endswith(f"theme{number}.xml"))
        for kind, number in kinds.items()
    )


def _made(
    adopted: Adopted, makers: Mapping[str, Maker], kept: Kept, asked: Sequence[_Use]
) -> Iterator[tuple[_Use, Made]]:
    """Yield each kind's layout, and those asked for; new ones join the parts."""
    number = _next(kept.relations, r"ppt/slideLayouts/\D*(\d+)\.xml$")
    wanted = {("", layout): choice for layout, choice in adopted.choices.items()}
    for use in asked:
        wanted[use] = Choice(How.ASKED, adopted.asked[use[0]].base)
    for (name, layout), choice in wanted.items():
        part = f"ppt/slideLayouts/slideLayout{number}.xml"
        made = makers[name].made(layout, choice, part)
        if made.tree is not None:
            if made.base:
                kept.add_copy(part, made.base.part, made.tree)
            else:
                target = beside(adopted.master.part, part.rpartition("/")[0])
                relations = one_relation(f"{RELATIONS}/slideMaster", target)
                kept.add(part, made.tree, relations, _CONTENT)
            number += 1
        yield (name, layout), made


def _listed(
    opened: Opened, kept: Kept, made: dict[_Use, Made], main: str
) -> tuple[tuple[int, str], ...]:
    """Let the main master list the new layouts; give masters and layouts ids of their own."""
    number, masters = _LEAST, []
    for master in opened.masters:
        masters.append((number, master.part))
        number += 1
        tree = kept.trees[master.part]
        listed = tree.find(f"{P}sldLayoutIdLst")
        if listed is None:
            listed = etree.Element(f"{P}sldLayoutIdLst")
            before = tree.find(f"{P}clrMap")
            assert before is not None
            before.addnext(listed)
        if master.part == main:
            for one in made.values():
                if one.tree is not None:
                    target = beside(one.use.part, master.part.rpartition("/")[0])
                    relation = kept.relations[master.part].to(f"{RELATIONS}/slideLayout", target)
                    etree.SubElement(listed, f"{P}sldLayoutId").set(f"{R}id", relation)
        for entry in listed.iterfind(f"{P}sldLayoutId"):
            entry.set("id", str(number))
            number += 1
    return tuple(masters)


def _fonts(opened: Opened, kept: Kept) -> Iterator[EmbeddedFont]:
    """Yield the fonts that the template brings along."""
    links = {one.id: one for one in opened.package.links(opened.package.main)}
    for one in _tree(opened).iterfind(f"{P}embeddedFontLst/{P}embeddedFont"):
        name = one.find(f"{P}font")
        faces = [
            (etree.QName(face).localname, links[face.get(f"{R}id") or ""].target)
            for face in one
            if face.get(f"{R}id") in links
        ]
        if name is not None and faces:
            kept.collect(part for _, part in faces)
            font = f'<p:font typeface="{escaped(name.get("typeface") or "")}"/>'
            yield EmbeddedFont(font, tuple(faces))


def _defaults(opened: Opened) -> str:
    """Return the presentation's defaults of text, as XML below our root."""
    defaults = _tree(opened).find(f"{P}defaultTextStyle")
    inner = defaults if defaults is not None else ()
    text = "".join(
        etree.tostring(one, encoding="unicode") for one in inner if one.tag != f"{A}extLst"
    )
    return re.sub(r' xmlns:\w+="[^"]*"', "", text)


def _styles(opened: Opened) -> Part:
    """Return the template's table styles, or none."""
    package = opened.package
    link = next((one for one in package.links(package.main) if one.kind == "tableStyles"), None)
    ours = table_styles()
    if link is None:
        return ours
    return Part(ours.name, ours.content_type, serialised(package.tree(link.target)))


def _next(names: Iterable[str], pattern: str) -> int:
    """Return the number after the highest in names of parts."""
    found = [re.match(pattern, name) for name in names]
    return max((int(one[1]) for one in found if one), default=0) + 1
