"""Our own reader of codes, for browsers that have none: pictures as a camera takes them, read by its script."""

import base64
import random
import string

import pytest
import zxingcpp
from django.templatetags.static import static
from PIL import Image, ImageChops, ImageFilter

READ = """async ([url, pictures]) => {
  const { read } = await import(url)
  return pictures.map(({ grey, width, height }) => {
    const bytes = atob(grey)
    const data = new Uint8ClampedArray(4 * bytes.length)
    for (let at = 0; at < bytes.length; at += 1) data.fill(bytes.charCodeAt(at), 4 * at, 4 * at + 3)
    return read({ data, width, height })
  })
}"""
SCREEN = (640, 480)
BADGE = string.ascii_uppercase + "234567"
# as many digits as fill each version at the level with the fewest signs that mend
DIGITS = (41, 77, 127, 187, 255, 322, 370, 461, 552, 652)

pytestmark = [pytest.mark.slow, pytest.mark.req("D13")]


@pytest.fixture
def read(transactional_db, open_page, live_server):
    page = open_page()
    page.goto("/door")

    def read(pictures):
        sent = [
            {"grey": base64.b64encode(one.tobytes()).decode(), "width": one.width, "height": one.height}
            for one in pictures
        ]
        return page.evaluate(READ, [live_server.url + static("lineup/js/qr/read.js"), sent])

    return read


def code(text, level="M", scale=6):
    drawn = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level=level)
    return Image.fromarray(drawn.to_image(scale=scale)).convert("L")


def badge(seed=1):
    return "".join(random.Random(seed).choices(BADGE, k=128))


def before_a_camera(drawn, *, turned=0.0, tilted=(0.0, 0.0), dark=20, light=235, blurred=0.6, noise=0):
    """The code on a light table, by a camera that is held like this; `tilted`: by how much a pixel away is smaller."""
    table = Image.new("L", SCREEN, 255)
    table.paste(drawn, ((SCREEN[0] - drawn.width) // 2, (SCREEN[1] - drawn.height) // 2))
    table = table.rotate(turned, Image.Resampling.BICUBIC, fillcolor=255)
    view = perspective(*tilted)
    table = table.transform(SCREEN, Image.Transform.PERSPECTIVE, view, Image.Resampling.BICUBIC, fillcolor=255)
    seen = table.point(lambda grey: dark + (light - dark) * grey // 255).filter(ImageFilter.GaussianBlur(blurred))
    if noise:
        seen = ImageChops.add(seen, Image.effect_noise(SCREEN, noise), offset=-128)
    return seen


def perspective(across, down):
    """Where each point of the picture lies on the table, as Pillow takes it: eight numbers."""
    x, y = SCREEN[0] / 2, SCREEN[1] / 2
    middle = 1 - across * x - down * y
    rows = (x * across + 1, x * down, x * middle - x), (y * across, y * down + 1, y * middle - y), (across, down)
    return [number / middle for row in rows for number in row]


def test_every_version_and_level_is_read(read):
    wanted = {
        (version, level): "".join(random.Random(version).choices(string.digits, k=round(digits * share)))
        for version, digits in enumerate(DIGITS, 1)
        for level, share in (("L", 1), ("M", 0.75), ("Q", 0.5), ("H", 0.38))
    }
    told = read([code(text, level, scale=4) for (_version, level), text in wanted.items()])
    assert dict(zip(wanted, told, strict=True)) == wanted


@pytest.mark.parametrize(
    "text", ["HTTPS://EXAMPLE.ORG/A-B:7 $%*+.", "https://example.org/é/ü?q=1", "0123456789012", "déjà vu", "A"]
)
def test_every_way_of_writing_is_read(read, text):
    assert read([code(text, scale=8)]) == [text]


def test_a_badge_is_read_however_it_is_held(read):
    text = badge()
    turned = [before_a_camera(code(text), turned=by) for by in range(0, 360, 24)]
    tilts = ((0, 0.001), (0.001, 0), (-0.0012, 0.0005), (0.0008, -0.0008))
    aslant = [before_a_camera(code(text), tilted=by, turned=20) for by in tilts]
    assert read([*turned, *aslant]) == [text] * 19


def test_a_badge_is_read_in_bad_light(read):
    text = badge(2)
    seen = [
        before_a_camera(code(text), dark=90, light=150),
        before_a_camera(code(text), dark=5, light=70),
        before_a_camera(code(text), blurred=1.8),
        before_a_camera(code(text), noise=14),
        before_a_camera(code(text, scale=3), blurred=0.8),
        ImageChops.multiply(
            before_a_camera(code(text)), Image.linear_gradient("L").resize(SCREEN).point(lambda at: 70 + at * 2 // 3)
        ),
    ]
    assert read(seen) == [text] * 6


def test_a_soiled_badge_is_read_and_one_that_is_covered_is_not(read):
    text = badge(3)
    soiled, covered = code(text), code(text)
    soiled.paste(0, (140, 150, 180, 190))
    covered.paste(255, (60, 120, 200, 230))
    assert read([before_a_camera(soiled), before_a_camera(covered)]) == [text, None]


def test_what_is_no_code_is_read_as_none(read):
    half = code(badge(4))
    half = half.crop((0, 0, half.width // 2, half.height))
    pictures = [
        Image.new("L", SCREEN, 255),
        Image.new("L", SCREEN, 0),
        Image.effect_noise(SCREEN, 90),
        Image.linear_gradient("L").resize(SCREEN),
        before_a_camera(half),
        Image.new("L", (1, 1), 0),
    ]
    assert read(pictures) == [None] * 6
