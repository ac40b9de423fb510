"""Qualifications on their pages, without scripts: named, granted, asked for by a sign-up, revoked."""

from datetime import timedelta

import pytest
from django.urls import reverse

from lineup.core.foundation import clock
from lineup.core.participation import places
from lineup.core.participation.models import Holding, Qualification
from lineup.domains.events import events
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("E14")]

SAID = {"name": "Kiln licence", "how": "Ask Olga.", "months": "12", "grace_days": "5", "remind_days": "21"}
GIVEN = {"name": "Kim", "email": "kim@example.org", "reason": "Passed", "held_until_0": "", "held_until_1": ""}


@pytest.fixture
def olga():
    return factories.member("Olga")


@pytest.fixture
def club(olga):
    return factories.club("Kiln", owner=olga)


@pytest.fixture
def pool(club, olga):
    by, at = factories.actor(olga), clock.now()
    event = events.create(title="Firing", club=club, starts_at=at + timedelta(days=9), by=by, at=at)
    factories.published(event.offering, by=by, at=at)
    return event.offering.pools.get()


def test_a_sign_up_asks_for_a_qualification_that_is_granted_by_hand(client, olga, club, pool):
    kim = factories.member("Kim", email="kim@example.org")
    client.force_login(olga.account)
    desk = reverse("desk:pool", args=[pool.offering.slug, pool.pk])
    assert "Qualification that it asks for" not in client.get(desk).content.decode()
    made = client.post(reverse("qualifications:new", args=[club.slug]), SAID)
    found = Qualification.objects.get()
    assert (made.url, found.months, found.grace_days) == (reverse("qualifications:one", args=[found.pk]), 12, 5)
    form = client.get(desk).context["form"]
    assert form.fields["qualification"].choices == [("", "None"), (str(found.pk), "Kiln licence")]
    client.post(desk, {**_sent(form), "qualification": str(found.pk)})
    pool.refresh_from_db()
    assert pool.qualification == found

    client.force_login(kim.account)
    page = client.get(f"/events/{pool.offering.slug}").content.decode()
    assert ("which you do not hold. Ask Olga." in page, "Asks for the qualification <b>Kiln licence</b>" in page) == (
        True,
        True,
    )
    client.force_login(olga.account)
    assert client.post(reverse("qualifications:grant", args=[found.pk]), {**GIVEN, "reason": ""}).status_code == 422
    client.post(reverse("qualifications:grant", args=[found.pk]), GIVEN)
    client.force_login(kim.account)
    assert "You hold it until" in client.get(reverse("places:join", args=[pool.pk])).content.decode()
    places.join(pool, kim, by=factories.actor(kim), at=clock.now())
    assert "Kiln licence" in client.get(reverse("qualifications:mine")).content.decode()


def _sent(form):
    """What the form shows, sent back as it is."""
    plain = ("party_limit", "admission", "waitlist", "offer_minutes")
    return {name: form.initial[name] for name in plain}


def test_one_that_is_held_is_revoked_and_not_deleted(client, olga, club):
    client.force_login(olga.account)
    client.post(reverse("qualifications:new", args=[club.slug]), SAID)
    found = Qualification.objects.get()
    client.post(reverse("qualifications:grant", args=[found.pk]), GIVEN)
    client.post(reverse("qualifications:removal", args=[found.pk]))
    row = Holding.objects.get()
    revocation = reverse("qualifications:revocation", args=[found.pk, row.pk])
    assert client.post(revocation, {"reason": ""}).status_code == 422
    client.post(revocation, {"reason": "Burnt it"})
    row.refresh_from_db()
    assert row.revoked_reason == "Burnt it"
    assert "Burnt it" in client.get(reverse("qualifications:one", args=[found.pk])).content.decode()
    client.post(reverse("qualifications:edit", args=[found.pk]), {**SAID, "name": "Kiln card", "months": ""})
    found.refresh_from_db()
    assert (found.name, found.months) == ("Kiln card", None)
    assert "Kiln card" in client.get(reverse("qualifications:list", args=[club.slug])).content.decode()
