"""A webhook of a club: made, heard, failed, sent again from the page."""

import json

import pytest

from lineup.core.foundation import clock
from lineup.core.people.actors import Actor
from lineup.core.webhooks import endpoints, hearing
from lineup.core.webhooks.models import Endpoint
from lineup.domains.events import events
from tests.journeys import happenings
from tests.support import factories, outbox
from tests.support.receiver import receiving

pytestmark = [pytest.mark.slow, pytest.mark.req("P17")]


def test_an_admin_makes_a_webhook_and_sends_again_what_failed(walk, transactional_db, settings):
    settings.OUTWARD_LOOPBACK = True
    ada = factories.member("Ada Ortiz")
    club = factories.club("Blue Club", owner=ada)
    event = happenings.published("Open evening", ada, club=club)
    admin = walk(ada)
    admin.open("/clubs/blue-club")
    admin.page.get_by_role("link", name="Webhooks").click()
    admin.page.get_by_label("Name", exact=True).fill("Wall display")
    admin.page.get_by_label("Address", exact=True).fill("https://hooks.example.org/lineup")
    admin.press("Make the webhook")
    admin.sees("Copy the secret now: it is shown this once.")
    assert admin.page.get_by_label("Secret of the webhook").input_value().startswith("whsec_")

    with receiving() as receiver:
        endpoints.change(Endpoint.objects.get(), url=receiver.url, by=Actor(ada), at=clock.now())
        receiver.will_answer(400, 400, body=b"I don't know that")
        admin.page.get_by_role("link", name="Wall display").first.click()
        admin.press("Send a test")
        admin.sees("A test is on its way")
        factories.place(events.pool_of(event), factories.guest("Bo"))
        hearing.catch_up(at=clock.now())
        outbox.drain(at=clock.now())
        admin.open(f"/webhooks/{Endpoint.objects.get().pk}?state=waiting")
        admin.sees("Somebody has a place", "next try")
        outbox.drain()
        admin.page.reload()
        admin.open(f"/webhooks/{Endpoint.objects.get().pk}?state=delivered")
        admin.press("Somebody has a place")
        admin.sees("I don't know that", "400", "204")
        admin.press("Replay")
        admin.sees("It is on its way again, with the same id.")
        outbox.drain()

    told = [request for request in receiver.requests if json.loads(request.body)["type"] == "place.confirmed"]
    assert len(told) == 3
    assert len({request.headers["webhook-id"] for request in told}) == 1
    assert b"Bo" not in told[0].body
