"""The dataset while its references are followed: all of its records, and their files' texts."""

from msgspec import Struct

from footnoted.diagnostics import Diagnostic
from footnoted.load.records import Records, unknown
from footnoted.load.tokens import Texts
from footnoted.model.dataset import Conflict, DatasetInfo, Fact, SectionText
from footnoted.model.names import Name, Term
from footnoted.model.record import Record
from footnoted.model.source import Source


class Data(Struct, frozen=True):
    """The dataset while it is checked; `info` is None when `dataset.yaml` is faulty."""

    info: DatasetInfo | None
    facts: Records[Fact]
    sources: Records[Source]
    conflicts: Records[Conflict]
    sections: Records[SectionText]
    names: Records[Name]
    glossary: Records[Term]
    texts: Texts

    def refer_name(self, id_: str, record: Record, *path: str | int) -> list[Diagnostic]:
        """Report a reference to what is neither a name nor a term."""
        if id_ in self.names.known or id_ in self.glossary.known:
            return []
        if not (self.names.complete and self.glossary.complete):
            return []
        known = self.names.known | self.glossary.known
        return [unknown("name", id_, known, record.span(*path))]
