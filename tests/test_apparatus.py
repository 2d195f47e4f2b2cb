"""What an outline asks for around its text: control, method, glossary, questions, front matter."""

from footnoted.load import Project
from footnoted.model.document import Definitions, ItemList, Paragraph, Questions
from footnoted.model.dump import inlines_text
from footnoted.model.walk import plain_text
from lighthouse_project import blocks_of, composed, lighthouses, outline_of, rules_of

GLOSSARY = """\
wick:
  term: wick
  definition: "What burns in a lamp: {{keepers-1998.keepers}} of them."
  facts: [keepers-1998, moor]
keeper:
  term: Keeper
  aliases: [keepers]
  definition: Who minds a lamp.
  facts: keepers-1950
pay:
  term: annual pay
  short: AP
  definition: What is paid.
  facts: lamp-cost
"""
NAMES = """\
pilot-board:
  kind: organisation
  name: Pilot Board
  is: It pays.
  facts: keepers-1998
  glossary: true
"""
MOOR = """\
moor:
  kind: event
  text: {full: "A wick burnt."}
  topics: lamps
  cites: [{source: gazette-2001}]
"""


PROSE = """\
made:
  title: How it was made
  topics: [keepers]
  text: "We read what {{keepers-1950.when}} left us."
"""


def explained() -> Project:
    """Return the lighthouses with names and terms to explain, and prose on the method."""
    return lighthouses(
        ("data/glossary.yaml", GLOSSARY),
        ("data/names/all.yaml", NAMES),
        ("data/facts/moor.yaml", MOOR),
        ("data/sections/made.yaml", PROSE),
    )


# Document control, corrections, how to cite


CONTROL = """\
title: Lamps
subtitle: A trial
kicker: Paper
audience: board
%s
marking: Secret
control:
  version: "1.1"
  owner: The office
  authors: [A. Sol, B. Mond]
  distribution: [Members, "The *old* library"]
  review-by: "2027-01"
  contact: desk@example.org
  history:
    - {date: "2026-10-01", version: "1.0", words: First *edition*.}
    - {date: "2025", words: A draft.}
%s
blocks:
  - {id: control, type: control}
  - {id: cite, type: cite-this}
  - {id: wrong, type: corrections}
"""


def defined(block: object) -> dict[str, list[str]]:
    assert isinstance(block, Definitions)
    return {
        inlines_text(item.term): [
            inlines_text(one.content) for one in item.content if isinstance(one, Paragraph)
        ]
        for item in block.items
    }


def test_control_tells_all_that_the_outline_s_head_says() -> None:
    document, found = composed(outline_of(CONTROL % ("date: 2026-11-21", "")), audience="board")
    assert found == []
    section = document.sections[0]
    assert inlines_text(section.title) == "Document control"
    assert defined(section.blocks[0]) == {
        "Title": ["Lamps: A trial"],
        "Version": ["1.1"],
        "Date": ["21 November 2026"],
        "Owner": ["The office"],
        "Authors": ["A. Sol, B. Mond"],
        "For": ["The harbour board"],
        "Distribution": ["Members, The old library"],
        "Marking": ["Secret"],
        "To be reviewed by": ["January 2027"],
        "Contact": ["desk@example.org"],
        "History": [
            "**Version 1.0, 1 October 2026**. First *edition*.",
            "**2025**. A draft.",
        ],
    }


def test_control_leaves_out_what_is_not_said() -> None:
    document, _ = blocks_of("- {id: control, type: control}\n")
    assert list(defined(document.sections[0].blocks[0])) == ["Title", "Date"]


def test_corrections_are_listed_with_their_days_or_said_to_be_none() -> None:
    texts = composed(outline_of(CONTROL % ("", "")))[0].sections[2].blocks
    assert texts == blocks_of("- {id: c, type: corrections}\n")[0].sections[0].blocks
    assert plain_text(texts[0].content) == "None so far."  # type: ignore[union-attr]
    mended = '  corrections: [{date: "2026-11-01", words: "It was 40.\\n\\n- so\\n- and so"}]'
    (listed,) = composed(outline_of(CONTROL % ("", mended)))[0].sections[2].blocks
    assert isinstance(listed, ItemList)
    ((first, *rest),) = listed.items
    assert isinstance(first, Paragraph)
    assert inlines_text(first.content) == "**1 November 2026**. It was 40."
    assert [type(one) for one in rest] == [ItemList]


def test_a_paper_says_how_it_is_cited() -> None:
    document, _ = composed(outline_of(CONTROL % ("date: 2026-11-21", "")))
    (said,) = document.sections[1].blocks
    assert isinstance(said, Paragraph)
    assert inlines_text(said.content) == (
        "A. Sol, B. Mond. *Lamps: A trial.* Paper. Version 1.1. The office. 21 November 2026."
    )
    alone, _ = blocks_of("- {id: cite, type: cite-this}\n")
    (said,) = alone.sections[0].blocks
    assert isinstance(said, Paragraph)
    assert inlines_text(said.content) == "*T.* 21 November 2026."


def test_days_that_are_none_are_told_where_they_stand() -> None:
    text = CONTROL.replace('"2027-01"', "soon").replace('"2025"', "once")
    document, found = composed(outline_of(text % ("date: 2026-11-21", "")))
    assert [(one.rule, one.at and one.at.line) for one in found] == [
        ("bad-date", 12),
        ("bad-date", 16),
    ]
    assert "To be reviewed by" not in defined(document.sections[0].blocks[0])


# Front matter


def test_front_matter_is_what_stands_before_the_paper_if_a_contents_list_does() -> None:
    blocks = (
        "- {id: key, type: key-points, from: 'id:keepers-1998'}\n"
        "%s- {id: say, type: callout, words: Mind.}\n"
        "- {id: body, type: facts, from: 'id:keepers-1998'}\n"
        "- {id: again, type: callout, words: Mind.}\n"
    )
    listed, _ = blocks_of(blocks % "- {id: list, type: contents}\n")
    assert {one.id: one.front for one in listed.sections} == {
        "key": True,
        "list": True,
        "say": True,
        "body": False,
        "again": False,
    }
    plain, _ = blocks_of(blocks % "")
    assert not any(one.front for one in plain.sections)


def test_a_list_stands_only_where_there_is_something_to_list() -> None:
    text = (
        "- {id: figures, type: contents, of: figures}\n- {id: tables, type: contents, of: tables}\n"
        "- {id: t, type: table, caption: C, from: 'id:keepers-1998',"
        " columns: [{show: text, title: T}]}\n"
    )
    document, _ = blocks_of(text)
    assert [one.id for one in document.sections] == ["tables", "t"]
    assert rules_of(text) == [("empty-list", "outlines/made.yaml:3:37")]


def test_what_closes_a_deck_is_not_hidden_with_the_annex_before_it() -> None:
    document, _ = blocks_of(
        "- {id: more, type: annex, title: More}\n"
        "- {id: table, type: facts, from: 'id:keepers-1998'}\n"
        "- {id: works, type: sources}\n",
        "pptx",
    )
    assert [(one.id, one.level, one.hidden) for one in document.sections] == [
        ("more", 1, True),
        ("table", 2, True),
        ("works", 1, False),
    ]


# Method


METHOD = "- {id: how, type: method%s}\n"
PRINTED = "- {id: a, type: facts, from: {facts: [keepers-1950, keepers-1998, keepers-2001]}}\n"


def test_method_counts_what_the_brief_prints_wherever_it_stands() -> None:
    before, _ = blocks_of(METHOD % "" + PRINTED)
    after, _ = blocks_of(PRINTED + METHOD % "")
    assert before.sections[0].blocks == after.sections[1].blocks
    assert defined(before.sections[0].blocks[0]) == {
        "Basis": ["Statements printed: 3. Works behind them: 3. The dataset stands at 2021."],
        "What was read": [
            "Works read: 1. Known only through another text, which the note names: 1. Not seen: 1."
        ],
        "Where references stood": ["On the claim: 3."],
        "Standing of the statements": ["Current: 1. Disputed: 2."],
        "Disagreements": ["Disclosed where they matter: 1."],
        "Figures": [
            "Words such as “about”, “more than” and “at least” belong to the figure as recorded; "
            "nothing is rounded."
        ],
    }


def test_a_fact_printed_twice_counts_once_and_a_work_by_its_best_cite() -> None:
    again = PRINTED.replace("id: a", "id: b")
    document, _ = blocks_of(
        PRINTED + again + "- {id: c, type: facts, from: 'id:moor'}\n" + METHOD % ", tell: basis",
        project=explained(),
    )
    assert defined(document.sections[3].blocks[0]) == {
        "Basis": ["Statements printed: 4. Works behind them: 3. The dataset stands at 2021."]
    }


def test_method_tells_what_is_asked_in_that_order_and_goes_on_from_prose() -> None:
    text = PRINTED + METHOD % ", tell: [hedges, basis], section: made"
    document, _ = blocks_of(text, project=explained())
    prose, counts = document.sections[1].blocks
    assert isinstance(prose, Paragraph)
    assert plain_text(prose.content) == "We read what 1950 left us."
    assert list(defined(counts)) == ["Figures", "Basis"]


# Glossary


def test_a_glossary_of_what_is_printed_is_in_alphabetical_order_and_cited() -> None:
    words = "- {id: words, type: glossary}\n"
    document, _ = blocks_of(
        words
        + "- {id: a, type: facts, from: {facts: [moor, keepers-1998]}}\n"
        + "- {id: b, type: callout, words: The keepers of the Pilot Board.}\n",
        project=explained(),
    )
    (listed,) = document.sections[0].blocks
    lines = defined(listed)
    assert list(lines) == ["Keeper", "Pilot Board", "wick"]
    assert lines["Pilot Board"][0].startswith("It pays.[@pilot-board-1998")
    # One cite for both of its facts; numbers come from the facts.
    assert lines["wick"][0].startswith("What burns in a lamp: about 40 of them.[@pilot-board-1998")
    assert "@gazette-2001" in lines["wick"][0]


def test_a_glossary_of_all_or_of_some_terms() -> None:
    every, _ = blocks_of("- {id: w, type: glossary, terms: all}\n", project=explained())
    assert list(defined(every.sections[0].blocks[0])) == [
        "annual pay (AP)",
        "Keeper",
        "Pilot Board",
        "wick",
    ]
    some, _ = blocks_of("- {id: w, type: glossary, terms: [wick, keeper]}\n", project=explained())
    assert list(defined(some.sections[0].blocks[0])) == ["Keeper", "wick"]


def test_a_glossary_without_a_word_or_with_an_unknown_one_is_told() -> None:
    block = "- {id: w, type: glossary%s}\n"
    assert rules_of(block % "", project=explained()) == [
        ("empty-glossary", "outlines/made.yaml:3:3")
    ]
    assert rules_of(block % ", terms: [wick, kepeer]", project=explained()) == [
        ("unknown-term", "outlines/made.yaml:3:41")
    ]


# Questions


ASKED = """\
- id: asked
  type: questions
  items:
    - {ask: "How many?", from: "id:keepers-1998", lines: 2}
    - ask: "Why? [@keepers-1950]"
      answer: "Because.\\n\\nOnly that."
      from: {facts: [moor, lamp-cost]}
    - {ask: "What now?", lines: 3}
"""


def test_questions_keep_their_order_their_answers_and_their_room() -> None:
    document, _ = blocks_of(ASKED, project=explained())
    (asked,) = document.sections[0].blocks
    assert isinstance(asked, Questions)
    assert [inlines_text(one.question) for one in asked.items] == [
        "How many?",
        "Why?",
        "What now?",
    ]
    assert [one.lines for one in asked.items] == [2, 0, 3]
    kinds = [[type(block) for block in one.answer] for one in asked.items]
    assert kinds == [[Paragraph], [Paragraph, Paragraph, ItemList], []]
    (said,) = asked.items[0].answer
    assert isinstance(said, Paragraph)
    assert "[@pilot-board-1998" in inlines_text(said.content)
    listed = asked.items[1].answer[2]
    assert isinstance(listed, ItemList)
    assert len(listed.items) == 2


def test_slides_have_no_room_for_a_reader_s_own_answer() -> None:
    document, _ = blocks_of(ASKED, "pptx", project=explained())
    (asked,) = document.sections[0].blocks
    assert isinstance(asked, Questions)
    assert [one.lines for one in asked.items] == [0, 0, 0]
