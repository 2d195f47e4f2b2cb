"""In: a picture, where it lies and where text stands on it. Out: how much of it hides the text."""

import warnings
from io import BytesIO

from footnoted.pptx.own.palette import contrast
from footnoted.pptx.slides import Box

_SIDE = 48
"""Pixels to which the ground of a text is scaled down on its longer side: letters are no finer."""


def hidden_share(data: bytes, lies: Box, text: Box, ink: str, least: float) -> float | None:
    """Return the share of a text's ground on which its contrast is too low.

    None for what cannot be read as a picture, such as a drawing of lines; clear pixels count as
    the white that shows through them on most slides.
    """
    # The library takes a while to import, and few templates have pictures behind text.
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            # A picture that unpacks to many times its size is not measured.
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data)) as opened:
                region = _region(opened.size, lies, text)
                opened.draft("RGB", opened.size)
                part = opened.convert("RGBA").crop(region)
    except (UnidentifiedImageError, OSError, ValueError, Warning):
        return None
    part.thumbnail((_SIDE, _SIDE))
    ground = Image.new("RGBA", part.size, "white")
    ground.alpha_composite(part)
    colours = ground.convert("RGB").getcolors(_SIDE * _SIDE) or []
    hidden = sum(count for count, value in colours if contrast(ink, _hex(value)) < least)
    return hidden / (part.width * part.height)


def _region(size: tuple[int, int], lies: Box, text: Box) -> tuple[int, int, int, int]:
    """Return the pixels under a text, at least one; the picture is stretched over its box."""
    across, down = size[0] / lies.width, size[1] / lies.height
    left = min(max(int((text.x - lies.x) * across), 0), size[0] - 1)
    top = min(max(int((text.y - lies.y) * down), 0), size[1] - 1)
    right = min(max(int((text.x + text.width - lies.x) * across), left + 1), size[0])
    bottom = min(max(int((text.bottom - lies.y) * down), top + 1), size[1])
    return left, top, right, bottom


def _hex(value: object) -> str:
    """Return a pixel's colour: six hexadecimal digits."""
    assert isinstance(value, tuple)
    return "".join(f"{one:02X}" for one in value)
