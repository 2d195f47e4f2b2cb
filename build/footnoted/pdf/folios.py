"""Page numbers: how many pages are front matter in, what each page is called out."""

from msgspec import Struct

from footnoted.model.style.look import Phrases

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


class Folios(Struct, frozen=True):
    """The pages of a paper: those of the front matter count in roman figures, if there are any."""

    pages: int
    front: int = 0

    def label(self, page: int) -> str:
        """Return a page's number as printed in folio, contents and page labels; 0 is the first."""
        return roman(page + 1) if page < self.front else str(page - self.front + 1)

    def folio(self, page: int, phrases: Phrases) -> str:
        """Return what stands at a page's foot: the paper proper says how many pages it has."""
        label = self.label(page)
        if page < self.front:
            return label
        return phrases.page_of.format(page=label, pages=self.pages - self.front)


def roman(number: int) -> str:
    """Write a number above zero in small roman figures.

    >>> [roman(number) for number in (1, 4, 9, 14, 40)]
    ['i', 'iv', 'ix', 'xiv', 'xl']
    """
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written
