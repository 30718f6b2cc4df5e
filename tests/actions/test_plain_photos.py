"""A photograph keeps its bytes on its way to another server, unless something else hangs on it."""

import io
from contextlib import suppress

import pytest
from PIL import Image

from tests.web.test_own_photos import SECRET, a_photo
from webapp.actions.photos import LONGEST_EDGE, PhotoRefused, made_anew
from webapp.actions.plain_photos import BEGINS, ENDS, made_before

NOTE = b"\xff\xfe" + (len(SECRET) + 2).to_bytes(2) + SECRET
EXIF = b"\xff\xe1" + (len(SECRET) + 2).to_bytes(2) + SECRET


def grained(size=(120, 80)) -> bytes:
    """A picture in which a second packing would not come to the same bytes."""
    packed = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(packed, "PNG")
    return made_anew(packed.getvalue()).image


def packed_as(kind: str, size=(30, 20), mode="RGB", **more: object) -> bytes:
    packed = io.BytesIO()
    Image.new(mode, size).save(packed, kind, **more)
    return packed.getvalue()


@pytest.mark.parametrize("size", [(1, 1), (3, 2), (120, 80), (LONGEST_EDGE, 900)])
def test_what_was_made_here_stays_as_it_is_however_often_it_moves(size):
    image = grained(size)

    picture = made_before(made_before(image).image)

    assert (picture.image, picture.width, picture.height) == (image, *size)


@pytest.mark.parametrize(
    "image",
    [
        a_photo(),
        packed_as("PNG"),
        packed_as("WEBP"),
        packed_as("JPEG"),  # not progressive
        packed_as("JPEG", mode="L", progressive=True),
        packed_as("JPEG", (LONGEST_EDGE + 1, 9), progressive=True),
        packed_as("JPEG", progressive=True, icc_profile=SECRET),
        grained() + SECRET,
        BEGINS + NOTE + grained()[2:],
        BEGINS + EXIF + grained()[2:],
        grained()[:-2] + NOTE + ENDS,
    ],
)
def test_anything_else_is_made_anew(image):
    picture = made_before(image)

    assert picture.image != image
    assert SECRET not in picture.image


@pytest.mark.parametrize("cut", [0, 1, 2, 3, 5, 21, 200, -40, -2, -1])
def test_half_a_photograph_breaks_nothing(cut):
    with suppress(PhotoRefused):
        assert made_before(grained()[:cut]).image
