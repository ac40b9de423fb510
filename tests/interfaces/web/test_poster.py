"""The poster holds whatever a title holds, and says it in colours that can be read."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from lineup.interfaces.web import poster
from lineup.interfaces.web.poster import Poster

pytestmark = pytest.mark.req("B06")


def drawn(**said):
    return Image.open(BytesIO(poster.draw(Poster(**said))))


def test_it_has_the_size_that_others_expect():
    picture = drawn(title="Open evening", when="Tuesday", where="Hall", by="Club")
    assert (picture.format, picture.size, picture.mode) == ("PNG", (1200, 630), "RGB")


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=220), st.text(max_size=220))
def test_any_text_fits_within_the_margins(title, where):
    """What was drawn between bars and foot ends before the margin on every side."""
    picture = drawn(title=title, where=where, when=where)
    ink = Image.eval(picture.convert("L").crop((0, 150, 1200, 530)), lambda value: 255 if value < 200 else 0)
    box = ink.getbbox()
    assert box is None or (box[0] >= poster.MARGIN - 8 and box[2] <= 1200 - poster.MARGIN + 8)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Soirée à l’Atelier – été « œuvre »", "Soirée à l’Atelier – été « œuvre »"),
        ("Łódź Čeština Ελληνικά Русский", "Łódź Čeština Ελληνικά Русский"),
        ("Party 🎉 time\n\tnow", "Party time now"),
        ("日本 Expo", "Expo"),
        ("a\u202eb\u0000c\ud800", "abc"),
        ("Cafe\u0301", "Café"),
    ],
)
def test_what_the_font_has_is_kept_and_the_rest_is_left_out(text, kept):
    assert poster.drawable(text) == kept


def test_a_long_title_is_cut_after_three_lines():
    lines = poster.wrapped("word " * 100, poster.font(46, poster.BOLD), poster.WIDTH)
    assert len(poster._cut(lines, poster.font(46, poster.BOLD))) == poster.MOST_LINES


@pytest.mark.parametrize("hue", poster.HUES)
def test_words_in_a_hue_can_be_read_on_paper(hue):
    def luminance(colour):
        parts = [part / 255 for part in colour]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, light = luminance(poster.colour(hue, 0.42)), luminance(poster.PAPER)
    assert (light + 0.05) / (dark + 0.05) >= 4.5
