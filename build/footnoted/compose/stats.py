"""References to values in, big figures with the words that say what they count out."""

import re
from typing import Final

from footnoted.compose.charts import look_up
from footnoted.compose.draft import Draft
from footnoted.compose.placeholders import speaker_of
from footnoted.compose.wording import ATTRIBUTED, fact_cite, fact_words, text_words
from footnoted.diagnostics import error
from footnoted.model.blocks import StatBlock
from footnoted.model.dataset import Fact, Value
from footnoted.model.document import Stat, Tile
from footnoted.model.inlines import Inlines, Text
from footnoted.text.dates import date_words
from footnoted.text.language import capitalised, in_language
from footnoted.text.numbers import in_digits, print_value
from footnoted.text.units import is_signed, unit_alone

_LEADING: Final = re.compile(r"\{([^{}:.]+)(?:\.\w+)?(?::\w+)*\}\s+(?=\S)")


def stat(draft: Draft, block: StatBlock) -> Stat:
    """Compose a row of big figures; a reference that leads nowhere is an error."""
    tiles = []
    for i, reference in enumerate(block.values):
        found = look_up(draft, reference)
        if isinstance(found, str):
            draft.say(error("unknown-value", found, block.span("values", i)))
            continue
        fact, value, end = found
        units = draft.dataset.info.units
        text = print_value(value, in_digits(value, end), units, draft.language, draft.home) or ""
        name = reference.split(".")[1] if "." in reference else next(iter(fact.values))
        label = (*_label(draft, fact, name, value), *_said_by(draft, fact))
        tiles.append(Tile(capitalised(text), (*label, *fact_cite(draft, fact, "short"))))
    return Stat(tuple(tiles))


def _said_by(draft: Draft, fact: Fact) -> Inlines:
    """Return the speaker in brackets where the kind of fact needs one."""
    needed = fact.kind in ATTRIBUTED
    speaker = speaker_of(fact, draft.language, draft.home) if needed else ""
    return (Text(f" ({speaker})"),) if speaker else ()


def _label(draft: Draft, fact: Fact, name: str, value: Value) -> Inlines:
    """Return the words of a short text that begins with this value; else its unit and time."""
    for form in ("short", "headline"):
        words = fact.text.short if form == "short" else fact.text.headline
        text, _ = in_language(words or {}, draft.language, draft.home)
        leading = _LEADING.match(text)
        if leading and leading[1] == name:
            return text_words(draft, fact, form, text[leading.end() :])
    unit = (
        ""
        if is_signed(value.unit)
        else unit_alone(value.unit, draft.dataset.info.units, draft.language, draft.home)
    )
    time = value.when or fact.when
    counted, _ = in_language(value.population or {}, draft.language, draft.home)
    parts = (counted or unit, date_words(time, draft.language) if time else "")
    label = ", ".join(part for part in parts if part)
    return (Text(label),) if label else fact_words(draft, fact, "short")
