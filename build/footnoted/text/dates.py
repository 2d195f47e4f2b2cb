"""EDTF dates in, words out: `24 May 1963`, `since 1963`, `c. 2003`, `1966–1974`, `summer 2008`.

English is day, month, year, except under `en-US`. Spanish and French have their own words; any
other language gets the English ones.
"""

from datetime import date
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from footnoted.model.edtf import SPRING, Edtf, Moment, Precision, parse_edtf
from footnoted.text.language import primary

EN_DASH: Final = "–"


class DateWords(Struct, frozen=True):
    """What a language says about dates; `{}` stands for the date."""

    months: str
    """January to December, parted by spaces."""
    seasons: str
    """Spring to winter, parted by spaces."""
    day: str
    day_month: str
    month: str
    season: str
    first: str
    """How the first day of a month is written."""
    decade: tuple[str, str]
    """Within a sentence, and standing alone."""
    century: tuple[str, str]
    since: str
    until: str
    about: str
    perhaps: str

    def month_name(self, month: int) -> str:
        """Return the name of month 1 to 12."""
        return self.months.split()[month - 1]

    def season_name(self, season: int) -> str:
        """Return the name of season 21 to 24."""
        return self.seasons.split()[season - SPRING]


_BRITISH: Final = DateWords(
    months="January February March April May June July August September October November December",
    seasons="spring summer autumn winter",
    day="{day} {month} {year}",
    day_month="{day} {month}",
    month="{month} {year}",
    season="{season} {year}",
    first="1",
    decade=("the {}s", "{}s"),
    century=("the years {}–{last}", "{}–{last}"),
    since="since {}",
    until="until {}",
    about="c. {}",
    perhaps="possibly {}",
)
_AMERICAN: Final = replace(
    _BRITISH,
    seasons="spring summer fall winter",
    day="{month} {day}, {year}",
    day_month="{month} {day}",
)
_SPANISH: Final = DateWords(
    months="enero febrero marzo abril mayo junio "
    "julio agosto septiembre octubre noviembre diciembre",
    seasons="primavera verano otoño invierno",
    day="{day} de {month} de {year}",
    day_month="{day} de {month}",
    month="{month} de {year}",
    season="{season} de {year}",
    first="1",
    decade=("la década de {}", "década de {}"),
    century=("los años {}–{last}", "{}–{last}"),
    since="desde {}",
    until="hasta {}",
    about="hacia {}",
    perhaps="posiblemente {}",
)
_FRENCH: Final = DateWords(
    months="janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    seasons="printemps été automne hiver",
    day="{day} {month} {year}",
    day_month="{day} {month}",
    month="{month} {year}",
    season="{season} {year}",
    first="1er",
    decade=("les années {}", "années {}"),
    century=("les années {}–{last}", "{}–{last}"),
    since="depuis {}",
    until="jusqu’à {}",
    about="vers {}",
    perhaps="peut-être {}",
)
_BY_LANGUAGE: Final = {"en": _BRITISH, "en-us": _AMERICAN, "es": _SPANISH, "fr": _FRENCH}


def words_of(language: str) -> DateWords:
    """Return the words of a BCP 47 tag, else of its primary language, else the English ones."""
    tag = language.lower()
    return _BY_LANGUAGE.get(tag) or _BY_LANGUAGE.get(primary(tag), _BRITISH)


def date_words(text: str, language: str, running: bool = True) -> str:
    """Put an EDTF text into words; `running` gives decades their article, as sentences want.

    >>> date_words("1963-05-24", "en"), date_words("1963-05-24", "en-US")
    ('24 May 1963', 'May 24, 1963')
    >>> date_words("1963/..", "fr"), date_words("1966/1974", "es"), date_words("2003~", "en")
    ('depuis 1963', '1966–1974', 'c. 2003')
    """
    when, words = parse_edtf(text), words_of(language)
    match when:
        case Edtf(start=Moment() as start, end=None):
            return words.since.format(_with_doubt(start, words, running))
        case Edtf(start=None, end=Moment() as end):
            return words.until.format(_with_doubt(end, words, running))
        case Edtf(start=Moment() as start, end=Moment() as end) if when.is_interval:
            return _span(start, end, words, running)
        case Edtf(start=Moment() as moment):
            return _with_doubt(moment, words, running)
    raise AssertionError("parse_edtf gives a start or an end")


def day_words(day: date, language: str) -> str:
    """Put a calendar day into words: `21 November 2026`."""
    return date_words(day.isoformat(), language)


def _with_doubt(moment: Moment, words: DateWords, running: bool) -> str:
    plain = _plain(moment, words, running)
    if moment.approximate:
        return words.about.format(plain)
    return words.perhaps.format(plain) if moment.uncertain else plain


def _plain(moment: Moment, words: DateWords, running: bool) -> str:
    match moment.precision:
        case Precision.DAY:
            return words.day.format(
                day=_day(moment, words), month=words.month_name(moment.month), year=moment.year
            )
        case Precision.MONTH:
            return words.month.format(month=words.month_name(moment.month), year=moment.year)
        case Precision.SEASON:
            return words.season.format(season=words.season_name(moment.month), year=moment.year)
        case Precision.YEAR:
            return str(moment.year)
        case Precision.DECADE | Precision.CENTURY as precision:
            forms = words.decade if precision is Precision.DECADE else words.century
            return forms[0 if running else 1].format(moment.year, last=moment.upper.year)


def _day(moment: Moment, words: DateWords) -> str:
    return words.first if moment.day == 1 else str(moment.day)


def _span(start: Moment, end: Moment, words: DateWords, running: bool) -> str:
    """Join two dates, naming what they share once: `3–5 May 2004`, `May–June 2004`."""
    sure = not (start.approximate or start.uncertain or end.approximate or end.uncertain)
    if not sure or start.year != end.year or start.precision is not end.precision:
        joint = EN_DASH if start.precision is end.precision is Precision.YEAR else " – "
        first, last = (_with_doubt(moment, words, running) for moment in (start, end))
        return f"{first}{joint}{last}"
    match start.precision:
        case Precision.DAY if start.month == end.month:
            days = f"{_day(start, words)}{EN_DASH}{_day(end, words)}"
            month = words.month_name(start.month)
            return words.day.format(day=days, month=month, year=start.year)
        case Precision.DAY:
            return _day_span(start, end, words)
        case Precision.MONTH:
            months = EN_DASH.join(words.month_name(one.month) for one in (start, end))
            return words.month.format(month=months, year=start.year)
        case Precision.SEASON:
            seasons = EN_DASH.join(words.season_name(one.month) for one in (start, end))
            return words.season.format(season=seasons, year=start.year)
        case Precision.YEAR | Precision.DECADE | Precision.CENTURY:
            return _plain(start, words, running)


def _day_span(start: Moment, end: Moment, words: DateWords) -> str:
    """Join two days of one year: `3 May – 5 June 2004`."""
    first = words.day_month.format(day=_day(start, words), month=words.month_name(start.month))
    return f"{first} – {_plain(end, words, running=False)}"
