"""What a built file says of itself: its facts, if they go along, and the words of its pages."""

from msgspec import Struct


class Carried(Struct, frozen=True):
    """What could be read back of a paper or a deck."""

    facts: bytes | None
    """The JSON that goes along; None where there is none."""
    pages: tuple[tuple[str, str], ...]
    """Names of pages or slides and their words, a sentence or paragraph in each line."""
