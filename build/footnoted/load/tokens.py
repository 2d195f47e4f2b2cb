"""A text of a record and a token in it in; line and column of that token in the file, out."""

import re
from collections.abc import Mapping

from footnoted.diagnostics import Span

Texts = Mapping[str, str]
"""File names to their texts."""


def place_in_text(texts: Texts, at: Span | None, token: str, occurrence: int = 0) -> Span | None:
    """Return where the nth `token` stands in the value that begins at `at`.

    Looked for in the file as written, so that it holds in folded and literal blocks too. `at`
    itself comes back for a token that is spelled otherwise in the file, by an escape.
    """
    if at is None or at.file not in texts:
        return at
    lines = re.split(r"\r\n|\r|\n", texts[at.file])
    pattern = re.compile(re.escape(token) + r"(?![\w-])")
    start = at.column - 1
    for line in range(at.line - 1, len(lines)):
        for match in pattern.finditer(lines[line], start):
            if occurrence == 0:
                return Span(at.file, line + 1, match.start() + 1, len(token))
            occurrence -= 1
        start = 0
    return at
