"""Blocks of the outline and selected facts in, a document of sections, blocks and inlines out."""

from footnoted.compose.compose import compose, phrases_in
from footnoted.compose.sources import untranslated_sources, worded_sources

__all__ = ["compose", "phrases_in", "untranslated_sources", "worded_sources"]
