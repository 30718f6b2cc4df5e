"""Just enough of protocol buffers to speak with Chromium's push client."""

import struct
from dataclasses import dataclass

Value = int | str | bytes
Fields = dict[int, list[int | bytes]]

VARINT, FIXED64, LENGTH, FIXED32 = 0, 1, 2, 5


def varint(number: int) -> bytes:
    """Return `number` in groups of seven bits, lowest first."""
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def encoded(*fields: tuple[int, Value]) -> bytes:
    """Return a message of (field number, value) pairs."""
    return b"".join(_field(number, value) for number, value in fields)


def fixed64(number: int, value: int) -> bytes:
    """Return one field of eight bytes."""
    return varint(number << 3 | FIXED64) + struct.pack("<Q", value)


def decoded(raw: bytes) -> Fields:
    """Return every field's values, in order."""
    cursor = Cursor(raw)
    fields: Fields = {}
    while cursor.at < len(raw):
        tag = cursor.varint()
        fields.setdefault(tag >> 3, []).append(cursor.value(tag & 7))
    return fields


@dataclass
class Cursor:
    """A place in raw bytes that moves on with every reading."""

    raw: bytes
    at: int = 0

    def varint(self) -> int:
        """Read a number written in groups of seven bits."""
        number = shift = 0
        while True:
            byte = self.take(1)[0]
            number |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return number

    def value(self, wire_type: int) -> int | bytes:
        """Read a value of that wire type."""
        if wire_type == VARINT:
            return self.varint()
        if wire_type == LENGTH:
            return self.take(self.varint())
        if wire_type == FIXED64:
            return int(struct.unpack("<Q", self.take(8))[0])
        return int(struct.unpack("<I", self.take(4))[0])

    def take(self, length: int) -> bytes:
        """Read that many bytes."""
        self.at += length
        return self.raw[self.at - length : self.at]


def _field(number: int, value: Value) -> bytes:
    if isinstance(value, int):
        return varint(number << 3 | VARINT) + varint(value)
    raw = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | LENGTH) + varint(len(raw)) + raw
