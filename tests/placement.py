"""The words of a rendered paper and its plan in, everything that stands where it must not out."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from footnoted.model.style import Style
from generated_papers import Passage, Plan, Printed, vocabulary
from word_boxes import Sheet, Word

NEAR = 0.4
"""Points by which one line's words may differ in height, or a paragraph's lines at their edge."""
NEAREST = 24
"""Words of which half of one may be part, those first that stand nearest to it."""
BESIDE = 3.0
"""How much more a half's own neighbours count than where the rest of its word begins."""
SPARE = 0.8
"""Points by which a word may stand out of its box: side bearings, hanging strokes."""
_SHAPE = re.compile(r"([^\W\d_]+)(\xad?)[.]?([\d,]*)$")


@dataclass(slots=True)
class Part:
    """A word of the vocabulary, or half of one, where it was found."""

    word: int
    page: int
    box: Word
    mark: str
    """The figures of the calls after it."""


@dataclass(slots=True)
class Line:
    """Words of a passage on one baseline."""

    page: int
    parts: list[Part]

    @property
    def top(self) -> float:
        return self.parts[0].box.top

    @property
    def left(self) -> float:
        return self.parts[0].box.left


@dataclass(slots=True)
class Found:
    """All words of a paper by the page they stand on."""

    sheets: list[Sheet]
    parts: list[list[Part]]
    """By page, in the order of the vocabulary."""
    others: list[list[Word]]
    """By page: figures, bullets, running heads."""
    faults: list[str] = field(default_factory=list)


def locate(sheets: list[Sheet], plan: Plan) -> Found:
    """Recognise the words, and put those together that a line's end divides."""
    known = vocabulary(plan.language)
    index = {word: at for at, word in enumerate(known)}
    initials = {word[0] for word in known}
    found = Found(sheets, [], [])
    halves: list[tuple[str, Part]] = []
    for page, sheet in enumerate(sheets):
        parts: list[Part] = []
        others: list[Word] = []
        for box in sheet.words:
            shape = _SHAPE.match(box.text)
            if shape is None:
                others.append(box)
                continue
            letters, hyphen, mark = shape.groups()
            word = -1 if hyphen else index.get(letters, -1)
            part = Part(word, page, box, mark)
            if word >= 0:
                parts.append(part)
            elif letters[0] in initials:
                halves.append((letters, part))
            else:
                others.append(box)
        found.parts.append(parts)
        found.others.append(others)
    _join(found, halves, plan, known)
    for parts in found.parts:
        parts.sort(key=lambda part: (part.word, part.box.top))
    return found


def _join(found: Found, halves: list[tuple[str, Part]], plan: Plan, known: tuple[str, ...]) -> None:
    """Find of each half the word that is missing next to it, and the rest of that word."""
    places: dict[int, list[Part]] = {}
    for parts in found.parts:
        for part in parts:
            places.setdefault(part.word, []).append(part)
    owned = [word for one in (*plan.passages, *plan.notes) for word in range(one.first, one.last)]
    missing = [word for word in owned if word not in places]
    ways: list[tuple[float, int, int, list[tuple[int, Word, str]]]] = []
    for at, (text, half) in enumerate(halves):
        fitting = [word for word in missing if known[word].startswith(text)]
        fitting.sort(key=lambda word: _distance(half, word, places))
        for word in fitting[:NEAREST]:
            after = places.get(word + 1, [])
            far, boxes = _rest(found, half, known[word][len(text) :], after)
            if boxes:
                # Words beside it tell more of a half than how far off the rest begins.
                ways.append((far + BESIDE * _distance(half, word, places), at, word, boxes))
    ways.sort(key=lambda way: way[:3])
    done: set[int] = set()
    taken: set[int | tuple[int, int]] = set()
    for _, at, word, boxes in ways:
        half = halves[at][1]
        uses = {(half.page, word), *(id(box) for _, box, _ in boxes)}
        if at not in done and not uses & taken:
            done.add(at)
            taken |= uses
            half.word = word
            found.parts[half.page].append(half)
            for page, box, mark in boxes:
                found.parts[page].append(Part(word, page, box, mark))
                found.others[page].remove(box)
    found.faults += [
        f"page {half.page + 1}: {text}- goes nowhere"
        for at, (text, half) in enumerate(halves)
        if at not in done
    ]


def _distance(half: Part, word: int, places: dict[int, list[Part]]) -> float:
    """Return how far a half stands from the nearest known neighbour of a word."""
    for step in (1, 2, 3, 4):
        near = [*places.get(word - step, ()), *places.get(word + step, ())]
        if near:
            return _nearest(near, half.page, half.box)
    return 1e6


def _nearest(parts: list[Part], page: int, box: Word) -> float:
    """Return how far the nearest of some parts stands; 0 where there are none."""
    return min(
        (
            2000 * abs(one.page - page)
            + 3 * abs(one.box.top - box.top)
            + max(one.box.left - box.right, box.left - one.box.right, 0.0)
            for one in parts
        ),
        default=0.0,
    )


def _rest(
    found: Found, half: Part, rest: str, after: list[Part]
) -> tuple[float, list[tuple[int, Word, str]]]:
    """Return the boxes that spell the rest of a word, if they are there, and how far off they are.

    The nearer they stand to the word `after` it, the better.
    """
    total = 0.0
    boxes: list[tuple[int, Word, str]] = []
    page, above = half.page, half.box
    while rest:
        nearest: tuple[float, int, Word, str, str] | None = None
        for where in (page, page + 1):
            for box in found.others[where] if where < len(found.others) else ():
                shape = _SHAPE.match(box.text)
                if shape is None or not rest.startswith(shape[1]):
                    continue
                down = box.top - above.top + 5000 * (where - page)
                far = down + abs(box.left - above.left) + (0 if shape[1] == rest else 50)
                far += _nearest(after, where, box)
                if down > NEAR and (nearest is None or far < nearest[0]):
                    nearest = (far, where, box, shape[1], shape[3])
        if nearest is None:
            return 0.0, []
        far, page, above, letters, mark = nearest
        total += far
        boxes.append((page, above, mark))
        rest = rest[len(letters) :]
    return total, boxes


def lines_of(parts: list[Part]) -> list[Line]:
    """Gather the parts of one passage on one page into lines, from top to bottom."""
    lines: list[Line] = []
    for part in sorted(parts, key=lambda part: part.box.top):
        if lines and part.box.top - lines[-1].top < NEAR:
            lines[-1].parts.append(part)
        else:
            lines.append(Line(part.page, [part]))
    for line in lines:
        line.parts.sort(key=lambda part: part.box.left)
    return lines


@dataclass(slots=True)
class Laid:
    """A paper as found: which lines of which passage and which note stand on which page."""

    passages: list[list[Line]]
    """By passage, in the plan's order; of a table's head where it stands first."""
    again: list[Line]
    """Heads that are repeated."""
    notes: list[dict[int, list[Line]]]
    """By page, the lines of each note that stand on it."""


def lay(found: Found, plan: Plan, style: Style) -> Laid:  # noqa: C901
    """Sort what was found by passages and notes; what running heads print again is neither."""
    head = (style.paper.running.head + style.paper.margins.top) / 2
    owners: list[int] = [-1] * len(vocabulary(plan.language))
    for number, passage in enumerate(plan.passages):
        owners[passage.first : passage.last] = [number] * (passage.last - passage.first)
    for number, note in enumerate(plan.notes):
        owners[note.first : note.last] = [-2 - number] * (note.last - note.first)
    passages: list[list[Line]] = [[] for _ in plan.passages]
    again: list[Line] = []
    notes: list[dict[int, list[Line]]] = []
    for page, parts in enumerate(found.parts):
        owned: dict[int, list[Part]] = {}
        for part in parts:
            owned.setdefault(owners[part.word], []).append(part)
        notes.append({-2 - key: lines_of(own) for key, own in owned.items() if key <= -2})
        for key, own in owned.items():
            if key == -1:
                found.faults.append(f"page {page + 1}: a word that nobody wrote")
            elif key >= 0:
                passage = plan.passages[key]
                if passage.heading:
                    own = [part for part in own if part.box.baseline > head]
                    if not own:
                        continue
                lines = _last_only(lines_of(own), passage, passages[key])
                if passage.repeats and passages[key] and passages[key][0].page != page:
                    again += lines
                else:
                    passages[key] += lines
    return Laid(passages, again, notes)


def _last_only(lines: list[Line], passage: Passage, before: list[Line]) -> list[Line]:
    """Leave out of a heading's lines those that a contents list printed before."""
    if passage.heading:
        before.clear()
        starts = [
            at
            for at, line in enumerate(lines)
            if any(part.word == passage.first for part in line.parts)
        ]
        return lines[starts[-1] :] if starts else lines
    return lines


def faults(sheets: list[Sheet], plan: Plan, style: Style) -> list[str]:
    """Return what is lost, doubled, out of order, on a wrong page, outside its box or overlaps."""
    found = locate(sheets, plan)
    return faults_in(found, lay(found, plan, style), plan, style)


def faults_in(found: Found, laid: Laid, plan: Plan, style: Style) -> list[str]:
    """Return the faults of a paper that is laid out already."""
    checks = (
        _texts(laid, plan),
        _shapes(laid, plan, style),
        _order(laid, plan),
        _calls(laid, plan),
        _feet(laid, plan) if plan.at_foot else _ends(laid, plan),
        _labels(found, laid, plan, style) if plan.at_foot else (),
        _outside(found, laid, plan, style),
        _overlaps(found.sheets),
    )
    return [*found.faults, *(fault for check in checks for fault in check)]


def _words(lines: list[Line]) -> list[int]:
    """Return the words of lines in reading order, divided ones once."""
    words = [part.word for line in lines for part in line.parts]
    return [one for at, one in enumerate(words) if at == 0 or words[at - 1] != one]


def _texts(laid: Laid, plan: Plan) -> Iterator[str]:
    """Every word of every passage stands in the file once and in order."""
    for passage, lines in zip(plan.passages, laid.passages, strict=True):
        words = _words(lines)
        if words != list(range(passage.first, passage.last)):
            lost = set(range(passage.first, passage.last)) - set(words)
            page = lines[0].page + 1 if lines else 0
            what = f"{len(lost)} words lost" if lost else "words out of order"
            yield f"page {page}: {passage.role or 'passage'} {passage.first}: {what}"


def _shapes(laid: Laid, plan: Plan, style: Style) -> Iterator[str]:
    """Lines follow each other at their role's leading and begin at one edge."""
    roles = style.paper.roles
    for passage, lines in zip(plan.passages, laid.passages, strict=True):
        if passage.role:
            role = getattr(roles, passage.role)
            flush = passage.flush and role.setting not in ("center", "end", "balance")
            yield from _shape(lines, role.leading, flush, passage.role)
    labels = Counter(note.label for note in plan.notes)
    for notes in laid.notes:
        for note, lines in notes.items():
            # Below another one of its label a note begins with words that are not the plan's.
            indented = plan.at_foot and labels[plan.notes[note].label] > 1
            yield from _shape(lines, roles.note.leading, True, "note", 1 if indented else 0)


def _shape(
    lines: list[Line], leading: float, flush: bool, name: str, indented: int = 0
) -> Iterator[str]:
    for at, (above, below) in enumerate(pairwise(lines)):
        if above.page != below.page:
            continue
        where = f"page {below.page + 1}: {name} {below.parts[0].word}"
        if abs(below.top - above.top - leading) > NEAR:
            yield f"{where}: {below.top - above.top:.1f} pt below the line before, not {leading}"
        if flush and at >= indented and abs(below.left - above.left) > NEAR:
            yield f"{where}: begins {below.left - above.left:.1f} pt aside of the line before"


def _order(laid: Laid, plan: Plan) -> Iterator[str]:
    """Blocks follow each other downwards, as do the passages of one lane of a block."""
    block, lanes = 0, dict[int, tuple[int, float]]()
    reached = before = (0, 0.0)
    for passage, lines in zip(plan.passages, laid.passages, strict=True):
        if not lines:
            continue
        if passage.block != block:
            block, before, lanes = passage.block, reached, {}
        first = (lines[0].page, lines[0].top)
        last = (lines[-1].page, lines[-1].top)
        if first <= max(before, lanes.get(passage.lane, before)):
            where = f"page {first[0] + 1}: {passage.role} {passage.first}"
            yield f"{where} stands above what it follows"
        lanes[passage.lane] = last
        reached = max(reached, last)


def _calls(laid: Laid, plan: Plan) -> Iterator[str]:
    """Every call prints its figures."""
    marks = {
        part.word: part.mark
        for lines in laid.passages
        for line in lines
        for part in line.parts
        if part.mark
    }
    for word, notes in plan.calls.items():
        labels = ",".join(dict.fromkeys(plan.notes[note].label for note in notes))
        if marks.get(word, "") != labels:
            yield f"word {word}: calls {marks.get(word, 'nothing')}, not {labels}"


def called_on(laid: Laid, plan: Plan) -> list[list[int]]:
    """Return by page the notes that are called on it, in the document's order."""
    pages: list[set[int]] = [set() for _ in laid.notes]
    for lines in laid.passages:
        for line in lines:
            for part in line.parts:
                if part.mark:
                    pages[line.page].update(plan.calls.get(part.word, ()))
    return [sorted(notes) for notes in pages]


def _feet(laid: Laid, plan: Plan) -> Iterator[str]:  # noqa: C901
    """At each foot stand what the page before left over, then the notes called on the page."""
    carry: dict[int, int] = {}
    bodies = _lowest(laid)
    for page, called in enumerate(called_on(laid, plan)):
        here = sorted(laid.notes[page].items(), key=lambda one: one[1][0].top)
        wanted = [*carry, *(note for note in called if note not in carry)]
        stand = [note for note, _ in here]
        where = f"page {page + 1}"
        waiting = _waiting(carry, laid.notes[page], plan)
        for note in set(wanted) - set(stand):
            # What is left of a note waits for the end of those before it.
            if note not in waiting:
                yield f"{where}: note {plan.notes[note].label} does not stand below its call"
        for note in set(stand) - set(wanted):
            yield f"{where}: note {plan.notes[note].label} is not called here"
        wanted = _by_label(wanted, len(carry), plan)
        if set(stand) <= set(wanted) and not _in_order(stand, wanted, plan):
            yield f"{where}: notes out of order: {stand}, not {wanted}"
        after: dict[int, int] = {}
        for note, lines in here:
            planned, words = plan.notes[note], _words(lines)
            start = carry.pop(note, planned.first)
            # The second half of a word that the page's end divides stands on the next page.
            if words and words[0] == start - 1 and start > planned.first:
                start -= 1
            if words != list(range(start, start + len(words))):
                yield f"{where}: note {planned.label}: words lost or out of order"
            if words[-1] + 1 < planned.last:
                after[note] = words[-1] + 1
            elif _divided(lines, laid, page, note, planned.last - 1):
                after[note] = planned.last
        carry = {**after, **{note: start for note, start in carry.items() if note in waiting}}
        yield from _areas(here, bodies[page], where)
    for note in carry:
        yield f"note {plan.notes[note].label}: its end is lost"


def _by_label(wanted: list[int], carried: int, plan: Plan) -> list[int]:
    """Put the notes of one label that a page calls behind the first one of them."""
    called = wanted[carried:]
    first = {plan.notes[note].label: note for note in reversed(called)}
    return wanted[:carried] + sorted(called, key=lambda note: (first[plan.notes[note].label], note))


def _in_order(stand: list[int], wanted: list[int], plan: Plan) -> bool:
    """Say whether notes stand in order; of one label the one that is called first may be first."""
    order = [note for note in wanted if note in stand]
    labels = [plan.notes[note].label for note in order]
    return labels == [plan.notes[note].label for note in stand]


def _labels(found: Found, laid: Laid, plan: Plan, style: Style) -> Iterator[str]:
    """A label stands before each note that begins, but once where notes have one in common.

    Where several notes go on from the page before, it stands above each of them.
    """
    edge = style.paper.margins.left + style.paper.notes.hang - SPARE
    begun: set[int] = set()
    for page, notes in enumerate(laid.notes):
        printed = [box for box in found.others[page] if box.left < edge]
        on = [note for note in notes if note in begun and _rest_of(notes[note], plan.notes[note])]
        known: set[str] = set()
        for note, lines in sorted(notes.items(), key=lambda one: one[1][0].top):
            label, down = plan.notes[note].label, 0.0
            if note in on:
                down, wanted = style.paper.roles.note.leading, len(on) > 1
            else:
                wanted = label not in known
                known.add(label)
            top = lines[0].top - down
            stands = any(box.text == label and abs(box.top - top) < NEAR for box in printed)
            if stands != wanted:
                yield f"page {page + 1}: note {label} {'has no' if wanted else 'repeats its'} label"
        begun |= set(notes)


def _rest_of(lines: list[Line], note: Printed) -> bool:
    """Say whether lines do not begin with the first word of a note, or with half of it."""
    first = lines[0].parts[0]
    return first.word != note.first


def _waiting(carry: dict[int, int], here: dict[int, list[Line]], plan: Plan) -> set[int]:
    """Return the carried notes that wait: behind one that goes on, or that fills the page."""
    for at, note in enumerate(carry):
        words = _words(here.get(note, []))
        if not words:
            return set(list(carry)[at:]) if at else set()
        if words[-1] + 1 < plan.notes[note].last:
            return set(list(carry)[at + 1 :])
    return set()


def _divided(lines: list[Line], laid: Laid, page: int, note: int, last: int) -> bool:
    """Say whether the last word of a note has its second half on the next page."""
    ends_here = lines[-1].parts[-1].box.text.endswith("\xad")
    return ends_here and page + 1 < len(laid.notes) and note in laid.notes[page + 1] and last >= 0


def _lowest(laid: Laid) -> list[float]:
    """Return by page the lowest baseline of the text."""
    lowest = [0.0] * len(laid.notes)
    for lines in (*laid.passages, laid.again):
        for line in lines:
            lowest[line.page] = max(lowest[line.page], line.parts[0].box.baseline)
    return lowest


def _areas(here: list[tuple[int, list[Line]]], body: float, where: str) -> Iterator[str]:
    """Notes stand below all text, one below the other."""
    reached = body
    for note, lines in here:
        if lines[0].parts[0].box.core_top <= reached:
            yield f"{where}: note {note + 1} reaches into what stands above it"
        reached = lines[-1].parts[0].box.baseline


def _ends(laid: Laid, plan: Plan) -> Iterator[str]:
    """Endnotes stand once each, in order, below all text that calls them."""
    printed: dict[int, list[Line]] = {}
    for notes in laid.notes:
        for note, lines in notes.items():
            printed.setdefault(note, []).extend(lines)
    reached = (0, 0.0)
    for note, planned in enumerate(plan.notes):
        lines = printed.get(note, [])
        if _words(lines) != list(range(planned.first, planned.last)):
            yield f"endnote {planned.name}: words lost or out of order"
        elif (lines[0].page, lines[0].top) < reached:
            yield f"endnote {planned.name}: out of order"
        else:
            reached = (lines[-1].page, lines[-1].top)


def _outside(found: Found, laid: Laid, plan: Plan, style: Style) -> Iterator[str]:
    """Text stands in the text block, headings hang out of it no further than they may."""
    paper = style.paper
    margins, roles = paper.margins, paper.roles
    hang = max(roles.heading_1.hang, roles.heading_2.hang, roles.heading_3.hang)
    headings = {
        word
        for passage in plan.passages
        if passage.heading
        for word in range(passage.first, passage.last)
    }
    for page, sheet in enumerate(found.sheets):
        right, bottom = sheet.width - margins.right, sheet.height - margins.bottom
        for part in found.parts[page]:
            box = part.box
            if part.word in headings and box.baseline < (paper.running.head + margins.top) / 2:
                continue
            left = margins.left - (hang if part.word in headings else 0)
            inside = (
                left - SPARE <= box.left
                and box.right <= right + SPARE + _hang(box, style)
                and margins.top - SPARE <= box.core_top
                and box.baseline <= bottom + SPARE
            )
            if not inside:
                yield f"page {page + 1}: {box.text} stands outside the text block"
        for box in sheet.words:
            if not (box.left >= 0 and box.right <= sheet.width and box.core_top >= 0):
                yield f"page {page + 1}: {box.text} stands outside the sheet"


def _hang(box: Word, style: Style) -> float:
    """Return how far the last sign of a line may stand in the margin: a share of a narrow sign."""
    share: float = style.paper.breaking.hang_after.get(box.text[-1], 0.0)
    return share * 0.3 * (box.bottom - box.top)


def _overlaps(sheets: list[Sheet]) -> Iterator[str]:
    """No two words touch: the bands from their letters' tops to their baselines stand apart."""
    for page, sheet in enumerate(sheets):
        open_boxes: list[tuple[float, Word]] = []
        for box in sorted(sheet.words, key=lambda one: one.core_top):
            top, left, right = box.core_top, box.left + SPARE, box.right - SPARE
            open_boxes = [one for one in open_boxes if one[0] > top]
            for _, other in open_boxes:
                if other.left < right and left < other.right:
                    yield f"page {page + 1}: {other.text} and {box.text} overlap"
            open_boxes.append((box.baseline, box))
