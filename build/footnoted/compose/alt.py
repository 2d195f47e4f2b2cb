"""A chart's data in, a sentence or two out that say what it shows to those who cannot see it."""

from decimal import Decimal
from typing import Final, assert_never

from footnoted.model.document import Chart, ChartForm, Mark, Series
from footnoted.model.style.look import Phrases
from footnoted.text.language import in_language

_MOST: Final = 12
"""Marks told one by one; a longer chart tells its ends and extremes."""

_RANGE: Final = {
    "en": "{n} values, from {low} ({low_at}) to {high} ({high_at})",
    "es": "{n} valores, de {low} ({low_at}) a {high} ({high_at})",
    "fr": "{n} valeurs, de {low} ({low_at}) à {high} ({high_at})",
}


def chart_alt(chart: Chart, title: str, phrases: Phrases, language: str) -> str:
    """Describe a chart: its form and title, its unit, and every value or the extremes."""
    unit = f" ({chart.unit})" if chart.unit else ""
    head = f"{_form(chart.form, phrases)}{unit}"
    head = f"{head}: {title.rstrip('.')}." if title else f"{head}."
    told = (_series(chart, series, phrases, language) for series in chart.series)
    return " ".join([head, *(f"{one}." for one in told)])


def _form(form: ChartForm, phrases: Phrases) -> str:
    match form:
        case ChartForm.BAR:
            return phrases.bar_chart
        case ChartForm.COLUMN:
            return phrases.column_chart
        case ChartForm.LINE:
            return phrases.line_chart
        case _:
            assert_never(form)


def _series(chart: Chart, series: Series, phrases: Phrases, language: str) -> str:
    marks = tuple(zip(chart.categories, series.marks, strict=True))
    name = f"{series.name}: " if series.name and len(chart.series) > 1 else ""
    known = [(category, mark) for category, mark in marks if mark.value is not None]
    if len(marks) <= _MOST or not known:
        told = (f"{category}, {mark.label or phrases.no_data}" for category, mark in marks)
        return name + "; ".join(told)
    low, high = min(known, key=_size), max(known, key=_size)
    return name + in_language(_RANGE, language, "en")[0].format(
        n=len(known), low=low[1].label, low_at=low[0], high=high[1].label, high_at=high[0]
    )


def _size(mark: tuple[str, Mark]) -> Decimal:
    return mark[1].value or Decimal(0)
