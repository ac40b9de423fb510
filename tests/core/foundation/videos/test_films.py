"""What a film is and how long, by its bytes alone."""

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lineup.core.foundation.videos import films
from tests.support import films as made

pytestmark = pytest.mark.req("E04")


def looked_at(content):
    return films.looked_at(io.BytesIO(content), len(content))


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (made.mp4(61.2), films.Film("video/mp4", 62)),
        (made.webm(61.2), films.Film("video/webm", 62)),
        (made.webm(90, said=False), films.Film("video/webm", 90)),
        (made.mp4(0), None),
        (made.mp4(films.LONGEST_SECONDS + 1), None),
        (made.mp4(brand=b"heic"), None),
        (made.webm(doctype=b"matroska"), None),
        (made.mp4()[:-90], None),
        (b"<html><script>alert(1)</script>", None),
        (b"%PDF-1.7", None),
        (b"", None),
    ],
)
def test_only_films_that_browsers_play_and_that_say_how_long_they_are_are_known(content, found):
    assert looked_at(content) == found


@pytest.mark.parametrize("whole", [made.mp4(filling=300), made.webm(said=False), made.webm()])
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(at=st.integers(0, 400), byte=st.integers(0, 255), cut=st.integers(0, 400))
def test_a_broken_film_is_answered_and_never_an_error(whole, at, byte, cut):
    broken = bytearray(whole)
    broken[at % len(broken)] = byte
    found = looked_at(bytes(broken[: len(broken) - cut % len(broken)]))
    assert found is None or 0 < found.seconds <= films.LONGEST_SECONDS
