"""What a language has to say for citations to be made in it."""

from msgspec import Struct

from footnoted.text.dates import DateWords

Plural = tuple[str, str]
"""For one, for several."""


class Terms(Struct, frozen=True):
    """What one language says."""

    quotes: tuple[str, str, str, str]
    """Opening and closing mark, then the pair for quotations within quotations."""
    punctuation_inside: bool
    """Commas and full stops stand before a closing quotation mark."""
    serial_comma: bool
    colon: str
    ordinal: str
    """`{}` is the number; empty for the English endings."""
    dates: DateWords
    words: dict[str, str]
    labels: dict[str, Plural]
    """Of locators and numbers, by CSL name."""
    verbs: dict[str, str]
    """Of roles, by CSL name: `edited by`. What notes shorten is in `short_verbs`."""
    short_verbs: dict[str, str]
    roles: dict[str, Plural]
    """After a name in the author's place: `ed.`"""
