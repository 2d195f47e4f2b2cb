"""The style's `figures` part."""

from footnoted.model.record import Record


class FigureStyle(Record):
    """To be written by its owner."""
