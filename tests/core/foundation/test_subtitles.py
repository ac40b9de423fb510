"""Captions are WebVTT, or they are refused with the line at fault."""

import pytest

from lineup.core.foundation import subtitles
from lineup.core.foundation.errors import Refusal
from tests.support.films import CAPTIONS

pytestmark = pytest.mark.req("E04")


def test_captions_are_kept_with_plain_ends_of_lines():
    sent = "WEBVTT - by hand\r\n\r\n1\r\n01:00:00.500 --> 01:00:01.000 align:start\r\nFlour &amp; water\r\n"
    kept = "WEBVTT - by hand\n\n1\n01:00:00.500 --> 01:00:01.000 align:start\nFlour &amp; water\n"
    assert (subtitles.read(b"\xef\xbb\xbf" + sent.encode()), subtitles.checked(CAPTIONS)) == (kept, CAPTIONS)
    assert subtitles.checked(" \n") == ""
    assert subtitles.checked(CAPTIONS + "\x00\ud800") == CAPTIONS + "\ufffd\ufffd\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"1\n00:00:00,000 --> 00:00:02,000\nSubRip\n", "captions_wrong"),
        (b"WEBVTT\n\nNo cue.\n", "captions_wrong"),
        (b"\xff\xfe\x00", "captions_wrong"),
        (b"WEBVTT\n\n00:02.000 --> 00:01.000\nBack\n", "captions_line_wrong"),
        (b"WEBVTT\n\n00:00.000 --> 00:99.000\nPast\n", "captions_line_wrong"),
        (CAPTIONS.encode() + b"x" * subtitles.LARGEST_BYTES, "captions_too_large"),
    ],
)
def test_all_else_is_refused(content, said):
    with pytest.raises(Refusal) as refused:
        subtitles.read(content)
    assert refused.value.code == said
