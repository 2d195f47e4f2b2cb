"""A timeline block and its facts in, events in order of time out."""

from calendar import isleap
from datetime import date, timedelta
from decimal import Decimal

from footnoted.compose.captions import exhibit
from footnoted.compose.credit import credit_line
from footnoted.compose.draft import Draft, data_words
from footnoted.compose.markup import strip_cites
from footnoted.compose.wording import fact_sentence, fact_words
from footnoted.diagnostics import error
from footnoted.model.block import TextForm
from footnoted.model.dataset import Fact
from footnoted.model.document import Figure
from footnoted.model.edtf import Edtf, parse_edtf
from footnoted.model.exhibits import TimelineBlock
from footnoted.model.figures import Event, Timeline, TimelineForm
from footnoted.model.walk import plain_text
from footnoted.text.dates import date_words
from footnoted.text.language import capitalised
from footnoted.text.places import place_name


def timeline(draft: Draft, block: TimelineBlock, facts: tuple[Fact, ...], form: TextForm) -> Figure:
    """Compose a timeline; facts without a time are warned of and left out.

    On a rail every event calls its notes itself; an axis has room for none, so that the source
    line calls them.
    """
    on_axis = (block.form or ("axis" if draft.is_deck else "rail")) == "axis"
    dated = sorted(_dated(facts), key=lambda one: (one[1].lower, one[1].upper))
    if not dated:
        draft.say(error("empty-timeline", "no fact here has a time", block.span("from")))
    names = tuple(dict.fromkeys(_lane(draft, block, fact) for fact, _ in dated))
    lanes = names if block.lanes else ()
    events = tuple(
        _event(draft, fact, time, on_axis, form, names.index(_lane(draft, block, fact)))
        for fact, time in dated
    )
    content = Timeline(TimelineForm.AXIS if on_axis else TimelineForm.RAIL, events, lanes)
    credit = credit_line(draft, tuple(fact for fact, _ in dated)) if on_axis else ()
    told = (f"{capitalised(event.time)}: {_told(event)}" for event in events)
    return exhibit(draft, block, content, credit, draft.phrases.timeline, told)


def year_of(day: date) -> Decimal:
    """Return a day's beginning as a year with its part: 2010.5 is July 2010."""
    days = 366 if isleap(day.year) else 365
    return day.year + Decimal(day.timetuple().tm_yday - 1) / days


def _dated(facts: tuple[Fact, ...]) -> list[tuple[Fact, Edtf]]:
    return [(fact, parse_edtf(fact.when)) for fact in facts if fact.when]


def _event(draft: Draft, fact: Fact, time: Edtf, on_axis: bool, form: TextForm, lane: int) -> Event:
    words = fact_words(draft, fact, form) if on_axis else fact_sentence(draft, fact, form)
    label = strip_cites(words) if on_axis else words
    start, end = _span(time)
    return Event(
        start=start,
        end=end,
        time=date_words(fact.when or "", draft.language, running=False),
        label=label,
        fact=fact.id,
        open_start=time.start is None,
        open_end=time.end is None,
        approximate=time.is_doubtful,
        lane=lane,
    )


def _span(time: Edtf) -> tuple[Decimal, Decimal | None]:
    """Return where an event begins and, of an interval, where it ends.

    A single date of low precision stands in the middle of the time it may mean.
    """
    if not time.is_interval:
        return (year_of(time.lower) + _after(time.upper)) / 2, None
    first = time.start or time.end
    last = time.end or time.start
    return (year_of(first.lower), _after(last.upper)) if first and last else (Decimal(0), None)


def _after(day: date) -> Decimal:
    return year_of(day + timedelta(days=1)) if day < date.max else Decimal(day.year + 1)


def _lane(draft: Draft, block: TimelineBlock, fact: Fact) -> str:
    match block.lanes:
        case "topic":
            topic = draft.dataset.info.topics[fact.topics[0]]
            return plain_text(data_words(draft, topic.title, topic, "title"))
        case "place":
            return place_name(fact.places[0], draft.language) if fact.places else ""
        case "kind":
            return str(fact.kind)
    return ""


def _told(event: Event) -> str:
    return plain_text(strip_cites(event.label)).rstrip(".")
