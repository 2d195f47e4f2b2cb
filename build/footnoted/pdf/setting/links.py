"""Links: where a link leads comes in, its span goes out, and the same one for paragraphs alike.

Notes cite a work again and again: the words of its address are set once for all of them.
"""

from footnoted.pdf.spans import LinkSpan, Span
from footnoted.pdf.words import Word, in_span


class Links:
    """The links that several paragraphs have in common, and their words."""

    def __init__(self) -> None:
        self.spans: dict[tuple[str, str], LinkSpan] = {}
        self.words: dict[Span, dict[tuple[Word, ...], list[Word]]] = {}

    def span(self, target: str, contents: str) -> LinkSpan:
        """Return the span of a link."""
        found = self.spans.get((target, contents))
        if found is None:
            found = self.spans[target, contents] = LinkSpan(target, contents)
            self.words[found] = {}
        return found

    def inside(self, words: tuple[Word, ...], span: Span) -> list[Word]:
        """Return words in a span."""
        known = self.words.get(span)
        if known is None:
            return [in_span(word, span) for word in words]
        if words not in known:
            known[words] = [in_span(word, span) for word in words]
        return known[words]

    def forget(self) -> None:
        """Let go of all links."""
        self.spans.clear()
        self.words.clear()
