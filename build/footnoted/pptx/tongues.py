"""In: text and its language. Out: stretches of one script, each with its language and typefaces.

Office programs set every script in a face of its own: Latin, East Asian and complex ones such as
Arabic (ECMA-376 part 1, 21.1.2.3.1, 3 and 7).
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import NamedTuple

from footnoted.text.bidi import runs_left
from footnoted.text.ideographs import has_ideographs, is_hangul, writing_of
from footnoted.text.language import primary

_APART = re.compile(
    r"[\u0590-\u1cff\u2e80-\ua63f\ua8e0-\ud7ff\uf900-\ufaff\ufb1d-\ufdff\ufe30-\U0003ffff]"
)
"""Characters of the scripts that stand apart; all others share the Latin face."""
_NAMES = {"Hang": "Kore"}
_NEUTRAL = ("Zyyy", "Zinh", "Zzzz")
_LIKELY = {
    "Arab": "ar",
    "Hebr": "he",
    "Hans": "zh-Hans",
    "Hant": "zh-Hant",
    "Jpan": "ja",
    "Kore": "ko",
}
"""The language that text of a script is in, where nobody says."""
_EASTERN = ("Hans", "Hant", "Jpan", "Kore")


class Stretch(NamedTuple):
    """Characters of one script with the neutral ones among them."""

    text: str
    language: str
    script: str = ""
    """ISO 15924; empty for scripts that share the Latin face."""


def shares_latin_face(text: str) -> bool:
    """Say whether no character of a text is of a script that stands apart."""
    return text.isascii() or not _APART.search(text)


def stretches(text: str, language: str) -> list[Stretch]:
    """Divide a text where its script changes; `language` is that of the whole."""
    if shares_latin_face(text):
        return [Stretch(text, language)]
    found: list[Stretch] = []
    at = 0
    for script, letters in groupby(_scripts(text, language)):
        end = at + len(list(letters))
        found.append(Stretch(text[at:end], _language(script, language), script))
        at = end
    return found


def kind_of(script: str) -> str:
    """Return the element by which a run names the typeface of a script: `ea` or `cs`."""
    return "ea" if script in _EASTERN else "cs"


def _scripts(text: str, language: str) -> Iterator[str]:
    """Yield the script of each character; neutral ones go with what stands before them."""
    writing = writing_of("".join(one for one in text if not is_hangul(one)), language)
    found = [_script(one) if is_hangul(one) or not has_ideographs(one) else writing for one in text]
    held = next((one for one in found if one is not None), "")
    for script in found:
        held = held if script is None else script
        yield held


@cache
def _script(letter: str) -> str | None:
    """Return a character's script, empty for those of the Latin face, None for neutral ones."""
    if not _APART.match(letter):
        return "" if letter.isalpha() else None
    # HarfBuzz takes a while to import, and few decks have such letters.
    from footnoted.text.scripts import script_within

    code = script_within(letter, letter, "und")
    return None if code in _NEUTRAL else _NAMES.get(code, code)


def _language(script: str, language: str) -> str:
    """Return the language of a stretch: that of the whole if it is written so."""
    likely = _LIKELY.get(script)
    if not likely or (script in ("Arab", "Hebr") and runs_left(language)):
        return language
    return language if primary(language) == primary(likely) else likely
