"""The smallest films there are, written byte by byte: whole to those who ask how long they are, with nothing to see."""

import struct

from django.core.files.uploadedfile import SimpleUploadedFile

CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:02.000\nFlour and water.\n"


def box(kind: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">I", 8 + len(content)) + kind + content


def mp4(seconds: float = 60, *, brand: bytes = b"isom", filling: int = 2000) -> bytes:
    """Its pictures before its header, as cameras write it."""
    header = struct.pack(">IIIII", 0, 0, 0, 1000, round(1000 * seconds)) + bytes(80)
    movie = box(b"moov", box(b"trak") + box(b"mvhd", header))
    return box(b"ftyp", brand + bytes(4) + brand) + box(b"mdat", bytes(range(256)) * (filling // 256 + 1)) + movie


def element(name: int, content: bytes, *, unknown: bool = False) -> bytes:
    size = b"\x01" + b"\xff" * 7 if unknown else struct.pack(">Q", len(content) | 1 << 56)
    return name.to_bytes((name.bit_length() + 7) // 8, "big") + size + content


def webm(seconds: float = 60, *, said: bool = True, doctype: bytes = b"webm") -> bytes:
    """One that says how long it is, or one as browsers record it, whose parts do not even say how large they are."""
    info = element(0x2AD7B1, (1_000_000).to_bytes(3, "big"))
    if said:
        info += element(0x4489, struct.pack(">d", 1000 * seconds))
    late = round(1000 * seconds) - 500
    block = element(0xA3, b"\x81" + struct.pack(">h", 500) + b"\x80" + bytes(40))
    cluster = element(0x1F43B675, element(0xE7, late.to_bytes(4, "big")) + block, unknown=not said)
    segment = element(0x18538067, element(0x1549A966, info) + cluster, unknown=not said)
    return element(0x1A45DFA3, element(0x4282, doctype)) + segment


def upload(seconds: float = 60, name: str = "film.mp4") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, mp4(seconds), content_type="application/octet-stream")
