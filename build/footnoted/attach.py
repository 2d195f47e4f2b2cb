"""What a paper prints in, its facts and sources as JSON and CSV out, to go along inside the file.

Facts that the paper does not print, sources that no note names, and whatever is for us alone
(remarks, reasons, tags) stay at home; the dataset holds what these readers may see.
"""

import csv
import json
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import StringIO
from typing import Final

from footnoted.cite import format_bibliography
from footnoted.compose.draft import Draft, caveat_words
from footnoted.compose.placeholders import speaker_of
from footnoted.compose.wording import fact_words
from footnoted.model.attachment import FACTS, Attached, Attachment
from footnoted.model.dataset import CiteRecord, Dataset, Fact, Value
from footnoted.model.document import Document
from footnoted.model.inlines import NoteCall
from footnoted.model.outline import Outline
from footnoted.model.printed import Printed, plain, seal_of
from footnoted.model.source import Source, to_csl_json
from footnoted.model.style.look import Phrases
from footnoted.model.walk import all_inlines, found_in, plain_text
from footnoted.reader.fitting import read_as

Json = dict[str, "Json"] | list["Json"] | str | int | float

_OURS: Final = frozenset(
    ("abstract", "annote", "categories", "custom", "keyword", "note", "source", "citation-key")
)
"""What a source's record holds for us: no note prints it."""
_CUSTOM: Final = ("archive-url", "archive-date", "url-status")

_STARTS_FORMULA: Final = re.compile(r"\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?")


def attachments(
    document: Document,
    wanted: Iterable[Attached],
    dataset: Dataset,
    outline: Outline,
    phrases: Phrases,
    printed: Printed,
) -> tuple[Attachment, ...]:
    """Write the files that are asked for, from a document that has been cited.

    `printed` goes into the facts, so that a difference can be told from the files alone.
    """
    asked = dict.fromkeys(wanted)
    works = printed_sources(document, dataset)
    made: list[Attachment] = []
    if "facts" in asked:
        facts = printed_facts(document, dataset)
        draft = Draft(dataset, outline, phrases, document.language, printed.format)
        records = [_fact(draft, fact, works) for fact in facts]
        rows = [row for fact in facts for row in _fact_rows(draft, fact, works)]
        title = document.front.title
        whole: dict[str, object] = {
            "title": title,
            "language": document.language,
            "facts": list(records),
        }
        whole |= {"printed": plain(printed)}
        made += [
            Attachment(FACTS, "application/json", "Facts (JSON)", _json(whole)),
            Attachment("facts.csv", "text/csv", "Facts (CSV)", _csv(_FACT_COLUMNS, rows)),
        ]
    if "sources" in asked:
        kind = "application/vnd.citationstyles.csl+json"
        listed = [_source(work) for work in works.values()]
        table = _csv(_SOURCE_COLUMNS, _source_rows(works, document.language))
        made += [
            Attachment("sources.json", kind, "Sources (CSL-JSON)", _json(list(listed))),
            Attachment("sources.csv", "text/csv", "Sources (CSV)", table),
        ]
    return tuple(made)


def printed_in(facts: bytes) -> Printed | None:
    """Read back what a file says it prints; None where it does not, or was changed since."""
    try:
        told = json.loads(facts)["printed"]
        printed = read_as(Printed, told)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return printed if seal_of(plain(printed)) == printed.digest else None


def printed_facts(document: Document, dataset: Dataset) -> list[Fact]:
    """Return the facts behind the note calls, in reading order."""
    runs = all_inlines(document)
    found = dict.fromkeys(
        id_ for run in runs for call in found_in(run, NoteCall) for id_ in call.facts
    )
    return [dataset.facts[id_] for id_ in found]


def printed_sources(document: Document, dataset: Dataset) -> dict[str, Source]:
    """Return the works that the notes name, in their order."""
    ids = dict.fromkeys(source for note in document.notes for source in note.sources)
    return {id_: dataset.sources[id_] for id_ in ids}


def _cites(fact: Fact, works: dict[str, Source]) -> list[CiteRecord]:
    return [cite for cite in fact.cites if cite.source in works]


def _fact(draft: Draft, fact: Fact, works: dict[str, Source]) -> Json:
    """Return a fact as its readers may know it; empty fields go."""
    record: dict[str, Json] = {
        "id": fact.id,
        "kind": str(fact.kind),
        "statement": _statement(draft, fact),
        "exact": fact.exact,
        "caveat": plain_text(caveat_words(draft, fact)) if fact.caveat else "",
        "who": speaker_of(fact, draft.language, draft.home),
        "when": fact.when or "",
        "said": fact.said or "",
        "places": list(fact.places),
        "status": str(fact.status),
        "confidence": str(fact.confidence),
        "values": {name: _value(value) for name, value in fact.values.items()},
        "cites": [_cite(cite, works) for cite in _cites(fact, works)],
    }
    return {key: value for key, value in record.items() if value not in ("", [], {})}


def _statement(draft: Draft, fact: Fact) -> str:
    return plain_text(fact_words(draft, fact, "full"))


def _value(value: Value) -> Json:
    amounts = {
        "is": value.is_,
        "from": value.from_,
        "to": value.to,
        "low": value.low,
        "high": value.high,
    }
    told: dict[str, Json] = {
        name: _number(amount) for name, amount in amounts.items() if amount is not None
    }
    told |= {"unit": value.unit, "bound": str(value.bound)}
    if value.quantity:
        told["quantity"] = str(value.quantity)
    if value.when:
        told["when"] = value.when
    return told


def _number(amount: Decimal) -> int | float:
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _cite(cite: CiteRecord, works: dict[str, Source]) -> Json:
    told: dict[str, Json] = {"source": cite.source, "seen": str(cite.seen)}
    if cite.locator:
        told |= {"locator": str(cite.locator), "label": cite.label}
    if cite.via and cite.via in works:
        told["via"] = cite.via
    told |= {
        key: words for key, words in (("quote", cite.quote), ("via-quote", cite.via_quote)) if words
    }
    return told


_FACT_COLUMNS: Final = (
    *("id", "kind", "statement", "value", "is", "from", "to", "low", "high", "unit", "bound"),
    *("when", "places", "status", "confidence", "sources"),
    *("words", "locators", "seen"),
)


def _fact_rows(draft: Draft, fact: Fact, works: dict[str, Source]) -> Iterable[Sequence[str]]:
    """Yield a row for each value of a fact, or one for a fact without any."""
    lead = (fact.id, str(fact.kind), _statement(draft, fact))
    cites = _cites(fact, works)
    sources = " ".join(cite.source for cite in cites)
    quoted = (fact.exact, *(words for cite in cites for words in (cite.quote, cite.via_quote)))
    locators = (f"{cite.label} {cite.locator}" for cite in cites if cite.locator)
    tail = (
        *(" ".join(fact.places), str(fact.status), str(fact.confidence), sources),
        *(" | ".join(dict.fromkeys(filter(None, quoted))), "; ".join(locators)),
        " ".join(str(cite.seen) for cite in cites),
    )
    if not fact.values:
        yield (*lead, *[""] * 8, fact.when or "", *tail)
    for name, value in fact.values.items():
        amounts = (value.is_, value.from_, value.to, value.low, value.high)
        numbers = ["" if one is None else str(_number(one)) for one in amounts]
        when = value.when or fact.when or ""
        yield (*lead, name, *numbers, value.unit, str(value.bound), when, *tail)


def _source(work: Source) -> Json:
    """Return a work as strict CSL-JSON, without what is for us."""
    record = to_csl_json(work)
    item: dict[str, Json] = {key: value for key, value in record.items() if key not in _OURS}
    kept = {key: value for key, value in record.get("custom", {}).items() if key in _CUSTOM}
    return item | ({"custom": kept} if kept else {})


_SOURCE_COLUMNS: Final = (
    *("id", "type", "citation", "issued", "url"),
    *("url-status", "archive-url", "archive-date"),
)


def _source_rows(works: dict[str, Source], language: str) -> Iterable[Sequence[str]]:
    for id_, citation in format_bibliography(works, works, language, complete=True):
        work = works[id_]
        issued = work.issued if isinstance(work.issued, str) else ""
        told = (id_, str(work.type), plain_text(citation), issued, str(work.url or ""))
        custom = work.custom
        yield *told, str(custom.url_status), custom.archive_url or "", custom.archive_date or ""


def _json(content: object) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Write a table; the mark before it lets spreadsheets know that it is UTF-8."""
    return csv_text(columns, rows).encode("utf-8-sig")


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table (RFC 4180) in which no text runs as a formula."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([[_cell(text) for text in row] for row in rows])
    return out.getvalue()


def _cell(text: str) -> str:
    """Keep a spreadsheet from running a text as a formula; numbers stay numbers.

    >>> _cell("=1+1"), _cell("-5"), _cell("-5 wells")
    ("'=1+1", '-5', "'-5 wells")
    """
    return f"'{text}" if _STARTS_FORMULA.match(text) and not _NUMBER.fullmatch(text) else text
