"""What this audience gets in this format and language: blocks filtered, facts found.

`grammar` reads a selection in either spelling into the records of `clauses`; `evaluate` finds
the facts; `select` does it for a whole outline. `naming` knows which fact names whom.
"""

from footnoted.model.selected import Selected
from footnoted.selection.filling import Optional, left_out_notes, spare, without
from footnoted.selection.naming import facts_naming, names_of
from footnoted.selection.readers import visible
from footnoted.selection.select import query, select

__all__ = [
    "Optional",
    "Selected",
    "facts_naming",
    "left_out_notes",
    "names_of",
    "query",
    "select",
    "spare",
    "visible",
    "without",
]
