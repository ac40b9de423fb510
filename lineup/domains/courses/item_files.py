"""What is uploaded into a lesson: looked at by its bytes, and stored under a name that nobody chose."""

from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import pictures, uploads
from lineup.core.foundation.errors import Invalid
from lineup.core.foundation.videos import films
from lineup.domains.courses.models import Item

K = Item.Kind


class FileNeeded(Invalid):
    code = "file_needed"
    sentence = _("Choose a file first.")
    field = "file"


class VideoTypeRefused(Invalid):
    code = "video_type_refused"
    sentence = _("Only MP4 and WebM videos that say how long they are; save it again as one of these.")
    field = "file"


def store(item: Item, upload: File | None) -> None:
    """Store the file of a new piece, and note what it is. Call before the transaction, which must not wait for a disk.

    Raises FileNeeded, VideoTypeRefused, PictureWrong, and what `uploads.taken_in` raises.
    """
    item.file.save("upload", taken_in(item, upload), save=False)


def taken_in(item: Item, upload: File | None, *, drawn_here: bool = False) -> File:
    """Return what is to be stored of the file of a new piece, and note what it is.

    `drawn_here`: a picture that a house has drawn may stay as it is. Raises what `store` raises.
    """
    if upload is None:
        raise FileNeeded
    take = _drawn_before if drawn_here and item.kind == K.IMAGE else _TAKEN[item.kind]
    content: File = take(item, upload)
    item.size = content.size
    return content


def forget(item: Item) -> None:
    """Take back what was stored of a piece that is not kept."""
    if item.file:
        item.file.delete(save=False)


def _image(item: Item, upload: File) -> File:
    content, item.width, item.height = pictures.whole(upload, field="file")
    item.content_type = "image/webp"
    return content


def _drawn_before(item: Item, upload: File) -> File:
    content, item.width, item.height = pictures.drawn_before(upload, field="file")
    item.content_type = "image/webp"
    return content


def _document(item: Item, upload: File) -> File:
    raw, item.content_type = uploads.taken_in(upload)
    item.name = item.name or uploads.label(upload.name or "", item.content_type)
    return ContentFile(raw)


def _video(item: Item, upload: File) -> File:
    """Never read into memory as a whole."""
    size, most = upload.size or 0, settings.VIDEO_MEGABYTES
    if size > most * 1024 * 1024:
        raise uploads.FileTooLarge(limit=most)
    if not size:
        raise uploads.FileEmpty
    film = films.looked_at(upload, size)
    if film is None:
        raise VideoTypeRefused
    item.content_type, item.seconds = film.content_type, film.seconds
    return upload


_TAKEN: dict[str, Any] = {K.IMAGE: _image, K.FILE: _document, K.VIDEO: _video}
