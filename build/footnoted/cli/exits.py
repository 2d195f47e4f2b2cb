"""Exit codes, and which of them a run's diagnostics call for."""

from collections.abc import Iterable
from enum import IntEnum
from typing import Final

from footnoted.diagnostics import Diagnostic, Severity


class Exit(IntEnum):
    """What the shell learns; README prints the same list."""

    DONE = 0
    FINDINGS = 1
    USAGE = 2
    INPUT = 3
    DOES_NOT_FIT = 4
    CANNOT_WRITE = 5
    NOT_AS_LOCKED = 6
    OUR_FAULT = 70


_BY_RULE: Final = {
    "over-budget": Exit.DOES_NOT_FIT,
    "does-not-fit": Exit.DOES_NOT_FIT,
    "continued": Exit.DOES_NOT_FIT,
    "shrunk": Exit.DOES_NOT_FIT,
    "cannot-write": Exit.CANNOT_WRITE,
    "bad-template": Exit.USAGE,
    "unknown-parameter": Exit.USAGE,
    "bad-parameter": Exit.USAGE,
    "bad-deck": Exit.USAGE,
    "no-revision": Exit.USAGE,
    "bad-file": Exit.USAGE,
    "no-lock": Exit.NOT_AS_LOCKED,
    "not-locked": Exit.NOT_AS_LOCKED,
    "changed-since-lock": Exit.NOT_AS_LOCKED,
    "our-fault": Exit.OUR_FAULT,
}
_GRAVEST_FIRST: Final = (
    Exit.OUR_FAULT,
    Exit.CANNOT_WRITE,
    Exit.INPUT,
    Exit.USAGE,
    Exit.NOT_AS_LOCKED,
    Exit.DOES_NOT_FIT,
)


def exit_code(diagnostics: Iterable[Diagnostic], *, strict: bool) -> Exit:
    """Choose the code of the gravest error; warnings count only when the run is strict."""
    found = list(diagnostics)
    errors = [one for one in found if one.severity is Severity.ERROR]
    codes = {_BY_RULE.get(one.rule, Exit.INPUT) for one in errors}
    warned = strict and any(one.severity is Severity.WARNING for one in found)
    fallback = Exit.FINDINGS if warned else Exit.DONE
    return next((code for code in _GRAVEST_FIRST if code in codes), fallback)
