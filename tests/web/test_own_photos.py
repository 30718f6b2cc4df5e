"""Photographs of one's own: made anew, private, and refused in words when they are none."""

import io
import struct
import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.rows import all_rows
from webapp.actions.photos import LONGEST_EDGE, MOST_BYTES, PhotoRefused, Refusal, made_anew

SECRET = b"GPS 52.5200 N 13.4050 E"
BLUE = Image.new("RGB", (60, 40), "blue")


def a_photo(size=(900, 600), kind="JPEG", **more) -> bytes:
    """A photograph with things in it that are nobody's business."""
    packed = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    exif[0x0112] = 6  # lies on its side
    Image.new("RGB", size, (200, 120, 80)).save(packed, kind, exif=exif, **more)
    return packed.getvalue()


def a_png_that_says(width: int, height: int, pixels: bytes = b"") -> bytes:
    """A PNG of a few bytes that claims a size."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(pixels)), (b"IEND", b"")]
    packed = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + packed


def saved(kind: str, **more) -> bytes:
    """A plain red picture of another sort."""
    packed = io.BytesIO()
    Image.new("RGB", (60, 40), "red").save(packed, kind, **more)
    return packed.getvalue()


def with_bomb(name: bytes) -> bytes:
    """A PNG with a note that is small until it is unpacked: 64 MB of nothing."""
    data = b"a\0\0" + zlib.compress(b"\0" * 64_000_000)
    note = struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    plain = a_png_that_says(60, 40, b"\0" * (181 * 40))
    head = 8 + 25
    return plain[:head] + note + plain[head:]


def refusal(content: bytes) -> Refusal:
    with pytest.raises(PhotoRefused) as refused:
        made_anew(content)
    return refused.value.refusal


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_is_made_anew_upright_and_without_its_notes(kind):
    picture = made_anew(a_photo(kind=kind))

    assert SECRET not in picture.image
    with Image.open(io.BytesIO(picture.image)) as again:
        assert (again.format, again.size) == ("JPEG", (600, 900))
        assert not again.getexif()
        assert set(again.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density",
                                   "progressive", "progression"}  # fmt: skip


def test_a_large_photo_becomes_small():
    picture = made_anew(a_photo((6000, 4000)))

    assert max(picture.width, picture.height) == LONGEST_EDGE
    assert len(picture.image) < 300_000


def test_what_hangs_on_a_file_stays_behind():
    picture = made_anew(a_photo() + b"<script>alert(1)</script>" + SECRET)

    assert b"script" not in picture.image
    assert SECRET not in picture.image


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_of_what_moves_the_first_picture_is_kept(kind):
    moving = saved(kind, save_all=True, append_images=[BLUE])

    with Image.open(io.BytesIO(made_anew(moving).image)) as again:
        assert getattr(again, "n_frames", 1) == 1
        assert again.getpixel((30, 20))[0] > 200


def test_a_sign_of_how_it_lies_that_means_nothing_is_left_out():
    odd = Image.Exif()
    odd[0x0112] = 99
    photo = saved("JPEG", exif=odd)
    broken = photo.replace(b"MM\0*", b"MM\xff\xff").replace(b"II*\0", b"II\xff\xff")

    assert broken != photo
    for each in (photo, broken):
        assert (made_anew(each).width, made_anew(each).height) == (60, 40)


def test_see_through_pictures_lie_on_white():
    packed = io.BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(packed, "PNG")

    with Image.open(io.BytesIO(made_anew(packed.getvalue()).image)) as again:
        assert again.getpixel((20, 20)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        (b"", Refusal.EMPTY),
        (b"x" * (MOST_BYTES + 1), Refusal.TOO_MANY_BYTES),
        (a_png_that_says(60_000, 60_000), Refusal.TOO_MANY_PIXELS),
        (a_png_that_says(8_000, 8_000), Refusal.TOO_MANY_PIXELS),
        (a_png_that_says(100_000_000, 1), Refusal.TOO_MANY_PIXELS),
        (a_png_that_says(900, 900, b"\0" * 40), Refusal.NOT_A_PHOTO),
        (a_png_that_says(0, 0), Refusal.NOT_A_PHOTO),
        (a_photo()[:700], Refusal.NOT_A_PHOTO),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", Refusal.NOT_A_PHOTO),
        (b"<!doctype html><script>alert(1)</script>", Refusal.NOT_A_PHOTO),
        (b"GIF89a" + b"\0" * 40, Refusal.NOT_A_PHOTO),
        (saved("GIF"), Refusal.NOT_A_PHOTO),
        (saved("GIF", save_all=True, append_images=[BLUE]), Refusal.NOT_A_PHOTO),
        (saved("BMP"), Refusal.NOT_A_PHOTO),
        (saved("TIFF"), Refusal.NOT_A_PHOTO),
        (saved("ICO"), Refusal.NOT_A_PHOTO),
        (with_bomb(b"zTXt"), Refusal.NOT_A_PHOTO),
        (with_bomb(b"iCCP"), Refusal.NOT_A_PHOTO),
        (b"%PDF-1.7\n", Refusal.NOT_A_PHOTO),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", Refusal.NOT_A_PHOTO),
        (b"PK\x03\x04" + b"\0" * 60, Refusal.NOT_A_PHOTO),
        (b"\xff\xd8\xff\xe0" + b"\0" * 60, Refusal.NOT_A_PHOTO),
        (b"RIFF\x24\0\0\0WEBPVP8 " + b"\xff" * 40, Refusal.NOT_A_PHOTO),
    ],
)
def test_what_is_no_photo_or_too_much_of_one_is_refused(content, wanted):
    assert refusal(content) is wanted


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=400), st.sampled_from(["JPEG", "PNG", "WEBP"]), st.integers(0, 400))
def test_whatever_comes_it_is_a_photo_or_refused(noise, kind, at):
    small = a_photo((30, 20), kind)
    mangled = small[:at] + noise + small[at + len(noise) :]

    for content in (noise, mangled):
        try:
            picture = made_anew(content)
        except PhotoRefused:
            continue
        with Image.open(io.BytesIO(picture.image)) as again:
            assert again.format == "JPEG"


FORM = {
    "title": "Wall slide",
    "kind": "mobility",
    "place": "neck",
    "do_step": ["Up."],
    "seconds": ["20"],
    "side": ["none"],
}


def test_a_photo_is_kept_with_its_exercise_and_can_be_deleted(mina):
    answer = mina.submit("/own/exercises/new", FORM | {"photo": (io.BytesIO(a_photo()), "a.jpg")})
    made = mina.get("/api/v1/own-exercises").json["exercises"][0]
    photo = mina.get(made["photo"])

    assert answer.status_code == 303
    assert (photo.status_code, photo.mimetype) == (200, "image/jpeg")
    assert SECRET not in photo.data
    assert "private" in photo.headers["Cache-Control"]
    assert photo.headers["X-Content-Type-Options"] == "nosniff"

    mina.submit(f"{made['photo']}/removal", {})

    assert mina.get(made["photo"]).status_code == 404


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<html><script>alert(1)</script></html>", "Choose a JPEG, PNG or WebP file"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Choose a JPEG, PNG or WebP file"),
        (saved("GIF"), "Choose a JPEG, PNG or WebP file"),
        (with_bomb(b"zTXt"), "Choose a JPEG, PNG or WebP file"),
        (a_png_that_says(60_000, 60_000), "40 million pixels"),
        (b"\xff" * (MOST_BYTES + 10), "10 MB at most"),
    ],
)
def test_a_file_that_is_no_photo_stores_nothing_and_keeps_what_was_typed(app, mina, content, words):
    before = all_rows(app)

    answer = mina.submit("/own/exercises/new", FORM | {"photo": (io.BytesIO(content), "a.jpg")})
    let_go(answer)

    assert answer.status_code in (400, 413)
    assert words in answer.text
    assert "Wall slide" in answer.text
    assert all_rows(app) == before


def let_go(answer) -> None:
    """Close what the client laid aside of a large body; nobody else does."""
    answer.request.environ["wsgi.input"].close()


def test_a_body_far_too_large_is_not_even_read(app, mina):
    before = all_rows(app)
    huge = io.BytesIO(b"\0" * (MOST_BYTES * 2))

    answer = mina.submit("/own/exercises/new", FORM | {"photo": (huge, "a.jpg")})
    let_go(answer)

    assert answer.status_code == 413
    assert all_rows(app) == before


def test_everywhere_else_a_request_may_be_no_larger_than_before(mina):
    big = io.BytesIO(b"\0" * (2 * 1024 * 1024))

    answer = mina.submit("/own/import", {"file": (big, "a.json")})
    let_go(answer)

    assert answer.status_code == 413


def test_strangers_and_jun_do_not_see_it(mina, jun, stranger):
    mina.submit("/own/exercises/new", FORM | {"photo": (io.BytesIO(a_photo()), "a.jpg")})
    photo = mina.get("/api/v1/own-exercises").json["exercises"][0]["photo"]

    assert jun.get(photo).status_code == 404
    assert stranger.get(photo).status_code == 404
