"""Selections in both spellings over the facts of the lighthouses."""

import pytest
from msgspec.structs import replace

from footnoted.diagnostics import Diagnostic, has_errors
from footnoted.model.block import Format
from footnoted.model.dataset import Dataset, Stance
from footnoted.model.outline import Outline
from footnoted.selection import Selected, query, select
from lighthouse_project import lighthouses, outline_of


def ids(expression: object, named: dict[str, object] | None = None) -> list[str]:
    facts, found = query(lighthouses().dataset, expression, named)
    assert found == []
    return [fact.id for fact in facts]


def faults(expression: object, named: dict[str, object] | None = None) -> list[Diagnostic]:
    facts, found = query(lighthouses().dataset, expression, named)
    assert facts == ()
    return found


def chosen(
    outline: Outline, audience: str | None = None, format: Format = "pdf", language: str = "en"
) -> Selected:
    selected, found = select(lighthouses(), outline, audience, format, language)
    assert found == []
    assert selected is not None
    return selected


def refused(outline: Outline, audience: str | None = None) -> list[Diagnostic]:
    selected, found = select(lighthouses(), outline, audience, "pdf", "en")
    assert selected is None
    assert has_errors(found)
    return found


KEEPERS = ["keepers-1950", "keepers-1998", "keepers-2001", "dark-nights", "nuit"]


@pytest.mark.parametrize(
    ("mapping", "line", "expected"),
    [
        ({"topic": "keepers"}, "topic:keepers", KEEPERS),
        (
            {"topic": ["lamps", "money"]},
            "topic:(lamps, money)",
            "keepers-1998 lamp-cost lamp-forecast",
        ),
        ({"topic": "not keepers"}, "not topic:keepers", "lamp-cost lamp-forecast"),
        ({"topic": "not keepers"}, "-topic:keepers", "lamp-cost lamp-forecast"),
        ({"kind": "claim"}, "kind:claim", "keepers-2001"),
        ({"id": "keepers-*"}, "id:keepers-*", "keepers-1950 keepers-1998 keepers-2001"),
        ({"place": "Royaume-Uni"}, 'place:"United Kingdom"', "keepers-1950 keepers-2001"),
        ({"place": True}, "place:true", "keepers-1950 keepers-1998 keepers-2001 lamp-cost"),
        (
            {"status": "not disputed", "topic": "keepers"},
            "topic:keepers not status:disputed",
            "keepers-1950 dark-nights nuit",
        ),
        ({"status": "superseded"}, "status:superseded", "old-count"),
        ({"status": "internal"}, "status:internal", "house-note"),
        ({"stance": "critical"}, "stance:critical", "keepers-2001"),
        ({"confidence": "high"}, "confidence:high", "keepers-1950"),
        ({"confidence": "< moderate"}, "confidence<moderate", "lamp-cost"),
        ({"source": "gazette-2001"}, "source:gazette-2001", "keepers-2001 lamp-cost"),
        ({"tier": "primary"}, "tier:primary", "keepers-1998 lamp-cost lamp-forecast"),
        ({"perspective": "press"}, "perspective:press", "keepers-2001 lamp-cost"),
        ({"seen": "via"}, "seen:via", "keepers-1998"),
        ({"unit": "EUR"}, "unit:EUR", "lamp-cost"),
        ({"tag": "budget"}, "tag:budget", "lamp-cost"),
        ({"cites": ">= 2"}, "cites>=2", "lamp-cost"),
        ({"value": "> 12,000"}, "value:>12000", "keepers-1950 lamp-cost"),
        ({"value": "30..50"}, "value:30..50", "keepers-1998"),
        ({"value": 40}, "value=40", "keepers-1998"),
        ({"value": "..12"}, "value:..12", "keepers-2001 lamp-cost"),
        ({"when": "since 2001"}, "when:since 2001", "keepers-2001 lamp-cost lamp-forecast"),
        ({"when": "before 1999"}, "when:before 1999", "keepers-1950 keepers-1998"),
        ({"when": "after 2001"}, "when>2001", "lamp-forecast"),
        ({"when": "until 1998"}, "when:until 1998", "keepers-1950 keepers-1998"),
        ({"when": "1998..2000"}, "when:1998..2000", "keepers-1998 lamp-cost"),
        ({"when": "2001-05"}, "when:2001-05", "keepers-2001 lamp-cost"),
        ({"said": "2001"}, "said:2001", "keepers-2001 dark-nights"),
        ({"text": "night only"}, '"night only"', "dark-nights"),
        (
            {"any": ["kind:claim", {"tag": "budget"}]},
            "kind:claim or tag:budget",
            "keepers-2001 lamp-cost",
        ),
        (
            {"all": ["topic:keepers", {"not": "place:true"}]},
            "topic:keepers and not (place:true)",
            "dark-nights nuit",
        ),
        (
            {"any": [{"all": ["topic:keepers", "place:GB"]}, "kind:forecast"]},
            "(topic:keepers place:GB) or kind:forecast",
            "keepers-1950 keepers-2001 lamp-forecast",
        ),
        (
            {"topic": "keepers", "sort": "-when", "limit": 2},
            "topic:keepers sort:-when limit:2",
            "keepers-2001 keepers-1998",
        ),
        (
            {"topic": "keepers", "sort": "value"},
            "topic:keepers sort:value",
            "keepers-2001 keepers-1998 keepers-1950 dark-nights nuit",
        ),
        (
            {"topic": "keepers", "limit-per": {"source": 1}},
            "topic:keepers limit-per:source=1",
            "keepers-1950 keepers-1998 keepers-2001",
        ),
        (
            {"kind": "claim", "pin": ["nuit"], "drop": "keepers-2001"},
            "kind:claim pin:nuit drop:(keepers-2001)",
            "nuit",
        ),
        ({"facts": ["nuit", "lamp-cost"]}, "facts:(nuit, lamp-cost)", "nuit lamp-cost"),
        (
            {"kind": "claim", "expect": {"min": 1, "max": 1}},
            "kind:claim expect:1..1",
            "keepers-2001",
        ),
    ],
)
def test_both_spellings_find_the_same(
    mapping: dict[str, object], line: str, expected: str | list[str]
) -> None:
    wanted = expected.split() if isinstance(expected, str) else expected
    assert ids(mapping) == wanted
    assert ids(line) == wanted


def test_a_list_is_one_selection_after_the_other() -> None:
    assert ids(["kind:forecast", {"topic": "lamps"}]) == ["lamp-forecast", "keepers-1998"]


def test_a_pinned_fact_comes_first_and_counts() -> None:
    assert ids("topic:keepers limit:2 pin:lamp-cost") == ["lamp-cost", "keepers-1950"]


def test_names_stand_for_selections_and_nest() -> None:
    named: dict[str, object] = {
        "lamps": {"topic": "lamps", "limit": 1},
        "both": ["lamps", "kind:forecast"],
    }
    assert ids("both", named) == ["keepers-1998", "lamp-forecast"]
    assert ids({"any": ["lamps", "tag:budget"]}, named) == ["keepers-1998", "lamp-cost"]
    assert ids("not both topic:lamps or tag:budget", named) == ["lamp-cost"]
    assert ids('"lamps"', named) == ["keepers-1998", "lamp-forecast"]


def test_a_name_that_leads_to_itself_is_told() -> None:
    named: dict[str, object] = {"a": ["b"], "b": {"any": ["a", "topic:lamps"]}}
    found = query(lighthouses().dataset, "topic:lamps", named)[1]
    assert {(one.rule, one.message) for one in found} >= {
        ("selection-cycle", "the selection `a` leads back to itself: a > b > a")
    }


def test_an_empty_selection_says_where_it_died() -> None:
    (found,) = faults({"topic": "keepers", "place": "FR", "value": "> 49999"})
    assert found.rule == "empty-selection"
    assert found.message == (
        "no fact is left: 7 facts, topic: keepers -> 5, place: FR -> 2, value: > 49999 -> 0"
    )
    (found,) = faults("topic:keepers value>49999")
    assert found.message.endswith("topic:keepers -> 5, value>49999 -> 0")


@pytest.mark.parametrize(
    ("line", "rule", "column", "hint"),
    [
        ("topc:lamps", "unknown-field", 1, "did you mean `topic`?"),
        ("kind:claim topic:lamp", "unknown-topic", 12, "did you mean `lamps`?"),
        ("place:(GB, Frence)", "unknown-place", 1, "did you mean `france`"),
        ("status:disputd", "unknown-status", 1, "did you mean `disputed`?"),
        ("source:gazete-2001", "unknown-source", 1, "did you mean `gazette-2001`?"),
        ("confidence:hihg", "unknown-confidence", 1, "did you mean `high`?"),
        ("id:nuti", "unknown-fact", 1, "did you mean `nuit`?"),
        ("topic:lamps pin:nuti", "unknown-fact", 13, "did you mean `nuit`?"),
        ("when:1998-13", "bad-date", 1, ""),
        ("when:2001..1998", "bad-range", 1, "write `1998..2001`"),
        ("value:lots", "bad-number", 1, "write 500, >= 500 or 100..500"),
        ("value:9..3", "bad-range", 1, "write `3..9`"),
        ("limit:0", "bad-number", 1, ""),
        ("(topic:lamps", "bad-selection", 1, ""),
        ("topic:(lamps", "bad-selection", 7, ""),
        ("topic:lamps )", "bad-selection", 13, ""),
        ("topic:lamps or", "bad-selection", 13, ""),
        ("or topic:lamps", "bad-selection", 1, ""),
        ("topic:lamps and or tag:x", "bad-selection", 17, ""),
        ("topic:", "empty-value", 1, ""),
        ("not (topic:lamps limit:2)", "bad-selection", 18, ""),
        ("sort:text", "bad-sort", 1, ""),
        ("limit-per:value=2", "bad-limit", 1, ""),
    ],
)
def test_faults_name_their_column(line: str, rule: str, column: int, hint: str) -> None:
    (found,) = faults(line)
    assert found.rule == rule
    assert found.message.endswith(f"(column {column} of the selection)")
    assert found.hint.startswith(hint)


def test_all_faults_of_a_mapping_come_at_once() -> None:
    found = faults({"topic": "lamp", "limit": "x", "expect": {"least": 1}, "kind": {"a": 1}})
    assert [one.rule for one in found] == [
        "unknown-topic",
        "bad-number",
        "bad-expect",
        "bad-selection",
    ]


@pytest.mark.parametrize("value", ["", {}, [], None, 7, {"topic": []}, {"any": ["limit:1"]}])
def test_what_is_no_selection_is_refused(value: object) -> None:
    assert [one.rule for one in faults(value)] == ["bad-selection"]


def test_too_few_facts_are_told() -> None:
    found = query(lighthouses().dataset, "kind:claim expect:2..")[1]
    assert [(one.rule, one.message) for one in found] == [
        ("unexpected-count", "the selection finds 1 facts, `expect` wants 2..")
    ]


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("facts:wrong-count", "retracted-fact"),
        ("status:retracted", "empty-selection"),
        ("topic:lamps pin:old-count", "withheld-fact"),
        ("topic:lamps pin:house-note", "withheld-fact"),
        ("not status:superseded id:old-count", "empty-selection"),
    ],
)
def test_what_may_not_print_is_withheld(line: str, rule: str) -> None:
    assert [one.rule for one in query(lighthouses().dataset, line)[1]] == [rule]


def test_a_status_asked_for_lets_a_pinned_fact_pass() -> None:
    assert ids("topic:keepers status:(superseded, disputed) pin:old-count") == [
        "old-count",
        "keepers-1998",
        "keepers-2001",
    ]


OUTLINE = """\
title: T
blocks:
- {id: all, type: facts, from: "topic:lamps"}
- {id: deck, type: facts, from: "kind:claim", when: {format: pptx}}
- {id: board, type: facts, from: "kind:claim", when: {audience: [board], lang: en}}
- {id: others, type: facts, from: "kind:claim", when: {not: {audience: board}}}
"""


def test_blocks_are_kept_by_audience_format_and_language() -> None:
    outline = outline_of(OUTLINE)

    def kept(audience: str | None, format: Format, language: str) -> list[str]:
        selected = chosen(outline, audience, format, language)
        assert list(selected.facts) == [block.id for block in selected.outline.blocks]
        return list(selected.facts)

    assert kept(None, "pdf", "en") == ["all", "others"]
    assert kept("board", "pptx", "en-GB") == ["all", "deck", "board"]
    assert kept("board", "pdf", "fr") == ["all"]


def test_every_reference_of_a_block_is_found() -> None:
    selected = chosen(lighthouses().outlines["strait"], "public")
    facts = {block: [fact.id for fact in found] for block, found in selected.facts.items()}
    assert facts["key"] == ["keepers-1998", "keepers-1950"]
    assert facts["towers"] == ["keepers-1950", "keepers-1998", "keepers-2001"]
    assert facts["bars"] == ["keepers-1950", "keepers-1998"]
    assert facts["sides/0"] == ["keepers-2001"]
    assert facts["sides/1"] == ["keepers-1998"]
    assert facts["dispute"] == ["keepers-1998", "keepers-2001"]


def test_faults_stand_where_they_were_written() -> None:
    outline = outline_of(
        """\
title: T
select:
  bad: {topic: lamp}
blocks:
- id: a
  type: facts
  from: topic:keepers place:Frence
- {id: b, type: quote, fact: nuti}
- {id: c, type: facts, from: {topic: keepers, value: lots}, when: {audience: bord}}
- {id: d, type: conflict, of: [keepers-gone]}
- {id: e, type: prose, section: tower}
- {id: f, type: stat, values: [wrong-count.n]}
"""
    )
    found = [(str(one.at), one.rule) for one in refused(outline, "bord")]
    assert sorted(found) == [
        ("None", "unknown-audience"),
        ("outlines/made.yaml:10:32", "unknown-conflict"),
        ("outlines/made.yaml:11:33", "unknown-section"),
        ("outlines/made.yaml:12:32", "retracted-fact"),
        ("outlines/made.yaml:3:16", "unknown-topic"),
        ("outlines/made.yaml:7:23", "unknown-place"),
        ("outlines/made.yaml:8:30", "unknown-fact"),
        ("outlines/made.yaml:9:54", "bad-number"),
        ("outlines/made.yaml:9:78", "unknown-audience"),
    ]


def test_an_outline_of_which_nothing_is_left_is_an_error() -> None:
    outline = outline_of(
        'title: T\nblocks:\n- {id: a, type: facts, from: "topic:lamps", when: {format: pptx}}\n'
    )
    assert [one.rule for one in refused(outline)] == ["empty-outline"]


def test_an_empty_member_of_a_list_is_told_and_a_fact_s_id_recognised() -> None:
    (found,) = faults(["topic:lamps", "lamp-cost"])
    assert found.message == "no fact is left: 7 facts, lamp-cost -> 0"
    assert found.hint.startswith("`lamp-cost` is a fact: write `id:lamp-cost`")


# --- ensure ----------------------------------------------------------------------------------

STANCES = {
    "keepers-1950": Stance.FAVOURABLE,
    "keepers-1998": Stance.FAVOURABLE,
    "keepers-2001": Stance.CRITICAL,
    "dark-nights": Stance.FAVOURABLE,
    "nuit": Stance.NEUTRAL,
}


def leaning() -> Dataset:
    """Return the lighthouses, their keepers' facts leaning this way and that."""
    dataset = lighthouses().dataset
    facts = {
        id_: fact.changed({"stance": STANCES.get(id_, fact.stance)})
        for id_, fact in dataset.facts.items()
    }
    return replace(dataset, facts=facts)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("topic:keepers limit:2", "keepers-1950 keepers-1998"),
        ("topic:keepers limit:2 ensure:both-sides", "keepers-1950 keepers-2001"),
        ("topic:keepers limit:3 ensure:(both-sides)", "keepers-1950 keepers-1998 keepers-2001"),
        ("id:(nuit, dark-nights, keepers-1950) limit:1 ensure:disclosed", "keepers-1950"),
        ("topic:keepers pin:nuit limit:3 ensure:both-sides", "nuit keepers-1950 keepers-2001"),
        (
            "id:(keepers-1950, dark-nights, keepers-2001) limit:2 ensure:(two-sources)",
            "keepers-1950 keepers-2001",
        ),
        (
            "topic:keepers sort:-when limit:2 ensure:(two-sources, both-sides)",
            "keepers-2001 keepers-1998",
        ),
    ],
)
def test_ensure_brings_back_what_a_limit_cuts(line: str, expected: str) -> None:
    facts, found = query(leaning(), line)
    assert found == []
    assert [fact.id for fact in facts] == expected.split()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("topic:keepers limit:1 ensure:both-sides", "lacks a critical fact"),
        ("id:(dark-nights, nuit) ensure:two-sources", "lacks a second source"),
        ("id:nuit ensure:both-sides", "lacks a favourable fact, a critical fact"),
    ],
)
def test_what_cannot_be_ensured_is_an_error(line: str, words: str) -> None:
    _, (told,) = query(leaning(), line)
    assert told.rule == "unmet-ensure"
    assert words in told.message


def test_ensure_knows_its_words() -> None:
    (told,) = faults("topic:keepers ensure:both-side")
    assert (told.rule, told.hint) == ("unknown-ensure", "did you mean `both-sides`?")


# --- one grammar -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mapping", "line"),
    [
        ({"topic": "keepers", "sort": "-when", "limit": 2}, "topic:keepers sort:-when limit:2"),
        ({"topic": "keepers", "limit-per": {"source": 1}}, "topic:keepers limit-per:source=1"),
        ({"limit-per": {"place": 1, "kind": 2}}, "limit-per:(place=1, kind=2)"),
        ({"topic": "keepers", "pin": ["lamp-cost"]}, "topic:keepers pin:lamp-cost"),
        (
            {"topic": "keepers", "drop": ["nuit", "dark-nights"]},
            "topic:keepers drop:(nuit, dark-nights)",
        ),
        ({"topic": "keepers", "expect": {"min": 2, "max": 5}}, "topic:keepers expect:2..5"),
        ({"facts": ["nuit", "lamp-cost"]}, "facts:(nuit, lamp-cost)"),
        ({"topic": "keepers", "ensure": ["two-sources"]}, "topic:keepers ensure:two-sources"),
        ({"any": [{"topic": "lamps"}, {"tag": "budget"}]}, "topic:lamps or tag:budget"),
        ({"all": ["topic:keepers", {"not": "kind:quotation"}]}, "topic:keepers not kind:quotation"),
        ({"when": "1998..2001", "place": ["FR", "GB"]}, "when:1998..2001 place:(FR, GB)"),
        ({"when": "since 2000"}, "when:>=2000"),
        ({"when": "before 1999"}, "when:before 1999"),
        ({"confidence": ">= moderate", "cites": 1}, "confidence>=moderate cites:1"),
        ({"text": "keepers"}, "keepers"),
    ],
)
def test_controls_do_the_same_in_both_spellings(mapping: dict[str, object], line: str) -> None:
    assert ids(mapping) == ids(line)


def test_a_named_selection_keeps_its_order() -> None:
    named: dict[str, object] = {"few": {"facts": ["nuit", "lamp-cost", "keepers-1950"]}}
    assert ids("few limit:2", named) == ["nuit", "lamp-cost"]
    assert ids("few topic:keepers", named) == ["nuit", "keepers-1950"]
    assert ids("few sort:id", named) == ["keepers-1950", "lamp-cost", "nuit"]
