"""In: the facts that go along in a deck, as JSON. Out: the custom XML that holds them.

Custom XML (ECMA-376 part 1, 15.2.5) stays in the file when it is edited and saved in PowerPoint.
"""

from collections.abc import Iterator
from typing import Final

from footnoted.pptx.markup import HEADER, RELATIONS, Relations, escaped
from footnoted.pptx.package import Part
from footnoted.pptx.sheet import OFFICE

SPACE: Final = "urn:footnoted:facts"
NAME: Final = "customXml/item1.xml"
_DATA = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_ID = "{5B0F8C1E-6D1B-4C0C-9B7A-0F3E0F6A7C11}"
"""Names the data in the file, the same in every deck (22.5.2.1)."""


def facts_parts(facts: bytes) -> Iterator[Part]:
    """Yield the data and what they are; the presentation part must relate to them."""
    relations = Relations()
    relations.to(f"{RELATIONS}/customXmlProps", "itemProps1.xml")
    xml = f'{HEADER}<facts xmlns="{SPACE}">{escaped(facts.decode("utf-8"))}</facts>'
    yield Part(NAME, "application/xml", xml.encode("utf-8"), relations)
    props = (
        f'{HEADER}<ds:datastoreItem ds:itemID="{_ID}" xmlns:ds="{_DATA}"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{SPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    yield Part("customXml/itemProps1.xml", f"{OFFICE}.customXmlProperties+xml", props.encode())
