"""The dataset's names in; whose a spelling is, and which facts name whom, out."""

from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from footnoted.model.dataset import Attribution, Dataset, Fact
from footnoted.model.mentions import Spellings, all_spellings, every_name, mentions
from footnoted.model.names import Name, spellings
from footnoted.text.places import plain

_TERM = "term"


class Names(Struct, frozen=True):
    """Ids of names and terms by their kind and by what people may write for them."""

    by_id: Mapping[str, Name]
    kinds: Mapping[str, str]
    by_spelling: Mapping[str, str]
    """Plain spelling, or id with spaces for hyphens, to id."""

    def find(self, text: str, kind: str) -> str | None:
        """Return the id of what is called so, whatever case and accents; "" is any kind."""
        id_ = text if text in self.kinds else self.by_spelling.get(_loose(text))
        return id_ if id_ is not None and kind in ("", self.kinds[id_]) else None

    def kind(self, id_: str) -> str:
        """Return a name's kind, or `term`."""
        return self.kinds[id_]

    def spelled(self, kind: str) -> tuple[str, ...]:
        """Return what may be written for the names of a kind, for suggestions."""
        ids = [id_ for id_, one in self.kinds.items() if kind in ("", one)]
        known = frozenset(ids)
        return (*ids, *(words for words, id_ in self.by_spelling.items() if id_ in known))


def names_of(dataset: Dataset) -> Names:
    """Gather how names and terms may be written in a selection."""
    found: dict[str, str] = {}
    for one in every_name(dataset):
        for words in (*spellings(one), one.id):
            found.setdefault(_loose(words), one.id)
    kinds = {one.id: str(one.kind) for one in dataset.names.values()}
    return Names(dataset.names, kinds | dict.fromkeys(dataset.glossary, _TERM), found)


def _loose(text: str) -> str:
    return plain(text.replace("-", " ").replace("’", "'"))


class Mentions(Struct):
    """Which names and terms each fact mentions; looked for when first asked."""

    dataset: Dataset
    spelled: Spellings | None = None
    coded: dict[str, str] = field(default_factory=dict)
    found: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, fact: Fact, kind: str = "name") -> tuple[str, ...]:
        """Return the ids of one kind that a fact mentions, `name` for all of them.

        By its key `names`, its texts, quotations, speakers, tags or places; what lies within
        another name mentions that one too.
        """
        if fact.id not in self.found:
            self.found[fact.id] = self._look(fact)
        return tuple(id_ for id_ in self.found[fact.id] if kind in ("name", self._kind(id_)))

    def _kind(self, id_: str) -> str:
        name = self.dataset.names.get(id_)
        return str(name.kind) if name else _TERM

    def _look(self, fact: Fact) -> tuple[str, ...]:
        names = self.dataset.names
        if self.spelled is None:
            self.spelled = all_spellings(self.dataset)
            self.coded = {one.code: one.id for one in names.values() if one.code}
        spoken = mentions("\n".join(_said(fact)), self.spelled)
        by_code = (self.coded[code] for code in fact.places if code in self.coded)
        ahead = [*fact.names, *spoken, *by_code]
        seen: dict[str, None] = {}
        while ahead:
            one = ahead.pop(0)
            if one not in seen:
                seen[one] = None
                ahead += names[one].within if one in names else ()
        return tuple(seen)


def _said(fact: Fact) -> Iterator[str]:
    """Yield every text of a fact that prints, or that says what it is about."""
    for words in (fact.text.full, fact.text.short, fact.text.headline, fact.caveat, fact.speaker):
        yield from (words or {}).values()
    yield fact.exact
    by: Attribution | str | None = fact.by
    while isinstance(by, Attribution):
        yield from by.who.values()
        by = by.of
    yield by or ""
    yield from (cite.quote for cite in fact.cites)
    yield from fact.tags


def facts_naming(dataset: Dataset) -> dict[str, tuple[str, ...]]:
    """Return for each name and term the ids of the facts that mention it."""
    found: dict[str, list[str]] = {id_: [] for id_ in (*dataset.names, *dataset.glossary)}
    looked = Mentions(dataset)
    for fact in dataset.facts.values():
        for id_ in looked.of(fact):
            found[id_].append(fact.id)
    return {id_: tuple(facts) for id_, facts in found.items()}
