"""What a message says, as Discord is told it and tells it again."""

from hashlib import sha256

import pytest

from lineup.domains.guilds.shape.things import Words
from lineup.interfaces.discord import calls

pytestmark = pytest.mark.req("C04", "C10")
DETAILS, HOURS = ("https://x/e", "Details"), ("https://x/e/race/sign-up", "My hours")
ACTS = (("join:7", "Sign up"), ("leave:7", "Give my place up"))


def test_a_message_has_a_button_for_each_act_and_each_page_that_is_named():
    said = calls.message(Words("Spa", "12 of 40", (DETAILS, HOURS), ACTS))
    buttons = said["components"][0]["components"]
    assert [(one["style"], one["label"], one.get("custom_id") or one["url"]) for one in buttons] == [
        (1, "Sign up", "join:7"),
        (2, "Give my place up", "leave:7"),
        (5, "Details", "https://x/e"),
        (5, "My hours", "https://x/e/race/sign-up"),
    ]
    assert said["embeds"] == [{"title": "Spa", "description": "12 of 40", "url": "https://x/e"}]


@pytest.mark.parametrize(
    "links", [(), (("https://x/e", ""),), (DETAILS,), (DETAILS, HOURS), (("https://x", ""), HOURS)]
)
@pytest.mark.parametrize("acts", [(), ACTS])
def test_what_discord_tells_of_a_message_is_what_was_said(links, acts):
    words = Words("Spa", "12 of 40", links, acts, calls=(7,))
    assert calls.read_back(calls.message(words)) == words


def test_what_was_said_with_one_link_is_known_by_the_print_that_it_always_had():
    words = Words("Spa", "12 of 40", (DETAILS,), ACTS[:1], calls=(7,))
    parts = ("Spa", "12 of 40", *DETAILS, *ACTS[0], "7")
    assert words.print == sha256("\0".join(parts).encode()).hexdigest()[:32]
    assert Words("Done").print == sha256(b"Done\0\0\0").hexdigest()[:32]
