"""In: a template's package. Out: the parts worth keeping: masters, layouts, themes, pictures.

What only its sample slides need falls away, and with them sections, comments and shows; so does
what reaches out of the file or runs: links, embedded objects, controls, macros.
"""

import re
from collections.abc import Iterable
from copy import deepcopy
from itertools import count

from lxml import etree
from msgspec import Struct, field

from footnoted.pptx.markup import Relations
from footnoted.pptx.own.opc import Link, Package
from footnoted.pptx.own.reading import A, P, R
from footnoted.pptx.package import Part, beside

_KEPT = frozenset(
    (
        "image", "hdphoto", "theme", "themeOverride", "slideLayout", "slideMaster", "font",
        "chart", "package", "chartUserShapes", "chartStyle", "chartColorStyle", "diagramData",
        "diagramLayout", "diagramQuickStyle", "diagramColors", "diagramDrawing",
    )
)  # fmt: skip
"""Kinds of relationships that are followed; whatever leads elsewhere is taken out."""
_SILENT = frozenset(("tags", "customXml", "slide", "vmlDrawing"))
"""Kinds whose loss nobody sees."""
_SAFE = re.compile(r"(https?://|mailto:)", re.IGNORECASE)
_LINKS = tuple(f"{A}{name}" for name in ("hlinkClick", "hlinkHover", "hlinkMouseOver"))
_WORDS = {
    "image": "a picture that is linked and not embedded",
    "oleObject": "an embedded or linked object",
    "control": "a control",
    "hyperlink": "a link that leads to a file",
    "video": "a film",
    "audio": "a sound",
    "media": "a film or a sound",
}


class Kept(Struct):
    """Parts on their way into the deck: trees of what we change, bytes of the rest."""

    package: Package
    trees: dict[str, etree._Element] = field(default_factory=dict)
    relations: dict[str, Relations] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    """Content types of parts of ours."""
    stripped: list[str] = field(default_factory=list)
    """What was taken out, in words."""

    def collect(self, starts: Iterable[str]) -> None:
        """Take over parts with all that they need."""
        waiting = list(starts)
        while waiting:
            name = waiting.pop()
            if name not in self.relations:
                tree = self._tree_of(name)
                waiting += self._taken_over(name, name, tree)

    def add_copy(self, name: str, source: str, tree: etree._Element) -> None:
        """Add a changed copy of a part that has been taken over, with all that it needs."""
        before = len(self.stripped)
        self.kinds[name] = self.package.type_of(source)
        self._taken_over(name, source, tree)
        del self.stripped[before:]

    def _tree_of(self, name: str) -> etree._Element | None:
        """Return a copy of a part that we look into."""
        kind = self.package.type_of(name)
        looked_into = kind.endswith("+xml") and "presentationml" in kind
        return deepcopy(self.package.tree(name)) if looked_into else None

    def _taken_over(self, name: str, source: str, tree: etree._Element | None) -> list[str]:
        """Take over a part under a name; return the parts that it leads to."""
        self.relations[name] = Relations()
        if tree is not None:
            self.trees[name] = tree
            self._clean(name)
        found = []
        for link in self.package.links(source):
            if self._follows(link):
                self._take(name, link)
                found += [] if link.outside else [link.target]
            else:
                self._strip(name, link)
        return found

    def add(self, name: str, tree: etree._Element, relations: Relations, kind: str) -> None:
        """Add a part of ours."""
        self.trees[name], self.relations[name], self.kinds[name] = tree, relations, kind

    def parts(self) -> list[Part]:
        """Return the parts as files."""
        types = self.package.type_of
        return [
            Part(name, self.kinds.get(name) or types(name), self._data(name), relations)
            for name, relations in sorted(self.relations.items())
        ]

    def _data(self, name: str) -> bytes:
        if name not in self.trees:
            return self.package.files[name]
        return serialised(self.trees[name])

    def _follows(self, link: Link) -> bool:
        """Say whether what a relationship leads to is taken over."""
        if link.outside:
            return link.kind == "hyperlink" and bool(_SAFE.match(link.target))
        return link.kind in _KEPT

    def _take(self, name: str, link: Link) -> None:
        """Take over a relationship; of two with one target the first serves both."""
        folder = name.rpartition("/")[0]
        target = link.target if link.outside else beside(link.target, folder)
        said = self.relations[name].keep(link.id, link.type, target, link.outside)
        if said != link.id:
            for element, key in self._users(name, link.id):
                element.set(key, said)

    def _users(self, name: str, identity: str) -> list[tuple[etree._Element, str]]:
        """Return elements and attributes that name a relationship."""
        tree = self.trees.get(name)
        if tree is None:
            return []
        return [
            (element, str(key))
            for element in tree.iter(etree.Element)
            for key, value in element.attrib.items()
            if str(key).startswith(R) and value == identity
        ]

    def _strip(self, name: str, link: Link) -> None:
        """Take out what uses a relationship that is not taken over."""
        users = self._users(name, link.id)
        for element, key in users:
            if element.tag in _LINKS or link.kind in _SILENT:
                _remove(element)
            elif key == f"{R}link" and element.get(f"{R}embed"):
                del element.attrib[key]
            else:
                _remove(_shape(element))
        if users and link.kind not in _SILENT:
            words = _WORDS.get(link.kind, f"a part of the kind `{link.kind}`")
            self.stripped.append(f"{words} (in `{name}`)")

    def _clean(self, name: str) -> None:
        """Take out of a part what would run, and empty lists of what is gone."""
        tree = self.trees[name]
        for element in list(tree.iter(*_LINKS)):
            if "macro" in (element.get("action") or ""):
                _remove(element)
                self.stripped.append(f"a macro behind a shape (in `{name}`)")
        _number_apart(tree)
        for element in [*tree.iter(f"{P}custDataLst"), *tree.iter(f"{P}controls")]:
            _remove(element)


def _number_apart(tree: etree._Element) -> None:
    """Give a shape a new id where another has it already: LibreOffice writes such files."""
    shapes = list(tree.iter(f"{P}cNvPr"))
    taken = {one.get("id") for one in shapes}
    free = (str(number) for number in count(2) if str(number) not in taken)
    seen: set[str | None] = set()
    for one in shapes:
        if one.get("id") in seen:
            one.set("id", next(free))
        seen.add(one.get("id"))


def serialised(tree: etree._Element) -> bytes:
    """Return a tree as a part."""
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def _shape(element: etree._Element) -> etree._Element:
    """Return the shape, or the background, that an element is part of."""
    for one in (element, *element.iterancestors()):
        parent = one.getparent()
        if parent is not None and parent.tag in (f"{P}spTree", f"{P}grpSp", f"{P}cSld"):
            return one
    return element


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
