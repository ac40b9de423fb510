import re

import pytest

from lineup.core.foundation import clock
from lineup.core.participation import join_requests, place_links
from tests.interfaces.mail.conftest import html_of, text_of
from tests.support import factories
from tests.support.outbox import drain

SECRET = re.compile(r"lnp_[\w-]+")


def ask(pool, **fields):
    values = {"name": "Buy at evil.example", "email": "cy@example.org", "companions": ["evil2.example"], **fields}
    return join_requests.ask(pool, at=clock.now(), **values)


@pytest.mark.req("B03", "Q12")
def test_the_link_in_the_letter_turns_the_request_into_a_place_and_then_opens_it(pool, letters):
    pool.capacity = 5
    pool.save()
    request = ask(pool)
    drain()
    [letter] = letters()
    assert letter["To"] == "cy@example.org"
    [secret] = set(SECRET.findall(text_of(letter)))
    link = place_links.find(secret, at=clock.now())
    assert link.request == request
    assert place_links.place_of(link) is None
    place = join_requests.confirm(request, by=factories.actor(channel="link"), at=clock.now())
    assert place_links.place_of(place_links.find(secret, at=clock.now())) == place


def test_nothing_that_a_stranger_typed_in_reaches_the_address(pool, letters):
    ask(pool)
    drain()
    [letter] = letters()
    assert "evil" not in text_of(letter) + html_of(letter) + letter["Subject"]


def test_once_confirmed_the_letter_is_not_sent_any_more(pool, letters):
    request = ask(pool, companions=[])
    join_requests.confirm(request, by=factories.actor(channel="link"), at=clock.now())
    drain()
    assert [letter["Subject"] for letter in letters()] == ["You have a place at Fête du lac <b>"]


@pytest.mark.req("P11")
def test_it_is_written_in_the_language_of_the_page(pool, letters):
    ask(pool, language="fr", companions=[])
    drain()
    assert letters()[0]["Content-Language"] == "fr"


def test_a_flood_of_requests_is_not_sent_on(pool, letters):
    for _ in range(join_requests.MOST_AN_HOUR + 3):
        ask(pool, companions=[])
    ask(pool, companions=[], email="other@example.org")
    drain()
    assert [letter["To"] for letter in letters()].count("cy@example.org") == join_requests.MOST_AN_HOUR
    assert letters()[-1]["To"] == "other@example.org"
