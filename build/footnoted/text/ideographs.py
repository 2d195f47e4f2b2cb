"""East Asian text: a stretch without spaces comes in, the pieces that lines may end between go out.

Pairs of characters that a line must not part follow UAX 14 in its strict form: small kana and
prolonged sounds start no line (class CJ as NS).
"""

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from footnoted.text.language import primary

_WIDE = (
    r"\u1100-\u11ff\u2e80-\u2fff\u3000-\u318f\u31a0-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff"
    r"\uf900-\ufaff\ufe30-\ufe4f\uff01-\uffef\U0001aff0-\U0001b16f\U00020000-\U000323af"
)
_FIRST_WIDE = "\u1100"
AMBIGUOUS = "“”‘’…—·"
"""Signs that Chinese and Japanese set as wide as an ideograph, other languages do not."""
_HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff]")
_KANA = re.compile(r"[\u3040-\u30ff\u31f0-\u31ff]")
_TRADITIONAL = re.compile(r"-(Hant|TW|HK|MO)\b", re.IGNORECASE)
_NO_START = frozenset(
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿー々〻ゝゞヽヾ〜゠–—％‰℃°’”%"
)
_NO_END = frozenset("“‘￥＄￡＃$£¥€#")
_STARTING = frozenset("¿¡＆＊＠§¶")
"""Punctuation that may start a line after all."""
_TOGETHER = frozenset("……——‥〳〵")


class Piece(NamedTuple):
    """What no line divides by the rules of East Asian text."""

    text: str
    wide: bool
    """Whether it is one ideograph, kana, Hangul syllable or wide sign with its marks."""
    breaks: bool
    """Whether a line may end after it."""


def has_ideographs(text: str) -> bool:
    """Say whether a text has wide characters."""
    return max(text, default="") >= _FIRST_WIDE and _has_wide().search(text) is not None


@cache
def _has_wide() -> re.Pattern[str]:
    return re.compile(f"[{_WIDE}]")


def writing_of(text: str, language: str) -> str:
    """Return the ISO 15924 code of the East Asian writing of a text: `Hans Hant Jpan Kore`.

    >>> [writing_of("東京", tag) for tag in ("ja", "zh-TW", "en")], writing_of("東京タワー", "en")
    (['Jpan', 'Hant', 'Hans'], 'Jpan')
    """
    tongue = primary(language)
    if tongue == "zh":
        return "Hant" if _TRADITIONAL.search(language) else "Hans"
    if tongue in ("ja", "ko"):
        return {"ja": "Jpan", "ko": "Kore"}[tongue]
    if _KANA.search(text):
        return "Jpan"
    return "Kore" if _HANGUL.search(text) else "Hans"


def is_hangul(text: str) -> bool:
    """Say whether a piece is a Hangul syllable."""
    return _HANGUL.match(text) is not None


def pieces(text: str, language: str) -> list[Piece]:
    """Cut text without spaces into wide characters and stretches of other scripts."""
    wide = _WIDE + (AMBIGUOUS if writing_of(text, language) in ("Hans", "Hant", "Jpan") else "")
    marks = r"[\u0300-\u036f\u302a-\u302f\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef]*"
    found = re.findall(f"[{wide}]{marks}|[^{wide}]+", text)
    return [
        Piece(
            one,
            re.match(f"[{wide}]", one) is not None,
            at == len(found) - 1 or may_break(one[0], found[at + 1][0], one[-1]),
        )
        for at, one in enumerate(found)
    ]


def may_break(first: str, after: str, last: str = "") -> bool:
    """Say whether a line may end between two characters of East Asian text.

    `last` is the last character of what `first` begins, where that is longer.
    """
    last = last or first
    if starts_no_line(after) or ends_no_line(last):
        return False
    return not (first == after and first in _TOGETHER)


def starts_no_line(letter: str) -> bool:
    """Say whether a character must not start a line."""
    if letter in _STARTING:
        return False
    return letter in _NO_START or unicodedata.category(letter) in ("Pe", "Pf", "Po")


def ends_no_line(letter: str) -> bool:
    """Say whether a character must not end a line."""
    return letter in _NO_END or unicodedata.category(letter) in ("Ps", "Pi")


def opens(letter: str) -> bool:
    """Say whether a wide sign has its white before it: an opening bracket or quotation mark."""
    return letter[0] in "“‘" or unicodedata.category(letter[0]) in ("Ps", "Pi")


def closes(letter: str) -> bool:
    """Say whether a wide sign has its white behind it: a closing bracket, stop or comma."""
    return letter[0] in "”’、。，．" or unicodedata.category(letter[0]) in ("Pe", "Pf")
