"""Pictures that people upload: drawn anew and not too large, so that nothing else is in the file."""

import secrets
from collections.abc import Callable
from io import BytesIO
from typing import IO

from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from lineup.core.foundation.errors import Invalid

SIDE = 512
LONGEST_SIDE = 1600
MOST_BYTES = 5 * 1024 * 1024
MOST_PIXELS = 40_000_000
FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
# what a WebP consists of that holds a still picture and nothing else; of its extended head, the one flag allowed
BARE = ([b"VP8 "], [b"VP8L"], [b"VP8X", b"ALPH", b"VP8 "], [b"VP8X", b"VP8L"], [b"VP8X", b"VP8 "])
ALPHA = 0x10


class PictureWrong(Invalid):
    code = "picture_wrong"
    sentence = _("This is not a picture we can read; send a PNG, JPEG, WebP or GIF of up to 5 MB.")


def square(upload: IO[bytes], *, field: str = "") -> ContentFile:
    """Return the middle of the picture as a WebP of at most 512 × 512 pixels under a random name.

    Nothing of the file sent survives but its pixels. Raises PictureWrong.
    """
    return _drawn_anew(upload, _middle, field=field)[0]


def whole(upload: IO[bytes], *, field: str = "") -> tuple[ContentFile, int, int]:
    """Return the picture as a WebP of at most 1600 × 1600 pixels under a random name, its width and its height.

    Nothing of the file sent survives but its pixels. Raises PictureWrong.
    """
    return _drawn_anew(upload, _smaller, field=field)


def drawn_before(upload: IO[bytes], *, field: str = "") -> tuple[ContentFile, int, int]:
    """Return as `whole` does a picture that has been drawn here before: as it is if it has no room for anything else.

    So what is taken along and brought back stays the same, byte for byte. Raises PictureWrong.
    """
    raw = upload.read(MOST_BYTES + 1)
    side = _pixels_alone(raw)
    if side is None:
        return whole(BytesIO(raw), field=field)
    return ContentFile(raw, name=f"{secrets.token_hex(16)}.webp"), *side


def pixels_to_draw(raw: bytes) -> int:
    """Return how many pixels `drawn_before` has to draw anew: none of what stays as it is, or is no picture."""
    if _is_bare(raw):
        return 0
    try:
        with Image.open(BytesIO(raw), formats=FORMATS) as picture:
            return picture.width * picture.height
    except Exception:  # whatever a decoder stumbles over in somebody else's bytes
        return 0


def _pixels_alone(raw: bytes) -> tuple[int, int] | None:
    """The size of a WebP of one still picture without a word beside it, if it is one that `whole` could have made."""
    if len(raw) > MOST_BYTES or not _is_bare(raw):
        return None
    try:
        with Image.open(BytesIO(raw), formats=("WEBP",)) as picture:
            if max(picture.size) > LONGEST_SIDE:
                return None
            picture.load()
            return picture.size
    except Exception:  # whatever a decoder stumbles over in somebody else's bytes
        return None


def _is_bare(raw: bytes) -> bool:
    """Whether the container is whole, and holds pixels and their transparency alone."""
    if raw[:4] != b"RIFF" or raw[8:12] != b"WEBP" or int.from_bytes(raw[4:8], "little") != len(raw) - 8:
        return False
    at, seen = 12, []
    while at < len(raw):
        name, length = raw[at : at + 4], int.from_bytes(raw[at + 4 : at + 8], "little")
        if name == b"VP8X" and (length != 10 or raw[at + 8] & ~ALPHA):
            return False
        seen.append(name)
        at += 8 + length + length % 2
    return at == len(raw) and seen in BARE


def _drawn_anew(
    upload: IO[bytes], draw: Callable[[Image.Image], Image.Image], *, field: str
) -> tuple[ContentFile, int, int]:
    raw = upload.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise PictureWrong(field=field)
    try:
        with Image.open(BytesIO(raw), formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise PictureWrong(field=field)
            drawn = draw(ImageOps.exif_transpose(picture).convert("RGBA"))
            stored = _stored(drawn)
    except PictureWrong:
        raise
    except Exception:  # whatever a decoder stumbles over in somebody else's bytes
        raise PictureWrong(field=field) from None
    return ContentFile(stored, name=f"{secrets.token_hex(16)}.webp"), drawn.width, drawn.height


def _middle(upright: Image.Image) -> Image.Image:
    side = min(SIDE, *upright.size)
    return ImageOps.fit(upright, (side, side), Image.Resampling.LANCZOS)


def _smaller(upright: Image.Image) -> Image.Image:
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    return upright


def _stored(drawn: Image.Image) -> bytes:
    out = BytesIO()
    drawn.save(out, "WEBP", quality=86, method=4)
    return out.getvalue()
