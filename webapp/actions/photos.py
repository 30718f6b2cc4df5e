"""Photographs from outside: looked at with care, and made anew so that nothing else comes along."""

import io
import struct
import warnings
import zlib
from dataclasses import dataclass
from enum import StrEnum

from PIL import Image, ImageOps

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
LONGEST_EDGE = 1280
QUALITY = 82
FORMATS = ("JPEG", "PNG", "WEBP")
WHITE = (255, 255, 255)
# What the decoders raise at a file that is broken, or only looks like a picture.
UNREADABLE = (OSError, ValueError, SyntaxError, EOFError, struct.error, zlib.error, IndexError)


class Refusal(StrEnum):
    """Why a photograph is not taken."""

    EMPTY = "empty"
    TOO_MANY_BYTES = "too_many_bytes"
    TOO_MANY_PIXELS = "too_many_pixels"
    NOT_A_PHOTO = "not_a_photo"


class PhotoRefused(Exception):
    """A file that is not kept as a photograph."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class Picture:
    """A photograph made anew: JPEG without any note of where, when and with what it was taken."""

    image: bytes
    width: int
    height: int


def made_anew(uploaded: bytes, most_pixels: int = MOST_PIXELS) -> Picture:
    """Make a photograph anew from a file of which nothing is known; PhotoRefused.

    How large it is says its head; more than we take is refused before anything is unpacked.
    """
    if not uploaded:
        raise PhotoRefused(Refusal.EMPTY)
    if len(uploaded) > MOST_BYTES:
        raise PhotoRefused(Refusal.TOO_MANY_BYTES)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            return _made_anew(uploaded, most_pixels)
        except Image.DecompressionBombError:
            raise PhotoRefused(Refusal.TOO_MANY_PIXELS) from None
        except Image.DecompressionBombWarning:
            raise PhotoRefused(Refusal.TOO_MANY_PIXELS) from None
        except (*UNREADABLE, Warning, MemoryError, OverflowError, KeyError, TypeError):
            raise PhotoRefused(Refusal.NOT_A_PHOTO) from None


def _made_anew(uploaded: bytes, most_pixels: int) -> Picture:
    with Image.open(io.BytesIO(uploaded), formats=FORMATS) as found:
        if found.width * found.height > most_pixels:
            raise PhotoRefused(Refusal.TOO_MANY_PIXELS)
        found.draft("RGB", (LONGEST_EDGE, LONGEST_EDGE))  # a JPEG is unpacked no larger than that
        found.seek(0)
        upright = ImageOps.exif_transpose(found)
        upright.thumbnail((LONGEST_EDGE, LONGEST_EDGE))
        plain = _on_white(upright)
    packed = io.BytesIO()
    plain.save(packed, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return Picture(packed.getvalue(), plain.width, plain.height)


def _on_white(image: Image.Image) -> Image.Image:
    """The pixels alone, on a fresh sheet: what hangs on the file stays behind."""
    seen = image.convert("RGBA")
    plain = Image.new("RGB", seen.size, WHITE)
    plain.paste(seen, mask=seen.getchannel("A"))
    return plain
