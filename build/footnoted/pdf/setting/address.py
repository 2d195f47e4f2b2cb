"""Addresses: a stretch of text without spaces comes in, whether it is a web address or DOI."""

import re

_ADDRESS_LIKE = re.compile(r"://|^www\.|^10\.\d{4,}/|\w/\w+[/.]")


def is_address(chunk: str) -> bool:
    """Say whether a text without spaces is an address, which may break after its signs."""
    return _ADDRESS_LIKE.search(chunk) is not None
