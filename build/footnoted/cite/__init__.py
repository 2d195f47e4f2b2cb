"""Citing: a document with cites in, the document with notes and source list out (Chicago 18)."""

from footnoted.cite.notes import format_bibliography, format_notes
from footnoted.cite.numbering import cite
from footnoted.cite.places import arranged

__all__ = ["arranged", "cite", "format_bibliography", "format_notes"]
