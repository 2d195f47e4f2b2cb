"""What is different in, lines for people and values for machines out."""

from collections.abc import Callable, Iterator
from typing import Final

from footnoted.diff.words import word_diff
from footnoted.model.changes import Change, Compared, Kind, counted

Paint = Callable[[str, str], str]
"""Colours words by `out`, `in`, `dim` or `strong`; gives them back bare where nothing may be."""

_NOUNS: Final = {
    Kind.OUT: ("fact out", "facts out"),
    Kind.IN: ("fact in", "facts in"),
    Kind.VALUE: ("value", "values"),
    Kind.WORDING: ("wording", "wordings"),
    Kind.SOURCE: ("source", "sources"),
    Kind.STATUS: ("status", "statuses"),
    Kind.MOVED: ("moved", "moved"),
    Kind.ORDER: ("order", "orders"),
    Kind.DISCLOSURE: ("disclosure", "disclosures"),
    Kind.TEXT: ("text", "texts"),
}


def summary_of(compared: Compared) -> str:
    """Count the changes: `2 facts out, 1 value`."""
    counts = counted(compared.changes)
    told = (f"{count} {_NOUNS[kind][count != 1]}" for kind, count in counts.items())
    return ", ".join(told) or "no difference"


def told(compared: Compared, paint: Paint, place: Callable[[Change], str]) -> Iterator[str]:
    """Yield lines: what is compared and how much differs, then each change."""
    names = compared.old if compared.old == compared.new else f"{compared.old} → {compared.new}"
    yield f"{paint(names, 'strong')}: {summary_of(compared)}"
    for one in compared.changes:
        where = f"  {paint(f'({place(one)})', 'dim')}" if place(one) else ""
        block = f"  [{one.block}]" if one.block else ""
        yield f"  {one.kind:<10} {_subject(one, compared)}{block}{where}"
        yield from (f"      {line}" for line in _words(one, paint))
    yield from (f"  {paint('not compared:', 'dim')} {one}" for one in compared.uncompared)


def _subject(change: Change, compared: Compared) -> str:
    if change.kind is Kind.ORDER and not change.block:
        return "the brief as a whole"
    bare = "words" if compared.left_out == "words-only" else "words that rest on no fact"
    return ", ".join(change.facts) or change.subject or bare


def _words(change: Change, paint: Paint) -> Iterator[str]:
    match change.kind:
        case Kind.STATUS | Kind.MOVED | Kind.ORDER:
            if change.subject:
                yield paint(f"“{change.subject}”", "dim")
            yield f"{paint(f'- {change.old}', 'out')}"
            yield f"{paint(f'+ {change.new}', 'in')}"
        case Kind.DISCLOSURE:
            yield paint("+ disclosed", "in") if change.new else paint("- disclosed", "out")
        case Kind.OUT:
            yield paint(f"- {change.old}", "out")
        case Kind.IN:
            yield paint(f"+ {change.new}", "in")
        case Kind.VALUE:
            yield change.subject
            yield _marked(change, paint)
        case Kind.WORDING | Kind.SOURCE | Kind.TEXT:
            yield _marked(change, paint)


def _marked(change: Change, paint: Paint) -> str:
    """Write both wordings as one, in git's marks for words."""
    marks = {"same": "{}", "out": "[-{}-]", "in": "{{+{}+}}"}
    pieces = word_diff(change.old, change.new)
    return " ".join(
        text if kind == "same" else paint(marks[kind].format(text), kind) for kind, text in pieces
    )


def as_json(compared: Compared, place: Callable[[Change], str]) -> dict[str, object]:
    """Return values for machines."""
    return {
        "old": compared.old,
        "new": compared.new,
        "same": not compared.changes,
        "summary": {str(kind): count for kind, count in counted(compared.changes).items()},
        "changes": [_change_json(one, place(one)) for one in compared.changes],
        "uncompared": list(compared.uncompared),
    }


def _change_json(change: Change, at: str) -> dict[str, object]:
    return {
        "kind": str(change.kind),
        "facts": list(change.facts),
        "block": change.block,
        "subject": change.subject,
        "old": change.old,
        "new": change.new,
        "old-sources": list(change.old_sources),
        "new-sources": list(change.new_sources),
        "at": at or None,
    }
