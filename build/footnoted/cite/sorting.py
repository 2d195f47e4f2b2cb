"""The order of the source list: by author, then title, letter by letter."""

import re
import unicodedata

from footnoted.cite.author import author
from footnoted.cite.chicago import list_entry
from footnoted.cite.marks import plain
from footnoted.cite.names import inverted_name
from footnoted.cite.titles import full_title
from footnoted.cite.work import LEGAL, Work, in_list

SortKey = tuple[str, str, str]


def sort_key(work: Work) -> SortKey:
    """Return what a work is sorted by: names (all of them), title, the whole entry."""
    listed = in_list(work)
    if work.type in LEGAL:
        return _letters(work.text("title")), "", ""
    first, used = author(listed)
    roles = [role for role in work.people if role in used]
    if len(roles) == 1:
        first = " ".join(inverted_name(name) for name in work.names(roles[0]))
    return _letters(first), _letters(full_title(listed)), _letters(list_entry(work))


def _letters(text: str) -> str:
    """Fold case, accents and punctuation away, and put numbers in the order of their value.

    Spaces stay, so that `De Vos` precedes `Delgado`.
    """
    parted = unicodedata.normalize("NFKD", _POINT.sub("\0", plain(text).casefold()))
    kept = (one if one.isalnum() or one == "\0" else " " if one.isspace() else "" for one in parted)
    # A point within a number, here a null, sorts after a space and before the digits.
    return _DIGITS.sub(lambda found: found[0].zfill(9), " ".join("".join(kept).split())).replace(
        "\0", "."
    )


_DIGITS = re.compile(r"\d+")
_POINT = re.compile(r"(?<=\d)[.,](?=\d)")
