"""YAML text in; a function that gives the next event or token of PyYAML's parser, out."""

from collections.abc import Callable
from typing import Final, Protocol, cast

from yaml import events
from yaml.error import Mark, MarkedYAMLError, YAMLError
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner
from yaml.tokens import ScalarToken, Token

try:
    from yaml._yaml import CParser
except ImportError:  # PyYAML was built without libyaml
    CParser = None  # type: ignore[assignment, misc]

__all__ = ["Mark", "MarkedYAMLError", "ScalarToken", "YAMLError", "next_event_of", "next_token_of"]

SCALAR: Final[type[object]] = events.ScalarEvent
ALIAS: Final[type[object]] = events.AliasEvent
MAPPING_START: Final[type[object]] = events.MappingStartEvent
MAPPING_END: Final[type[object]] = events.MappingEndEvent
SEQUENCE_START: Final[type[object]] = events.SequenceStartEvent
SEQUENCE_END: Final[type[object]] = events.SequenceEndEvent
STREAM_END: Final[type[object]] = events.StreamEndEvent


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


def next_event_of(text: str, pure: bool = False) -> Callable[[], Event]:
    """Return the function that reads the next event; it raises `YAMLError`."""
    parser = _PureParser(text) if pure or CParser is None else CParser(text)
    return cast(Callable[[], Event], parser.get_event)


def next_token_of(text: str) -> Callable[[], Token | None]:
    """Return the function that reads the next token; None at the end."""
    parser = _PureParser(text) if CParser is None else CParser(text)
    return cast(Callable[[], "Token | None"], parser.get_token)
