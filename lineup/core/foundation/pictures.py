"""Pictures that people upload: drawn anew, square and small, so that nothing else is in the file."""

import secrets
from io import BytesIO
from typing import IO

from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from lineup.core.foundation.errors import Invalid

SIDE = 512
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
    raw = upload.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise PictureWrong(field=field)
    try:
        with Image.open(BytesIO(raw), formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise PictureWrong(field=field)
            drawn = _draw(picture)
    except PictureWrong:
        raise
    except Exception:  # whatever a decoder stumbles over in somebody else's bytes
        raise PictureWrong(field=field) from None
    return ContentFile(drawn, name=f"{secrets.token_hex(16)}.webp")


def _draw(picture: Image.Image) -> bytes:
    upright = ImageOps.exif_transpose(picture)
    side = min(SIDE, *upright.size)
    fitted = ImageOps.fit(upright.convert("RGBA"), (side, side), Image.Resampling.LANCZOS)
    out = BytesIO()
    fitted.save(out, "WEBP", quality=86, method=4)
    return out.getvalue()
