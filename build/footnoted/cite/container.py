"""What a work stands in, whatever it is."""

from footnoted.cite.monograph import book_source
from footnoted.cite.periodical import serial_source
from footnoted.cite.work import ONLINE, Work


def source(work: Work) -> str:
    """Return what the work stands in; a page of a website names its site as its publisher."""
    if work.type == "patent" or work.type in ONLINE:
        return ""
    return serial_source(work) if work.serial else book_source(work)
