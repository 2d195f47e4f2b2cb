"""A node and a model in; the record, or a diagnostic for each fault at its place, out."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from footnoted.diagnostics import Diagnostic, Span, did_you_mean, error
from footnoted.reader.hints import key_hint, number_hint, text_hint
from footnoted.reader.nodes import Map, owner_span, span_at, span_of_key
from footnoted.reader.trace import Path, Trace, at_path, bare, names_of, trace

M = TypeVar("M", bound=BaseModel)


def validate(model: type[M], node: Map) -> tuple[M | None, list[Diagnostic]]:
    """Make a record of a node; names are read as in YAML, with hyphens."""
    try:
        return model.model_validate(node, by_alias=True, by_name=False), []
    except ValidationError as fault:
        errors = fault.errors(include_url=False)
    faults = [_Fault(model, node, found) for found in errors]
    diagnostics = [fault.explain() for fault in faults if not fault.is_echo(faults)]
    unique = dict.fromkeys(diagnostics)
    return None, sorted(unique, key=lambda one: (one.at or Span("", 0, 0), one.message))


class _Fault:
    """One error of pydantic's, with the place it means."""

    def __init__(self, model: type[BaseModel], node: Map, found: ErrorDetails) -> None:
        self.model = model
        self.node = node
        self.kind: str = found["type"]
        self.said: str = found["msg"]
        self.facts: dict[str, object] = dict(found.get("ctx") or {})
        self.trace: Trace = trace(model, node, found["loc"])
        self.path: Path = self.trace.path
        self.value = at_path(node, self.path)

    def is_echo(self, faults: list["_Fault"]) -> bool:
        """Say whether another fault already tells what this one tells."""
        if self.trace.misfit:
            return True
        if self.kind == "too_short" and isinstance(self.value, list):
            # pydantic counts the good items only; the bad ones are reported themselves.
            return len(self.value) >= self.number("min_length")
        if self.kind == "missing":
            return any(fault.means(self.path) for fault in faults)
        return False

    def means(self, path: Path) -> bool:
        """Say whether this is an unknown key that was meant to be the one at `path`."""
        return (
            self.kind == "extra_forbidden"
            and self.path[:-1] == path[:-1]
            and f"`{path[-1]}`" in self.near_key()
        )

    def near_key(self) -> str:
        """Return "did you mean" for an unknown key."""
        holder = self.trace.holder or self.model
        return did_you_mean(str(self.path[-1]).replace("_", "-"), names_of(holder))

    def number(self, name: str) -> int:
        """Return a number of pydantic's, 0 when there is none."""
        found = self.facts.get(name, 0)
        return found if isinstance(found, int) else 0

    def explain(self) -> Diagnostic:
        """Say it in plain words."""
        if self.trace.is_key:
            return self.bad_key()
        for pattern, explain in _EXPLANATIONS:
            if re.fullmatch(pattern, self.kind):
                return explain(self)
        return self.other()

    # Each of these words one kind of fault.

    def unknown_key(self) -> Diagnostic:
        key = str(self.path[-1])
        parent = at_path(self.node, self.path[:-1])
        at = span_of_key(parent, key) if isinstance(parent, Map) else self.at()
        hint = key_hint(key) or self.near_key()
        return error("unknown-key", f"unknown key `{key}`", at, hint)

    def missing_key(self) -> Diagnostic:
        key = self.path[-1]
        if isinstance(key, int):
            wanted = f"{self.name(self.path[:-1])} is too short; it must have {key + 1} items"
            return error("wrong-length", wanted, span_at(self.node, self.path[:-1]))
        field = self.trace.field
        hint = field.description if field and field.description else ""
        at = owner_span(self.node, self.path[:-1])
        return error("missing-key", f"the key `{key}` is missing", at, hint)

    def missing_tag(self) -> Diagnostic:
        at = owner_span(self.node, self.path)
        return error("missing-key", "the key `type` is missing", at, "such as `type: facts`")

    def unknown_tag(self) -> Diagnostic:
        value = str(self.facts.get("tag", ""))
        choices = re.findall(r"'([^']*)'", str(self.facts.get("expected_tags", "")))
        return self.choose(value, choices, span_at(self.node, (*self.path, "type")), "`type`")

    def unknown_choice(self) -> Diagnostic:
        expected = str(self.facts.get("expected", ""))
        choices = re.findall(r"'([^']*)'", expected) or re.split(r", | or ", expected)
        if self.value is None or isinstance(self.value, (dict, list)):
            return self.wrong_type("one of " + _listed(choices))
        return self.choose(_written(self.value), choices, self.at(), self.name())

    def choose(self, value: str, choices: list[str], at: Span, name: str) -> Diagnostic:
        hint = did_you_mean(value, choices) or "choose " + _listed(choices)
        message = f"`{_short(value)}` is none of the choices for {name}"
        return error("unknown-choice", message, at, hint)

    def bad_pattern(self) -> Diagnostic:
        pattern = str(self.facts.get("pattern", ""))
        choices = re.fullmatch(r"\^\(([\w|-]+)\)\$", pattern)
        if choices:
            return self.choose(_written(self.value), choices[1].split("|"), self.at(), self.name())
        message = f"`{_short(_written(self.value))}` does not fit {self.name()}"
        return error("bad-pattern", message, self.at(), self.pattern_words(pattern))

    def bad_key(self) -> Diagnostic:
        key = str(self.path[-1])
        parent = at_path(self.node, self.path[:-1])
        at = span_of_key(parent, key) if isinstance(parent, Map) else self.at()
        words = self.pattern_words(str(self.facts.get("pattern", "")))
        return error("bad-pattern", f"`{_short(key)}` cannot be a key here", at, words)

    def pattern_words(self, pattern: str) -> str:
        field = self.trace.field
        described = field.description if field and field.description else ""
        return _PATTERNS.get(pattern) or described or f"it must match {pattern}"

    def no_text(self) -> Diagnostic:
        value = self.value
        simple = isinstance(value, (bool, int, Decimal))
        return self.wrong_type("text", f'put it in quotes: "{_written(value)}"' if simple else "")

    def no_number(self) -> Diagnostic:
        whole = self.kind.startswith("int")
        hint = ""
        if isinstance(self.value, str):
            holder = self.trace.holder
            hint = number_hint(self.value, holder is not None and "bound" in names_of(holder))
        return self.wrong_type("a whole number" if whole else "a number", hint)

    def no_truth_value(self) -> Diagnostic:
        return self.wrong_type("true or false")

    def no_mapping(self) -> Diagnostic:
        model = bare(self.trace.field.annotation) if self.trace.field else None
        if get_args(model)[-1:] == (str,):
            return self.wrong_type("text, or a map from language to text")
        if isinstance(model, type) and issubclass(model, BaseModel) and self.value is not None:
            required = [key for key in names_of(model) if _is_required(model, key)]
            hint = f"such as `{self.path[-1]}: {{{required[0]}: …}}`" if required else ""
            return self.wrong_type("a mapping", hint)
        return self.wrong_type("a mapping")

    def no_list(self) -> Diagnostic:
        return self.wrong_type("a list", "each item of a list begins with `- `")

    def wrong_type(self, wanted: str, hint: str = "") -> Diagnostic:
        others = dict.fromkeys(_type_words(one) for one in self.trace.wanted)
        wanted = " or ".join(others) if others else wanted
        message = f"{self.name()} is {_described(self.value)}; it must be {wanted}"
        if self.value is None and self.path:
            hint = hint or "after ` #` a comment begins; a text that holds one needs quotes"
            return error("wrong-type", message, owner_span(self.node, self.path), hint)
        return error("wrong-type", message, self.at(), hint)

    def out_of_range(self) -> Diagnostic:
        limit = next((self.facts[name] for name in _LIMITS if name in self.facts), "")
        words = next((_LIMITS[name] for name in _LIMITS if name in self.facts), "")
        message = f"{self.name()} is {_described(self.value)}; it must be {words} {limit}"
        return error("out-of-range", message, self.at())

    def wrong_length(self) -> Diagnostic:
        most = "max_length" in self.facts
        count = self.number("max_length" if most else "min_length")
        unit = "characters" if isinstance(self.value, str) else "items"
        found = len(self.value) if isinstance(self.value, (str, list, dict)) else 0
        bound = "at most" if most else "at least"
        message = f"{self.name()} has {found or 'no'} {unit}; it must have {bound} {count}"
        return error("wrong-length", message, self.at())

    def own_fault(self) -> Diagnostic:
        message = str(self.facts.get("error", self.said))
        hint = text_hint(self.value) if isinstance(self.value, str) else ""
        return error("bad-value", f"{self.name()}: {message}", self.at(), hint)

    def other(self) -> Diagnostic:
        """Report what one of our own validators gave a rule's name, or an unforeseen error."""
        rule = self.kind if "-" in self.kind else "bad-value"
        said = self.said[:1].lower() + self.said[1:]
        return error(rule, f"{self.name()}: {said}", self.at())

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


_EXPLANATIONS: tuple[tuple[str, Callable[[_Fault], Diagnostic]], ...] = (
    ("extra_forbidden", _Fault.unknown_key),
    ("missing", _Fault.missing_key),
    ("union_tag_not_found", _Fault.missing_tag),
    ("union_tag_invalid", _Fault.unknown_tag),
    ("enum|literal_error", _Fault.unknown_choice),
    ("string_pattern_mismatch", _Fault.bad_pattern),
    ("string_type|string_sub_type", _Fault.no_text),
    ("(int|float|decimal|finite)_.*", _Fault.no_number),
    ("bool_.*", _Fault.no_truth_value),
    ("dict_type|mapping_type|model_type|model_attributes_type", _Fault.no_mapping),
    ("tuple_type|list_type|set_type|frozen_set_type", _Fault.no_list),
    ("(greater|less)_than(_equal)?|multiple_of", _Fault.out_of_range),
    ("(string_)?too_(short|long)", _Fault.wrong_length),
    ("value_error|assertion_error", _Fault.own_fault),
)
"""Kinds of pydantic's errors and how we word them; the first match counts."""

_LIMITS = {
    "ge": "at least",
    "gt": "more than",
    "le": "at most",
    "lt": "less than",
    "multiple_of": "a multiple of",
}
_PATTERNS = {
    "^[a-z0-9]+(-[a-z0-9]+)*$": "use lower-case letters, digits and single hyphens",
    "^#[0-9a-fA-F]{6}$": 'write a colour as "#14385c"',
    "^([a-z]{2,3}(-[A-Za-z0-9]{2,8})*)?$": "a language tag is wanted, such as `en` or `pt-BR`",
}


def _is_required(model: type[BaseModel], key: str) -> bool:
    return any(
        (field.alias or name) == key and field.is_required()
        for name, field in model.model_fields.items()
    )


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
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return "a mapping"
    return "a list" if kind in (tuple, list) else "another value"
