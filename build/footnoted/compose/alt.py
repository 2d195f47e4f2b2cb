"""A chart's data in, a sentence or two out that say what it shows to those who cannot see it."""

from decimal import Decimal
from typing import Final, assert_never

from footnoted.model.figures import Chart, ChartForm, Mark, Series
from footnoted.model.style.look import Phrases
from footnoted.text.language import in_language

_MOST: Final = 30
"""Marks told one by one; a longer series tells its ends and extremes."""

_RANGE: Final = {
    "en": "{n} values, the first {first} ({first_at}), the last {last} ({last_at}), "
    "the least {low} ({low_at}), the most {high} ({high_at})",
    "es": "{n} valores, el primero {first} ({first_at}), el último {last} ({last_at}), "
    "el menor {low} ({low_at}), el mayor {high} ({high_at})",
    "fr": "{n} valeurs, la première {first} ({first_at}), la dernière {last} ({last_at}), "
    "la plus petite {low} ({low_at}), la plus grande {high} ({high_at})",
}
_WITHIN: Final = {"en": "within it {}", "es": "dentro de ello {}", "fr": "dont {}"}


def chart_alt(chart: Chart, title: str, phrases: Phrases, language: str) -> str:
    """Describe a chart: its form and title, its units, and every value or the extremes."""
    units = "; ".join(filter(None, (chart.unit, chart.along)))
    head = _form(chart.form, phrases) + (f" ({units})" if units else "")
    head = f"{head}: {title.rstrip('.')}." if title else f"{head}."
    told = (_series(chart, series, phrases, language) for series in chart.series)
    return " ".join([head, *(f"{one}." for one in told)])


def _form(form: ChartForm, phrases: Phrases) -> str:  # noqa: C901 - one line for each form
    match form:
        case ChartForm.BAR:
            return phrases.bar_chart
        case ChartForm.COLUMN:
            return phrases.column_chart
        case ChartForm.LINE:
            return phrases.line_chart
        case ChartForm.STACKED_BAR:
            return phrases.stacked_bar_chart
        case ChartForm.STACKED_COLUMN:
            return phrases.stacked_column_chart
        case ChartForm.POINTS:
            return phrases.points_chart
        case ChartForm.SLOPE:
            return phrases.slope_chart
        case ChartForm.RANGE:
            return phrases.range_chart
        case ChartForm.NESTED:
            return phrases.nested_chart
        case ChartForm.DOUGHNUT:
            return phrases.doughnut_chart
        case ChartForm.SCATTER:
            return phrases.scatter_chart
        case _:
            assert_never(form)


def _series(chart: Chart, series: Series, phrases: Phrases, language: str) -> str:
    marks = tuple(zip(chart.categories, series.marks, strict=True))
    name = f"{series.name}: " if series.name and len(chart.series) > 1 else ""
    known = [(category, mark) for category, mark in marks if mark.value is not None]
    if chart.form is ChartForm.SCATTER:
        marks = tuple(known)  # a point of another series is no gap of this one
    if len(marks) <= _MOST or not known:
        told = [_told(category, mark, phrases) for category, mark in marks]
        if chart.form is ChartForm.NESTED:
            within = in_language(_WITHIN, language, "en")[0]
            told = [*told[:1], *(within.format(one) for one in told[1:])]
        return name + "; ".join(told)
    places = {"first": known[0], "last": known[-1]}
    places |= {"low": min(known, key=_size), "high": max(known, key=_size)}
    words = {place: mark.label for place, (_, mark) in places.items()}
    words |= {f"{place}_at": category for place, (category, _) in places.items()}
    return name + in_language(_RANGE, language, "en")[0].format(n=len(known), **words)


def _told(category: str, mark: Mark, phrases: Phrases) -> str:
    return ", ".join(filter(None, (category, mark.label or phrases.no_data, mark.at_label)))


def _size(mark: tuple[str, Mark]) -> Decimal:
    return mark[1].value or Decimal(0)
