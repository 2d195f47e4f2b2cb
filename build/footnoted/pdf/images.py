"""Pictures of the project: a path comes in, the file's bytes and its size in pixels go out."""

from io import BytesIO
from pathlib import Path

from reportlab.lib.utils import ImageReader


def read_picture(root: Path, path: str) -> tuple[bytes, int, int]:
    """Read a PNG or JPEG within the project.

    Raises OSError where it cannot be read, is no picture, or lies outside the project.
    """
    place = (root / path).resolve()
    if not place.is_relative_to(root.resolve()):
        raise OSError("it lies outside the project's folder")
    data = place.read_bytes()
    width, height = ImageReader(BytesIO(data)).getSize()
    return data, width, height
