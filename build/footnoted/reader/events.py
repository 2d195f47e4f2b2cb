"""YAML text in; a function that gives the next event or token of PyYAML's parser, out."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from threading import RLock
from typing import Final, Protocol, cast

from msgspec import Struct
from yaml import events
from yaml.error import Mark, MarkedYAMLError, YAMLError
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner
from yaml.tokens import ScalarToken, Token

try:
    from yaml import _yaml
except ImportError:  # PyYAML was built without libyaml
    _yaml = None  # type: ignore[assignment]

__all__ = ["Mark", "MarkedYAMLError", "ScalarToken", "YAMLError", "events_of", "next_token_of"]


class _Scalar(Struct, gc=False):
    anchor: str | None
    tag: str | None
    implicit: tuple[bool, bool]
    value: str
    start_mark: Mark
    end_mark: Mark
    style: str | None = None


class _MappingStart(Struct, gc=False):
    anchor: str | None
    tag: str | None
    implicit: bool
    start_mark: Mark
    end_mark: Mark
    flow_style: bool | None = None


class _SequenceStart(_MappingStart, gc=False):
    pass


class _MappingEnd(Struct, gc=False):
    start_mark: Mark
    end_mark: Mark


class _SequenceEnd(_MappingEnd, gc=False):
    pass


SCALAR: Final[type[object]] = _Scalar
ALIAS: Final[type[object]] = events.AliasEvent
MAPPING_START: Final[type[object]] = _MappingStart
MAPPING_END: Final[type[object]] = _MappingEnd
SEQUENCE_START: Final[type[object]] = _SequenceStart
SEQUENCE_END: Final[type[object]] = _SequenceEnd
STREAM_END: Final[type[object]] = events.StreamEndEvent
_OURS: Final[dict[str, type[Struct]]] = {
    "ScalarEvent": _Scalar,
    "MappingStartEvent": _MappingStart,
    "MappingEndEvent": _MappingEnd,
    "SequenceStartEvent": _SequenceStart,
    "SequenceEndEvent": _SequenceEnd,
}
"""PyYAML's events that come by the hundred thousand, as structs: two fifths of the parser's time
goes into making and freeing its own.
"""


class _PureParser(Reader, Scanner, Parser):
    """PyYAML's parser in Python: same events, about ten times slower."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)


class Event(Protocol):
    """What we read of an event, of whatever kind it is."""

    start_mark: Mark
    anchor: str | None
    tag: str | None
    value: str
    style: str | None


@contextmanager
def events_of(text: str, pure: bool = False) -> Iterator[Callable[[], Event]]:
    """Give the function that reads the next event; it raises `YAMLError`."""
    if not pure and _makes_ours():
        with _replaced():
            yield cast(Callable[[], Event], _yaml.CParser(text).get_event)
        return
    parser = _PureParser(text) if pure or _yaml is None else _yaml.CParser(text)
    yield lambda: _ours(cast(events.Event, parser.get_event()))


_lock: Final = RLock()


@contextmanager
def _replaced() -> Iterator[None]:
    """Put our events in the place of the parser's for a while; others may need them after us."""
    with _lock:
        theirs = {name: vars(_yaml)[name] for name in _OURS}
        vars(_yaml).update(_OURS)
        try:
            yield
        finally:
            vars(_yaml).update(theirs)


@cache
def _makes_ours() -> bool:
    """Say whether the parser in C makes what stands in its module, which no document promises."""
    if _yaml is None or not _OURS.keys() <= vars(_yaml).keys():
        return False
    with _replaced():
        parser = _yaml.CParser("[a]")
        made = [type(parser.get_event()) for _ in range(5)]  # of which two begin the document
    return made[2:] == [_SequenceStart, _Scalar, _SequenceEnd]


def _ours(event: events.Event) -> Event:
    """Return one of PyYAML's events as ours."""
    kind = _OURS.get(type(event).__name__)
    return cast(Event, kind(**vars(event)) if kind else event)


def next_token_of(text: str) -> Callable[[], Token | None]:
    """Return the function that reads the next token; None at the end."""
    parser = _PureParser(text) if _yaml is None else _yaml.CParser(text)
    return parser.get_token
