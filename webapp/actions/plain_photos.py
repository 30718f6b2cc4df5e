"""Photographs from a person's file: one that was made here before stays as it is, byte for byte."""

import io
import warnings

from PIL import Image

from webapp.actions.photos import (
    LONGEST_EDGE,
    MOST_BYTES,
    UNREADABLE,
    Picture,
    made_anew,
)

BEGINS, ENDS = b"\xff\xd8", b"\xff\xd9"
HEAD, HEAD_BYTES = 0xE0, 16  # the format's name, and no thumbnail
SCAN, MOST_SCANS = 0xDA, 10
# Tables, the frame, scans: what a picture is drawn from. No place for notes, profiles, comments.
PLAIN = frozenset({HEAD, 0xDB, 0xC2, 0xC4, SCAN})
STUFFED = 0x00


def made_before(image: bytes) -> Picture:
    """Take a photograph as `made_anew` answers it unchanged, and any other made anew.

    Making a JPEG again would lose a little each time it moves. PhotoRefused.
    """
    size = _size_of(image) if len(image) <= MOST_BYTES and _is_plain(image) else None
    return Picture(image, *size) if size else made_anew(image, LONGEST_EDGE**2)


def _is_plain(image: bytes) -> bool:
    """Whether it consists of the parts that we write, from its first byte to its last."""
    if not image.startswith(BEGINS):
        return False
    at, scans = len(BEGINS), 0
    while image[at:] != ENDS:
        if image[at : at + 1] != b"\xff" or len(image) < at + 4 or image[at + 1] not in PLAIN:
            return False
        marker, length = image[at + 1], int.from_bytes(image[at + 2 : at + 4])
        if length < 2 or (marker == HEAD and length != HEAD_BYTES):
            return False
        at += 2 + length
        if marker == SCAN:
            scans, at = scans + 1, _end_of_scan(image, at)
    return 0 < scans <= MOST_SCANS


def _end_of_scan(image: bytes, at: int) -> int:
    """Where the next part begins: within a scan every 0xFF is followed by a zero."""
    while (at := image.find(b"\xff", at)) >= 0:
        if image[at + 1 : at + 2] != bytes([STUFFED]):
            return at
        at += 2
    return len(image)


def _size_of(image: bytes) -> tuple[int, int] | None:
    """Its size, where it can be drawn whole and is no larger than ours are."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            with Image.open(io.BytesIO(image), formats=("JPEG",)) as found:
                if max(found.size) > LONGEST_EDGE or found.mode != "RGB":
                    return None
                found.load()
                return found.size
        except (*UNREADABLE, Image.DecompressionBombError, Warning, MemoryError):
            return None
