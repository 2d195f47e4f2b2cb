"""The style's `notes` part."""

from footnoted.model.record import Record


class NotesStyle(Record):
    """To be written by its owner."""
