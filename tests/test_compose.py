"""Outlines and facts in, documents out, read through their dumps."""

import os
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from footnoted.compose import compose
from footnoted.compose.alt import chart_alt
from footnoted.compose.credit import source_words
from footnoted.compose.markup import Reading, read_blocks, read_inlines
from footnoted.model.block import Format
from footnoted.model.document import Figure, ItemList, Paragraph, Role, Stat, Table
from footnoted.model.dump import dump, inlines_text
from footnoted.model.figures import Bound, Chart, ChartForm, Mark, Series
from footnoted.model.inlines import Cite, Foreign, Text
from footnoted.model.source import Source
from footnoted.model.walk import plain_text
from footnoted.reader.fitting import read_as
from footnoted.selection import select
from lighthouse_project import (
    DAY,
    blocks_of,
    composed,
    house_style,
    lighthouses,
    outline_of,
    rules_of,
)

GOLDEN = Path(__file__).parent / "golden" / "documents"


@pytest.mark.parametrize(("format", "language"), [("pdf", "en"), ("pptx", "fr")])
def test_the_document_is_as_it_was(format: Format, language: str) -> None:
    """Held to a dump; run with UPDATE_GOLDEN=1 to write it anew, then read the difference."""
    document, _ = composed(lighthouses().outlines["strait"], format, language, "public")
    golden = GOLDEN / f"strait-{format}-{language}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(dump(document), encoding="utf-8")
    assert dump(document) == golden.read_text(encoding="utf-8")


def test_levels_open_with_the_first_part() -> None:
    document, _ = composed(lighthouses().outlines["strait"], audience="public")
    levels = {section.id: section.level for section in document.sections}
    assert (levels["key"], levels["part"], levels["towers"], levels["works"]) == (1, 1, 2, 2)
    flat, _ = blocks_of('- {id: a, type: facts, title: A, from: "kind:claim"}\n')
    assert flat.sections[0].level == 1


def test_a_note_follows_the_full_stop_and_names_facts_and_how_we_know() -> None:
    _, text = blocks_of('- {id: a, type: facts, from: "id:keepers-1950"}\n')
    assert "sixteen towers.[@moreau-2019 page 12–14 read]" in text


def test_a_cite_before_punctuation_moves_behind_it() -> None:
    _, text = blocks_of("- {id: a, type: prose, section: towers}\n")
    assert "12,500 keepers.[@moreau-2019" in text


def test_a_claim_prints_its_speaker_in_every_form() -> None:
    outline = '- {id: a, type: facts, text: %s, from: "id:keepers-2001"}\n'
    for form in ("full", "short", "headline"):
        assert "trait Gazette" in blocks_of(outline % form)[1]
    document, text = blocks_of('- {id: a, type: facts, from: "id:lamp-forecast"}\n')
    assert "According to the Pilot Board: All 16 lamps" in text
    assert [
        one.rule
        for one in composed(
            outline_of('title: T\nblocks:\n- {id: a, type: facts, from: "id:lamp-forecast"}\n')
        )[1]
    ] == ["speaker-added"]
    assert document.sections[0].blocks


def test_a_missing_form_falls_back_to_the_full_one_with_a_note() -> None:
    assert rules_of('- {id: a, type: facts, text: short, from: "id:nuit"}\n') == [
        ("missing-form", "data/facts/all.yaml:80:9")
    ]


def test_a_missing_language_is_marked_and_told() -> None:
    document, text = blocks_of(
        "- {id: a, type: facts, from: {facts: [keepers-1950, keepers-1998]}}\n", language="fr"
    )
    style = house_style().phrases
    mark = (style.get("fr") or style["en"]).missing_translation.format(language="English")
    assert "En 1950, plus de 12\u202f500 habitants vivaient dans seize tours.[" in text
    assert f"<en: About 40 people kept the lamps in 1998.> {mark}[" in text
    found = composed(
        outline_of('title: T\nblocks:\n- {id: a, type: facts, from: "id:lamp-cost"}\n'),
        language="fr",
    )[1]
    assert ("missing-translation", "data/facts/all.yaml:51:11") in [
        (one.rule, str(one.at)) for one in found
    ]
    assert document.language == "fr"


def test_only_the_first_print_of_a_conflict_s_member_carries_the_disclosure() -> None:
    document, text = blocks_of(
        '- {id: a, type: facts, from: "id:keepers-1998"}\n'
        '- {id: b, type: facts, from: "id:keepers-2001"}\n'
    )
    assert text.count("are not made") == 1
    first = document.sections[0].blocks[0]
    assert isinstance(first, ItemList)
    paragraph = first.items[0][0]
    assert isinstance(paragraph, Paragraph)
    cite = paragraph.content[-1]
    assert isinstance(cite, Cite)
    assert inlines_text(cite.comment) == (
        "Day staff *apart*; the Gazette has none but 40. "
        "The sources disagree: The Board’s count and the Gazette’s are not made *alike*."
    )


def test_a_conflict_set_out_first_needs_no_disclosure_in_notes() -> None:
    _, text = blocks_of(
        "- {id: a, type: conflict, of: keepers-left, title: Who counts}\n"
        '- {id: b, type: facts, from: "id:keepers-2001"}\n'
    )
    assert text.count("are not made") == 1
    assert "box conflict: How many keepers were left about 2000?" in text


def test_quotations_print_their_exact_words_in_the_language_s_marks() -> None:
    document, text = blocks_of("- {id: a, type: quote, fact: dark-nights}\n", language="fr")
    assert "Without us, the night is only dark." in text
    quotation = document.sections[0].blocks[0]
    assert isinstance(quotation.content[0], Foreign)
    assert quotation.language == "en"


def test_a_sentence_begins_with_a_capital_and_goes_on_without() -> None:
    _, text = blocks_of(
        '- {id: a, type: callout, words: "{{keepers-1998.keepers}} left. '
        '{{keepers-2001.keepers}} ({{keepers-1998.keepers}}) more."}\n'
    )
    assert "p: About 40 left. Up to 12 (about 40) more." in text


def test_prose_reads_its_markup() -> None:
    document, _ = blocks_of("- {id: a, type: prose, section: towers, lead: true}\n")
    lead, listed, quotation = document.sections[0].blocks
    assert isinstance(lead, Paragraph)
    assert lead.role is Role.LEAD
    assert isinstance(listed, ItemList)
    assert inlines_text(listed.items[1][0].content) == (
        "a [chart](https://charts.example/a_(b)) and some * sheets of paper"
    )
    assert inlines_text(quotation.content) == "The sea *is* wide."


def test_a_link_s_words_may_have_a_number_sign() -> None:
    words = "Told in [issue #12](https://x.example/12)."
    _, text = blocks_of(f"- {{id: a, type: callout, words: '{words}'}}\n")
    assert f"p: {words}" in text


def test_what_words_name_must_be_there() -> None:
    text = (
        '- {id: a, type: callout, words: "{{keepers-1950.keeprs}} and {{nobody.x}} [@wrong-count] '
        '[here](ftp://x.example)"}\n'
    )
    assert [rule for rule, _ in rules_of(text)] == [
        "unknown-placeholder",
        "unknown-fact",
        "retracted-fact",
        "bad-link",
    ]


def test_a_stat_takes_its_label_from_the_words_behind_the_number() -> None:
    document, _ = blocks_of(
        "- {id: a, type: stat, values: [keepers-1950.keepers, lamp-cost.fuel.low, lamp-cost.pay]}\n"
    )
    stat = document.sections[0].blocks[0]
    assert isinstance(stat, Stat)
    assert [tile.value for tile in stat.tiles] == [
        "More than 12,500",
        "€64,000",
        "From 7.50% to 9.25%",
    ]
    assert stat.tiles[0].label[0] == Text("keepers in sixteen towers (1950)")
    assert stat.tiles[1].label[0] == Text("1999–2001")


def test_tables_number_group_and_align() -> None:
    document, _ = blocks_of(
        '- {id: a, type: table, caption: C, from: "topic:keepers kind:statistic", group-by: place,'
        " columns: [{show: text, title: T}, {show: topics, title: S}, {show: value, title: V}]}\n"
        '- {id: b, type: table, caption: C, from: "id:lamp-cost",'
        ' columns: [{show: "value:pay", title: P, align: end, width: 0.5}]}\n'
    )
    first, second = (section.blocks[0] for section in document.sections)
    assert isinstance(first, Table)
    assert isinstance(second, Table)
    assert (first.number, second.number) == ("1", "2")
    assert [inlines_text(group.title) for group in first.body] == ["France"]
    cells = [inlines_text(cell.content) for cell in first.body[0].rows[1].cells]
    assert cells[1] == "Keepers, Lamps"
    assert cells[2].startswith("about 40 people[@pilot-board-1998")
    assert (second.columns[0].align, second.columns[0].width) == ("end", 0.5)


def test_columns_show_what_there_is() -> None:
    text = (
        '- {id: a, type: table, caption: C, from: "topic:keepers",'
        ' columns: [{show: txt, title: T}, {show: "value:keeper", title: S}]}\n'
    )
    assert [rule for rule, _ in rules_of(text)][:2] == ["unknown-column", "unknown-value"]


CHART = "- {id: a, type: chart, caption: Over time, points: [%s]}\n"


def chart_of(points: str) -> Figure:
    document, _ = blocks_of(CHART % points)
    figure = document.sections[0].blocks[0]
    assert isinstance(figure, Figure)
    return figure


def test_a_chart_has_labels_a_credit_and_words_for_those_who_cannot_see_it() -> None:
    figure = chart_of(
        "{value: keepers-1950.keepers, label: then}, "
        "{value: keepers-2001.keepers, label: now, emphasis: true}"
    )
    chart = figure.content
    assert isinstance(chart, Chart)
    assert chart.unit == "people"
    assert chart.emphasis == frozenset({1})
    assert [mark.label for mark in chart.series[0].marks] == ["more than 12,500", "up to 12"]
    assert figure.alt == "Bar chart (people): Over time. then, more than 12,500; now, up to 12."
    assert inlines_text(figure.credit) == (
        "Source: Moreau et al. 2019[@moreau-2019 page 12–14 read]; Strait Gazette 2001"
        "[@gazette-2001 unverified — The sources disagree: "
        "The Board’s count and the Gazette’s are not made *alike*.]"
    )


def test_series_leave_gaps_where_they_have_no_value() -> None:
    figure = chart_of(
        "{value: keepers-1950.keepers, label: '1950', series: Old}, "
        "{value: keepers-1998.keepers, label: '1998', series: New}"
    )
    chart = figure.content
    assert isinstance(chart, Chart)
    assert [(series.name, [mark.value for mark in series.marks]) for series in chart.series] == [
        ("Old", [12500, None]),
        ("New", [None, 40]),
    ]


@pytest.mark.parametrize(
    ("points", "rule"),
    [
        (
            "{value: keepers-1950.keepers, label: a}, {value: lamp-forecast.lamps, label: b}",
            ["mixed-units", "speaker-added"],
        ),
        ("{value: lamp-cost.cost, label: a}, {value: lamp-cost.pay.to, label: b}", ["mixed-units"]),
        (
            "{value: keepers-1950.towers, label: a}, {value: lamp-forecast.lamps, label: b}",
            ["mixed-quantities"],
        ),
        ("{value: lamp-cost.pay, label: a}", ["no-single-value"]),
        ("{value: lamp-cost.cots, label: a}", ["unknown-value"]),
        (
            "{value: keepers-1950.keepers, label: a}, {value: keepers-1998.keepers, label: a}",
            ["repeated-label"],
        ),
    ],
)
def test_a_chart_draws_like_with_like(points: str, rule: list[str]) -> None:
    found = composed(outline_of(f"title: T\nblocks:\n{CHART % points}"))[1]
    assert rule[0] in [one.rule for one in found]
    at = next(one.at for one in found if one.rule == rule[0])
    assert str(at).startswith("outlines/made.yaml:3:")


FORM = "- {id: a, type: chart, form: %s, caption: C, points: [%s]}\n"


@pytest.mark.parametrize(
    ("form", "points", "rule"),
    [
        (
            "stacked-bar",
            "{value: keepers-1950.keepers, label: a}",
            "bounded-part",
        ),
        ("slope", "{value: keepers-1950.keepers, label: a}", "slope-ends"),
        ("scatter", "{value: keepers-1950.keepers, label: a}", "no-axis"),
        (
            "bar",
            "{value: keepers-1950.keepers, label: a, against: keepers-1998.keepers}",
            "stray-axis",
        ),
        (
            "scatter",
            "{value: keepers-1950.keepers, label: a, against: keepers-1998.kepers}",
            "unknown-value",
        ),
        (
            "nested",
            "{value: keepers-1998.keepers, label: a}, {value: keepers-1950.keepers, label: b}",
            "part-exceeds-whole",
        ),
        (
            "doughnut",
            "{value: keepers-1998.keepers, label: a, series: s}, "
            "{value: keepers-1998.keepers, label: b, series: t}",
            "second-series",
        ),
        (
            "stacked-column",
            "{value: keepers-1998.keepers, label: a, series: s}, "
            "{value: keepers-1950.keepers, label: a, series: t}",
            "parts-of-other-times",
        ),
    ],
)
def test_a_form_refuses_what_it_cannot_draw_honestly(form: str, points: str, rule: str) -> None:
    found = composed(outline_of(f"title: T\nblocks:\n{FORM % (form, points)}"))[1]
    assert rule in [one.rule for one in found]
    at = next(one.at for one in found if one.rule == rule)
    assert str(at).startswith("outlines/made.yaml:3:")


def form_of(form: str, points: str) -> Figure:
    document, _ = blocks_of(FORM % (form, points))
    figure = document.sections[0].blocks[0]
    assert isinstance(figure, Figure)
    return figure


def test_a_range_takes_both_ends_of_a_value() -> None:
    figure = form_of("range", "{value: lamp-cost.pay, label: a}")
    assert isinstance(figure.content, Chart)
    (mark,) = figure.content.series[0].marks
    assert mark.low is not None
    assert mark.high is not None
    assert mark.low < mark.high
    assert mark.value == (mark.low + mark.high) / 2
    assert mark.label in figure.alt


def test_points_stand_at_the_middle_of_their_times() -> None:
    figure = form_of(
        "points", "{value: keepers-1950.keepers, label: a}, {value: keepers-1998.keepers, label: b}"
    )
    assert isinstance(figure.content, Chart)
    assert [str(mark.at) for mark in figure.content.series[0].marks] == ["1950.5", "1998.5"]


def test_a_scatter_tells_both_amounts() -> None:
    figure = form_of(
        "scatter", "{value: keepers-1950.keepers, label: a, against: keepers-1998.keepers}"
    )
    assert figure.alt.endswith("a, more than 12,500, about 40.")


def test_names_of_countries_need_no_translator() -> None:
    text = FORM % ("bar", "{value: keepers-1998.keepers, label: 'Brazil, 1998'}")
    document, _ = composed(outline_of(f"title: T\nblocks:\n{text}"), language="es")
    figure = document.sections[0].blocks[0]
    assert isinstance(figure, Figure)
    assert isinstance(figure.content, Chart)
    assert figure.content.categories == ("Brasil, 1998",)


def test_a_long_chart_tells_its_extremes() -> None:
    marks = tuple(Mark(n, str(n), Bound.EXACT) for n in range(1, 41))
    chart = Chart(
        ChartForm.LINE, tuple(f"y{n}" for n in range(1, 41)), (Series("", marks),), "people"
    )
    alt = chart_alt(chart, "Growth", house_style().phrases["en"], "en")
    assert alt == (
        "Line chart (people): Growth. 40 values, the first 1 (y1), the last 40 (y40), "
        "the least 1 (y1), the most 40 (y40)."
    )


def test_only_decks_have_speaker_notes_columns_and_intros() -> None:
    text = (
        "- {id: p, type: section, title: P, intro: Lines., break-before: true}\n"
        '- {id: a, type: facts, from: "id:keepers-1998", columns: 2, speaker: Slowly.}\n'
    )
    paper, _ = blocks_of(text)
    deck, _ = blocks_of(text, "pptx")
    assert [section.speaker for section in paper.sections] == [(), ()]
    assert (paper.sections[0].blocks, paper.sections[0].break_before) == ((), True)
    assert deck.sections[0].break_before is False
    listed = [section.blocks[0] for section in (paper.sections[1], deck.sections[1])]
    assert [block.columns for block in listed if isinstance(block, ItemList)] == [1, 2]
    notes = [inlines_text(block.content) for block in deck.sections[1].speaker]
    assert notes == [
        "Slowly.",
        "About 40 people kept the lamps in 1998.[@pilot-board-1998 via through moreau-2019]",
        "Caveat: Day staff *apart*; the Gazette has none but 40. Confidence: moderate.",
        "**If asked:** The sources disagree: The Board’s count and the Gazette’s are not made "
        "*alike*. The Board paid them. We know the source only through another text, which its "
        "note names.",
    ]


def test_the_audience_s_length_counts_where_the_outline_has_none() -> None:
    text = 'title: T\n%sblocks:\n- {id: a, type: facts, from: "id:keepers-1950"}\n'
    short, _ = composed(outline_of(text % ""), audience="board")
    full, _ = composed(outline_of(text % "text: full\n"), audience="board")
    assert "keepers in sixteen towers (1950)" in dump(short)
    assert "lived in sixteen towers" in dump(full)


def test_the_date_comes_from_the_outline_or_the_build() -> None:
    text = 'title: T\n%sblocks:\n- {id: a, type: facts, from: "kind:claim"}\n'
    assert composed(outline_of(text % ""))[0].front.date == "21 November 2026"
    assert composed(outline_of(text % "date: 2021-06\n"))[0].front.date == "June 2021"
    found = composed(outline_of(text % "date: soon\n"))[1]
    assert "bad-date" in [one.rule for one in found]


def test_a_style_without_the_language_lends_another_s_phrases() -> None:
    selected, _ = select(lighthouses(), lighthouses().outlines["strait"], None, "pdf", "de")
    assert selected is not None
    found = compose(selected, lighthouses().dataset, house_style(), DAY)[1]
    assert {one.rule for one in found} >= {"missing-phrases", "unworded-language"}
    bare = house_style().changed({"phrases": {}})
    document, found = compose(selected, lighthouses().dataset, bare, DAY)
    assert [one.rule for one in found] == ["no-phrases"]
    assert document.sections == ()


def test_composing_twice_gives_the_same() -> None:
    outline = lighthouses().outlines["strait"]
    first, second = composed(outline)[0], composed(outline)[0]
    assert first == second
    assert dump(first) != dump(replace(second, language="es"))


@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=80))
@example(text="e\u0301")
def test_any_text_reads_without_a_fault_and_escaped_text_stays_itself(text: str) -> None:
    found: list[str] = []

    def fill(inside: str) -> tuple[Text, ...]:
        return (Text(inside),)

    reading = Reading(fill, lambda ids: (), found.append)
    read_inlines(text, reading)
    read_blocks(text, reading)
    escaped = re.sub(r"([^\w\s])", r"\\\1", text)
    assert plain_text(read_inlines(escaped, reading)) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"author": ["Moreau, Ana", "Board"], "issued": "1998"}, "Moreau and Board 1998"),
        ({"author": ["Moreau, Ana", "et al."], "issued": "1998-05"}, "Moreau et al. 1998"),
        ({"container-title": "The Gazette", "title": "Lamps"}, "The Gazette"),
        ({"title": "Lamps at sea", "title-short": "Lamps"}, "Lamps"),
        ({"URL": "https://www.example.org/news/7"}, "example.org"),
    ],
)
def test_a_work_is_named_in_few_words(fields: dict[str, object], words: str) -> None:
    assert source_words(read_as(Source, {"type": "webpage", **fields}), "en") == words
