"""Badges through the API: made, listed, shown, replaced, revoked, printed; their keys."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lineup.core.foundation import clock
from lineup.domains.events import events
from lineup.domains.onsite import badges
from tests.interfaces.api.conftest import problem
from tests.support import factories, outbox


@pytest.fixture
def organiser(db):
    return factories.member("Olga")


@pytest.fixture
def event(organiser):
    by, at = factories.actor(organiser), clock.now()
    made = events.create(title="Forum", starts_at=at + timedelta(days=9), capacity=None, by=by, at=at)
    return factories.published(made.offering, by=by, at=at).event


@pytest.fixture
def key(as_person, organiser):
    return as_person(organiser)


@pytest.fixture
def ada(event):
    return factories.place(event.offering.pools.get(role="attendee"), factories.member("Ada"))


PATH = "/events/forum"


@pytest.mark.req("D10")
def test_badges_are_made_and_listed_without_their_codes(key, ada):
    assert [key.post(f"{PATH}/badges").json()["number"] for _ in range(2)] == [1, 0]
    (row,) = key.get(f"{PATH}/badges").json()["items"]
    shown = (row["name"], row["roles"], row["serial"], row["revoked_at"], "code" in row)
    assert shown == ("Ada", ["attendee"], 1, None, False)
    assert len(key.get(f"{PATH}/badges?state=new").json()["items"]) == 1
    assert key.get(f"{PATH}/badges?state=revoked").json()["items"] == []


@pytest.mark.req("D10")
def test_one_s_own_badge_has_a_code_that_opens_the_door(as_person, event, ada):
    own = as_person(ada.contact)("PUT", f"{PATH}/badge").json()
    assert badges.read(event.pk, own["code"]).badge.person == ada.contact
    assert as_person(ada.contact)("PUT", f"/places/{ada.pk}/badge").json() == own
    assert problem(as_person(factories.member())("PUT", f"{PATH}/badge")) == (409, "no_badge")


@pytest.mark.req("D10")
def test_a_badge_is_replaced_revoked_and_issued_again(key, event, ada):
    one = badges.ensure(event, ada.contact, at=clock.now()).badge_id
    assert key.post(f"{PATH}/badges/{one}/replacement").json()["serial"] == 2
    assert key.post(f"{PATH}/badges/{one.lower()}/revocation").json()["revoked_at"] is not None
    assert problem(key.post(f"{PATH}/badges/{one}/replacement")) == (409, "badge_revoked")
    again = key.post(f"{PATH}/badges/{one}/reissue").json()
    assert (again["serial"], again["revoked_at"]) == (3, None)
    assert problem(key.post(f"{PATH}/badges/KKKKKKK/revocation"))[0] == 404


@pytest.mark.req("D10")
def test_a_print_is_ordered_waited_for_and_fetched(key, ada):
    ordered = key.post(f"{PATH}/badge-prints", {"layout": "l7160", "language": "fr"})
    assert (ordered.status_code, ordered.json()["state"], ordered.json()["total"]) == (202, "waiting", 1)
    path = f"{PATH}/badge-prints/{ordered.json()['id']}"
    assert problem(key.get(f"{path}/content")) == (409, "print_not_ready")
    outbox.drain()
    assert (key.get(path).json()["state"], key.get(path).json()["done"]) == ("done", 1)
    assert key.get(f"{path}/content").content.startswith(b"%PDF-")
    assert key.delete(path).status_code == 204
    assert key.get(f"{PATH}/badge-prints").json()["items"] == []


@pytest.mark.req("D10")
def test_what_cannot_be_printed_is_refused(key, event):
    assert problem(key.post(f"{PATH}/badge-prints", {"layout": "napkin"})) == (422, "unknown_badge_layout")
    assert problem(key.post(f"{PATH}/badge-prints", {"badges": ["KKKKKKK"]})) == (409, "no_badges_to_print")


@pytest.mark.req("D10")
def test_keys_are_rotated_and_retired_and_never_told(key, event):
    assert (key.post(f"{PATH}/signing-keys").status_code, problem(key.post(f"{PATH}/signing-keys"))) == (
        201,
        (409, "rotation_under_way"),
    )
    assert key.post(f"{PATH}/signing-keys/1/retirement").json()["retired_at"] is not None
    shown = key.get(f"{PATH}/signing-keys").json()["items"]
    assert [(one["number"], sorted(one)) for one in shown] == [
        (number, ["created_at", "number", "public", "retired_at"]) for number in (2, 1)
    ]


def test_a_list_of_badges_costs_the_same_however_long_it_is(key, event):
    def cost() -> int:
        key.post(f"{PATH}/badges")
        with CaptureQueriesContext(
            connection,
        ) as seen:
            key.get(f"{PATH}/badges")
        return len(seen)

    pool = event.offering.pools.get(role="attendee")
    factories.place(pool)
    first = cost()
    for _ in range(3):
        factories.place(pool)
    assert cost() == first
