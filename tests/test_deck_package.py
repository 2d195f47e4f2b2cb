"""The file that holds a deck's parts, as the standard library reads it."""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from footnoted.pptx.markup import Relations
from footnoted.pptx.package import Part, packed

MADE = datetime(2026, 11, 21, 13, 5, 59, tzinfo=UTC)


def opened(parts: list[Part], made: datetime = MADE) -> ZipFile:
    """Pack parts and open the file."""
    root = Relations()
    root.to("https://example.org/document", "a.xml")
    return ZipFile(BytesIO(packed([Part("", "", b"", root), *parts], made)))


def test_parts_are_packed_and_pictures_are_not() -> None:
    words = b"<a>" + b"word " * 900 + b"</a>"
    archive = opened([Part("a.xml", "text/xml", words), Part("media/b.png", "", words)])
    text, picture = archive.getinfo("a.xml"), archive.getinfo("media/b.png")
    assert archive.testzip() is None
    assert archive.namelist()[0] == "[Content_Types].xml"
    assert archive.read("a.xml") == archive.read("media/b.png") == words
    assert (text.compress_type, picture.compress_type) == (ZIP_DEFLATED, ZIP_STORED)
    assert text.compress_size < len(words) / 20
    assert text.date_time == (2026, 11, 21, 13, 5, 58)
    assert text.external_attr >> 16 == 0o644


def test_a_name_beyond_ascii_and_a_time_before_zip_files() -> None:
    archive = opened([Part("é.xml", "text/xml", b"<a/>")], datetime(1970, 1, 1, tzinfo=UTC))
    assert archive.read("é.xml") == b"<a/>"
    assert archive.getinfo("é.xml").date_time == (1980, 1, 1, 0, 0, 0)


def test_more_parts_than_an_old_zip_file_counts() -> None:
    count = 65_600
    archive = opened([Part(f"{number}.png", "", b"x") for number in range(count)])
    assert len(archive.namelist()) == count + 2
    assert archive.read(f"{count - 1}.png") == b"x"
