"""What people upload: taken in after a look at its bytes, under a name that is safe to show."""

from pathlib import PurePath

from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import sniffing
from lineup.core.foundation.errors import Invalid

LARGEST_BYTES = 10 * 1024 * 1024
LONGEST_NAME = 120


class FileTooLarge(Invalid):
    code = "file_too_large"
    sentence = _("This file is larger than %(limit)s MB; make it smaller, or link to it.")
    field = "file"


class FileEmpty(Invalid):
    code = "file_empty"
    sentence = _("This file is empty; choose another.")
    field = "file"


class FileTypeRefused(Invalid):
    code = "file_type_refused"
    sentence = _("Only PDF, pictures (PNG, JPEG, GIF, WebP), plain text and office documents without macros.")
    field = "file"


class PdfNeeded(Invalid):
    code = "pdf_needed"
    sentence = _("This must be a PDF; save the document as one, then choose it again.")
    field = "file"


def taken_in(upload: File, *, only_pdf: bool = False) -> tuple[bytes, str]:
    """Return the bytes of what was sent and the type that they have, whatever was claimed.

    Raises FileTooLarge, FileEmpty, FileTypeRefused; PdfNeeded for all but a PDF where only that will do.
    """
    content = read(upload, most=LARGEST_BYTES)
    kind = sniffing.type_of(content)
    if only_pdf and kind != sniffing.PDF:
        raise PdfNeeded
    if kind is None:
        raise FileTypeRefused
    return content, kind


def read(upload: File, *, most: int) -> bytes:
    """Return the bytes of what was sent. Raises FileTooLarge, FileEmpty."""
    if (upload.size or 0) > most:
        raise FileTooLarge(limit=most // 1024 // 1024)
    content = upload.read(most + 1)
    if not content:
        raise FileEmpty
    return content


def label(name: str, kind: str) -> str:
    """Return a name that is safe to show and to save under, with the ending that the type has."""
    plain = " ".join("".join(sign for sign in _last_part(name) if sign.isprintable() or sign.isspace()).split())
    stem = "".join(sign if sign not in '<>:"/|?*%' else "-" for sign in PurePath(plain).stem).strip(" .-")
    return f"{stem[:LONGEST_NAME] or 'file'}.{sniffing.ENDINGS[kind]}"


def _last_part(name: str) -> str:
    return PurePath(name.replace("\\", "/")).name
