"""A browser whose camera sees a badge all the time: a film of one picture with a real code in it."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import zxingcpp
from PIL import Image
from playwright.sync_api import Browser

from tests.support.browser import FLAGS, executable

FAKE = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
FRAMES = 5


@contextmanager
def seeing(chromium: Browser, code: str, folder: Path) -> Iterator[Browser]:
    """Yield a browser of the same kind; its pages may use the camera unasked."""
    film = folder / "badge.mjpeg"
    film.write_bytes(picture(code) * FRAMES)
    browser = chromium.browser_type.launch(
        executable_path=executable(), args=[*FLAGS, *FAKE, f"--use-file-for-fake-video-capture={film}"]
    )
    try:
        yield browser
    finally:
        browser.close()


def picture(code: str) -> bytes:
    """Return a badge on a white table, as JPEG."""
    seen, table = io.BytesIO(), Image.new("RGB", (640, 480), "white")
    drawn = zxingcpp.create_barcode(code, zxingcpp.BarcodeFormat.QRCode).to_image(scale=6)
    table.paste(Image.fromarray(drawn), (120, 60))
    table.save(seen, "JPEG", quality=90)
    return seen.getvalue()
