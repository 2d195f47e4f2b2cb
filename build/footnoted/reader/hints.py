"""A value that was refused in; what was probably meant, in words for the hint, out."""

import re

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMERIC = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_WORDED = re.compile(r"(?:(\d{1,2})\.? )?([A-Za-z]{3,9})\.?,? (\d{4})")
_HOST = re.compile(r"[\w-]+(\.[\w-]+)*\.[a-z]{2,}(/\S*)?")
_CURVED = "“”„«»‘’"


def number_hint(text: str, is_value: bool) -> str:
    """Return how to write the number that a text holds, if it holds one.

    >>> number_hint("1,500", False)
    'write 1500'
    >>> number_hint("about 5%", True)
    'write 5; a hedge goes into `bound`, a unit into `unit`'
    """
    found = re.findall(r"-?\d[\d,_' ]*(?:\.\d+)?", text)
    if len(found) != 1:
        return ""
    plain = re.sub(r"[,_' ]", "", found[0])
    bare = re.fullmatch(r"[-\d\s,._' ]+", text)
    rest = "; a hedge goes into `bound`, a unit into `unit`" if is_value and not bare else ""
    return f"write {plain}{rest}"


def key_hint(key: str) -> str:
    """Return what a key of digits comes from: `{is: 1,500}` is two keys to YAML.

    >>> key_hint("500")
    'write numbers without commas'
    """
    return "write numbers without commas" if key.isdigit() else ""


def text_hint(text: str) -> str:
    """Return how a date of other customs, an address or a text in curved marks is written here.

    >>> text_hint("12/03/2007")
    'write 2007-03-12, or 2007-12-03'
    >>> text_hint("March 2007")
    'write 2007-03'
    """
    if text[:1] in _CURVED and text[-1:] in _CURVED:
        return f'use straight quotation marks: "{text.strip(_CURVED)}"'
    if _HOST.fullmatch(text):
        return f"write https://{text}"
    numeric = _NUMERIC.fullmatch(text)
    if numeric:
        one, other, year = int(numeric[1]), int(numeric[2]), numeric[3]
        days = dict.fromkeys([(other, one), (one, other)])
        return "write " + ", or ".join(
            f"{year}-{month:02}-{day:02}" for month, day in days if month <= len(_MONTHS)
        )
    worded = _WORDED.fullmatch(text)
    if worded and worded[2][:3].lower() in _MONTHS:
        month = _MONTHS.index(worded[2][:3].lower()) + 1
        day = f"-{int(worded[1]):02}" if worded[1] else ""
        return f"write {worded[3]}-{month:02}{day}"
    return ""
