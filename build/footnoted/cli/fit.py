"""What `--fit` takes."""

from enum import StrEnum


class Fit(StrEnum):
    """Step sizes down and go on over more slides, or refuse where that is needed."""

    STEP = "step"
    ERROR = "error"
