"""The dates of a run, from `--date`, SOURCE_DATE_EPOCH or the clock: read here and nowhere else."""

import os
from datetime import UTC, date, datetime, time

from footnoted.diagnostics import Diagnostic, error

_EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)
"""ZIP archives, and so decks, know no earlier time (APPNOTE 4.4.6)."""


def dates_of_run(wish: str) -> tuple[date, datetime, list[Diagnostic]]:
    """Return the date to print and the moment for the files' metadata."""
    if wish:
        return _from_option(wish)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if epoch:
        return _from_epoch(epoch)
    now = datetime.now(tz=UTC)
    return now.astimezone().date(), now.replace(microsecond=0), []


def is_given(wish: str) -> bool:
    """Say whether somebody chose the dates; else they are the clock's."""
    return bool(wish or os.environ.get("SOURCE_DATE_EPOCH", "").strip())


def _from_option(wish: str) -> tuple[date, datetime, list[Diagnostic]]:
    try:
        day = date.fromisoformat(wish)
    except ValueError:
        found = error("bad-date", f"`--date {wish}` is no date; wanted YYYY-MM-DD")
        return _EARLIEST.date(), _EARLIEST, [found]
    return day, max(datetime.combine(day, time(), tzinfo=UTC), _EARLIEST), []


def _from_epoch(epoch: str) -> tuple[date, datetime, list[Diagnostic]]:
    try:
        moment = datetime.fromtimestamp(int(epoch), tz=UTC)
    except (ValueError, OverflowError, OSError):
        message = f"SOURCE_DATE_EPOCH is `{epoch}`; wanted seconds since 1970"
        return _EARLIEST.date(), _EARLIEST, [error("bad-date", message)]
    return moment.date(), max(moment, _EARLIEST), []
