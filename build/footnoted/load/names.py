"""Names and terms in; every reference of theirs that leads nowhere, and every clash, out."""

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from footnoted.diagnostics import Diagnostic, Span, error
from footnoted.load.data import Data
from footnoted.load.facts import check_place
from footnoted.load.records import Records
from footnoted.model.names import Name, NameKind, Term, spellings
from footnoted.text.places import find_place, plain


def check_names(data: Data) -> list[Diagnostic]:
    """Follow every reference of names and terms; each spelling may lead to one of them only."""
    found: list[Diagnostic] = []
    for name in data.names.found.values():
        found += _check_name(name, data)
    for one in _every(data):
        for index, id_ in enumerate(one.facts):
            found += data.facts.refer("fact", id_, one, "facts", index)
    found += _shared_ids(data)
    found += _shared_spellings(data)
    found += _shared_codes(data.names.found)
    return found


def _every(data: Data) -> tuple[Name | Term, ...]:
    return (*data.names.found.values(), *data.glossary.found.values())


def _check_name(name: Name, data: Data) -> Iterator[Diagnostic]:
    yield from _sentence(name)
    if name.kind is NameKind.PLACE:
        yield from _code(name)
    else:
        for key, value in (("code", name.code), ("members", name.members), ("at", name.at)):
            if value:
                message = f"only a place can have `{key}`, and `{name.id}` is none"
                yield error("wrong-value", message, name.span(key))
    for key, ids in (("within", name.within), ("members", name.members)):
        for index, id_ in enumerate(ids):
            yield from _relative(name, id_, key, index, data.names)


def _sentence(name: Name) -> Iterator[Diagnostic]:
    """Ask for the facts that bear an `is`, and for an `is` where there are facts to bear one."""
    if name.is_ and not name.facts:
        hint = "name the facts that bear the sentence: `facts: […]`"
        message = f"nothing says what the `is` of `{name.id}` rests on"
        yield error("missing-key", message, name.span("is"), hint)
    if not name.is_ and (name.glossary or name.facts):
        key = "glossary" if name.glossary else "facts"
        message = f"`{name.id}` has no sentence that says what it is"
        yield error("missing-key", message, name.span(key), "add `is: …`")


def _code(name: Name) -> Iterator[Diagnostic]:
    if not name.code:
        return
    problems = list(check_place(name.code, name, "code"))
    yield from problems
    if problems or "-" in name.code:
        return
    for words in name.name.values():
        code = find_place(words)
        if code not in (None, name.code):
            message = f"`{name.code}` is the code of another country than {words}"
            yield error("wrong-code", message, name.span("code"), f"write `{code}`")
            return


def _relative(
    name: Name, id_: str, key: str, index: int, names: Records[Name]
) -> Iterator[Diagnostic]:
    """Follow `within` or `members`: a place leads to places, and nothing round to itself."""
    yield from names.refer("name", id_, name, key, index)
    other = names.found.get(id_)
    if other is None:
        return
    if (other.kind is NameKind.PLACE) != (name.kind is NameKind.PLACE):
        place, none = (id_, name.id) if other.kind is NameKind.PLACE else (name.id, id_)
        message = f"`{place}` is a place, and `{none}` is none"
        yield error("wrong-value", message, name.span(key, index))
    if name.id in _reached(id_, key, names.found):
        message = f"`{name.id}` leads back to itself through `{id_}`"
        yield error("name-cycle", message, name.span(key, index))


def _reached(id_: str, key: str, names: Mapping[str, Name]) -> set[str]:
    """Return a name and all that its `within`, or its `members`, lead to."""
    seen: set[str] = set()
    ahead = [id_]
    while ahead:
        one = ahead.pop()
        if one in names and one not in seen:
            seen.add(one)
            ahead += names[one].within if key == "within" else names[one].members
    return seen


def _shared_ids(data: Data) -> Iterator[Diagnostic]:
    for id_, term in data.glossary.found.items():
        if id_ in data.names.found:
            first = data.names.found[id_].span("id")
            hint = "say `glossary: true` of the name, and leave the term out"
            problem = error("duplicate-id", f"a name is called `{id_}` too", term.span("id"), hint)
            yield _with_first(problem, first)


def _shared_spellings(data: Data) -> Iterator[Diagnostic]:
    """Report a spelling that could mean two: a selection by it would have to guess."""
    taken: dict[str, tuple[str, Span | None]] = {}
    for one in _every(data):
        for spelling, at in _spelled(one):
            key = plain(spelling)
            if not any(letter.isalnum() for letter in spelling):
                yield error("wrong-value", "a spelling needs a letter or a digit", at)
                continue
            id_, first = taken.setdefault(key, (one.id, at))
            if id_ != one.id:
                message = f"`{spelling}` means `{id_}` already"
                hint = "spell one of them out; a fact can say which it means with `names: […]`"
                yield _with_first(error("duplicate-name", message, at, hint), first)


def _spelled(one: Name | Term) -> Iterator[tuple[str, Span | None]]:
    """Yield each spelling with its place."""
    aliases = {alias: index for index, alias in enumerate(one.aliases)}
    key, printed = ("name", one.name) if isinstance(one, Name) else ("term", one.term)
    for spelling in spellings(one):
        if spelling in printed.values():
            yield spelling, one.span(key)
        elif one.short and spelling in one.short.values():
            yield spelling, one.span("short")
        else:
            yield spelling, one.span("aliases", aliases[spelling])


def _shared_codes(names: Mapping[str, Name]) -> Iterator[Diagnostic]:
    taken: dict[str, Name] = {}
    for name in names.values():
        first = taken.setdefault(name.code, name) if name.code else name
        if first is not name:
            message = f"the code `{name.code}` is that of `{first.id}`"
            problem = error("duplicate-code", message, name.span("code"))
            yield _with_first(problem, first.span("code"))


def _with_first(problem: Diagnostic, first: Span | None) -> Diagnostic:
    related = ((first, "first used here"),) if first else ()
    return replace(problem, related=related)
