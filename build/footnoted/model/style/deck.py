"""The style's `deck` part."""

from footnoted.model.record import Record


class DeckStyle(Record):
    """To be written by its owner."""
