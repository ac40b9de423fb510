"""What a file is by its first bytes: its name and what a browser says of it are only claims."""

import io
import zipfile
from collections.abc import Mapping

PDF = "application/pdf"
TEXT = "text/plain"
OFFICE = "application/vnd.openxmlformats-officedocument"

SIGNATURES = (
    (b"%PDF-", PDF),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)
# a member that only this kind of document has → its type
DOCUMENTS: Mapping[str, str] = {
    "word/document.xml": f"{OFFICE}.wordprocessingml.document",
    "xl/workbook.xml": f"{OFFICE}.spreadsheetml.sheet",
    "ppt/presentation.xml": f"{OFFICE}.presentationml.presentation",
}
OPEN_DOCUMENTS = "application/vnd.oasis.opendocument."
ENDINGS: Mapping[str, str] = {
    PDF: "pdf",
    TEXT: "txt",
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
    f"{OFFICE}.wordprocessingml.document": "docx",
    f"{OFFICE}.spreadsheetml.sheet": "xlsx",
    f"{OFFICE}.presentationml.presentation": "pptx",
    f"{OPEN_DOCUMENTS}text": "odt",
    f"{OPEN_DOCUMENTS}spreadsheet": "ods",
    f"{OPEN_DOCUMENTS}presentation": "odp",
}


def type_of(content: bytes) -> str | None:
    """Return the media type of a document we take in, or None for everything else."""
    for start, kind in SIGNATURES:
        if content.startswith(start):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    if content.startswith(b"PK\x03\x04"):
        return _document(content)
    return TEXT if _is_text(content) else None


def _document(content: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            if any(name.endswith("vbaProject.bin") for name in names):
                return None
            kind = next((kind for name, kind in DOCUMENTS.items() if name in names), None)
            return kind or _open_document(archive, names)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, UnicodeDecodeError, ValueError):
        return None


def _open_document(archive: zipfile.ZipFile, names: set[str]) -> str | None:
    if "mimetype" not in names or archive.getinfo("mimetype").file_size > 100:
        return None
    kind = archive.read("mimetype").decode("ascii").strip()
    return kind if kind in ENDINGS else None


def _is_text(content: bytes) -> bool:
    """Plain words: no control bytes, and no markup that a program could take for a page."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return bool(text.strip()) and not text.lstrip().startswith("<") and all(_is_plain(sign) for sign in text)


def _is_plain(sign: str) -> bool:
    return sign >= " " or sign in "\t\n\r\f"
