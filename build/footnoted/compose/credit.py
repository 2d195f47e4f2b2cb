"""The facts behind an exhibit in, its source line out: every work once, in few words, cited."""

from urllib.parse import urlsplit

from footnoted.compose.draft import Draft, citations_of, disclosures
from footnoted.model.csl import PersonName
from footnoted.model.dataset import Fact
from footnoted.model.edtf import EdtfError, parse_edtf
from footnoted.model.inlines import Citation, Cite, Inlines, Text
from footnoted.model.source import Source
from footnoted.text.language import in_language

_AND = {"": "and", "en": "and", "es": "y", "fr": "et"}
_OTHERS = ("et al.", "et al", "others")
"""What a list of authors ends with that does not name them all."""


def credit_line(draft: Draft, facts: tuple[Fact, ...]) -> Inlines:
    """Return `Source: Name year` with one cite for each work that the facts rest on."""
    by_source: dict[str, list[Citation]] = {}
    resting: dict[str, list[Fact]] = {}
    for fact in facts:
        for citation in citations_of(fact):
            by_source.setdefault(citation.source, []).append(citation)
            resting.setdefault(citation.source, []).append(fact)
    content: Inlines = ()
    for source, citations in by_source.items():
        comment = disclosures(draft, tuple(resting[source]))
        ids = tuple(dict.fromkeys(fact.id for fact in resting[source]))
        cite = Cite(tuple(dict.fromkeys(citations)), ids, comment)
        named = source_words(draft.dataset.sources.get(source), draft.language) or source
        content = (
            *content,
            Text("; " if content else f"{draft.phrases.source} "),
            Text(named),
            cite,
        )
    return content


def sources_named(draft: Draft, fact: Fact) -> str:
    """Return the works a fact rests on, each once and in few words."""
    ids = dict.fromkeys(citation.source for citation in citations_of(fact))
    named = (source_words(draft.dataset.sources.get(id), draft.language) or id for id in ids)
    return "; ".join(named)


def source_words(source: Source | None, language: str) -> str:
    """Return a work in few words: its authors, house, title or address, and its year."""
    if source is None:
        return ""
    every = [name.literal or _family(name) for name in source.author]
    names = [name for name in every if name not in _OTHERS]
    if len(every) > 2 or len(names) < len(every):
        who = f"{names[0]} et al." if names else ""
    else:
        who = f" {in_language(_AND, language, 'en')[0]} ".join(names)
    who = who or source.container_title or source.publisher or source.title_short or source.title
    who = who or (urlsplit(source.url or "").hostname or "").removeprefix("www.")
    return " ".join(part for part in (who, _year(source)) if part)


def _family(name: PersonName) -> str:
    particle = name.non_dropping_particle
    gap = "" if not particle or particle.endswith(("’", "'")) else " "
    return f"{particle}{gap}{name.family}"


def _year(source: Source) -> str:
    """Return the year of issue, or nothing where there is none to be read."""
    try:
        issued = parse_edtf(str(source.issued)) if source.issued else None
    except EdtfError:
        return ""
    return str(issued.start.year) if issued and issued.start else ""
