"""Cites in a document: numbering, merging, repeats, source lists, what the speaker gets."""

from typing import Any

import pytest
from msgspec.structs import replace

from footnoted.cite import cite
from footnoted.model.document import (
    Block,
    Box,
    BoxKind,
    Cell,
    Column,
    Document,
    Front,
    ItemList,
    Paragraph,
    Row,
    RowGroup,
    Section,
    SourceList,
    Table,
)
from footnoted.model.inlines import Citation, Cite, Emphasis, Inline, Inlines, Link, NoteCall, Text
from footnoted.model.record import Record
from footnoted.model.source import Source, from_csl_json, to_csl_json
from footnoted.model.style.look import Phrases
from footnoted.model.style.notes import FormatAddresses, NotesStyle, Numbering
from footnoted.model.walk import all_inlines, plain_text
from footnoted.reader.fitting import MisfitError, is_record, read_as
from footnoted.reader.record import keys_of
from inline_html import html_of

STYLE = NotesStyle(
    paper="note",
    deck="source",
    reuse="never",
    repeats="short",
    ibid=False,
    show_seen=True,
    archive_copies="always",
    addresses=FormatAddresses(paper="print", deck="link"),
    unlisted=True,
)


def named(record: type[Record]) -> dict[str, Any]:
    """Return a record's texts by name, each saying what it is called, those within it too."""
    fields: dict[str, Any] = {}
    for name, key in keys_of(record).items():
        if key.is_required:
            fields[key.name] = named(key.kind) if is_record(key.kind) else name
    return fields


def phrases() -> Phrases:
    groups = {"press": "Press", "academic": "Academic works", "other": "Other sources"}
    fields = named(Phrases) | {"cited-in": "cited in", "source-groups": groups}
    return read_as(Phrases, fields)


SOURCES = {
    id: read_as(Source, {"id": id, **fields})
    for id, fields in {
        "huish": {
            "type": "article-journal",
            "author": ["Huish, Robert", "Kirk, John M."],
            "title": "Cuban Medical Internationalism",
            "container-title": "Latin American Perspectives",
            "volume": 34,
            "issued": 2007,
            "custom": {"perspective": "academic", "tier": "secondary"},
        },
        "wikipedia": {
            "type": "entry-encyclopedia",
            "title": "Cuban medical internationalism",
            "title-short": "Medical internationalism",
            "container-title": "Wikipedia",
            "issued": "2020-10-21",
            "URL": "https://en.wikipedia.org/wiki/Cuba",
        },
        "guardian": {
            "type": "article-newspaper",
            "title": "Doctors Abroad",
            "container-title": "The Guardian",
            "issued": "2020-02-11",
            "URL": "https://www.theguardian.com/doctors",
            "custom": {
                "archive-url": "https://web.archive.org/doctors",
                "archive-date": "2020-06-09",
                "url-status": "dead",
                "perspective": "press",
            },
        },
    }.items()
}


TITLE = (Text("Title"),)


def call(source: str, locator: str = "", **more: str) -> Cite:
    return Cite((Citation(source, locator, **more),), (f"fact-{source}",))


def paper(*blocks: Block, title: Inlines = TITLE, speaker: tuple[Block, ...] = ()) -> Document:
    section = Section("s", "facts", 1, title, blocks, speaker)
    return Document("d", "en", Front("Title"), (section,))


def said(*content: str | Inline) -> Paragraph:
    return Paragraph(tuple(Text(one) if isinstance(one, str) else one for one in content))


def made(document: Document, numbering: Numbering = "note", **style: object) -> Document:
    chosen = STYLE.changed(style)
    cited, found = cite(document, SOURCES, chosen, numbering, phrases())
    assert not found
    return cited


def notes(document: Document) -> list[tuple[str, str]]:
    return [(note.label, html_of(note.content)) for note in document.notes]


def calls(document: Document) -> list[tuple[str, ...]]:
    found = []
    for content in all_inlines(document):
        found += [inline.notes for inline in content if isinstance(inline, NoteCall)]
    return found


def test_notes_are_numbered_in_reading_order_wherever_they_are_called() -> None:
    table = Table(
        "t",
        (Column(), Column()),
        (Row((Cell((Text("A"),)), Cell((Text("B"), call("guardian"))))),),
        (RowGroup((Row((Cell((Text("1"),)), Cell((Text("2"), call("huish", "3"))))),)),),
        caption=(Text("Caption"), call("huish", "2")),
        credit=(Text("Source:"), call("guardian")),
    )
    document = made(
        paper(
            table,
            ItemList(((said("one", call("huish", "4")),),)),
            Box(BoxKind.CALLOUT, (Text("Box"),), (said("two", call("huish", "5")),)),
            title=(Text("Title"), call("huish", "1")),
        )
    )
    first = "Robert Huish and John M. Kirk, “Cuban Medical Internationalism,” "
    assert [label for label, _ in notes(document)] == ["1", "2", "3", "4", "5", "6", "7"]
    assert notes(document)[0][1] == f"{first}<i>Latin American Perspectives</i> 34 (2007): 1."
    assert notes(document)[1][1] == "Huish and Kirk, “Cuban Medical Internationalism,” 2."
    assert [text[-2:] for _, text in notes(document)][3:] == ["3.", ".”", "4.", "5."]
    assert calls(document) == [(f"n{number}",) for number in range(1, 8)]


def test_numbers_begin_again_with_every_slide() -> None:
    sections = tuple(
        Section(name, "facts", 2, TITLE, (said("One", call(one)), said("Two", call(other))))
        for name, one, other in (("a", "huish", "wikipedia"), ("b", "wikipedia", "huish"))
    )
    document = replace(paper(), sections=sections)
    found, _ = cite(document, SOURCES, STYLE, "source", phrases(), restart="slide")
    assert [note.label for note in found.notes] == ["1", "2", "1", "2"]
    assert len({note.id for note in found.notes}) == 4
    parts, _ = cite(document, SOURCES, STYLE, "source", phrases(), restart="section")
    assert {note.label for note in parts.notes} == {"1", "2"}
    assert [note.sources[0] for note in found.notes] == ["huish", "wikipedia", "wikipedia", "huish"]


def test_cites_that_touch_become_one_note() -> None:
    document = made(
        paper(said("Both.", call("huish", "7"), call("guardian"), " More.", call("huish", "7")))
    )
    assert calls(document) == [("n1",), ("n2",)]
    assert "): 7; “Doctors Abroad,” <i>The Guardian</i>" in notes(document)[0][1]
    assert document.notes[0].sources == ("huish", "guardian")
    inlines = all_inlines(document)[1]
    assert [one.facts for one in inlines if isinstance(one, NoteCall)] == [
        ("fact-huish", "fact-guardian"),
        ("fact-huish",),
    ]


def test_cites_within_emphasis_are_found() -> None:
    document = made(paper(Paragraph((Emphasis((Text("word"), call("huish"))), call("guardian")))))
    assert len(document.notes) == 2


def test_a_work_known_through_another_names_it_and_both_are_listed() -> None:
    cited = call("huish", "77", seen="via", via="wikipedia")
    document = made(paper(said("A.", cited), said("B.", cited), SourceList()))
    link = "https://en.wikipedia.org/wiki/Cuba"
    assert notes(document)[0][1].endswith(
        "34 (2007): 77, cited in “Cuban medical internationalism,” <i>Wikipedia</i>, "
        f'October 21, 2020, <a href="{link}">{link}</a>.'
    )
    assert notes(document)[1][1] == (
        "Huish and Kirk, “Cuban Medical Internationalism,” 77, "
        "cited in <i>Wikipedia</i>, “Medical internationalism.”"
    )
    (listed,) = [block for block in document.sections[0].blocks if isinstance(block, SourceList)]
    (group,) = listed.groups
    assert [(one.source, one.notes) for one in group.entries] == [
        ("huish", ("n1", "n2")),
        ("wikipedia", ("n1", "n2")),
    ]
    silent = made(paper(said("A.", cited)), show_seen=False)
    assert "cited in" not in notes(silent)[0][1]


def test_dead_addresses_are_not_linked_where_a_copy_is() -> None:
    document = made(paper(said("A.", call("guardian"))))
    content = document.notes[0].content
    assert [one.target for one in content if isinstance(one, Link)] == [
        "https://web.archive.org/doctors"
    ]
    assert plain_text(content).endswith(
        "https://www.theguardian.com/doctors, archived June 9, 2020, "
        "https://web.archive.org/doctors."
    )
    without = made(paper(said("A.", call("guardian"))), archive_copies="never")
    assert plain_text(without.notes[0].content).endswith("https://www.theguardian.com/doctors.")


def test_ibid_stands_for_the_source_of_the_note_before() -> None:
    document = made(
        paper(said("A.", call("huish", "7"), "B.", call("huish", "7"), "C.", call("huish", "8"))),
        ibid=True,
    )
    assert [text for _, text in notes(document)][1:] == ["Ibid.", "Ibid., 8."]


def test_repeats_may_be_full() -> None:
    document = made(paper(said("A.", call("huish"), "B.", call("huish"))), repeats="full")
    assert notes(document)[0][1] == notes(document)[1][1]


def test_where_numbers_begin_again_no_part_calls_the_notes_of_another() -> None:
    """Though a note that says the same is called again anywhere else."""
    sections = tuple(
        Section(name, "section", 1, TITLE, (said("One", call("huish", "7")),)) for name in "ab"
    )
    look = STYLE.changed({"reuse": "document"})
    document = replace(paper(), sections=sections)
    found, _ = cite(document, SOURCES, look, "note", phrases(), restart="section")
    assert [note.label for note in found.notes] == ["1", "1"]
    assert calls(found) == [(note.id,) for note in found.notes]


@pytest.mark.parametrize(
    ("reuse", "called"),
    [
        ("never", ["n1", "n2", "n3", "n4", "n5"]),
        ("section", ["n1", "n2", "n1", "n3", "n4"]),
        ("document", ["n1", "n2", "n1", "n3", "n2"]),
    ],
)
def test_a_note_that_says_the_same_is_called_again(reuse: str, called: list[str]) -> None:
    first = paper(said("A.", call("huish", "7"), "B.", call("guardian"), "C.", call("huish", "7")))
    second = paper(said("D.", call("huish", "8"), "E.", call("guardian"))).sections[0]
    document = made(
        replace(first, sections=(*first.sections, replace(second, id="t"))), reuse=reuse
    )
    assert [note for one in calls(document) for note in one] == called
    assert [note.id for note in document.notes] == sorted(set(called))


def test_sources_numbered_once_keep_their_number() -> None:
    both = Cite((Citation("huish", "7"), Citation("guardian")), ("f",))
    again = call("huish", "8")
    document = made(
        paper(said("A.", both), said("B.", again), said("C.", again), SourceList()), "source"
    )
    assert [(note.id, note.label, note.sources) for note in document.notes] == [
        ("s1", "1", ("huish",)),
        ("s2", "2", ("guardian",)),
        ("s1-2", "1", ("huish",)),
    ]
    assert calls(document) == [("s1", "s2"), ("s1-2",), ("s1-2",)]
    assert notes(document)[2][1] == "Huish and Kirk, “Cuban Medical Internationalism,” 8."
    assert html_of(document.notes[0].short) == (
        "Huish and Kirk, “Cuban Medical Internationalism,” 7."
    )
    (listed,) = [block for block in document.sections[0].blocks if isinstance(block, SourceList)]
    entries = listed.groups[0].entries
    assert [(one.number, one.source, one.notes) for one in entries] == [
        (1, "huish", ("s1", "s1-2")),
        (2, "guardian", ("s2",)),
    ]


def test_the_source_list_goes_by_headings() -> None:
    every = said("A.", call("guardian"), "B.", call("wikipedia"), "C.", call("huish"))
    document = made(paper(every, SourceList("perspective")))
    (listed,) = [block for block in document.sections[0].blocks if isinstance(block, SourceList)]
    headings = [(plain_text(group.title), group.entries[0].source) for group in listed.groups]
    assert headings == [
        ("Academic works", "huish"),
        ("Press", "guardian"),
        ("Other sources", "wikipedia"),
    ]


def test_comments_follow_the_citations() -> None:
    with_comment = replace(call("huish", "7"), comment=(Text("Others say 60."),))
    alone = Cite((), ("f",), (Text("Our reckoning."),))
    document = made(paper(said("A.", with_comment, "B.", alone)))
    assert notes(document)[0][1].endswith("(2007): 7. Others say 60.")
    assert notes(document)[1] == ("2", "Our reckoning.")
    assert notes(made(paper(said("A.", alone)), "source")) == [("1", "Our reckoning.")]


def test_the_speaker_gets_full_citations_and_no_notes() -> None:
    spoken = (said("So it was.", call("huish", "7")), said("Again", call("huish", "8")))
    document = made(paper(said("A.", call("huish")), speaker=spoken), "source")
    first, second = document.sections[0].speaker
    assert isinstance(first, Paragraph)
    assert isinstance(second, Paragraph)
    assert plain_text(first.content) == (
        "So it was. (Robert Huish and John M. Kirk, “Cuban Medical Internationalism,” "
        "Latin American Perspectives 34 (2007): 7.)"
    )
    assert plain_text(second.content).endswith("34 (2007): 8)")
    assert len(document.notes) == 1


def test_an_unknown_locator_label_is_a_finding() -> None:
    document = paper(said("A.", call("huish", "7", label="chaptre")))
    _, found = cite(document, SOURCES, STYLE, "note", phrases())
    assert [(one.rule, one.hint) for one in found] == [
        ("unknown-locator-label", "did you mean `chapter`?")
    ]


def test_an_unknown_source_is_our_own_mistake() -> None:
    with pytest.raises(KeyError):
        cite(paper(said("A.", call("nobody"))), SOURCES, STYLE, "note", phrases())


# --- the records -----------------------------------------------------------------------------


def test_three_spellings_of_one_source_are_the_same() -> None:
    ours = {
        "type": "article-journal",
        "author": ["De Vos, Pol", "World Bank"],
        "issued": "2007-11-06",
        "volume": 23,
    }
    csl = {
        "type": "article-journal",
        "author": [{"family": "De Vos", "given": "Pol"}, {"literal": "World Bank"}],
        "issued": {"date-parts": [["2007", 11, 6]]},
        "volume": "23",
    }
    better = {**csl, "issued": [{"year": 2007, "month": 11, "day": 6}]}
    assert read_as(Source, ours) == read_as(Source, csl)
    assert read_as(Source, ours) == read_as(Source, better)


@pytest.mark.parametrize(
    ("issued", "expected"),
    [
        ({"date-parts": [[2005, 9], [2005, 10]]}, "2005-09/2005-10"),
        ({"date-parts": [[1977]], "circa": True}, "1977~"),
        ({"date-parts": [[2008]], "season": 2}, "2008-22"),
        ({"raw": "2007/11/06"}, "2007-11-06"),
        (2007, "2007"),
    ],
)
def test_dates_are_kept_as_edtf_and_given_back_as_csl(issued: object, expected: str) -> None:
    kept = read_as(Source, {"id": "x", "type": "book", "issued": issued})
    assert kept.issued == expected
    again = from_csl_json([to_csl_json(kept)])["x"]
    assert again.issued == expected


def test_csl_json_goes_in_and_out_unchanged() -> None:
    item = {
        "id": "x",
        "type": "book",
        "title": "On Things",
        "author": [{"family": "Smith", "given": "Ann"}, {"literal": "World Bank"}],
        "issued": {"date-parts": [[2001, 2]]},
        "DOI": "10.1/a",
        "archive_location": "box 3",
        "title-short": "On",
        "custom": {"archive-url": "https://web.archive.org/a", "archive-date": "2020-06-09"},
    }
    assert to_csl_json(from_csl_json([item])["x"]) == item


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("URL", "javascript:alert(1)", "begins with https:// or http://"),
        ("URL", "https://a.org/x y", "no spaces"),
        ("issued", "2007-13", "there is no month 13"),
        ("issued", {"year-month": 3}, "`date-parts`, `raw` or `literal`"),
        ("container", "Times", "unknown-key"),
        ("type", "novel", "article-journal"),
    ],
)
def test_faults_of_a_source_are_told(field: str, value: object, words: str) -> None:
    with pytest.raises(MisfitError, match=words):
        read_as(Source, {"type": "book", field: value})


def linked(source: str, **style: object) -> str:
    chosen = STYLE.changed(style)
    document = paper(said("A.", call(source)))
    cited, _ = cite(document, SOURCES, chosen, "source", phrases(), "link")
    return html_of(cited.notes[0].content)


def test_titles_can_be_the_links_and_addresses_are_not_printed() -> None:
    note = linked("guardian", archive_copies="never")
    assert '<a href="https://www.theguardian.com/doctors">“Doctors Abroad,”</a>' in note
    assert "theguardian.com/doctors<" not in note


def test_the_archived_copy_of_a_dead_page_is_linked_by_its_date() -> None:
    note = linked("guardian")
    assert '<a href="https://web.archive.org/doctors">archived June 9, 2020</a>' in note
    assert "theguardian.com" not in note


def test_a_work_without_title_prints_its_address() -> None:
    bare = {"id": "bare", "type": "webpage", "URL": "https://example.org/page"}
    document = paper(said("A.", call("bare")))
    cited, _ = cite(document, from_csl_json([bare]), STYLE, "source", phrases(), "link")
    assert "https://example.org/page" in html_of(cited.notes[0].content)
