"""The page builder over random documents: no note off its page, none lost, nothing too low."""

from random import Random
from time import process_time

import pytest
from msgspec.structs import replace

from footnoted.pdf.boxes import FORBIDDEN, FORCED, Box, Glue, Item, Penalty, Repeat
from footnoted.pdf.foot import Kin, NotePart, Room
from footnoted.pdf.pages import Page, paginate

LINE = 14.0
NOTE_LINE = 10.0
Heights = dict[str, tuple[float, ...]]


def room(height: float = 690.0) -> Room:
    return Room(height, 17.5, 2.0, 2, 4 * LINE)


def random_document(random: Random, hard: bool) -> tuple[list[Item], Heights]:
    """Return paragraphs, headings, figures and tables whose lines call notes of any length."""
    items: list[Item] = []
    heights: Heights = {}
    for _ in range(random.randint(5, 90)):
        kind = random.choices(("text", "heading", "figure", "table", "page"), (70, 14, 6, 9, 1))[0]
        count = {"text": random.randint(1, 25), "table": random.randint(3, 40)}.get(kind, 1)
        repeat = Repeat(30.0, ()) if kind == "table" else None
        if kind == "page":
            items.append(Penalty(FORCED))
            continue
        for at in range(count):
            height = random.uniform(50, 400) if kind == "figure" else LINE
            notes = random_notes(random, heights, 0.3 if hard else 0.12, hard)
            items.append(Box(height, notes, (), repeat if at else None))
            if at < count - 1:
                cost = 800 * (at == 0) + 800 * (at == count - 2)
                items.append(Penalty(30 if kind == "table" else cost))
        if kind in ("heading", "figure"):
            items.append(Penalty(FORBIDDEN))
        items.append(Glue(7.0, None, random.choice((0.0, 2.0))))
    return items, heights


def random_notes(random: Random, heights: Heights, share: float, hard: bool) -> tuple[str, ...]:
    names = []
    while random.random() < share and len(names) < 5:
        lines = random.choice((1, 2, 2, 3, 4, random.randint(5, 12)))
        if hard and random.random() < 0.05:
            lines = random.randint(30, 150)
        names.append(f"n{len(heights)}")
        heights[names[-1]] = (NOTE_LINE,) * lines
    return tuple(names)


def body_height(items: list[Item], page: Page) -> float:
    inside = items[page.first : page.last]
    while inside and not isinstance(inside[-1], Box):
        inside.pop()
    first = inside[0] if inside else None
    repeat = first.repeat if isinstance(first, Box) else None
    stretched = sum(item.stretch for item in inside if isinstance(item, Glue)) * page.stretch
    body = sum(item.height for item in inside if not isinstance(item, Penalty))
    return body + stretched + (repeat.height if repeat else 0.0)


def notes_height(heights: Heights, page: Page, space: Room) -> float:
    if not page.notes:
        return 0.0
    lines = sum(sum(heights[part.note][part.first : part.last]) for part in page.notes)
    return space.note_area + lines + space.between_notes * (len(page.notes) - 1)


def called(items: list[Item], page: Page) -> list[str]:
    inside = items[page.first : page.last]
    return [note for item in inside if isinstance(item, Box) for note in item.notes]


@pytest.mark.parametrize("hard", [False, True])
def test_notes_stand_on_the_page_of_their_call_in_thousands_of_pages(hard: bool) -> None:
    pages_seen = 0
    for seed in range(60 if hard else 140):
        random = Random(seed)
        items, heights = random_document(random, hard)
        space = room(random.choice((690.0, 600.0, 450.0)))
        pages = paginate(items, heights, space)
        pages_seen += len(pages)
        placed: list[tuple[str, int]] = []
        for page in pages:
            begun = {part.note for part in page.notes if part.first == 0}
            assert begun == set(called(items, page)), f"seed {seed}: notes on another page"
            total = body_height(items, page) + notes_height(heights, page, space)
            assert total <= space.height + 0.1, f"seed {seed}: past the margin"
            placed += [(p.note, line) for p in page.notes for line in range(p.first, p.last)]
        assert sorted(placed) == sorted((n, at) for n in heights for at in range(len(heights[n])))
        assert [note for note, line in placed if line == 0] == list(heights), "out of order"
        shown = [at for page in pages for at in range(page.first, page.last)]
        assert [at for at in shown if isinstance(items[at], Box)] == [
            at for at, item in enumerate(items) if isinstance(item, Box)
        ]
    assert pages_seen > 1500


def with_repeats(random: Random, items: list[Item]) -> list[Item]:
    """Let some boxes call a note again that a box before them has called."""
    known: list[str] = []
    repeated: list[Item] = []
    for item in items:
        if isinstance(item, Box):
            if known and random.random() < 0.15:
                item = replace(item, notes=(*item.notes, random.choice(known)))
            known += item.notes
        repeated.append(item)
    return repeated


def test_a_note_that_is_called_again_stands_on_that_page_too() -> None:
    again = 0
    for seed in range(60):
        random = Random(1000 + seed)
        items, heights = random_document(random, hard=False)
        items, space = with_repeats(random, items), room(600.0)
        seen: set[str] = set()
        for page in paginate(items, heights, space):
            stand = [part.note for part in page.notes]
            assert set(called(items, page)) <= set(stand), f"seed {seed}: a note is missing"
            assert len(stand) == len(set(stand)), f"seed {seed}: a note stands twice on a page"
            total = body_height(items, page) + notes_height(heights, page, space)
            assert total <= space.height + 0.1, f"seed {seed}: past the margin"
            again += len(set(called(items, page)) & seen)
            seen |= set(called(items, page))
        assert seen == set(heights)
    assert again > 100


def test_a_note_goes_on_at_the_foot_of_the_next_page_before_the_notes_called_there() -> None:
    items: list[Item] = []
    for at in range(60):
        notes = ("long",) if at == 20 else ("short",) if at == 50 else ()
        items += [Box(LINE, notes), Penalty(0)]
    heights = {"long": (NOTE_LINE,) * 60, "short": (NOTE_LINE,)}
    pages = paginate(items, heights, room())
    long_pages = [page for page in pages if any(part.note == "long" for part in page.notes)]
    assert len(long_pages) > 1
    assert not long_pages[0].continued
    assert all(page.continued and page.notes[0].note == "long" for page in long_pages[1:])


def test_several_long_notes_called_in_one_line_all_start_on_its_page() -> None:
    heights = dict.fromkeys(("a", "b", "c"), (NOTE_LINE,) * 50)
    first, *_ = paginate([Box(LINE, ("a", "b", "c"))], heights, room())
    assert [part.note for part in first.notes] == ["a", "b", "c"]
    assert all(part.first == 0 and part.last >= 2 for part in first.notes)


def test_what_no_page_can_hold_is_still_all_printed() -> None:
    heights = {f"n{at}": (NOTE_LINE,) * 3 for at in range(60)}
    pages = paginate([Box(600.0, tuple(heights)), Glue(5), Box(900.0)], heights, room())
    lines = [(p.note, at) for page in pages for p in page.notes for at in range(p.first, p.last)]
    assert lines == [(note, at) for note in heights for at in range(3)]


def test_forbidden_breaks_forced_breaks_and_orphans_are_respected() -> None:
    items: list[Item] = []
    for _ in range(40):
        items += [Box(20.0), Penalty(FORBIDDEN), Glue(4.0)]
        for at in range(6):
            items += [Box(LINE), Penalty(800 if at in (0, 4) else 0)] if at < 5 else [Box(LINE)]
        items += [Glue(7.0)]
    items += [Penalty(FORCED), Box(LINE)]
    pages = paginate(items, {}, room())
    assert pages[-1] == Page(len(items) - 1, len(items), (), False)
    for page in pages[:-1]:
        end = items[page.last] if page.last < len(items) else None
        assert not (isinstance(end, Penalty) and end.cost in (800, FORBIDDEN))


def test_a_note_called_again_on_a_later_page_stands_there_again() -> None:
    items: list[Item] = []
    for at in range(80):
        items += [Box(LINE, ("one",) if at in (0, 1, 70) else ()), Penalty(0)]
    pages = paginate(items, {"one": (NOTE_LINE,)}, room())
    assert [page.notes for page in pages] == [(NotePart("one", 0, 1),)] * 2


def test_notes_of_one_label_stand_together_under_the_first_that_a_page_calls() -> None:
    items: list[Item] = []
    for called in ("a", "b", "c", "d", "", "", "c"):
        items += [Box(100.0, (called,) if called else ()), Penalty(0)]
    kin = {name: Kin("7", f"also-{name}") for name in "ac"}
    heights = dict.fromkeys("abcd", (NOTE_LINE,) * 3)
    heights |= {one.also: (NOTE_LINE,) for one in kin.values()}
    pages = paginate(items, heights, room(600.0), kin)
    stand = [[part.note for part in page.notes] for page in pages]
    assert stand == [["a", "also-c", "b", "d"], ["c"]]


def test_room_is_kept_to_say_which_notes_go_on_where_several_do() -> None:
    heights = dict.fromkeys(("a", "b", "c"), (NOTE_LINE,) * 50)
    space = replace(room(), continued=NOTE_LINE)
    items: list[Item] = [Box(LINE, ("a", "b", "c"))]
    named = 0
    for page in paginate(items, heights, space)[1:]:
        begun = sum(part.first > 0 for part in page.notes)
        lines = begun * NOTE_LINE if begun > 1 else 0.0
        assert lines + notes_height(heights, page, space) <= space.height + 0.1
        named += begun > 1
    assert named > 0


def test_pages_hold_no_holes_where_text_can_break_anywhere() -> None:
    random = Random(3)
    items, heights = [], {}  # type: list[Item], Heights
    for _ in range(3000):
        items += [Box(LINE, random_notes(random, heights, 0.1, hard=False)), Penalty(0)]
    space = room()
    pages = paginate(items, heights, space)[:-1]
    white = [
        space.height - body_height(items, page) - notes_height(heights, page, space)
        for page in pages
    ]
    assert max(white) < 0.12 * space.height
    assert sum(white) / len(white) < 0.03 * space.height


def test_a_page_ends_early_where_that_spares_the_next_one_a_hole() -> None:
    items: list[Item] = []
    for _ in range(60):
        items += [Box(LINE), Penalty(0)]
    space = room()
    items += [Box(400.0), Penalty(0), Box(300.0)]
    pages = paginate(items, {}, space)
    white = [1 - body_height(items, page) / space.height for page in pages[:2]]
    assert max(white) < 0.15, "the first page took all lines, and a fifth of the next is white"


def test_white_between_blocks_grows_until_the_page_is_full_but_not_on_the_last() -> None:
    items: list[Item] = []
    for _ in range(40):
        items += [Box(60.0), Glue(7.0, None, 4.0)]
    space = room()
    *pages, last = paginate(items, {}, space)
    assert len(pages) > 2
    assert all(0 < page.stretch <= 1 for page in pages)
    assert [body_height(items, page) for page in pages] == pytest.approx(
        [space.height] * len(pages)
    )
    assert last.stretch == 0


def test_the_last_page_holds_more_than_a_line_where_it_can() -> None:
    items: list[Item] = []
    for _ in range(50):
        items += [Box(LINE), Penalty(0)]
    *_, last = paginate(items, {}, room(49 * LINE))
    assert body_height(items, last) >= 4 * LINE


def test_cost_grows_no_faster_than_the_document() -> None:
    def work(lines: int) -> float:
        items: list[Item] = []
        for _ in range(lines):
            items += [Box(LINE), Penalty(0)]
        start = process_time()
        paginate(items, {}, room())
        return process_time() - start

    small = min(work(4_000) for _ in range(3))
    large = min(work(40_000) for _ in range(2))
    assert large < 25 * small
