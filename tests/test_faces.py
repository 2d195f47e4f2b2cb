"""Faces: the files that we find for families, against those that fontpkg finds."""

import fontpkg
import pytest

from footnoted.text.faces import FaceNotFoundError, face, spare_face

FAMILIES = ("amiri", "heebo", "ibm-plex-sans-arabic", "Noto Sans", "source-serif-4")


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("weight", [100, 350, 400, 450, 600, 900])
@pytest.mark.parametrize("italic", [False, True])
def test_a_face_comes_from_the_file_that_is_nearest_in_weight(
    family: str, weight: int, italic: bool
) -> None:
    style = "italic" if italic else "normal"
    try:
        wanted = fontpkg.select_file(fontpkg.family(family), weight, style, nearest=True).path
    except fontpkg.StyleNotAvailable:
        with pytest.raises(FaceNotFoundError, match="has no italic face"):
            face(family, weight, italic)
        return
    assert bytes(face(family, weight, italic).source.blob.data) == wanted.read_bytes()


@pytest.mark.parametrize("family", ["no-such-family", "no.such", ""])
def test_a_family_that_is_not_installed_is_told(family: str) -> None:
    with pytest.raises(FaceNotFoundError, match="is not installed"):
        face(family)
    assert spare_face(family) is None
