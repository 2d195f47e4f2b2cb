"""Inlines written as the reference processor writes them, to compare and to read."""

from html import escape

from footnoted.model.inlines import Emphasis, Foreign, Inlines, Link, SmallCaps, Strong, Text


def html_of(content: Inlines) -> str:
    return "".join(map(_one, content))


def _one(inline: object) -> str:
    match inline:
        case Text(text):
            return escape(text, quote=False)
        case Emphasis(content):
            return f"<i>{html_of(content)}</i>"
        case Strong(content):
            return f"<b>{html_of(content)}</b>"
        case SmallCaps(content) | Foreign(content, _):
            return html_of(content)
        case Link(content, target):
            return f'<a href="{escape(target)}">{html_of(content)}</a>'
        case _:
            raise TypeError(inline)
