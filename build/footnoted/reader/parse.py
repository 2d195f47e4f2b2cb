"""Bytes of a YAML file in; nodes that know their places, and every fault found, out.

Read from the parser's events, without its node graph, tags and YAML 1.1 guesses. After a fault
the reading goes on at the next key of the first column, so that one run names the faults of all
records.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable
from sys import intern

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
    YAMLError,
    next_event_of,
)
from footnoted.reader.nodes import Map, Seq, marks_of, new_map, new_seq, take
from footnoted.reader.origin import MAP_HEAD, Links, Origin
from footnoted.reader.scalars import read_scalar
from footnoted.reader.syntax import explain_fault, top_level_key

DEPTH_LIMIT = 64
ALIAS_LIMIT = 200
EXPANSION_LIMIT = 100_000
"""Values that all aliases of a file together may stand for."""
_FAULTS_REPORTED = 25
_BREAKS = "\r\n"
_NO_BREAK = re.compile(r"[^\r\n]")


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
    return _read_text(_Builder(Origin(file, text), text, problems), pure)


def _read_text(builder: "_Builder", pure: bool) -> Parsed:
    """Read from the top; after a fault again from the next key of the first column."""
    text = chunk = builder.text
    lines: list[str] = []
    damaged: set[str] = set()
    keys: list[int] | None = None
    whole = True
    for _ in range(_FAULTS_REPORTED):
        try:
            builder.document(next_event_of(chunk, pure))
            break
        except MarkedYAMLError as fault:
            problem = explain_fault(builder.file, chunk, fault)
        except _RefusedError as refused:
            problem = refused.problem
            whole = whole and not refused.ends_file
        if keys is None:
            lines = text.splitlines()
            keys = [at for at, line in enumerate(lines) if top_level_key(line)]
        begin = _resume(builder, lines, keys, problem.at.line if problem.at else 1, damaged)
        builder.problems.append(problem)
        if begin is None or not whole:
            return Parsed(None, text, builder.found(), frozenset(damaged), complete=False)
        chunk = _blanked(text, begin)
    else:
        whole = False
        message = f"more than {_FAULTS_REPORTED} faults; the rest of the file was not read"
        builder.problems.append(error("too-many-faults", message, builder.problems[-1].at))
    return Parsed(builder.root, text, builder.found(), frozenset(damaged), whole)


def _blanked(text: str, begin: int) -> str:
    """Return the text with blanks for its first lines: what follows stands where it stood."""
    lines = text.splitlines(keepends=True)
    blank = _NO_BREAK.sub(" ", "".join(lines[:begin]))
    return f"{blank}{''.join(lines[begin:])}{'' if lines[-1][-1] in _BREAKS else _BREAKS}"


def _resume(
    builder: "_Builder", lines: list[str], keys: list[int], fault: int, damaged: set[str]
) -> int | None:
    """Return the index of the line to go on from; None when there is no such line.

    What was built from the faulty record onwards is taken back: a quotation mark that was never
    closed has swallowed the records after it. A faulty line of the first column that begins no
    record spoils none.
    """
    root = builder.empty_root(0) if builder.root is None else builder.root
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
    origin: Origin
    problems: list[Diagnostic]
    root: object
    anchors: dict[str, tuple[object, int]]
    """Anchor to its value and the number of values in it."""
    opened: set[str]
    aliases: int
    expanded: int
    count: int
    clean: bool
    """Whether scalars can be taken as they come: their characters are composed."""
    escaped: str
    """The style of those that may hold escapes, if any do."""
    next_event: Callable[[], Event]
    decoding: int
    """How many of the problems were found before parsing."""

    def __init__(self, origin: Origin, text: str, problems: list[Diagnostic]) -> None:
        self.file, self.origin, self.text, self.problems = origin.name, origin, text, problems
        self.root, self.anchors, self.opened = None, {}, set()
        self.aliases = self.expanded = self.count = 0
        self.decoding = len(problems)
        self.clean = unicodedata.is_normalized("NFC", text)
        self.escaped = '"' if "\\" in text else "none"

    def document(self, next_event: Callable[[], Event]) -> None:
        """Read the one document of the stream into `root`."""
        self.next_event = next_event
        next_event()  # the stream's start
        if type(next_event()) is STREAM_END:
            return
        first = next_event()
        if type(first) is MAPPING_START:
            self.root_mapping(first)
        else:
            self.root = self.value(first, 0, 0)
        next_event()  # the document's end
        following = next_event()
        if type(following) is not STREAM_END:
            at = self.span(following.start_mark, 3)
            self.report("yaml-document", "a second document begins here; a file holds one", at)

    def root_mapping(self, start: Event) -> None:
        """Read the file's own mapping; after a fault further down it has what was read."""
        begin = start.start_mark.index
        numbers = [begin, begin, 0]
        root = self.root
        if isinstance(root, Map):  # From before a fault.
            root.marks = marks_of(root)
        else:
            root = self.root = new_map(self.origin)
        try:
            self.mapping(start, 1, root, numbers)
        except (YAMLError, _RefusedError):
            if root.marks is None:
                root.first, root.marks = self.empty_root(begin).first, {}
            self.mark(root, numbers)
            raise
        if root.marks is not None:
            self.mark(root, numbers)

    def mark(self, root: Map, numbers: list[int]) -> None:
        """Note where the newest keys of the root stand."""
        marks = marks_of(root)
        keys = list(root)[len(marks) :]
        marks |= self.origin.key_marks(keys, numbers[MAP_HEAD:])

    def empty_root(self, index: int) -> Map:
        """Return a mapping without keys that begins at a character."""
        return new_map(self.origin, self.origin.keep_map([index, index, 0], {}, []), {})

    def found(self) -> tuple[Diagnostic, ...]:
        """Return the problems, each once."""
        return tuple(dict.fromkeys(self.problems))

    def take_back(self, root: Map, line: int) -> None:
        """Forget the values of the root below a line, counted from 0."""
        for key in [key for key, mark in marks_of(root).items() if mark[1] > line]:
            take(root, key)
        self.opened.clear()

    def forget_problems(self, line: int) -> None:
        """Forget what was found below a line that will be read again."""
        self.problems[self.decoding :] = [
            problem
            for problem in self.problems[self.decoding :]
            if problem.at is None or problem.at.line <= line
        ]

    def value(self, event: Event, depth: int, under: int) -> object:
        """Build the value that begins with this event; `under` is where its key stands."""
        kind = type(event)
        if kind is SCALAR:
            return self.scalar(event)
        if kind is MAPPING_START:
            node = new_map(self.origin)
            self.mapping(event, depth + 1, node, [under, event.start_mark.index, 0])
            return node
        if kind is SEQUENCE_START:
            return self.sequence(event, depth + 1)
        if kind is ALIAS and event.anchor is not None:
            return self.alias(event.anchor, event.start_mark)
        raise AssertionError(event)

    def mapping(self, start: Event, depth: int, node: Map, numbers: list[int]) -> None:
        """Build a mapping into `node`, up to its end event; note in `numbers` where keys stand."""
        before = self.count
        if depth > DEPTH_LIMIT or start.tag is not None or start.anchor is not None:
            self.begin(start, depth)
        links: Links = []
        next_event, clean, escaped = self.next_event, self.clean, self.escaped
        while type(event := next_event()) is not MAPPING_END:
            at = event.start_mark.index
            # Most keys and values are simple texts, and each call costs.
            if (
                clean
                and type(event) is SCALAR
                and event.anchor is event.tag is None
                and not event.style
                and event.value != "<<"
            ):
                key: str | None = intern(event.value)
            else:
                key = self.key(event, depth)
            event = next_event()
            begins = event.start_mark.index
            if (
                clean
                and type(event) is SCALAR
                and event.anchor is event.tag is None
                and event.style != escaped
            ):
                value: object = event.value if event.style else read_scalar(event.value)
            else:
                value = self.value(event, depth, at)
                if isinstance(value, (Map, Seq)):
                    links.append((len(node), value.first))
            if key is not None and key not in node:
                numbers += (at, begins)
                node[key] = value
                continue
            links[:] = [link for link in links if link[0] < len(node)]
            self.duplicate_key(key, at, node, numbers)
        self.count += len(node)
        if start.anchor is not None:
            self.end(start, node, before)
        if node.marks is None:
            node.first = self.origin.keep_map(numbers, node, links)

    def sequence(self, start: Event, depth: int) -> Seq:
        """Build a sequence, up to its end event."""
        before = self.count
        if depth > DEPTH_LIMIT or start.tag is not None or start.anchor is not None:
            self.begin(start, depth)
        node = new_seq(self.origin)
        numbers = [start.start_mark.index, 0]
        links: Links = []
        next_event = self.next_event
        while type(event := next_event()) is not SEQUENCE_END:
            at = event.start_mark.index
            numbers.append(at)
            value = self.value(event, depth, at)
            if isinstance(value, (Map, Seq)):
                links.append((len(node), value.first))
            node.append(value)
        self.count += len(node)
        if start.anchor is not None:
            self.end(start, node, before)
        node.first = self.origin.keep_seq(numbers, node, links)
        return node

    def begin(self, start: Event, depth: int) -> None:
        """Check depth, tag and anchor of a collection."""
        if depth > DEPTH_LIMIT:
            message = f"nested deeper than {DEPTH_LIMIT} levels"
            raise _RefusedError(error("too-deep", message, self.span(start.start_mark)))
        if start.tag is not None:
            self.tagged(start.tag, start.start_mark)
        if start.anchor is not None:
            self.opened.add(start.anchor)

    def end(self, start: Event, node: Map | Seq, before: int) -> None:
        """Remember a finished collection by its anchor, with the count of values in it."""
        assert start.anchor is not None
        self.opened.discard(start.anchor)
        self.anchors[start.anchor] = (node, self.count - before + 1)

    def key(self, event: Event, depth: int) -> str | None:
        """Return a key as written, whatever it looks like; None for one that is refused."""
        if type(event) is not SCALAR:
            at = self.span(event.start_mark)
            self.value(event, depth, event.start_mark.index)
            self.report("bad-key", "a key must be plain text", at)
            return None
        if event.value == "<<" and not event.style:
            message = "merge keys (`<<`) are not read; write the keys out, or use `extends`"
            self.report("bad-key", message, self.span(event.start_mark, 2))
            return None
        if event.style or event.anchor is not None or event.tag is not None or not self.clean:
            self.scalar(event)
            return unicodedata.normalize("NFC", event.value)
        return intern(event.value)

    def scalar(self, event: Event) -> object:
        """Read a scalar that may have a tag, an anchor, escapes or characters to compose."""
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

    def duplicate_key(self, key: str | None, index: int, node: Map, numbers: list[int]) -> None:
        """Report a key that stands twice in one mapping; the first one counts."""
        if key is None:  # It was refused.
            return
        # The root may have keys from before a fault.
        known = node.marks or {}
        number = MAP_HEAD + 2 * (list(node).index(key) - len(known))
        place = known[key][1:3] if key in known else self.origin.place(numbers[number])
        at = Span(self.file, *self.origin.place(index), len(key))
        problem = error("duplicate-key", f"`{key}` stands here twice", at)
        related = (Span(self.file, *place, length=len(key)), "first written here")
        self.problems.append(
            Diagnostic(problem.severity, problem.rule, problem.message, problem.at, "", (related,))
        )

    def report(self, rule: str, message: str, at: Span, hint: str = "") -> None:
        """Note a fault that does not keep the rest from being read."""
        self.problems.append(error(rule, message, at, hint))

    def span(self, mark: Mark, length: int = 1) -> Span:
        """Return a mark of the parser as a span."""
        return Span(self.file, mark.line + 1, mark.column + 1, length)
