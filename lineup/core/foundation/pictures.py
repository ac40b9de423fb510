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
