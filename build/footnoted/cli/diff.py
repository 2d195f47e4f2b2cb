"""`diff`: what two briefs print differently: outlines, audiences, revisions, locks, built files."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from footnoted.cli.console import Console, print_json
from footnoted.cli.exits import Exit, exit_code
from footnoted.cli.jobs import Wish
from footnoted.cli.project import open_project
from footnoted.cli.report import place, report
from footnoted.cli.revision import checked_out
from footnoted.cli.sides import (
    Side,
    Sided,
    is_file,
    of_file,
    of_lock,
    of_locked,
    of_outline,
    of_project,
)
from footnoted.diagnostics import Diagnostic, as_json, error, has_errors, printable
from footnoted.diff import as_json as changes_json
from footnoted.diff import compared, paired, place_of, texts_compared, told
from footnoted.load import Project, find_project
from footnoted.lock import FILE, Lock, read_lock
from footnoted.model.changes import Change, Compared
from footnoted.model.printed import Printed

_SGR: Final = {"out": "31", "in": "32", "dim": "2", "strong": "1"}
_NAMED: Final = frozenset(
    (
        "bad-option",
        *(f"unknown-{one}" for one in ("audience", "format", "language", "outline", "style")),
    )
)
"""What only the command line can have wrong, where it stands in no file."""
_NO_FACTS: Final = "build with `attach: [facts]` in the outline, so that its facts go along"


class Asked(Struct, frozen=True):
    """What is to be compared with what."""

    names: tuple[str, ...]
    revision: str = ""
    """A git revision to take the older side from."""
    older: Path | None = None
    """A copy of the project to take it from."""
    pdf: Path | None = None
    """Where the changes go as a paper."""


class _Outcome(Struct, frozen=True):
    """All that was compared, and what only one side has."""

    pairs: tuple[Compared, ...] = ()
    only_old: tuple[str, ...] = ()
    only_new: tuple[str, ...] = ()

    @property
    def same(self) -> bool:
        return not (self.only_old or self.only_new or any(one.changes for one in self.pairs))


def diff(console: Console, folder: Path | None, wish: Wish, asked: Asked) -> Exit:
    """Print what is different; exit with 0 where nothing is, with 1 where something is."""
    root = find_project(folder or Path()) or Path()
    with _sides(folder, wish, asked) as (old, new, found):
        if old is None or new is None or has_errors(found):
            return _refuse(console, root, found)
        outcome, found = _compared(old, new)
        if has_errors(found):
            return _refuse(console, root, found)
    project = new.project or old.project
    where = _places(project)
    if console.as_json:
        print_json(_json(outcome, where))
    else:
        _print(console, outcome, where)
    if asked.pdf:
        from footnoted.cli.changes import write_changes

        failed = write_changes(outcome.pairs, project, asked.pdf, wish)
        if failed:
            report(console, failed, root)
            return exit_code(failed, strict=False)
    return Exit.DONE if outcome.same else Exit.FINDINGS


def _refuse(console: Console, root: Path, found: list[Diagnostic]) -> Exit:
    named = bool(found) and all(one.at is None and one.rule in _NAMED for one in found)
    code = Exit.USAGE if named else exit_code(found, strict=False)
    if console.as_json:
        print_json({"diagnostics": [as_json(one) for one in found], "exit": int(code)})
    report(console, found, root)
    return code


_Two = tuple[Side | None, Side | None, list[Diagnostic]]


@contextmanager
def _sides(folder: Path | None, wish: Wish, asked: Asked) -> Iterator[_Two]:
    """Make both sides; a revision's folder lasts as long as they are looked at."""
    wrong = _unfit(asked) or list(wish.faults)
    if wrong:
        yield None, None, wrong
    elif asked.older:
        yield _revised(asked.older, f"in {asked.older}", folder, wish, asked)
    elif asked.revision:
        root = find_project(folder or Path())
        if root is None:
            yield None, None, open_project(folder)[2]
            return
        with checked_out(root, asked.revision) as (then, found):
            if then is None:
                yield None, None, found
            else:
                yield _revised(then, f"at {asked.revision}", folder, wish, asked)
    else:
        yield _named(folder, wish, asked.names)


def _unfit(asked: Asked) -> list[Diagnostic]:
    if asked.older and asked.revision:
        return [error("bad-option", "`--rev` and `--old` name the older side twice")]
    files = [name for name in asked.names if is_file(name)]
    if files and (asked.older or asked.revision):
        hint = "name outlines, or none for all of them"
        return [error("unknown-outline", f"`{files[0]}` has no revisions", hint=hint)]
    return []


def _revised(then: Path, said: str, folder: Path | None, wish: Wish, asked: Asked) -> _Two:
    """Compare another copy with this one."""
    if find_project(then) is None or find_project(then) == find_project(folder or Path()):
        message = f"`{then}` is no other copy of the project"
        return None, None, [error("no-project", message)]
    if not asked.names:
        return _both(of_project(then, wish, said), of_project(folder, wish))
    old = of_outline(then, asked.names[0], wish, said)
    return _both(old, of_outline(folder, asked.names[-1], wish))


def _both(old: Sided, new: Sided) -> _Two:
    found = list(dict.fromkeys([*old[1], *new[1]]))
    return old[0], new[0], found


def _named(folder: Path | None, wish: Wish, names: tuple[str, ...]) -> _Two:
    """Compare the two that are named, or one with what it is locked as or was built from."""
    if len(names) == 2:
        old, new = (
            of_file(one, wish) if is_file(one) else of_outline(folder, one, wish) for one in names
        )
        return _both(old, new)
    root, project, found = open_project(folder, wish.given())
    if project is None or has_errors(found):
        return None, None, found
    if names and not is_file(names[0]):
        side, found = of_outline(folder, names[0], wish)
        lock, faults = read_lock(root / FILE)
        if side is None or lock is None:
            return None, None, [*found, *faults]
        return of_lock(lock, [one.key for one in side.briefs]), side, []
    if names and Path(names[0]).is_dir():
        return _both(of_file(names[0], wish), of_project(folder, wish))
    if names and Path(names[0]).suffix != ".lock":
        return _with_built(of_file(names[0], wish), project, wish)
    lock, faults = read_lock(Path(names[0]), names[0]) if names else read_lock(root / FILE)
    if lock is None:
        return None, None, faults
    return _both((of_lock(lock), []), of_locked(project, lock, wish))


def _with_built(old: Sided, project: Project, wish: Wish) -> _Two:
    """Compare a built file with what its outline prints now."""
    side, found = old
    if side is None:
        return None, None, found
    if not side.briefs:
        hint = f"name a second file, or {_NO_FACTS}"
        return None, None, [error("bad-file", side.lacks, hint=hint)]
    lock = Lock({one.key: one for one in side.briefs})
    new = of_locked(project, lock, wish)
    if new[0] is not None and not new[0].briefs:
        label = side.briefs[0].label()
        return None, None, [error("unknown-outline", f"the project has no brief {label}")]
    return _both(old, new)


def _compared(old: Side, new: Side) -> tuple[_Outcome, list[Diagnostic]]:
    """Compare what both sides print; by their text alone where a file says no more."""
    if old.lacks or new.lacks:
        if old.text is None or new.text is None:
            told = old.lacks or new.lacks
            hint = f"compare it with another file, or {_NO_FACTS}"
            return _Outcome(), [error("bad-file", told, hint=hint)]
        missing = " and ".join(part for part in (old.lacks, new.lacks) if part)
        lacks = f"facts, values, sources, status, order: {missing} ({_NO_FACTS})"
        sides = [(side.said.removeprefix("in "), side.text or ()) for side in (old, new)]
        return _Outcome((texts_compared(sides[0], sides[1], lacks),)), []
    old, new = _narrowed(old, new), _narrowed(new, old)
    pairs, gone, come = paired(old.briefs, new.briefs, named=old.single and new.single)
    if not pairs and not (gone or come):
        return _Outcome(), [error("unknown-outline", "there is nothing on either side to compare")]
    beside = [_beside(one, other, old, new) for one, other in pairs]
    labels = [tuple(one.label() for one in only) for only in (gone, come)]
    return _Outcome(tuple(beside), labels[0], labels[1]), []


def _narrowed(side: Side, other: Side) -> Side:
    """Take of a collection what stands against the one brief that is named on the other side."""
    if side.single or not other.single:
        return side
    keys = {one.key for one in other.briefs}
    return replace(side, briefs=tuple(one for one in side.briefs if one.key in keys))


def _beside(one: Printed, other: Printed, old: Side, new: Side) -> Compared:
    made = compared(one, other)
    names = [f"{name} {side.said}".strip() for name, side in ((made.old, old), (made.new, new))]
    if one.key == other.key:
        names = [names[0], new.said or "now"]
    return replace(made, old=names[0], new=names[1])


def _places(project: Project | None) -> Callable[[Compared, Change], str]:
    """Return what names the place of a change as it opens from here."""

    def where(compared: Compared, change: Change) -> str:
        outline = project.outlines.get(compared.outline) if project else None
        span = place_of(change, project, outline) if project and outline else None
        return f"{place(span, project.root)}:{span.line}:{span.column}" if span and project else ""

    return where


def _print(console: Console, outcome: _Outcome, where: Callable[[Compared, Change], str]) -> None:
    colour = console.takes_colour(sys.stdout)

    def paint(text: str, look: str) -> str:
        safe = printable(text)
        return f"\x1b[{_SGR[look]}m{safe}\x1b[0m" if colour and text else safe

    for one in outcome.pairs:
        lines = told(one, paint, partial(where, one))
        first = next(lines)
        print(first)
        if not console.quiet:
            print("".join(f"{line}\n" for line in lines), end="")
    for label in outcome.only_old:
        print(paint(f"- {label}: on the old side only", "out"))
    for label in outcome.only_new:
        print(paint(f"+ {label}: on the new side only", "in"))


def _json(outcome: _Outcome, where: Callable[[Compared, Change], str]) -> dict[str, object]:
    pairs = [changes_json(one, partial(where, one)) for one in outcome.pairs]
    code = Exit.DONE if outcome.same else Exit.FINDINGS
    return {
        "same": outcome.same,
        "briefs": pairs,
        "only-old": list(outcome.only_old),
        "only-new": list(outcome.only_new),
        "exit": int(code),
    }
