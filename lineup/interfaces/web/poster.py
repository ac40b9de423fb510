"""A poster of 1200 × 630 pixels: title, when, where, who; drawn with Source Sans 3, which comes as a package."""

import math
import unicodedata
from dataclasses import dataclass
from functools import cache
from io import BytesIO

import fontpkg_source_sans_3
from PIL import Image, ImageDraw, ImageFont

from lineup.interfaces.web import covers

VERSION = 1
SIZE = (1200, 630)
MARGIN = 80
WIDTH = SIZE[0] - 2 * MARGIN
FONT = fontpkg_source_sans_3.ROOT / "files" / "SourceSans3[wght].ttf"
REGULAR, BOLD = 400, 700

PAPER, INK, SOFT = (251, 249, 245), (36, 32, 28), (92, 86, 79)
# (hue, chroma) as in static/lineup/css/foundation.css
HUES = {
    "petrol": (205, 0.085),
    "pine": (162, 0.085),
    "moss": (125, 0.09),
    "ochre": (78, 0.095),
    "rust": (42, 0.12),
    "rose": (8, 0.135),
    "plum": (328, 0.125),
    "indigo": (272, 0.135),
}
TITLE_SIZES = (84, 72, 62, 54, 46)
MOST_LINES = 3
STRIP, FINER = 140, 3

Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Poster:
    """What it says; what is empty is left out."""

    title: str
    when: str = ""
    where: str = ""
    by: str = ""
    hue: str = "petrol"
    is_off: bool = False


def draw(said: Poster) -> bytes:
    """Return the poster as PNG. Signs that the font lacks (emoji, other scripts) are left out."""
    picture = Image.new("RGB", SIZE, PAPER)
    picture.paste(_bars(said), (0, 0))
    pen = ImageDraw.Draw(picture)
    bottom = _title(pen, said)
    _facts(pen, said, bottom + 34)
    _footer(pen, said)
    out = BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def _bars(said: Poster) -> Image.Image:
    """The cover of the event, for the top; drawn larger and made smaller, so that its ends are round."""
    inks = {1: colour(said.hue, 0.45), 2: colour(said.hue, 0.72), 3: colour(said.hue, 0.88, 0.45)}
    strip = Image.new("RGB", (SIZE[0] * FINER, STRIP * FINER), PAPER)
    pen, scale = ImageDraw.Draw(strip), 1.5 * FINER
    for bar in covers.bars(said.title, SIZE[0]):
        left, top = bar.x * FINER, bar.y * scale
        box = (left, top, left + bar.width * FINER, top + covers.HEIGHT * scale)
        pen.rounded_rectangle(box, radius=covers.HEIGHT * scale / 2, fill=inks[bar.ink])
    return strip.resize((SIZE[0], STRIP), Image.Resampling.LANCZOS)


def _title(pen: ImageDraw.ImageDraw, said: Poster) -> int:
    """As large as it fits on three lines; cut where even the smallest does not."""
    text, size = drawable(said.title), TITLE_SIZES[-1]
    for size in TITLE_SIZES:
        lines = wrapped(text, font(size, BOLD), WIDTH)
        if len(lines) <= MOST_LINES:
            break
    lines = _cut(lines, font(size, BOLD))
    y = 180
    for line in lines:
        pen.text((MARGIN, y), line, font=font(size, BOLD), fill=SOFT if said.is_off else INK)
        if said.is_off:
            right, middle = MARGIN + pen.textlength(line, font(size, BOLD)), y + size * 0.74
            pen.line((MARGIN, middle, right, middle), SOFT, 5)
        y += round(size * 1.12)
    return y


def _cut(lines: list[str], face: ImageFont.FreeTypeFont) -> list[str]:
    if len(lines) <= MOST_LINES:
        return lines
    last = lines[MOST_LINES - 1]
    while last and face.getlength(f"{last}…") > WIDTH:
        last = last[:-1].rstrip()
    return [*lines[: MOST_LINES - 1], f"{last}…"]


def _facts(pen: ImageDraw.ImageDraw, said: Poster, y: int) -> None:
    for words, ink in ((said.when, colour(said.hue, 0.42)), (said.where, SOFT)):
        line = _one_line(drawable(words), font(36, REGULAR))
        if line:
            pen.text((MARGIN, y), line, font=font(36, REGULAR), fill=ink)
            y += 48


def _footer(pen: ImageDraw.ImageDraw, said: Poster) -> None:
    y = SIZE[1] - 84
    pen.rectangle((0, SIZE[1] - 12, SIZE[0], SIZE[1]), fill=colour(said.hue, 0.45))
    pen.text((MARGIN, y), _one_line(drawable(said.by), font(32, BOLD), WIDTH - 200), font=font(32, BOLD), fill=INK)
    pen.text((SIZE[0] - MARGIN, y), "Lineup", font=font(32, BOLD), fill=SOFT, anchor="ra")


def _one_line(text: str, face: ImageFont.FreeTypeFont, width: int = WIDTH) -> str:
    if face.getlength(text) <= width:
        return text
    while text and face.getlength(f"{text}…") > width:
        text = text[:-1].rstrip()
    return f"{text}…"


def wrapped(text: str, face: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """Return the text in lines of at most this width; a word that is wider is broken."""
    lines, line = [], ""
    for word in text.split():
        for piece in _pieces(word, face, width):
            longer = f"{line} {piece}".strip()
            if face.getlength(longer) <= width:
                line = longer
            else:
                lines.append(line)
                line = piece
    return [*lines, line] if line else lines


def _pieces(word: str, face: ImageFont.FreeTypeFont, width: int) -> list[str]:
    pieces, piece = [], ""
    for sign in word:
        if piece and face.getlength(piece + sign) > width:
            pieces.append(piece)
            piece = ""
        piece += sign
    return [*pieces, piece]


def drawable(text: str) -> str:
    """Return what the font can draw of the text, in one line."""
    composed = unicodedata.normalize("NFC", text)
    return " ".join("".join(sign if sign.isspace() or _is_known(sign) else "" for sign in composed[:400]).split())


@cache
def font(size: int, weight: int) -> ImageFont.FreeTypeFont:
    """Return Source Sans 3 in this size and weight."""
    face = ImageFont.truetype(FONT, size, layout_engine=ImageFont.Layout.BASIC)
    face.set_variation_by_axes([weight])
    return face


@cache
def _is_known(sign: str) -> bool:
    """Whether the font has the sign: it looks otherwise than what stands for those it lacks."""
    face = font(40, REGULAR)
    return unicodedata.category(sign)[0] not in "CM" and bytes(face.getmask(sign)) != bytes(face.getmask("\uffff"))


@cache
def colour(hue: str, lightness: float, strength: float = 1.0) -> Colour:
    """Return the hue at this lightness in sRGB (OKLCH to OKLab to linear sRGB, B. Ottosson 2020)."""
    degrees, full = HUES.get(hue, HUES["petrol"])
    chroma = full * strength
    a, b = chroma * math.cos(math.radians(degrees)), chroma * math.sin(math.radians(degrees))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        _byte(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
        _byte(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
        _byte(-0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short),
    )


def _byte(linear: float) -> int:
    inside = min(1.0, max(0.0, linear))
    curved = 12.92 * inside if inside <= 0.0031308 else 1.055 * inside ** (1 / 2.4) - 0.055
    return round(255 * curved)
