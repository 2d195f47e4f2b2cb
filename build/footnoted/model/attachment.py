"""A file that goes along inside a paper: its name, what it holds, its bytes."""

from dataclasses import dataclass
from typing import Literal

Attached = Literal["facts", "sources"]
"""What may be asked for; each comes as JSON and as CSV."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file, ready to be embedded."""

    name: str
    media_type: str
    description: str
    """In words, for those who open the list of attachments."""
    content: bytes
