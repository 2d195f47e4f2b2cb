"""Files within the file: attachments come in, file specifications go out (ISO 32000-1, 7.11)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import md5

from footnoted.model.attachment import Attachment
from footnoted.pdf.adapter import Objects
from footnoted.pdf.syntax import byte_string, date_string, reference, text_string


def put_attachments(
    objects: Objects, attachments: Sequence[Attachment], made: datetime
) -> dict[str, int]:
    """Embed files and return the object numbers of their specifications by name.

    PDF/A-3 wants their kind, the date and what they are to the paper (ISO 19005-3, 6.8): its data.
    """
    return {one.name: objects.add(_specification(objects, one, made)) for one in attachments}


def _specification(objects: Objects, attachment: Attachment, made: datetime) -> bytes:
    content = attachment.content
    digest = md5(content, usedforsecurity=False).hexdigest().upper().encode("ascii")
    when = date_string(made)
    held = objects.add_stream(
        content,
        b"/Type/EmbeddedFile/Subtype/%s/Params<</Size %d/CreationDate%s/ModDate%s/CheckSum<%s>>>"
        % (_name(attachment.media_type), len(content), when, when, digest),
    )
    name = text_string(attachment.name)
    return b"<</Type/Filespec/F%s/UF%s/Desc%s/AFRelationship/Data/EF<</F %d 0 R/UF %d 0 R>>>>" % (
        name,
        name,
        text_string(attachment.description),
        held,
        held,
    )


def _name(media_type: str) -> bytes:
    """Write a media type as a name, whose slash and other delimiters are escaped (7.3.5).

    >>> _name("text/csv")
    b'text#2Fcsv'
    """
    kept = "".join(c if c.isalnum() or c in ".+-" else f"#{ord(c):02X}" for c in media_type)
    return kept.encode("ascii")


def file_names(specifications: Mapping[str, int]) -> bytes:
    """Write the name tree of the embedded files; names sorted as bytes (7.9.6)."""
    named = sorted(specifications.items(), key=lambda item: item[0].encode("utf-8"))
    entries = [byte_string(name) + reference(number) for name, number in named]
    return b"<</Names[%s]>>" % b" ".join(entries)
