"""What is printed twice in, what is different out: compared, told in words, set as a paper."""

from footnoted.diff.compare import compared
from footnoted.diff.pair import paired
from footnoted.diff.paper import changes_paper
from footnoted.diff.places import block_of, place_of
from footnoted.diff.tell import as_json, told
from footnoted.diff.texts import texts_compared
from footnoted.diff.words import marked_words, word_diff

__all__ = [
    "as_json",
    "block_of",
    "changes_paper",
    "compared",
    "marked_words",
    "paired",
    "place_of",
    "texts_compared",
    "told",
    "word_diff",
]
