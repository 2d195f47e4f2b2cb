"""Terms: a language's tag comes in, the words that citations are made with in it go out.

These belong to the languages, not to the house: `p.`, `and`, `edited by`, `n.d.`
"""

from typing import Final

from footnoted.cite.terms.english import ENGLISH
from footnoted.cite.terms.french import FRENCH
from footnoted.cite.terms.record import Plural, Terms
from footnoted.cite.terms.spanish import SPANISH
from footnoted.text.language import primary

__all__ = ["SYMBOLS", "Plural", "Terms", "terms_of"]

_BY_LANGUAGE: Final = {"en": ENGLISH, "es": SPANISH, "fr": FRENCH}

SYMBOLS: Final = {"chapter": ("c.", "cc."), "paragraph": ("¶", "¶¶"), "section": ("§", "§§")}
"""Of locators in legal citations."""


def terms_of(language: str) -> Terms:
    """Return the words of a language by its BCP 47 tag, else the English ones."""
    return _BY_LANGUAGE.get(primary(language), ENGLISH)
