"""Records of what briefs print in, the text of the lock out: made to be read in a pull request.

One line for each line of print, each fact and each work; briefs sorted, so that the same briefs
make the same bytes and a change touches no line but its own.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from footnoted.model.printed import Printed, plain
from footnoted.reader.emit import flow

VERSION: Final = 1
_HEAD: Final = (
    "# What each brief prints, written by `footnoted lock`. Commit it; `footnoted build --locked`\n"
    "# refuses what differs. It is the author's: it holds what every audience may see.\n"
)


def lock_text(briefs: Iterable[Printed]) -> str:
    """Write the lock."""
    ordered = sorted(briefs, key=lambda one: one.key)
    lines = [line for one in ordered for line in _brief(plain(one))]
    start = "briefs:\n" if lines else "briefs: []\n"
    return "".join([_HEAD, f"footnoted-lock: {VERSION}\n", start, *lines])


def _brief(values: Mapping[str, object]) -> Iterator[str]:
    """Write one brief as an item of a list; a mapping stands in lines of its own."""
    mark = "- "
    for key, value in values.items():
        lead = f"{mark}{key}:"
        mark = "  "
        if key == "blocks" and isinstance(value, list):
            yield f"{lead}\n"
            for block in value:
                yield from _block(block)
        elif isinstance(value, Mapping) and value:
            yield f"{lead}\n"
            yield from (f"    {flow(str(name))}: {flow(one)}\n" for name, one in value.items())
        else:
            yield f"{lead} {flow(value)}\n"


def _block(block: Mapping[str, object]) -> Iterator[str]:
    lines = block.get("lines", [])
    head = {key: value for key, value in block.items() if key != "lines"}
    mark = "- "
    for key, value in head.items():
        yield f"  {mark}{key}: {flow(value)}\n"
        mark = "  "
    if isinstance(lines, list) and lines:
        yield "    lines:\n"
        yield from (f"    - {flow(line)}\n" for line in lines)
