"""Qualifications through the API: named, granted, asked for by a pool, revoked."""

from datetime import timedelta

import pytest

from lineup.core.foundation import clock
from lineup.domains.events import events
from tests.interfaces.api.conftest import problem
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("E14")]


def test_a_qualification_is_named_granted_asked_for_and_revoked(as_person):
    olga, kim = factories.member("Olga"), factories.member("Kim", email="kim@example.org")
    club, me, their = factories.club("Kiln", owner=olga), as_person(olga), as_person(kim)
    made = me.post(f"/clubs/{club.slug}/qualifications", {"name": "Kiln licence", "months": 12}).json()
    assert (made["club"], made["months"], made["grace_days"]) == (club.slug, 12, 0)
    one = f"/qualifications/{made['id']}"
    assert me.patch(one, {"grace_days": 5}).json()["grace_days"] == 5
    by, at = factories.actor(olga), clock.now()
    event = events.create(title="Firing", club=club, starts_at=at + timedelta(days=9), by=by, at=at)
    factories.published(event.offering, by=by, at=at)
    pool = f"/pools/{event.offering.pools.get().pk}"
    assert problem(me.patch(pool, {"qualification": str(club.pk)})) == (422, "qualification_of_another_club")
    assert me.patch(pool, {"qualification": made["id"]}).json()["qualification"] == made["id"]
    assert problem(their.post(f"{pool}/places", {})) == (409, "qualification_missing")
    given = {"name": "Kim", "email": "kim@example.org", "reason": "Passed"}
    held = me.post(f"{one}/holdings", given).json()
    assert (held["status"], held["name"], held["reason"]) == ("valid", "Kim", "Passed")
    assert [row["id"] for row in their.get("/me/qualifications").json()["items"]] == [held["id"]]
    assert their.post(f"{pool}/places", {}).status_code in (200, 201)
    revoked = me("PUT", f"{one}/holdings/{held['id']}/revocation", {"reason": "Burnt it"}).json()
    assert (revoked["status"], revoked["revoked_reason"]) == ("revoked", "Burnt it")
    assert [row["status"] for row in me.get(f"{one}/holdings").json()["items"]] == ["revoked"]
    assert problem(me.delete(one)) == (409, "qualification_in_use")
