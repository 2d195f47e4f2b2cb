"""The style's `paper` part."""

from footnoted.model.record import Record


class PaperStyle(Record):
    """To be written by its owner."""
