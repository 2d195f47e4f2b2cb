"""What a brief prints and the lock in; where they differ, told at the fact that changed, out."""

from shlex import quote

from msgspec.structs import replace

from footnoted.diagnostics import Diagnostic, did_you_mean, error
from footnoted.diff import block_of, compared, marked_words, place_of
from footnoted.load import Project
from footnoted.lock.read import Lock
from footnoted.model.changes import Change, Kind
from footnoted.model.outline import Outline
from footnoted.model.printed import Printed


def held(printed: Printed, lock: Lock, project: Project, outline: Outline) -> list[Diagnostic]:
    """Hold a brief to the lock: an error for each change, and one where it is not in it."""
    again = _command(printed, outline)
    locked = lock.briefs.get(printed.key)
    if locked is None:
        known = (one.label() for one in lock.briefs.values())
        near = did_you_mean(printed.label(), known)
        message = f"{printed.label()} is not in `{lock.file}`"
        hint = f"look at it, then run `{again}`" + (f"; {near}" if near else "")
        return [error("not-locked", message, outline.span("title"), hint)]
    if locked.digest == printed.digest:
        return []
    changes = compared(locked, printed).changes
    hint = f"if it is meant, run `{again}`"
    return [_told(one, printed, project, outline, hint) for one in changes]


def _command(printed: Printed, outline: Outline) -> str:
    """Return the command that locks a brief again."""
    words = ["footnoted lock", printed.outline]
    if printed.audience and printed.audience != outline.audience:
        words.append(f"--audience {printed.audience}")
    if printed.language != outline.language:
        words.append(f"--lang {printed.language}")
    if printed.format not in outline.outputs:
        words.append(f"--to {printed.format}")
    words += [f"-P {quote(f'{name}={value}')}" for name, value in printed.parameters.items()]
    return " ".join(words)


def _told(
    change: Change, printed: Printed, project: Project, outline: Outline, hint: str
) -> Diagnostic:
    where = f" (block {change.block})" if change.block else ""
    message = f"{printed.outline} is not as it was locked: {_words(change)}{where}"
    at, block = place_of(change, project, outline), block_of(change, outline)
    told = error("changed-since-lock", message, at, hint)
    if block is None or block == at:
        return told
    return replace(told, related=((block, f"block `{change.block.split(',')[0]}`"),))


def _words(change: Change) -> str:
    """Say in one line what changed."""
    who = ", ".join(f"`{one}`" for one in change.facts) or "words that rest on no fact"
    match change.kind:
        case Kind.IN:
            return f"{who} is new: “{change.new}”"
        case Kind.OUT:
            return f"{who} is gone: “{change.old}”"
        case Kind.STATUS:
            return f"{who} was {change.old} and is {change.new}"
        case Kind.SOURCE:
            work = f"the work `{change.subject}` is cited as"
            return f"{work if change.subject else f'{who} rests on'} {_diff(change)}"
        case Kind.MOVED:
            what = f"“{change.subject}”" if change.subject else who
            return f"{what} stood in {change.old} and stands in {change.new}"
        case Kind.ORDER:
            return f"the order was {change.old} and is {change.new}"
        case Kind.DISCLOSURE:
            state = "is disclosed now" if change.new else "is not disclosed any more"
            return f"the disagreement `{change.subject}` {state}"
        case Kind.VALUE:
            return f"{change.subject}: {_diff(change)}"
        case Kind.WORDING | Kind.TEXT:
            return f"{who}: {_diff(change)}"


def _diff(change: Change) -> str:
    return marked_words(change.old, change.new)
