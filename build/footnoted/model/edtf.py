"""Dates and intervals in EDTF (ISO 8601-2, level 1): read, compared, with bounds.

A stub of the contract; its owner replaces it.
"""

from typing import Annotated

from pydantic import AfterValidator

EdtfText = Annotated[str, AfterValidator(lambda text: text)]
