"""Jobs in; whatever all of them need is read here, once, so that workers find it in memory."""

from collections.abc import Iterable
from contextlib import suppress

from footnoted.load import Project
from footnoted.model.document import Document, Front, ItemList, Note, Paragraph, Section
from footnoted.model.inlines import Inlines, NoteCall, Text
from footnoted.pipeline import Job, write


def warm(project: Project, jobs: Iterable[Job]) -> None:
    """Write a document of one line for each format, style and language; nothing is kept of it.

    Faces, patterns, templates and modules are then there. What goes wrong is met again by the jobs.
    """
    for job in {(one.format, one.style.id, one.language): one for one in jobs}.values():
        with suppress(Exception):
            write(project, job, _line(job.language))


def _line(language: str) -> Document:
    words: Inlines = (Text("Information 1234 – hyphenation."), NoteCall(("n1",)))
    blocks = (Paragraph(words), ItemList(((Paragraph(words),),)))
    section = Section("warm", "prose", 1, words[:1], blocks)
    note = Note("n1", "1", words[:1], (), words[:1])
    return Document("warm", language, Front(title="Warm"), (section,), (note,))
