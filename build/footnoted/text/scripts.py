"""Scripts: a character and the text around it come in, the ISO 15924 code of its script goes out.

East Asian characters have that of the writing of their language: `Hans Hant Jpan Kore`.
"""

from footnoted.text.ideographs import has_ideographs, writing_of
from footnoted.text.shaping import script_of

_BLOCKS = {range(0x590, 0x600): "Hebr", range(0x600, 0x780): "Arab"}
"""Scripts of signs that stand in their block, such as commas, and count as common to several."""


def script_within(letter: str, text: str, language: str) -> str:
    """Return the script of a character within a text, `Zyyy` if it belongs to none.

    >>> [script_within(letter, "東京", "ja") for letter in ("京", "،", "1")]
    ['Jpan', 'Arab', 'Zyyy']
    """
    if has_ideographs(letter):
        return writing_of(text, language)
    code = script_of(letter)
    if code != "Zyyy":
        return code
    return next((one for block, one in _BLOCKS.items() if ord(letter) in block), code)
