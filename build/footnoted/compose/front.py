"""The outline's head and the build's date in, the title block and metadata out."""

from datetime import date

from footnoted.compose.draft import Draft, own_words
from footnoted.diagnostics import error
from footnoted.model.document import Front
from footnoted.model.edtf import EdtfError
from footnoted.model.outline import Audience
from footnoted.model.record import Record, Words
from footnoted.model.walk import plain_text
from footnoted.reader.hints import text_hint
from footnoted.text.dates import date_words, day_words
from footnoted.text.language import is_name


def front(draft: Draft, audience: Audience | None, made: date) -> Front:
    """Compose the title block; `made` is printed where the outline names no date."""
    outline, phrases = draft.outline, draft.phrases
    reader = _line(draft, "name", audience.name, audience) if audience else ""
    control = outline.control
    version = control.version
    return Front(
        title=_line(draft, "title", outline.title),
        subtitle=_line(draft, "subtitle", outline.subtitle),
        kicker=_line(draft, "kicker", outline.kicker),
        reader=reader,
        distribution=tuple(
            plain_text(own_words(draft, words, control, "distribution", i))
            for i, words in enumerate(control.distribution)
        ),
        audience=phrases.audience.format(audience=reader) if reader else "",
        date=_date(draft, made),
        version=phrases.version.format(version=version) if version else "",
        owner=_name(draft, control.owner or {}, control, "owner"),
        authors=tuple(control.authors),
        subject=_line(draft, "subtitle", outline.subtitle),
        keywords=tuple(
            _name(draft, words, outline, "keywords", i) for i, words in enumerate(outline.keywords)
        ),
        marking=outline.marking or (audience.marking if audience else ""),
        cover=outline.cover,
    )


def _line(
    draft: Draft, key: str, words: dict[str, str] | None, record: Audience | None = None
) -> str:
    return plain_text(own_words(draft, words or {}, record or draft.outline, key))


def _name(draft: Draft, words: Words, record: Record, *path: str | int) -> str:
    """Return a line that may be a name, which is the same in every language."""
    if is_name(words):
        return next(iter(words.values()))
    return plain_text(own_words(draft, words, record, *path))


def _date(draft: Draft, made: date) -> str:
    if not draft.outline.date:
        return day_words(made, draft.language)
    try:
        return date_words(draft.outline.date, draft.language, running=False)
    except EdtfError as wrong:
        hint = text_hint(draft.outline.date)
        draft.say(error("bad-date", str(wrong), draft.outline.span("date"), hint))
        return ""
