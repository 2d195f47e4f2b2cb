"""A node and a type of record in; the record, or a diagnostic for each fault at its place, out."""

from decimal import Decimal
from typing import TypeVar, assert_never, cast, get_args

from footnoted.diagnostics import Diagnostic, Span, did_you_mean, error
from footnoted.reader.fault import Fault, MisfitError, Path
from footnoted.reader.fitting import is_record, read_as
from footnoted.reader.hints import key_hint, number_hint, text_hint
from footnoted.reader.nodes import Map, Seq, owner_span, span_at, span_of_key
from footnoted.reader.record import Record, keys_of, names_of

M = TypeVar("M", bound=Record)


def validate(model: type[M], node: Map) -> tuple[M | None, list[Diagnostic]]:
    """Make a record of a node; names are read as in YAML, with hyphens."""
    try:
        return read_as(model, node), []
    except MisfitError as misfit:
        faults = [_Said(node, fault) for fault in misfit.faults]
    diagnostics = [fault.explain() for fault in faults if not fault.is_echo(faults)]
    unique = dict.fromkeys(diagnostics)
    return None, sorted(unique, key=lambda one: (one.at or Span("", 0, 0), one.message))


class _Said:
    """One fault, to be said in plain words."""

    def __init__(self, node: Map, fault: Fault) -> None:
        self.node = node
        self.fault = fault
        self.path: Path = fault.path
        self.value = _at_path(node, self.path)

    def is_echo(self, faults: list["_Said"]) -> bool:
        """Say whether another fault already tells what this one tells."""
        return self.fault.sort == "missing-key" and any(one.means(self.path) for one in faults)

    def means(self, path: Path) -> bool:
        """Say whether this is an unknown key that was meant to be the one at `path`."""
        return (
            self.fault.sort == "unknown-key"
            and self.path[:-1] == path[:-1]
            and f"`{path[-1]}`" in self.near_key()
        )

    def near_key(self) -> str:
        """Return "did you mean" for an unknown key."""
        assert self.fault.holder is not None
        return did_you_mean(str(self.path[-1]).replace("_", "-"), names_of(self.fault.holder))

    def explain(self) -> Diagnostic:  # noqa: C901 - one line for each sort of fault
        """Say it in plain words."""
        wanted = self.fault.wanted
        match self.fault.sort:
            case "choice":
                return self.unknown_choice(cast(list[str], wanted))
            case "either":
                return self.wrong_type(" or ".join(dict.fromkeys(map(_type_words, _all(wanted)))))
            case "key-pattern":
                return self.bad_key(str(wanted))
            case "length":
                return self.wrong_length(*cast(tuple[str, int], wanted))
            case "list":
                return self.wrong_type("a list", "each item of a list begins with `- `")
            case "mapping":
                return self.no_mapping(wanted)
            case "missing-item":
                message = f"{self.name()} is too short; it must have {wanted} items"
                return error("wrong-length", message, self.at())
            case "missing-key":
                return self.missing_key()
            case "missing-tag":
                at = owner_span(self.node, self.path)
                return error(
                    "missing-key", "the key `type` is missing", at, "such as `type: facts`"
                )
            case "number" | "whole":
                return self.no_number()
            case "own":
                hint = text_hint(self.value) if isinstance(self.value, str) else ""
                return error("bad-value", f"{self.name()}: {wanted}", self.at(), hint)
            case "pattern":
                return self.bad_pattern(str(wanted))
            case "range":
                message = f"{self.name()} is {_described(self.value)}; it must be {wanted}"
                return error("out-of-range", message, self.at())
            case "text":
                return self.no_text()
            case "truth":
                return self.wrong_type("true or false")
            case "unknown-key":
                return self.unknown_key()
            case "unknown-tag":
                tag, tags = cast(tuple[str, list[str]], wanted)
                return _choose(tag, tags, span_at(self.node, (*self.path, "type")), "`type`")
            case unforeseen:
                assert_never(unforeseen)

    # Each of these words one sort of fault.

    def unknown_key(self) -> Diagnostic:
        key = str(self.path[-1])
        parent = _at_path(self.node, self.path[:-1])
        at = span_of_key(parent, key) if isinstance(parent, Map) else self.at()
        hint = key_hint(key) or self.near_key()
        return error("unknown-key", f"unknown key `{key}`", at, hint)

    def missing_key(self) -> Diagnostic:
        at = owner_span(self.node, self.path[:-1])
        return error("missing-key", f"the key `{self.path[-1]}` is missing", at, self.described())

    def unknown_choice(self, choices: list[str]) -> Diagnostic:
        if self.value is None or isinstance(self.value, (dict, list)):
            return self.wrong_type("one of " + _listed(choices))
        return _choose(_written(self.value), choices, self.at(), self.name())

    def bad_pattern(self, pattern: str) -> Diagnostic:
        message = f"`{_short(_written(self.value))}` does not fit {self.name()}"
        return error("bad-pattern", message, self.at(), self.pattern_words(pattern))

    def bad_key(self, pattern: str) -> Diagnostic:
        key = str(self.path[-1])
        parent = _at_path(self.node, self.path[:-1])
        at = span_of_key(parent, key) if isinstance(parent, Map) else self.at()
        words = self.pattern_words(pattern)
        return error("bad-pattern", f"`{_short(key)}` cannot be a key here", at, words)

    def pattern_words(self, pattern: str) -> str:
        return _PATTERNS.get(pattern) or self.described() or f"it must match {pattern}"

    def no_text(self) -> Diagnostic:
        value = self.value
        simple = isinstance(value, (bool, int, Decimal))
        return self.wrong_type("text", f'put it in quotes: "{_written(value)}"' if simple else "")

    def no_number(self) -> Diagnostic:
        hint = ""
        if isinstance(self.value, str):
            holder = self.fault.holder
            hint = number_hint(self.value, holder is not None and "bound" in names_of(holder))
        return self.wrong_type("a whole number" if self.fault.sort == "whole" else "a number", hint)

    def no_mapping(self, wanted: object) -> Diagnostic:
        if get_args(wanted) or (isinstance(wanted, tuple) and wanted[-1] is str):
            return self.wrong_type("text, or a map from language to text")
        if is_record(wanted) and self.fault.holder is not None and self.value is not None:
            required = [key.name for key in keys_of(wanted).values() if key.is_required]
            hint = f"such as `{self.path[-1]}: {{{required[0]}: …}}`" if required else ""
            return self.wrong_type("a mapping", hint)
        return self.wrong_type("a mapping")

    def wrong_type(self, wanted: str, hint: str = "") -> Diagnostic:
        message = f"{self.name()} is {_described(self.value)}; it must be {wanted}"
        if self.value is None and self.path:
            hint = hint or "after ` #` a comment begins; a text that holds one needs quotes"
            return error("wrong-type", message, owner_span(self.node, self.path), hint)
        return error("wrong-type", message, self.at(), hint)

    def wrong_length(self, bound: str, count: int) -> Diagnostic:
        unit = "characters" if isinstance(self.value, str) else "items"
        found = len(self.value) if isinstance(self.value, (str, list, dict)) else 0
        message = f"{self.name()} has {found or 'no'} {unit}; it must have {bound} {count}"
        return error("wrong-length", message, self.at())

    def described(self) -> str:
        """Return what the key is for."""
        return self.fault.key.hint if self.fault.key else ""

    def at(self) -> Span:
        return span_at(self.node, self.path)

    def name(self, path: Path | None = None) -> str:
        """Name the value in a message: "`topics`", "item 2 of `topics`"."""
        path = self.path if path is None else path
        if not path:
            return "this"
        last = path[-1]
        return (
            f"item {last + 1} of {self.name(path[:-1])}" if isinstance(last, int) else f"`{last}`"
        )


_PATTERNS = {
    "^[a-z0-9]+(-[a-z0-9]+)*$": "use lower-case letters, digits and single hyphens",
    "^#[0-9a-fA-F]{6}$": 'write a colour as "#14385c"',
    "^([a-z]{2,3}(-[A-Za-z0-9]{2,8})*)?$": "a language tag is wanted, such as `en` or `pt-BR`",
}


def _at_path(node: object, path: Path) -> object:
    """Return what stands at a path, or None."""
    for step in path:
        # A single item may stand where a list is asked for.
        is_bare = step == 0 and isinstance(node, (str, int, float, Decimal))
        node = node if is_bare else _child(node, step)
    return node


def _child(value: object, step: str | int) -> object:
    if isinstance(value, Map) and isinstance(step, str):
        return value.get(step)
    if isinstance(value, Seq) and isinstance(step, int) and step < len(value):
        return value[step]
    return None


def _choose(value: str, choices: list[str], at: Span, name: str) -> Diagnostic:
    hint = did_you_mean(value, choices) or "choose " + _listed(choices)
    message = f"`{_short(value)}` is none of the choices for {name}"
    return error("unknown-choice", message, at, hint)


def _all(wanted: object) -> tuple[object, ...]:
    return wanted if isinstance(wanted, tuple) else (wanted,)


def _described(value: object) -> str:
    match value:
        case None:
            return "empty"
        case bool() | int() | Decimal():
            return f"`{_written(value)}`"
        case str():
            return f"the text `{_short(value)}`" if value.strip() else "an empty text"
        case dict():
            return "a mapping"
        case _:
            return "a list"


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 50 else line[:49].rstrip() + "…"


def _listed(choices: list[str]) -> str:
    quoted = [f"`{choice}`" for choice in choices]
    if len(quoted) > 14:
        return ", ".join(quoted[:14]) + f" or one of {len(quoted) - 14} more"
    return " or ".join(filter(None, [", ".join(quoted[:-1]), quoted[-1]]))


def _type_words(kind: object) -> str:
    if kind is str:
        return "text"
    if kind in (int, float, Decimal):
        return "a number"
    if is_record(kind):
        return "a mapping"
    return "a list" if kind in (tuple, list) else "another value"
