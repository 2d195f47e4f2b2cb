"""Dates as citations print them: `July 1, 2010`, `September–October 2005`, `[1977?]`."""

from footnoted.model.csl import LiteralDate
from footnoted.model.edtf import Edtf, Moment, Precision, parse_edtf
from footnoted.text.dates import EN_DASH, DateWords

YEAR, MONTH, FULL = 1, 2, 3
"""How many parts of a date to print."""


def cited_date(value: str | LiteralDate, parts: int, words: DateWords) -> str:
    """Print a date with at most so many of its parts; what is doubtful in brackets."""
    if isinstance(value, LiteralDate):
        return value.literal
    date = parse_edtf(value)
    text = _interval(date, parts, words)
    return f"[{text}?]" if date.is_doubtful else text


def _interval(date: Edtf, parts: int, words: DateWords) -> str:
    start, end = date.start, date.end
    if start and end and date.is_interval:
        return _span(start, end, parts, words)
    first = _moment(start, parts, words) if start else ""
    if start is end:
        return first
    return f"{first}{EN_DASH}{_moment(end, parts, words) if end else ''}"


def _moment(moment: Moment, parts: int, words: DateWords) -> str:
    year = f"{moment.year}s" if moment.precision in _ROUND else str(moment.year)
    if parts == YEAR or not moment.month:
        return year
    if moment.precision is Precision.SEASON:
        name = words.season_name(moment.month)
        return words.season.format(season=name[:1].upper() + name[1:], year=year)
    month = words.month_name(moment.month)
    if parts == MONTH or not moment.day:
        return words.month.format(month=month, year=year)
    return words.day.format(day=_day(moment, words), month=month, year=year)


_ROUND = frozenset((Precision.DECADE, Precision.CENTURY))


def _day(moment: Moment, words: DateWords) -> str:
    return words.first if moment.day == 1 else str(moment.day)


def _span(start: Moment, end: Moment, parts: int, words: DateWords) -> str:
    """Name what two dates share once: `May 3–5, 2004`, `July–August 2004`."""
    first, last = _moment(start, parts, words), _moment(end, parts, words)
    if start.year != end.year or start.precision is not end.precision:
        return f"{first}{EN_DASH}{last}"
    if first == last:
        return first
    month = (
        words.month_name(start.month) if start.precision in (Precision.DAY, Precision.MONTH) else ""
    )
    if start.precision is Precision.DAY and parts == FULL:
        if start.month == end.month:
            days = f"{_day(start, words)}{EN_DASH}{_day(end, words)}"
            return words.day.format(day=days, month=month, year=start.year)
        opening = words.day_month.format(day=_day(start, words), month=month)
        return f"{opening}{EN_DASH}{last}"
    opening = month or _moment(start, parts, words).removesuffix(f" {start.year}")
    return f"{opening}{EN_DASH}{last}"
