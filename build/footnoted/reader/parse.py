"""Bytes of a YAML file in; nodes that know their places, and every fault found, out.

Read from the parser's events, without its node graph, tags and YAML 1.1 guesses. After a fault
the reading goes on at the next key of the first column, so that one run names the faults of all
records.
"""

import sys
import unicodedata
from bisect import bisect_left
from collections.abc import Callable

from msgspec import Struct

from footnoted.diagnostics import Diagnostic, Span, error
from footnoted.reader.decode import SIZE_LIMIT, UNWANTED, decode, unwanted_character
from footnoted.reader.events import (
    ALIAS,
    MAPPING_END,
    MAPPING_START,
    SCALAR,
    SEQUENCE_END,
    SEQUENCE_START,
    STREAM_END,
    Event,
    Mark,
    MarkedYAMLError,
    next_event_of,
)
from footnoted.reader.nodes import Map, Seq, take
from footnoted.reader.scalars import read_scalar
from footnoted.reader.syntax import explain_fault, top_level_key

DEPTH_LIMIT = 64
ALIAS_LIMIT = 200
EXPANSION_LIMIT = 100_000
"""Values that all aliases of a file together may stand for."""
_FAULTS_REPORTED = 25


class Parsed(Struct, frozen=True):
    """One file as read: its root, and what could not be read of it."""

    root: object = None
    """A `Map`, a `Seq` or a scalar; None for an empty file or one that could not be read."""
    text: str = ""
    problems: tuple[Diagnostic, ...] = ()
    damaged: frozenset[str] = frozenset()
    """Keys of the root whose values could not be read; they are not in `root`."""
    complete: bool = True
    """False when more is missing than `damaged` names."""


class _RefusedError(Exception):
    """A limit is passed; what was begun cannot be finished."""

    def __init__(self, problem: Diagnostic, ends_file: bool = False) -> None:
        super().__init__(problem.message)
        self.problem = problem
        self.ends_file = ends_file


def parse_yaml(file: str, content: bytes, pure: bool = False, limit: int = SIZE_LIMIT) -> Parsed:
    """Read one file; `file` is its name in spans, `pure` asks for the parser without libyaml."""
    if len(content) > limit:
        message = f"the file is too large; no more than {limit / 1e6:.0f} MB are read"
        problem = error("file-too-large", message, Span(file, 1, 1), "split it into several files")
        return Parsed(problems=(problem,), complete=False)
    text, problems = decode(file, content)
    return _read_text(_Builder(file, text, problems), pure)


def _read_text(builder: "_Builder", pure: bool) -> Parsed:
    """Read from the top; after a fault again from the next key of the first column."""
    text = builder.text
    lines = text.splitlines()
    damaged: set[str] = set()
    keys: list[int] | None = None
    begin: int | None = 0
    whole = True
    for _ in range(_FAULTS_REPORTED):
        chunk = "\n" * begin + "\n".join(lines[begin:]) + "\n" if begin else text
        try:
            builder.document(next_event_of(chunk, pure))
            break
        except MarkedYAMLError as fault:
            problem = explain_fault(builder.file, chunk, fault)
        except _RefusedError as refused:
            problem = refused.problem
            whole = whole and not refused.ends_file
        if keys is None:
            keys = [at for at, line in enumerate(lines) if top_level_key(line)]
        begin = _resume(builder, lines, keys, problem.at.line if problem.at else 1, damaged)
        builder.problems.append(problem)
        if begin is None or not whole:
            return Parsed(None, text, builder.found(), frozenset(damaged), complete=False)
    else:
        whole = False
        message = f"more than {_FAULTS_REPORTED} faults; the rest of the file was not read"
        builder.problems.append(error("too-many-faults", message, builder.problems[-1].at))
    return Parsed(builder.root, text, builder.found(), frozenset(damaged), whole)


def _resume(
    builder: "_Builder", lines: list[str], keys: list[int], fault: int, damaged: set[str]
) -> int | None:
    """Return the index of the line to go on from; None when there is no such line.

    What was built from the faulty record onwards is taken back: a quotation mark that was never
    closed has swallowed the records after it. A faulty line of the first column that begins no
    record spoils none.
    """
    root = Map(builder.file, (1, 1)) if builder.root is None else builder.root
    if not isinstance(root, Map) or builder.text.lstrip()[:1] in ("{", "[") or not keys:
        return None
    builder.root = root
    record = keys[max(0, bisect_left(keys, fault) - 1)]
    own_line = lines[fault - 1][:1].strip() and record != fault - 1
    builder.take_back(root, fault - 1 if own_line else record)
    if top_level_key(lines[record]) not in root:
        damaged.add(top_level_key(lines[record]))
    following = bisect_left(keys, fault)
    begin = keys[following] if following < len(keys) else len(lines)
    builder.forget_problems(begin)
    return begin


class _Builder:
    """Turns events into nodes; keeps what is known across the parts of one file."""

    file: str
    text: str
    problems: list[Diagnostic]
    root: object
    anchors: dict[str, tuple[object, int]]
    """Anchor to its value and the number of values in it."""
    opened: set[str]
    aliases: int
    expanded: int
    count: int
    clean: bool
    """Whether scalars can be taken as they come: composed characters, no escapes."""
    next_event: Callable[[], Event]
    decoding: int
    """How many of the problems were found before parsing."""

    def __init__(self, file: str, text: str, problems: list[Diagnostic]) -> None:
        self.file, self.text, self.problems = file, text, problems
        self.root, self.anchors, self.opened = None, {}, set()
        self.aliases = self.expanded = self.count = 0
        self.decoding = len(problems)
        self.clean = "\\" not in text and unicodedata.is_normalized("NFC", text)

    def document(self, next_event: Callable[[], Event]) -> None:
        """Read the one document of the stream into `root`."""
        self.next_event = next_event
        next_event()  # the stream's start
        if type(next_event()) is STREAM_END:
            return
        first = next_event()
        if type(first) is MAPPING_START:
            # Kept from the start, so that a fault further down leaves what was read.
            if not isinstance(self.root, Map):
                self.root = Map(self.file, _place(first.start_mark))
            self.mapping(first, 1, self.root)
        else:
            self.root = self.value(first, 0)
        next_event()  # the document's end
        following = next_event()
        if type(following) is not STREAM_END:
            at = self.span(following.start_mark, 3)
            self.report("yaml-document", "a second document begins here; a file holds one", at)

    def found(self) -> tuple[Diagnostic, ...]:
        """Return the problems, each once."""
        return tuple(dict.fromkeys(self.problems))

    def take_back(self, root: Map, line: int) -> None:
        """Forget the values of the root below a line, counted from 0."""
        for key in [key for key, mark in root.marks.items() if mark[1] > line]:
            take(root, key)
        self.opened.clear()

    def forget_problems(self, line: int) -> None:
        """Forget what was found below a line that will be read again."""
        self.problems[self.decoding :] = [
            problem
            for problem in self.problems[self.decoding :]
            if problem.at is None or problem.at.line <= line
        ]

    def value(self, event: Event, depth: int) -> object:
        """Build the value that begins with this event."""
        kind = type(event)
        if kind is SCALAR:
            if self.clean and event.anchor is None and event.tag is None:
                return event.value if event.style else read_scalar(event.value)
            return self.unusual_scalar(event)
        if kind is MAPPING_START:
            return self.mapping(event, depth + 1, Map(self.file, _place(event.start_mark)))
        if kind is SEQUENCE_START:
            return self.sequence(event, depth + 1)
        if kind is ALIAS and event.anchor is not None:
            return self.alias(event.anchor, event.start_mark)
        raise AssertionError(event)

    def mapping(self, start: Event, depth: int, node: Map) -> Map:
        """Build a mapping into `node`, up to its end event."""
        before = self.begin(start, depth)
        marks, file, next_event = node.marks, self.file, self.next_event
        while type(event := next_event()) is not MAPPING_END:
            at = event.start_mark
            key = self.key(event, depth)
            event = next_event()
            begins = event.start_mark
            value = self.value(event, depth)
            if key is not None and key in marks:
                self.duplicate_key(key, at, marks[key])
            elif key is not None:
                marks[key] = (file, at.line + 1, at.column + 1, begins.line + 1, begins.column + 1)
                node[key] = value
        self.end(start, node, before, len(node))
        return node

    def sequence(self, start: Event, depth: int) -> Seq:
        """Build a sequence, up to its end event."""
        before = self.begin(start, depth)
        node = Seq(self.file, _place(start.start_mark))
        marks, file, next_event = node.marks, self.file, self.next_event
        while type(event := next_event()) is not SEQUENCE_END:
            at = event.start_mark
            marks.append((file, at.line + 1, at.column + 1))
            node.append(self.value(event, depth))
        self.end(start, node, before, len(node))
        return node

    def begin(self, start: Event, depth: int) -> int:
        """Check depth and tag of a collection; return the count of values so far."""
        if depth > DEPTH_LIMIT:
            message = f"nested deeper than {DEPTH_LIMIT} levels"
            raise _RefusedError(error("too-deep", message, self.span(start.start_mark)))
        if start.tag is not None:
            self.tagged(start.tag, start.start_mark)
        if start.anchor is not None:
            self.opened.add(start.anchor)
        return self.count

    def end(self, start: Event, node: Map | Seq, before: int, size: int) -> None:
        """Count a finished collection and remember its anchor."""
        self.count += size
        if start.anchor is not None:
            self.opened.discard(start.anchor)
            self.anchors[start.anchor] = (node, self.count - before + 1)

    def key(self, event: Event, depth: int) -> str | None:
        """Return a key as written, whatever it looks like; None for one that is refused."""
        if type(event) is not SCALAR:
            at = self.span(event.start_mark)
            self.value(event, depth)
            self.report("bad-key", "a key must be plain text", at)
            return None
        if event.value == "<<" and not event.style:
            message = "merge keys (`<<`) are not read; write the keys out, or use `extends`"
            self.report("bad-key", message, self.span(event.start_mark, 2))
            return None
        if self.clean and event.anchor is None and event.tag is None:
            return sys.intern(event.value)
        self.unusual_scalar(event)
        return unicodedata.normalize("NFC", event.value)

    def unusual_scalar(self, event: Event) -> object:
        """Read a scalar that has a tag, an anchor, escapes or characters to compose."""
        if event.tag is not None:
            self.tagged(event.tag, event.start_mark)
        escaped = UNWANTED.search(event.value) if event.style == '"' else None
        if escaped:
            self.problems.append(unwanted_character(escaped[0], self.span(event.start_mark)))
        text = unicodedata.normalize("NFC", event.value)
        value = text if event.style else read_scalar(text)
        if event.anchor is not None:
            self.anchors[event.anchor] = (value, 1)
        return value

    def alias(self, name: str, mark: Mark) -> object:
        """Return what an alias stands for, within the limits that stop an alias bomb."""
        at = self.span(mark, len(name) + 1)
        if name not in self.anchors or name in self.opened:
            where = "within itself" if name in self.opened else "but no `&" + name + "` before it"
            hint = "put the text in quotes if no alias is meant"
            self.report("unknown-alias", f"`*{name}` is used {where}", at, hint)
            return f"*{name}"
        value, size = self.anchors[name]
        self.aliases += 1
        self.expanded += size
        self.count += size
        if self.aliases > ALIAS_LIMIT or self.expanded > EXPANSION_LIMIT:
            message = f"more than {ALIAS_LIMIT} aliases"
            if self.aliases <= ALIAS_LIMIT:
                message = f"aliases that stand for more than {EXPANSION_LIMIT} values"
            raise _RefusedError(error("too-many-aliases", message, at), ends_file=True)
        return value

    def tagged(self, tag: str, mark: Mark) -> None:
        """Report a tag; the value is read as if it had none."""
        name = tag.replace("tag:yaml.org,2002:", "!!")
        hint = "leave it out; put the value in quotes if it is text"
        self.report("yaml-tag", f"the tag `{name}` is not read", self.span(mark), hint)

    def duplicate_key(self, key: str, mark: Mark, first: tuple[str, int, int, int, int]) -> None:
        """Report a key that stands twice in one mapping; the first one counts."""
        problem = error("duplicate-key", f"`{key}` stands here twice", self.span(mark, len(key)))
        related = (Span(*first[:3], length=len(key)), "first written here")
        self.problems.append(
            Diagnostic(problem.severity, problem.rule, problem.message, problem.at, "", (related,))
        )

    def report(self, rule: str, message: str, at: Span, hint: str = "") -> None:
        """Note a fault that does not keep the rest from being read."""
        self.problems.append(error(rule, message, at, hint))

    def span(self, mark: Mark, length: int = 1) -> Span:
        """Return a mark of the parser as a span."""
        return Span(self.file, mark.line + 1, mark.column + 1, length)


def _place(mark: Mark) -> tuple[int, int]:
    return mark.line + 1, mark.column + 1
