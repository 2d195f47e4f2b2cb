"""References to values in, big figures with the words that say what they count out."""

import re
from typing import Final

from footnoted.compose.charts import look_up
from footnoted.compose.draft import Draft, data_words, speaker_words, unit_words
from footnoted.compose.markup import merged
from footnoted.compose.wording import ATTRIBUTED, fact_cite, fact_words, text_words
from footnoted.diagnostics import error
from footnoted.model.blocks import StatBlock
from footnoted.model.dataset import Fact, Value
from footnoted.model.document import Stat, Tile
from footnoted.model.inlines import Inlines, Text
from footnoted.text.dates import date_words
from footnoted.text.language import capitalised, in_language
from footnoted.text.numbers import in_digits, print_value
from footnoted.text.units import is_signed

_LEADING: Final = r"\{([^{}:.]+)(?:\.\w+)?(?::\w+)*\}\s+(?=\S)"


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
        figure, currency = _parted(draft, text, value.unit)
        label = (*currency, *_label(draft, fact, name, value), *_said_by(draft, fact))
        tiles.append(Tile(capitalised(figure), (*merged(label), *fact_cite(draft, fact, "short"))))
    return Stat(tuple(tiles))


def _parted(draft: Draft, text: str, unit: str) -> tuple[str, Inlines]:
    """Part a figure from its currency's words, which go before its label: `de dólares, …`."""
    entry = draft.dataset.info.units.get(unit) if is_signed(unit) else None
    for words in (entry.one, entry.other) if entry else ():
        noun = in_language(words, draft.language, draft.home)[0].removeprefix("{n}").strip()
        found = re.fullmatch(rf"(.+?)\s((?:de\s|d’)?{re.escape(noun)})", text)
        if found and noun[:1].isalpha():
            return found[1], (Text(f"{found[2]}, "),)
    return text, ()


def _said_by(draft: Draft, fact: Fact) -> Inlines:
    """Return the speaker in brackets where the kind of fact needs one."""
    needed = fact.kind in ATTRIBUTED
    speaker = speaker_words(draft, fact) if needed else ()
    return (Text(" ("), *speaker, Text(")")) if speaker else ()


def _label(draft: Draft, fact: Fact, name: str, value: Value) -> Inlines:
    """Return the words of a short text that begins with this value; else its unit and time."""
    for form in ("short", "headline"):
        words = fact.text.short if form == "short" else fact.text.headline
        text, _ = in_language(words or {}, draft.language, draft.home)
        leading = re.match(_LEADING, text)
        if leading and leading[1] == name:
            return text_words(draft, fact, form, text[leading.end() :])
    counted = _counted(draft, value)
    time = value.when or fact.when
    when: Inlines = (Text(date_words(time, draft.language)),) if time else ()
    between: Inlines = (Text(", "),) if counted and when else ()
    return merged((*counted, *between, *when)) or fact_words(draft, fact, "short")


def _counted(draft: Draft, value: Value) -> Inlines:
    """Return who or what is counted, else the unit unless it prints with the number."""
    if value.population:
        return data_words(draft, value.population, value, "population")
    return () if is_signed(value.unit) else (Text(unit_words(draft, (value.unit,))),)
