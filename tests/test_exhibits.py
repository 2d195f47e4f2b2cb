"""Timelines, maps and comparisons of the outline in, numbered exhibits and links to them out."""

import re

import pytest

from footnoted.load import Project
from footnoted.model.document import Figure, Table
from footnoted.model.dump import inlines_text
from footnoted.model.figures import Map, MapForm, Timeline, TimelineForm
from lighthouse_project import blocks_of, composed, lighthouses, outline_of, rules_of

NAMES = """\
strait:
  kind: place
  name: The Strait
  members: [brest, france, britain]
brest:
  kind: place
  name: Brest
  within: france
  at: [48.4, -4.5]
france:
  kind: place
  name: {en: The Republic, fr: La République}
  aliases: [France]
  code: FR
britain:
  kind: place
  name: Britain
  code: GB
"""
EVENTS = """\
lamp-lit:
  kind: event
  text: {full: "The first lamp was lit.", short: First lamp}
  when: "1950-06"
  places: [FR-29, FR]
  topics: lamps
  cites: [{source: moreau-2019, locator: "1", seen: read}]
lamps-out:
  kind: event
  text: {full: "The lamps have been dark since.", short: Dark}
  when: "2003/.."
  places: [GB, NO]
  topics: [money, lamps]
  cites: [{source: gazette-2001}]
perhaps:
  kind: event
  text: {full: "A lamp may have burnt.", short: Perhaps}
  when: "1940?"
  topics: keepers
  cites: [{source: gazette-2001}]
"""
SECTIONS = """\
leading:
  title: Leading
  topics: [keepers]
  text: "Lamps went out (we know why) [(see #plan and its key)], says [#plan]."
"""


def charted() -> Project:
    """Return the lighthouses with places that have names, and events of every kind of time."""
    return lighthouses(
        ("data/names/all.yaml", NAMES),
        ("data/facts/events.yaml", EVENTS),
        ("data/sections/leading.yaml", SECTIONS),
    )


def figure_of(block: str, format: str = "pdf", language: str = "en") -> Figure:
    paper = format == "pdf"
    text = f"- {{id: a, {block}}}\n"
    document, _ = blocks_of(text, "pdf" if paper else "pptx", language, charted())
    figure = document.sections[0].blocks[0]
    assert isinstance(figure, Figure)
    return figure


# Timelines


TIMES = "type: timeline, caption: Times, from: {facts: [lamps-out, keepers-1998, lamp-lit, perhaps]"


def timeline_of(more: str = "", format: str = "pdf", language: str = "en") -> Timeline:
    content = figure_of(f"{TIMES}}}, text: short{more}", format, language).content
    assert isinstance(content, Timeline)
    return content


def test_events_stand_in_order_of_time_whatever_the_order_of_facts() -> None:
    drawn = timeline_of()
    assert [one.fact for one in drawn.events] == [
        "perhaps",
        "lamp-lit",
        "keepers-1998",
        "lamps-out",
    ]
    assert [one.time for one in drawn.events] == [
        "possibly 1940",
        "June 1950",
        "1998",
        "since 2003",
    ]
    assert drawn.lanes == ()


def test_a_date_stands_in_the_middle_of_what_it_may_mean_and_a_span_is_open() -> None:
    doubtful, month, _, span = timeline_of().events
    assert (doubtful.approximate, month.approximate) == (True, False)
    assert month.end is None
    # 1 June 1950 is the year's 152nd day, 1 July its 182nd: the middle lies 166 days in.
    assert float(month.start) == pytest.approx(1950 + 166 / 365)
    assert (span.start, span.open_start, span.open_end) == (2003, False, True)


def test_a_rail_calls_its_own_notes_and_an_axis_leaves_them_to_its_source_line() -> None:
    rail = figure_of(f"{TIMES}}}, text: short")
    axis = figure_of(f"{TIMES}}}, text: short, form: axis")
    deck = figure_of(f"{TIMES}}}, text: short", "pptx")
    for figure, form in (
        (rail, TimelineForm.RAIL),
        (axis, TimelineForm.AXIS),
        (deck, TimelineForm.AXIS),
    ):
        assert isinstance(figure.content, Timeline)
        assert figure.content.form is form
        called = ["[@" in inlines_text(one.label) for one in figure.content.events]
        assert called == [form is TimelineForm.RAIL] * 4
        named = [name in inlines_text(figure.credit) for name in ("Moreau", "Gazette", "Pilot")]
        assert named == [form is TimelineForm.AXIS] * 3
    assert axis.alt == (
        "Timeline: Times. Possibly 1940: Perhaps. June 1950: First lamp. "
        "1998: About 40 people kept the lamps in 1998. Since 2003: Dark."
    )


@pytest.mark.parametrize(
    ("lanes", "names", "of_events"),
    [
        ("topic", ("Keepers", "Lamps", "Money"), [0, 1, 0, 2]),
        ("place", ("", "France (FR-29)", "France", "United Kingdom"), [0, 1, 2, 3]),
        ("kind", ("event", "statistic"), [0, 0, 1, 0]),
    ],
)
def test_lanes_part_events(lanes: str, names: tuple[str, ...], of_events: list[int]) -> None:
    drawn = timeline_of(f", lanes: {lanes}")
    assert drawn.lanes == names
    assert [one.lane for one in drawn.events] == of_events


def test_facts_without_a_time_are_told_and_nothing_but_them_is_refused() -> None:
    block = "- {id: a, type: timeline, caption: C, from: {facts: [%s]}}\n"
    assert [rule for rule, _ in rules_of(block % "nuit, keepers-1998")] == ["undrawn-fact"]
    assert [rule for rule, _ in rules_of(block % "nuit")] == ["undrawn-fact", "empty-timeline"]


# Maps


def map_of(layers: str, more: str = "", language: str = "en") -> Map:
    content = figure_of(f"type: map, caption: C, layers: [{layers}]{more}", "pdf", language).content
    assert isinstance(content, Map)
    return content


def test_places_have_the_dataset_s_names_and_stand_once_with_all_their_kinds() -> None:
    layers = (
        "{label: Lit, from: {facts: lamp-lit}}, "
        "{label: Dark, from: {facts: [lamps-out, keepers-1998]}}"
    )
    drawn = map_of(layers)
    assert [(one.code, one.name, one.kinds, one.facts) for one in drawn.places] == [
        ("FR", "The Republic", (0, 1), ("lamp-lit", "keepers-1998")),
        ("GB", "Britain", (1,), ("lamps-out",)),
        ("NO", "Norway", (1,), ("lamps-out",)),
    ]
    assert drawn.kinds == ("Lit", "Dark")
    french = map_of(layers, language="fr")
    assert [one.name for one in french.places][::2] == ["La République", "Norvège"]


def test_a_layer_s_places_leave_the_others_of_its_facts_out() -> None:
    layer = "{label: Dark, from: {facts: [lamps-out, lamp-lit]}, places: [%s]}"
    for wanted, codes in (("Norway", ["NO"]), ("strait", ["GB", "FR"]), ("FR, NO", ["NO", "FR"])):
        assert [one.code for one in map_of(layer % wanted).places] == codes, wanted


def test_values_are_drawn_with_their_words_at_the_places_named() -> None:
    figure = figure_of(
        "type: map, form: symbols, caption: C, whole: true, layers: [{label: Keepers, "
        "values: [keepers-1950.keepers@Britain, keepers-2001.keepers, keepers-1998.keepers@brest]}]"
    )
    drawn = figure.content
    assert isinstance(drawn, Map)
    assert (drawn.form, drawn.unit, drawn.whole) == (MapForm.SYMBOLS, "people", True)
    assert [(one.code, one.name, one.value, one.label, one.at) for one in drawn.places] == [
        ("GB", "Britain", 12500, "more than 12,500", None),
        ("FR", "Brest", 40, "about 40", (-4.5, 48.4)),
    ]
    # The second value of Britain adds its fact; what is printed there is the first.
    assert drawn.places[0].facts == ("keepers-1950", "keepers-2001")
    assert figure.alt == "Map: C. Keepers: Britain (more than 12,500), Brest (about 40)."
    credit = inlines_text(figure.credit)
    assert [name in credit for name in ("Moreau", "Gazette", "Pilot")] == [True] * 3


@pytest.mark.parametrize(
    ("layer", "rule"),
    [
        ("values: keepers-1950.keepers", "no-single-place"),
        ("values: lamp-cost.pay", "no-single-value"),
        ("values: lamp-cost.cots", "unknown-value"),
        ("values: keepers-1950.keepers@Nowhere", "unknown-place"),
        ("from: {facts: lamp-lit}, places: Nowhere", "unknown-place"),
        ("values: [lamp-cost.cost, keepers-1998.keepers]", "mixed-units"),
    ],
)
def test_a_map_refuses_what_it_cannot_draw(layer: str, rule: str) -> None:
    text = f"- {{id: a, type: map, caption: C, layers: [{{label: L, {layer}}}]}}\n"
    told = dict(rules_of(text, project=charted()))
    assert rule in told
    assert told[rule].startswith("outlines/made.yaml:3:")


# Comparisons


def test_a_comparison_has_every_fact_in_its_cell_with_its_cite() -> None:
    document, _ = blocks_of(
        "- {id: a, type: comparison, caption: C, corner: Matter, columns: [Then, Now], "
        "text: short, notes: Counted by hand., summary: Two columns., rows: ["
        '{title: Keepers, cells: [{facts: keepers-1950}, "id:keepers-2001"]}, '
        "{title: Cost, cells: [null, {facts: [lamp-cost, keepers-2001]}]}]}\n"
    )
    (table,) = document.sections[0].blocks
    assert isinstance(table, Table)
    assert [inlines_text(cell.content) for cell in table.head[0].cells] == ["Matter", "Then", "Now"]
    rows = [[inlines_text(cell.content) for cell in row.cells] for row in table.body[0].rows]
    plain = [[re.sub(r"\[@[^]]*\]", "[]", text) for text in row] for row in rows]
    assert plain[0][:2] == ["Keepers", "More than 12,500 keepers in sixteen towers (1950)[]"]
    assert plain[1][:2] == ["Cost", "–"]
    assert [text.count("[]") for row in plain for text in row] == [0, 1, 1, 0, 0, 2]
    assert " / " in plain[1][2]
    assert [row.cells[0].header for row in table.body[0].rows] == [True, True]
    assert [column.even for column in table.columns] == [False, True, True]
    assert (table.number, table.summary) == ("1", "Two columns.")
    assert [inlines_text(note) for note in table.notes] == ["Counted by hand."]


# Numbers, and what leads to them


EXHIBIT = (
    '- {{id: {0}, type: table, caption: C, from: "id:keepers-1998", '
    "columns: [{{show: text, title: T}}]}}\n"
)
DRAWN = (
    "- {{id: {0}, type: chart, caption: C, points: [{{value: keepers-1998.keepers, label: a}}]}}\n"
)


def numbers_of(text: str) -> dict[str, str]:
    document, _ = blocks_of(text)
    return {
        block.id: block.number
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Table | Figure)
    }


def test_figures_and_tables_count_apart_and_annexes_by_their_letter() -> None:
    text = (
        EXHIBIT.format("first")
        + DRAWN.format("second")
        + EXHIBIT.format("third")
        + "- {id: one, type: annex, title: One}\n"
        + EXHIBIT.format("fourth")
        + DRAWN.format("fifth")
        + "- {id: two, type: annex, title: Two}\n"
        + EXHIBIT.format("sixth")
        + "- {id: back, type: section, title: Back}\n"
        + EXHIBIT.format("seventh")
    )
    assert numbers_of(text) == {
        "first": "1",
        "second": "1",
        "third": "2",
        "fourth": "A.1",
        "fifth": "A.1",
        "sixth": "B.1",
        "seventh": "3",
    }
    titles = {one.id: inlines_text(one.title) for one in blocks_of(text)[0].sections}
    assert (titles["one"], titles["two"]) == ("Annex A: One", "Annex B: Two")


def test_after_z_come_two_letters() -> None:
    text = "".join(f"- {{id: a{n}, type: annex, title: T}}\n" for n in range(28))
    titles = [inlines_text(one.title) for one in blocks_of(text)[0].sections]
    assert titles[25:] == ["Annex Z: T", "Annex AA: T", "Annex AB: T"]


def test_words_lead_to_exhibits_and_annexes_by_the_numbers_that_are_printed() -> None:
    _, text = blocks_of(
        "- {id: a, type: callout, words: 'Look at [#plan]; [(compare #rows, left) ]and [#more].'}\n"
        + DRAWN.format("before")
        + DRAWN.format("plan")
        + EXHIBIT.format("rows")
        + "- {id: more, type: annex, title: More}\n"
    )
    assert (
        "p: Look at [Figure 2](#plan); (compare [Table 1](#rows), left) and [Annex A](#more)."
        in text
    )


def test_the_outline_s_words_may_not_lead_to_what_is_not_printed() -> None:
    text = "- {id: a, type: callout, words: 'Look at [#plans].'}\n" + DRAWN.format("plan")
    found = composed(outline_of(f"title: T\nblocks:\n{text}"))[1]
    (told,) = [one for one in found if one.rule == "unknown-exhibit"]
    assert str(told.at).startswith("outlines/made.yaml:3:")
    assert told.hint is not None
    assert "plan" in told.hint


def test_the_dataset_s_prose_leads_to_an_exhibit_only_where_it_is_printed() -> None:
    prose = "- {id: a, type: prose, section: leading}\n"
    with_it = blocks_of(prose + DRAWN.format("plan"), project=charted())[1]
    assert (
        "p: Lamps went out (we know why) (see [Figure 1](#plan) and its key), "
        "says [Figure 1](#plan)." in with_it
    )
    without = blocks_of(prose, project=charted())[1]
    assert "p: Lamps went out (we know why), says." in without
    assert rules_of(prose, project=charted()) == []
