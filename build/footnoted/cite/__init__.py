"""Citing: a document with cites in, the document with notes and source list out (Chicago 18)."""

from footnoted.cite.notes import format_bibliography, format_notes
from footnoted.cite.numbering import cite

__all__ = ["cite", "format_bibliography", "format_notes"]
