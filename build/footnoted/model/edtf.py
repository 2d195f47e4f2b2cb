"""Dates and intervals in EDTF (ISO 8601-2, level 1): text in, parsed values with bounds out.

Read are years, months, days, seasons, `~ ? %`, unspecified digits (`198X`, `19XX`, `2004-XX`) and
intervals (`1966/1974`, `1963/..`, `../1974`). Years run from 0001 to 9999.
"""

import re
from calendar import monthrange
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Annotated

from msgspec import Struct

from footnoted.model.record import After, Before, Field


class Precision(StrEnum):
    """How much of a moment is known."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


SPRING, SUMMER, AUTUMN, WINTER = 21, 22, 23, 24
"""ISO 8601-2 puts the seasons where the month stands."""

_SEASON_MONTHS = {SPRING: (3, 5), SUMMER: (6, 8), AUTUMN: (9, 11), WINTER: (12, 12)}
"""Months a season covers. A winter is given its December only, to stay within its year."""

_MOMENT = re.compile(r"(\d\d\d\d|\d\d\dX|\d\dXX)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?([~?%]?)")
_EXAMPLES = "write it like 1963, 2019-11, 1963-05-24, 2003~, 198X, 1966/1974 or 1963/.."


class EdtfError(ValueError):
    """A text that is no EDTF date; `column` counts the characters before the fault."""

    def __init__(self, text: str, column: int, fault: str) -> None:
        super().__init__(f"{fault} (character {column + 1} of `{text}`)" if text else fault)
        self.column = column


class Moment(Struct, frozen=True):
    """One date of some precision. `month` and `day` are 0 where they are not known."""

    year: int
    month: int
    """1 to 12, or 21 to 24 for a season."""
    day: int
    precision: Precision
    approximate: bool
    uncertain: bool
    lower: date
    upper: date


class Edtf(Struct, frozen=True):
    """A moment (`start` is `end`) or an interval; None stands for an open or unknown end."""

    start: Moment | None
    end: Moment | None

    @property
    def is_interval(self) -> bool:
        """Say whether it was written with a slash."""
        return self.start is not self.end

    @property
    def lower(self) -> date:
        """The first day it may mean."""
        return self.start.lower if self.start else date.min

    @property
    def upper(self) -> date:
        """The last day it may mean."""
        return self.end.upper if self.end else date.max

    @property
    def is_doubtful(self) -> bool:
        """Say whether either end is approximate or uncertain."""
        ends = (self.start, self.end)
        return any(end and (end.approximate or end.uncertain) for end in ends)


def overlap(time: Edtf, low: date, high: date) -> bool:
    """Say whether a time may share a day with the days from `low` to `high`."""
    return time.lower <= high and low <= time.upper


@lru_cache(maxsize=8192)
def parse_edtf(text: str) -> Edtf:
    """Read an EDTF text.

    Raises:
        EdtfError: It is not EDTF, or no such day exists; the message says at which character.
    """
    if not text:
        raise EdtfError("", 0, f"a date is wanted; {_EXAMPLES}")
    first, slash, last = text.partition("/")
    if not slash:
        moment = _moment(text, first, 0)
        return Edtf(moment, moment)
    if "/" in last:
        raise EdtfError(text, text.rindex("/"), "an interval has one slash")
    start = None if first in ("", "..") else _moment(text, first, 0)
    end = None if last in ("", "..") else _moment(text, last, len(first) + 1)
    if start is None and end is None:
        raise EdtfError(text, 0, "an interval needs a start or an end")
    if start and end and start.lower > end.upper:
        raise EdtfError(text, len(first) + 1, "the interval ends before it starts")
    return Edtf(start, end)


def _moment(text: str, part: str, at: int) -> Moment:
    found = _MOMENT.match(part)
    if not found or found.end() != len(part):
        column = at + (found.end() if found else 0)
        raise EdtfError(text, column, f"this is not an EDTF date; {_EXAMPLES}")
    years, months, days, mark = found.groups()
    approximate, uncertain = mark in ("~", "%"), mark in ("?", "%")
    if "X" in years:
        if months:
            raise EdtfError(text, at + 4, "a month cannot follow a year with unknown digits")
        return _years(text, at, years, approximate, uncertain)
    year = int(years)
    if year == 0:
        raise EdtfError(text, at, "years start at 0001")
    month = _number(months)
    if not months or month is None:
        if _number(days) is not None:
            raise EdtfError(text, at + 8, "a day cannot follow an unknown month")
        lower, upper = date(year, 1, 1), date(year, 12, 31)
        return Moment(year, 0, 0, Precision.YEAR, approximate, uncertain, lower, upper)
    return _within_year(text, at, year, month, days, approximate, uncertain)


def _number(digits: str | None) -> int | None:
    return int(digits) if digits and digits != "XX" else None


def _years(text: str, at: int, years: str, approximate: bool, uncertain: bool) -> Moment:
    first, last = int(years.replace("X", "0")), int(years.replace("X", "9"))
    if last < 100:
        raise EdtfError(text, at, "years start at 0001")
    precision = Precision.CENTURY if years.endswith("XX") else Precision.DECADE
    lower, upper = date(first, 1, 1), date(last, 12, 31)
    return Moment(first, 0, 0, precision, approximate, uncertain, lower, upper)


def _within_year(
    text: str, at: int, year: int, month: int, days: str | None, approximate: bool, uncertain: bool
) -> Moment:
    if month in _SEASON_MONTHS:
        if days:
            raise EdtfError(text, at + 8, "a season has no days")
        first, last = _SEASON_MONTHS[month]
        precision = Precision.SEASON
    elif 1 <= month <= 12:
        first = last = month
        precision = Precision.MONTH
    else:
        raise EdtfError(text, at + 5, f"there is no month {month:02d}")
    lower, upper = date(year, first, 1), date(year, last, monthrange(year, last)[1])
    day = _number(days)
    if day is None:
        return Moment(year, month, 0, precision, approximate, uncertain, lower, upper)
    if not 1 <= day <= upper.day:
        raise EdtfError(text, at + 8, f"{year}-{month:02d} has {upper.day} days")
    lower = date(year, month, day)
    return Moment(year, month, day, Precision.DAY, approximate, uncertain, lower, lower)


def _as_text(value: object) -> object:
    """Take a bare year as text: `when: 1988`."""
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:04d}"
    return value.strip() if isinstance(value, str) else value


def _checked(text: str) -> str:
    parse_edtf(text)
    return text


EdtfText = Annotated[
    str,
    Before(_as_text, written=str | int),
    After(_checked),
    Field(examples=("1963", "2019-11", "1963-05-24", "2003~", "198X", "1966/1974", "1963/..")),
]
"""A text that `parse_edtf` has found good; it stays a text in the record."""
