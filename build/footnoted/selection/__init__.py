"""What this audience gets in this format and language: blocks filtered, facts found.

`grammar` reads a selection in either spelling into the records of `clauses`; `evaluate` finds
the facts; `select` does it for a whole outline.
"""

from footnoted.model.selected import Selected
from footnoted.selection.select import query, select

__all__ = ["Selected", "query", "select"]
