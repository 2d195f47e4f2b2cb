"""Document control, corrections and how to cite the paper: the outline's head in, blocks out."""

from collections.abc import Iterator

from footnoted.compose.draft import Draft, own_blocks, own_words
from footnoted.diagnostics import error
from footnoted.model.document import Block, Definition, Definitions, Front, ItemList, Paragraph
from footnoted.model.edtf import EdtfError
from footnoted.model.inlines import Emphasis, Inlines, Strong, Text
from footnoted.model.outline import Change
from footnoted.reader.hints import text_hint
from footnoted.text.dates import date_words


def control(draft: Draft, front: Front) -> tuple[Block, ...]:
    """Set out who made which version when, for whom, and what changed before; empty lines go."""
    said, labels = draft.outline.control, draft.phrases.control
    version = str(said.version)
    lines = (
        (labels.title, f"{front.title}: {front.subtitle}" if front.subtitle else front.title),
        (labels.version, version),
        (labels.date, front.date),
        (labels.owner, front.owner),
        (labels.authors, ", ".join(said.authors)),
        (labels.audience, front.reader),
        (labels.distribution, ", ".join(front.distribution)),
        (labels.marking, front.marking),
        (labels.review_by, _day(draft, said, said.review_by, "review-by")),
        (labels.contact, said.contact),
    )
    items = tuple(
        Definition((Text(label),), (Paragraph((Text(words),)),)) for label, words in lines if words
    )
    return (Definitions((*items, *_history(draft)), compact=True),)


def _history(draft: Draft) -> Iterator[Definition]:
    changes = draft.outline.control.history
    if changes:
        listed = tuple(Paragraph(_change(draft, one)) for one in changes)
        yield Definition((Text(draft.phrases.control.history),), listed)


def corrections(draft: Draft) -> tuple[Block, ...]:
    """List what was put right, or say that nothing has been."""
    changes = draft.outline.control.corrections
    if not changes:
        return (Paragraph((Text(draft.phrases.no_corrections),)),)
    return (ItemList(tuple(_correction(draft, one) for one in changes)),)


def _correction(draft: Draft, change: Change) -> tuple[Block, ...]:
    words = own_blocks(draft, change.words, change, "words")
    first, *rest = words or (Paragraph(()),)
    if isinstance(first, Paragraph):
        return (Paragraph((*_when(draft, change), *first.content)), *rest)
    return (Paragraph(_when(draft, change)), *words)


def _change(draft: Draft, change: Change) -> Inlines:
    return (*_when(draft, change), *own_words(draft, change.words, change, "words"))


def _when(draft: Draft, change: Change) -> Inlines:
    version = draft.phrases.version.format(version=change.version) if change.version else ""
    day = _day(draft, change, change.date, "date")
    return (Strong((Text(", ".join(filter(None, (version, day)))),)), Text(". "))


def _day(draft: Draft, record: Change | object, text: object, key: str) -> str:
    if not text:
        return ""
    try:
        return date_words(str(text), draft.language, running=False)
    except EdtfError as wrong:
        at = record.span(key) if isinstance(record, Change) else draft.outline.control.span(key)
        draft.say(error("bad-date", str(wrong), at, text_hint(str(text))))
        return ""


def cite_this(draft: Draft, front: Front) -> tuple[Block, ...]:
    """Say how the paper is cited: author or owner, title, what it is, version, date."""
    who = ", ".join(front.authors) or front.owner
    title = f"{front.title}: {front.subtitle}" if front.subtitle else front.title
    issuer = front.owner if front.authors and front.owner != who else ""
    parts = (front.kicker, front.version, issuer)
    after = ". ".join(part for part in (*parts, front.date) if part)
    lead: Inlines = (Text(f"{who}. "),) if who else ()
    return (Paragraph((*lead, Emphasis((Text(f"{title.rstrip('.')}."),)), Text(f" {after}."))),)
