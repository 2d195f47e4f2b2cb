"""A merged outline and what `-P` gives in; the outline with its parameters' values put in, out.

`{{$name}}` stands for a parameter in any text of an outline: no fact's id begins with a dollar
sign. In selections and keys it is what was typed, a place's code, a topic's id; in words that are
printed it is how that reads in their language.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, assert_never

from msgspec import Struct, field

from footnoted.diagnostics import Diagnostic, Span, did_you_mean, error
from footnoted.model.dataset import DatasetInfo
from footnoted.model.edtf import EdtfError, parse_edtf
from footnoted.model.outline import Parameter
from footnoted.reader.nodes import Map, Seq, copy_map, emptied, marks_of, new_seq, put, span_at
from footnoted.reader.validate import validate
from footnoted.text.language import in_language, is_language
from footnoted.text.places import find_place, is_place, place_name, place_names

TEXT_KEYS: Final = frozenset(
    (
        *("title", "subtitle", "kicker", "distribution", "words", "speaker", "intro", "caption"),
        *("owner", "keywords"),
        *(
            "takeaway",
            "alt",
            "credit",
            "label",
            "series",
            "notes",
            "summary",
            "corner",
            "columns",
            "ask",
        ),
        *("answer", "question"),
    )
)
"""Keys of an outline whose texts are printed."""
HOLE: Final = re.compile(r"\{\{\s*\$([^{}]*)\}\}")
_MARKUP: Final = re.compile(r"([\\*\[\]{}#])")
_FEW: Final = 12


class Given(Struct, frozen=True):
    """What the command line gives, for these outlines or, where none is named, for all."""

    values: Mapping[str, str] = field(default_factory=dict)
    outlines: tuple[str, ...] = ()

    def of(self, outline: str) -> Mapping[str, str]:
        """Return what is given for one outline."""
        return self.values if not self.outlines or outline in self.outlines else {}


class _Bound(Struct, frozen=True):
    """One parameter with its value."""

    parameter: Parameter
    typed: str
    info: DatasetInfo | None

    def code(self) -> str | int:
        """Return the value for selections and keys."""
        return int(self.typed) if self.parameter.type == "integer" else self.typed

    def words(self, language: str) -> str:
        """Return how the value reads in a language, as markup that prints just so."""
        return _MARKUP.sub(r"\\\1", self._words(language))

    def _words(self, language: str) -> str:
        match self.parameter.type:
            case "integer" | "text":
                return self.typed
            case "date":
                from footnoted.text.dates import date_words

                return date_words(self.typed, language)
            case "place":
                return place_name(self.typed, language)
            case "choice":
                return in_language(self.parameter.choices[self.typed], language, language)[0]
            case "topic":
                topic = self.info.topics.get(self.typed) if self.info else None
                home = self.info.language if self.info else language
                return in_language(topic.title, language, home)[0] if topic else self.typed
            case unknown:
                assert_never(unknown)


def bind(
    nodes: Mapping[str, Map], given: Given, info: DatasetInfo | None
) -> tuple[dict[str, Map], list[Diagnostic]]:
    """Put the values of parameters into every outline; one with a wrong value is left out."""
    bound: dict[str, Map] = {}
    problems: list[Diagnostic] = []
    for name, node in nodes.items():
        values, faults = _values(node, given.of(name), info)
        problems += faults
        if not faults:
            bound[name] = _filled(with_given(node, given.of(name)), values, problems)
    problems += _unheard(nodes, given)
    return bound, list(dict.fromkeys(problems))


def with_given(node: Map, given: Mapping[str, str]) -> Map:
    """Return an outline in which the defaults are what was given for it."""
    declared = node.get("parameters")
    if not isinstance(declared, Map) or not declared.keys() & given.keys():
        return node
    whole, parameters = copy_map(node), copy_map(declared)
    for name, value in given.items():
        parameter = parameters.get(name)
        if isinstance(parameter, Map):
            parameter = copy_map(parameter)
            put(parameter, "default", value, (f"-P {name}", 0, 0, 0, 0))
            put(parameters, name, parameter, marks_of(declared)[name])
    put(whole, "parameters", parameters, marks_of(node)["parameters"])
    return whole


def _unheard(nodes: Mapping[str, Map], given: Given) -> Iterator[Diagnostic]:
    """Report what was given and no outline asked for."""
    declared = [name for id_, node in nodes.items() if given.of(id_) for name in _declared(node)]
    for name in given.values:
        if name not in declared:
            hint = did_you_mean(name, declared) or _listed("parameters are", declared)
            message = f"no parameter is called `{name}`"
            yield error("unknown-parameter", message, hint=hint or "declare it: `parameters: {…}`")


def _declared(node: Map) -> Iterable[str]:
    declared = node.get("parameters")
    return tuple(declared) if isinstance(declared, Map) else ()


def _listed(lead: str, names: Iterable[str]) -> str:
    few = list(dict.fromkeys(names))[:_FEW]
    return f"{lead} {', '.join(f'`{one}`' for one in few)}" if few else ""


def _values(
    node: Map, given: Mapping[str, str], info: DatasetInfo | None
) -> tuple[dict[str, _Bound], list[Diagnostic]]:
    """Read the values of an outline's parameters; faults of the records are told by others."""
    declared = node.get("parameters")
    values: dict[str, _Bound] = {}
    problems: list[Diagnostic] = []
    for name, record in declared.items() if isinstance(declared, Map) else ():
        if not isinstance(record, Map):
            continue
        parameter, _ = validate(Parameter, record)
        if parameter is None:
            continue
        at = None if name in given else parameter.span("default")
        typed, fault = _typed(name, parameter, given.get(name, parameter.default), info, at)
        values[name] = _Bound(parameter, typed, info)
        problems += [fault] if fault else []
    return values, problems


def _typed(
    name: str, parameter: Parameter, text: str, info: DatasetInfo | None, at: Span | None
) -> tuple[str, Diagnostic | None]:
    """Hold a value against its parameter's type; a place may be typed by its name."""

    def wrong(what: str, hint: str) -> tuple[str, Diagnostic]:
        message = f"the parameter `{name}` must be {what}, not `{text}`"
        return text, error("bad-parameter" if at is None else "bad-default", message, at, hint)

    text = text.strip() if parameter.type != "text" else text
    match parameter.type:
        case "integer":
            is_whole = re.fullmatch(r"-?\d{1,15}", text, re.ASCII)
            return (text, None) if is_whole else wrong("a whole number", "such as 5")
        case "date":
            return (text, None) if _is_date(text) else wrong("an EDTF date", "such as 2007-11")
        case "choice":
            hint = did_you_mean(text, parameter.choices) or _listed("choose", parameter.choices)
            return (text, None) if text in parameter.choices else wrong("one of its choices", hint)
        case "place":
            code = text if is_place(text) else find_place(text)
            hint = did_you_mean(text, place_names()) or "such as `CU`"
            return (code, None) if code else wrong("a country or its code", hint)
        case "topic":
            topics = info.topics if info else {text: None}
            hint = did_you_mean(text, topics) or _listed("topics are", topics)
            return (text, None) if text in topics else wrong("a topic of the dataset", hint)
        case "text":
            return text, None
        case unknown:
            assert_never(unknown)


def _is_date(text: str) -> bool:
    try:
        parse_edtf(text)
    except EdtfError:
        return False
    return True


def _filled(node: Map, values: Mapping[str, _Bound], problems: list[Diagnostic]) -> Map:
    if not _has_holes(node):
        return node
    language = node.get("language")
    home = language if isinstance(language, str) and is_language(language) else "en"
    filler = _Filler(values, node.get("abstract") is True, problems)
    whole = filler.map(node, "", home)
    if values:
        whole["parameters"] = node["parameters"]
    return whole


def _has_holes(node: object) -> bool:
    if isinstance(node, str):
        return "{{" in node and any(HOLE.findall(node))
    if isinstance(node, (Map, Seq)):
        return any(map(_has_holes, node.values() if isinstance(node, Map) else node))
    return False


class _Filler(Struct, frozen=True):
    """Copies an outline and fills the holes on its way."""

    values: Mapping[str, _Bound]
    forgiving: bool
    """A hole that nothing fills may stay: an outline that is only to be extended declares less."""
    problems: list[Diagnostic]

    def map(self, node: Map, key: str, language: str) -> Map:
        """Copy a mapping; keys that are languages say what the texts under them are in."""
        filled = emptied(node)
        worded = key in TEXT_KEYS
        for inner, value in node.items():
            at = span_at(node, (inner,))
            if worded and is_language(inner):
                new = self.value(value, key, inner, at)
            else:
                new = self.value(value, inner, language, at)
            filled[inner] = new
        return filled

    def value(self, value: object, key: str, language: str, at: Span) -> object:
        """Copy a value; the key says whether its text is printed."""
        if isinstance(value, Map):
            return self.map(value, key, language)
        if isinstance(value, Seq):
            copied = new_seq(value.origin, value.first, value.marks)
            for index, item in enumerate(value):
                copied.append(self.value(item, key, language, span_at(value, (index,))))
            return copied
        return self.text(value, key, language, at) if isinstance(value, str) else value

    def text(self, text: str, key: str, language: str, at: Span) -> object:
        """Fill the holes of a text; one that is all of it may become a number."""
        alone = HOLE.fullmatch(text.strip())
        if alone and key not in TEXT_KEYS and alone[1].strip() in self.values:
            return self.values[alone[1].strip()].code()

        def fill(hole: re.Match[str]) -> str:
            found = self.values.get(hole[1].strip())
            if found is None:
                self.miss(hole[1].strip(), at)
                return hole[0]
            return found.words(language) if key in TEXT_KEYS else str(found.code())

        return HOLE.sub(fill, text)

    def miss(self, name: str, at: Span) -> None:
        """Report a hole that no parameter fills."""
        if not self.forgiving:
            hint = did_you_mean(name, self.values) or "declare it under `parameters`"
            message = f"the outline declares no parameter `{name}`"
            self.problems.append(error("undeclared-parameter", message, at, hint))
