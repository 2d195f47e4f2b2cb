"""A file that goes along inside a paper: its name, what it holds, its bytes."""

from typing import Final, Literal

from msgspec import Struct

Attached = Literal["facts", "sources"]
"""What may be asked for; each comes as JSON and as CSV."""

FACTS: Final = "facts.json"
"""The file of the facts, which `footnoted diff` looks for."""


class Attachment(Struct, frozen=True):
    """One file, ready to be embedded."""

    name: str
    media_type: str
    description: str
    """In words, for those who open the list of attachments."""
    content: bytes
