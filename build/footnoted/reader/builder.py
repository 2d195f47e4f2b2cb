"""The parser's events in; nodes that know their places, and the faults in them, out.

Without PyYAML's node graph, tags and YAML 1.1 guesses.
"""

import unicodedata
from collections.abc import Callable
from sys import intern

from footnoted.diagnostics import Diagnostic, Span, error
from footnoted.reader.decode import UNWANTED, unwanted_character
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
    YAMLError,
)
from footnoted.reader.nodes import Map, Seq, marks_of, new_map, new_seq, take
from footnoted.reader.origin import MAP_HEAD, Links, Origin
from footnoted.reader.scalars import read_scalar

DEPTH_LIMIT = 64
ALIAS_LIMIT = 200
EXPANSION_LIMIT = 100_000
"""Values that all aliases of a file together may stand for."""


class RefusedError(Exception):
    """A limit is passed; what was begun cannot be finished."""

    def __init__(self, problem: Diagnostic, ends_file: bool = False) -> None:
        super().__init__(problem.message)
        self.problem = problem
        self.ends_file = ends_file


class Builder:
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
        except (YAMLError, RefusedError):
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
            raise RefusedError(error("too-deep", message, self.span(start.start_mark)))
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
        """Return a key that is not simple text, as written; None for one that is refused."""
        if type(event) is not SCALAR:
            at = self.span(event.start_mark)
            self.value(event, depth, event.start_mark.index)
            self.report("bad-key", "a key must be plain text", at)
            return None
        if event.value == "<<" and not event.style:
            message = "merge keys (`<<`) are not read; write the keys out, or use `extends`"
            self.report("bad-key", message, self.span(event.start_mark, 2))
            return None
        self.scalar(event)
        return unicodedata.normalize("NFC", event.value)

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
            raise RefusedError(error("too-many-aliases", message, at), ends_file=True)
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
