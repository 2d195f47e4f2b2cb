"""A map block and its facts in, places with kinds or values out."""

from collections.abc import Iterator

from msgspec.structs import replace

from footnoted.compose.captions import exhibit
from footnoted.compose.charts import look_up
from footnoted.compose.credit import credit_line
from footnoted.compose.draft import Draft, data_words, own_words, unit_words
from footnoted.compose.markup import strip_cites
from footnoted.diagnostics import error
from footnoted.model.dataset import Fact, Value
from footnoted.model.document import Figure
from footnoted.model.exhibits import MapBlock, MapLayer
from footnoted.model.figures import Map, MapForm, MapPlace
from footnoted.model.names import Name, NameKind, spellings
from footnoted.model.selected import Selected
from footnoted.model.walk import plain_text
from footnoted.text.language import in_language, is_fallback
from footnoted.text.numbers import amounts, in_digits, print_value
from footnoted.text.places import find_place, place_name, plain

Marked = dict[tuple[str, tuple[float, float] | None], MapPlace]
"""Places marked so far; points of one country are places of their own."""


def map_figure(draft: Draft, block: MapBlock, selected: Selected) -> Figure:
    """Compose a map; a place that several layers name is marked once, with all their kinds."""
    places: Marked = {}
    units: dict[str, None] = {}
    for index, layer in enumerate(block.layers):
        facts = selected.facts.get(f"{block.id}/{index}", ())
        marked = _of_values(draft, layer, units) if layer.values else _of_facts(draft, layer, facts)
        for place in marked:
            _mark(places, place, index)
    _refuse_mixtures(draft, block, units)
    kinds = tuple(_words(draft, layer) for layer in block.layers)
    unit = unit_words(draft, units)
    drawn = Map(MapForm(block.form), tuple(places.values()), kinds, unit, block.whole)
    every = dict.fromkeys(fact for place in drawn.places for fact in place.facts)
    credit = credit_line(draft, tuple(draft.dataset.facts[id_] for id_ in every))
    return exhibit(draft, block, drawn, credit, draft.phrases.map, _told(drawn))


def _words(draft: Draft, layer: MapLayer) -> str:
    return plain_text(strip_cites(own_words(draft, layer.label, layer, "label")))


def _mark(places: Marked, place: MapPlace, kind: int) -> None:
    key = place.code, place.at
    before = places.get(key)
    kinds = dict.fromkeys((*(before.kinds if before else ()), kind))
    facts = dict.fromkeys((*(before.facts if before else ()), *place.facts))
    said = before if before and before.label else place
    places[key] = replace(said, kinds=tuple(kinds), facts=tuple(facts))


def _of_facts(draft: Draft, layer: MapLayer, facts: tuple[Fact, ...]) -> Iterator[MapPlace]:
    """Yield the countries of facts."""
    wanted = {code for name in layer.places for code in _countries(draft, layer, name)}
    for fact in facts:
        countries = dict.fromkeys(code.partition("-")[0] for code in fact.places)
        for code in countries:
            if not wanted or code in wanted:
                yield replace(_country(draft, code), facts=(fact.id,))


def _of_values(draft: Draft, layer: MapLayer, units: dict[str, None]) -> Iterator[MapPlace]:
    """Yield a place for each value, with its amount in words."""
    for i, reference in enumerate(layer.values):
        path, _, name = reference.partition("@")
        at = layer.span("values", i)
        found = look_up(draft, path)
        if isinstance(found, str):
            draft.say(error("unknown-value", found, at))
            continue
        fact, value, end = found
        place = _named(draft, layer, name, i) if name else _only_place(draft, layer, fact, i)
        amount = amounts(value).get(end)
        if amount is None:
            draft.say(error("no-single-value", f"`{path}` is not one amount", at))
        elif place:
            units[value.unit] = None
            label = _label(draft, value, end)
            yield replace(place, value=amount, label=label, bound=value.bound, facts=(fact.id,))


def _label(draft: Draft, value: Value, end: str) -> str:
    units = draft.dataset.info.units
    form = in_digits(value, end, unit=False)
    return print_value(value, form, units, draft.language, draft.home) or ""


def _country(draft: Draft, code: str) -> MapPlace:
    """Return a country under the name that the dataset has for it, else the common one."""
    known = (one for one in draft.dataset.names.values() if one.code == code)
    one = next(known, None)
    return MapPlace(code, _printed(draft, one) if one else place_name(code, draft.language))


def _printed(draft: Draft, one: Name) -> str:
    """Return a place's name. Those of countries need no translator."""
    found = in_language(one.name, draft.language, draft.home)[1]
    if is_fallback(found, draft.language) and one.code and "-" not in one.code:
        return place_name(one.code, draft.language)
    return plain_text(data_words(draft, one.name, one, "name"))


def _named(draft: Draft, layer: MapLayer, text: str, index: int) -> MapPlace | None:
    """Return the place that a text names: a place of the dataset, a country or its code."""
    one = _in_dataset(draft, text)
    if one is None or (one.at is None and not one.code):
        codes = _countries(draft, layer, text, index)
        return _country(draft, codes[0]) if len(codes) == 1 else None
    if one.at is None or (one.code and "-" not in one.code):
        return _country(draft, one.code.partition("-")[0])
    latitude, longitude = one.at
    code = _code_of(draft, one)
    return MapPlace(code, _printed(draft, one), at=(float(longitude), float(latitude)))


def _in_dataset(draft: Draft, text: str) -> Name | None:
    """Return the place of the dataset that has an id or a spelling, whatever its accents."""
    places = [one for one in draft.dataset.names.values() if one.kind is NameKind.PLACE]
    wanted = plain(text)
    by_id = (one for one in places if one.id == text)
    spelled = (one for one in places if wanted in map(plain, spellings(one)))
    return next(by_id, None) or next(spelled, None)


def _code_of(draft: Draft, one: Name) -> str:
    """Return the code of the country that a place lies in, "" where the dataset does not say."""
    if one.code:
        return one.code.partition("-")[0]
    names = draft.dataset.names
    around = (names[id_] for id_ in one.within if id_ in names and names[id_] is not one)
    return next((other.code.partition("-")[0] for other in around if other.code), "")


def _countries(
    draft: Draft, layer: MapLayer, text: str, index: int | None = None
) -> tuple[str, ...]:
    """Return the codes of the country, or of the group of countries, that a text names."""
    one = _in_dataset(draft, text)
    if one and one.members:
        names = draft.dataset.names
        inner = (_code_of(draft, names[id_]) for id_ in one.members if id_ in names)
        return tuple(code for code in inner if code)
    code = (_code_of(draft, one) if one else "") or find_place(text)
    if not code:
        key = ("places",) if index is None else ("values", index)
        message = f"no country is called `{text}`"
        draft.say(error("unknown-place", message, layer.span(*key), "write its ISO code: CU"))
        return ()
    return (code.partition("-")[0],)


def _only_place(draft: Draft, layer: MapLayer, fact: Fact, index: int) -> MapPlace | None:
    countries = {code.partition("-")[0] for code in fact.places}
    if len(countries) != 1:
        message = f"`{fact.id}` has {len(countries) or 'no'} places, a value is drawn at one"
        hint = "name it after the value: `fact-id.value@CU`"
        draft.say(error("no-single-place", message, layer.span("values", index), hint))
        return None
    return _country(draft, countries.pop())


def _refuse_mixtures(draft: Draft, block: MapBlock, units: dict[str, None]) -> None:
    if len(units) > 1:
        message = f"a map draws one unit: {', '.join(f'`{unit}`' for unit in units)} here"
        draft.say(error("mixed-units", message, block.span("layers")))


def _told(drawn: Map) -> Iterator[str]:
    """Tell the places kind by kind, with their amounts."""
    for index, kind in enumerate(drawn.kinds):
        names = (
            f"{place.name} ({place.label})" if place.label else place.name
            for place in drawn.places
            if index in place.kinds
        )
        yield f"{kind}: {', '.join(names)}"
