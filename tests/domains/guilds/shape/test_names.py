import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineup.domains.guilds.shape import names
from lineup.domains.guilds.shape.asked import Choices
from tests.domains.guilds.shape.worlds import event

pytestmark = [pytest.mark.req("C04"), pytest.mark.embedded]
PATTERNS = ("{event}-{what}", "{what}-{event}", "{date}-{series}-{event}-{what}")


def test_a_name_is_made_of_what_discord_keeps():
    asked = Choices(pattern="{date} {series}: {event} ({what})")
    assert names.of_channel(event("24 h — Spa!"), "signup", series="GT3", choices=asked) == "06-04-gt3-24-h-spa-signup"


@given(st.text(max_size=300), st.text(max_size=300), st.sampled_from(PATTERNS), st.booleans())
def test_any_name_is_within_the_limit_and_says_what_the_channel_is(name, series, pattern, twin):
    asked = Choices(pattern=pattern)
    found = names.of_channel(event(name, pk="1"), "signup", series=series, choices=asked, twin=twin)
    assert 1 <= len(found) <= 100
    assert "signup" in found
    assert "-".join(found.lower().split()) == found


def test_what_somebody_wrote_is_shown_as_it_is_written():
    said = "*_~`|[a](b)<@1>#1:x: \\"
    assert names.plain(said) == r"\*\_\~\`\|\[a\]\(b\)\<\@1\>\#1\:x\: \\"
    assert names.plain("Ann Égo 24 h, 1.5 l") == "Ann Égo 24 h, 1.5 l"
