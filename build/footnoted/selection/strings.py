"""A selection on one line in, a query out.

    line  := or
    or    := and ("or" and)*
    and   := not (["and"] not)*
    not   := ["not" | "-"] atom
    atom  := "(" or ")" | field ":" value | field (">=" | "<=" | ">" | "<" | "=") value
           | control ":" value | "words of the text" | word | name of a selection
    value := ["not"] ["since" | "before" | "after" | "until" | ">=" …] (word | "words" | (list))

Controls (`sort`, `limit` and so on) stand beside the conditions, never inside `or`, `not` or
parentheses. An unquoted word that is the name of a selection means that selection.
"""

import re
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from footnoted.selection.clauses import (
    CONTROLS,
    All,
    Any,
    Clause,
    HasWords,
    Named,
    Not,
    Part,
    Query,
    Selection,
)
from footnoted.selection.controls import set_control
from footnoted.selection.faults import Refused
from footnoted.selection.terms import Vocabulary, check_field, term, unquoted

_VALUE: Final = (
    r"(?:not\s+)?(?:(?:since|before|after|until)\s+|(?:>=|<=|>|<|=)\s*)?"
    r'(?:"[^"]*"|\([^)]*\)|[^\s()]+)'
)
_TOKEN: Final = rf"""(?x:\s*(?:
      (?P<paren>[()])
    | (?P<word>and|or|not)(?=[\s("]|$)
    | (?P<minus>-)(?=[a-z"(])
    | (?P<field>[a-z]+(?:-[a-z]+)*)(?P<gap>\s*)(?P<sign>:|>=|<=|>|<|=)\s*(?P<value>{_VALUE})?
    | (?P<text>"[^"]*"|[^\s()]+)
    ))"""
"""A project whose selections are lists of ids has no use for it: compiled when first asked for."""


class _Token(Struct, frozen=True):
    kind: str
    text: str
    column: int
    field: str = ""


def parse_string(text: str, known: Vocabulary) -> Selection:
    """Read a selection; raise `Refused` with the column of the first thing that is wrong."""
    if text.strip() in known.names:
        return Named(text.strip())
    parser = _Parser(_tokens(text), known)
    query = parser.line(text)
    if parser.at < len(parser.tokens):
        token = parser.tokens[parser.at]
        raise Refused("bad-selection", f"`{token.text}` does not belong here", "", token.column)
    return query


def _tokens(text: str) -> tuple[_Token, ...]:
    tokens, at = [], 0
    token = re.compile(_TOKEN)
    while text[at:].strip():
        found = token.match(text, at)
        if found is None:
            raise Refused("bad-selection", f"cannot read `{text[at:].strip()}`", "", at + 1)
        kind = found.lastgroup or "text"
        if kind in ("sign", "value", "gap"):
            kind = "field"
        start = found.end() - len(found[0].lstrip())
        value = found["value"] or "" if kind == "field" else found[kind]
        if kind == "field" and not value and text[found.end() :].lstrip().startswith("("):
            raise Refused("bad-selection", "`(` is never closed", "", found.end() + 1)
        if kind == "field" and found["sign"] != ":":
            value = f"{found['sign']} {value}"
        tokens.append(_Token(kind, value, start + 1, found["field"] or ""))
        at = found.end()
    return tuple(tokens)


class _Parser:
    """The tokens and how far they have been read."""

    def __init__(self, tokens: tuple[_Token, ...], known: Vocabulary) -> None:
        self.tokens, self.known, self.at = tokens, known, 0

    def line(self, text: str) -> Query:
        """Read the outermost level: conditions and controls side by side."""
        query = Query()
        parts: list[Part] = []
        while self.at < len(self.tokens) and not self._next_is(")"):
            token = self.tokens[self.at]
            if token.field in CONTROLS:
                self.at += 1
                query = self._control(query, token)
                continue
            if self._next_is("or"):
                return self._with_or(text, query, parts)
            if parts and self._next_is("and"):
                self.at += 1
            start = self.tokens[self.at].column if self.at < len(self.tokens) else 1
            clause = self._not()
            end = self.tokens[self.at].column if self.at < len(self.tokens) else len(text) + 1
            parts.append(Part(clause, text[start - 1 : end - 1].strip()))
        return replace(query, parts=tuple(parts))

    def _with_or(self, text: str, query: Query, parts: list[Part]) -> Query:
        first = All(tuple(part.clause for part in parts))
        if query != Query() or not parts:
            column = self.tokens[self.at].column
            raise Refused("bad-selection", "`or` stands between conditions", "", column)
        alternatives: list[Clause] = [first]
        while self._next_is("or"):
            self.at += 1
            alternatives.append(self._and())
        while self.at < len(self.tokens) and self.tokens[self.at].field in CONTROLS:
            query = self._control(query, self.tokens[self.at])
            self.at += 1
        return replace(query, parts=(Part(Any(tuple(alternatives)), text.strip()),))

    def _control(self, query: Query, token: _Token) -> Query:
        try:
            return set_control(query, token.field, unquoted(token.text), self.known)
        except Refused as refused:
            raise _at(refused, token.column) from None

    def _or(self) -> Clause:
        clauses = [self._and()]
        while self._next_is("or"):
            self.at += 1
            clauses.append(self._and())
        return clauses[0] if len(clauses) == 1 else Any(tuple(clauses))

    def _and(self) -> Clause:
        clauses = [self._not()]
        while self.at < len(self.tokens) and not self._next_is("or") and not self._next_is(")"):
            if self.tokens[self.at].field in CONTROLS:
                break
            if self._next_is("and"):
                self.at += 1
            clauses.append(self._not())
        return clauses[0] if len(clauses) == 1 else All(tuple(clauses))

    def _not(self) -> Clause:
        if self._next_is("not") or self._next_is("-"):
            self.at += 1
            return Not(self._not())
        return self._atom()

    def _atom(self) -> Clause:
        if self.at >= len(self.tokens):
            last = self.tokens[-1] if self.tokens else None
            column = last.column if last else 1
            raise Refused("bad-selection", "the selection ends too early", "", column)
        token = self.tokens[self.at]
        self.at += 1
        if token.kind == "paren":
            return self._group(token)
        if token.kind == "word":
            raise Refused("bad-selection", f"`{token.text}` joins nothing here", "", token.column)
        if token.kind == "field":
            return self._field(token)
        if token.text in self.known.names:
            return Named(token.text)
        return HasWords(tuple(unquoted(token.text).casefold().split()))

    def _group(self, opening: _Token) -> Clause:
        if opening.text == ")":
            raise Refused("bad-selection", "`)` closes nothing", "", opening.column)
        clause = self._or()
        if self.at < len(self.tokens) and self.tokens[self.at].field in CONTROLS:
            raise self._misplaced(self.tokens[self.at])
        if not self._next_is(")"):
            raise Refused("bad-selection", "`(` is never closed", "", opening.column)
        self.at += 1
        return clause

    def _field(self, token: _Token) -> Clause:
        if token.field in CONTROLS:
            raise self._misplaced(token)
        try:
            return term(check_field(token.field), unquoted(token.text), self.known)
        except Refused as refused:
            raise _at(refused, token.column) from None

    def _misplaced(self, token: _Token) -> Refused:
        message = f"`{token.field}` stands beside the conditions, not inside them"
        return Refused("bad-selection", message, "", token.column)

    def _next_is(self, text: str) -> bool:
        if self.at >= len(self.tokens):
            return False
        token = self.tokens[self.at]
        return token.kind in ("paren", "word", "minus") and token.text == text


def _at(refused: Refused, column: int) -> Refused:
    fault = refused.fault
    return Refused(fault.rule, fault.message, fault.hint, fault.column or column)
