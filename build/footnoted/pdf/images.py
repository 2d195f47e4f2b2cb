"""Pictures of the project: a path comes in, the file's bytes and its size in pixels go out.

ReportLab reads them; this is the one module that knows its private API, and the release is pinned
below 5.2.
"""

from io import BytesIO
from pathlib import Path

from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfdoc import PDFImageXObject

# Nobody's own ReportLab settings may change our bytes; ASCII85 makes images a quarter larger.
rl_config.useA85 = 0

ImageStream = tuple[bytes, bytes]
"""Content of an image's stream and the entries of its dictionary."""


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


def picture_of(data: bytes) -> tuple[ImageStream, ImageStream | None]:
    """Return a PNG or JPEG as an image, and its transparency as another one, if it has any.

    Four-colour images become RGB, for which the file has a profile.
    """
    image = ImageReader(BytesIO(data))
    if image._image.mode == "CMYK":
        image = ImageReader(image._image.convert("RGB"))
    made = PDFImageXObject("", image, mask="auto")
    mask = getattr(made, "_smask", None)
    return _stream(made), None if mask is None else _stream(mask)


def _stream(image: PDFImageXObject) -> ImageStream:
    (packing,) = image._filters
    entries = (
        f"/Type/XObject/Subtype/Image/Width {image.width}/Height {image.height}"
        f"/BitsPerComponent {image.bitsPerComponent}/ColorSpace/{image.colorSpace}"
        f"/Filter/{packing}"
    )
    if image.mask:  # colours that are left out (ISO 32000-1, 8.9.6.4)
        entries += f"/Mask[{' '.join(map(str, image.mask))}]"
    return image.streamContent, entries.encode("ascii")
