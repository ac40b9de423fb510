"""Joining, waiting, accepting and leaving through the API."""

import pytest

from lineup.core.foundation import clock
from lineup.core.participation import places
from lineup.core.participation.models import Place, Pool
from tests.interfaces.api.conftest import problem
from tests.support import factories

pytestmark = pytest.mark.django_db


@pytest.mark.req("B03", "B05")
def test_one_joins_and_a_second_time_finds_the_place(as_person):
    pool, person = factories.pool(), factories.member("Ada")
    key = as_person(person)
    first = key.post(f"/pools/{pool.pk}/places")
    assert first.status_code == 201
    assert (first.json()["state"], first.json()["name"]) == ("confirmed", "Ada")
    second = key.post(f"/pools/{pool.pk}/places", {})
    assert (second.status_code, second.json()) == (200, first.json())
    assert Pool.objects.get().taken == 1


@pytest.mark.req("B04", "B05")
def test_who_comes_too_late_waits_and_is_told_where(as_person):
    pool = factories.pool(capacity=1)
    factories.fill(pool, waiting=1)
    key = as_person(factories.member())
    place = key.post(f"/pools/{pool.pk}/places").json()
    assert place["state"] == "waitlisted"
    shown = key.get(f"/places/{place['id']}").json()
    assert (shown["standing"]["position"], shown["standing"]["code"]) == (2, "full")
    assert len(shown["group"]) == 1


@pytest.mark.req("B04")
def test_a_place_given_up_goes_to_the_next_in_line(as_person):
    pool, holder = factories.pool(capacity=1), factories.member()
    held = factories.place(pool, holder)
    waiting = factories.place(pool)
    key = as_person(holder)
    for _twice in range(2):
        assert key.post(f"/places/{held.pk}/withdrawal", {"reason": "Ill"}).json()["state"] == "withdrawn"
    waiting.refresh_from_db()
    assert waiting.state == "confirmed"


@pytest.mark.req("B04")
def test_an_offer_is_accepted_or_declined(as_person):
    pool = factories.pool(capacity=2)
    for act, state in (("acceptance", "confirmed"), ("refusal", "declined")):
        person = factories.member()
        place = places.offer_to(pool, person, by=factories.actor(person), at=clock.now())
        assert as_person(person).post(f"/places/{place.pk}/{act}").json()["state"] == state


@pytest.mark.req("B03")
def test_a_group_stays_together_and_can_leave_together(as_person):
    pool, key = factories.pool(capacity=3), as_person(factories.member("Ada"))
    place = key.post(f"/pools/{pool.pk}/places", {"companions": ["Grace", "Alan"]}).json()
    names = [member["name"] for member in key.get(f"/places/{place['id']}").json()["group"]]
    assert names == ["Ada", "Grace", "Alan"]
    assert key.post(f"/places/{place['id']}/withdrawal", {"whole_group": True}).status_code == 200
    assert set(Place.objects.values_list("state", flat=True)) == {"withdrawn"}


@pytest.mark.req("B03")
def test_who_comes_along_is_renamed_and_nobody_with_an_account(as_person, nobody):
    pool, key = factories.pool(capacity=9), as_person(factories.member("Ada"))
    place = key.post(f"/pools/{pool.pk}/places", {"companions": ["Grace", "Alan"]}).json()["id"]
    ada, grace, _alan = (member["id"] for member in key.get(f"/places/{place}").json()["group"])
    path = f"/places/{place}/names"
    shown = key("PUT", path, {"names": [{"place": grace, "name": "Grace Hopper"}]}).json()
    assert [member["name"] for member in shown["group"]] == ["Ada", "Grace Hopper", "Alan"]
    assert problem(key("PUT", path, {"names": [{"place": ada, "name": "Eve"}]})) == (403, "name_kept")
    other = factories.place(pool)
    assert problem(key("PUT", path, {"names": [{"place": str(other.pk), "name": "Eve"}]})) == (404, "not_found")
    guest = factories.place(pool, factories.guest("Bo", email="bo@example.org"))
    body = {"token": factories.place_link(guest), "names": [{"place": str(guest.pk), "name": "Bo Diaz"}]}
    assert nobody("PUT", "/guest-place/names", body).json()["name"] == "Bo Diaz"


@pytest.mark.req("B05")
@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ({"capacity": 0, "waitlist": "none"}, (409, "pool_full")),
        ({"admission": "invitation"}, (403, "invitation_needed")),
        ({"party_limit": 1}, (422, "party_too_large")),
    ],
)
def test_a_rule_that_says_no_changes_nothing(as_person, rules, expected):
    pool = factories.pool(**{"capacity": 5, **rules})
    answer = as_person(factories.member()).post(f"/pools/{pool.pk}/places", {"companions": ["Grace"]})
    assert problem(answer) == expected
    assert Place.objects.count() == 0


@pytest.mark.req("P10", "A05")
def test_what_is_not_mine_does_not_exist(as_person):
    stranger = as_person(factories.member())
    hidden = factories.pool(factories.offering(club=factories.club(), visibility="club_only"))
    place = factories.place(factories.pool())
    assert problem(stranger.get(f"/pools/{hidden.pk}")) == (404, "not_found")
    assert problem(stranger.post(f"/pools/{hidden.pk}/places")) == (404, "not_found")
    for path in ("", "/acceptance", "/refusal", "/withdrawal"):
        method = "POST" if path else "GET"
        assert problem(stranger(method, f"/places/{place.pk}{path}")) == (404, "not_found")
    place.refresh_from_db()
    assert place.state == "confirmed"


def test_my_places_are_listed_the_newest_first(as_person):
    person = factories.member()
    first, second = (factories.place(who=person) for _ in range(2))
    factories.place()
    gone = factories.place(who=person)
    places.withdraw(gone, by=factories.actor(person), at=clock.now())
    listed = [row["id"] for row in as_person(person).get("/places").json()["items"]]
    assert listed == [str(second.pk), str(first.pk)]
    assert len(as_person(person).get("/places?when=all").json()["items"]) == 3


@pytest.mark.req("P06")
def test_a_sign_up_costs_ten_statements_at_most(as_person, django_assert_max_num_queries):
    pool, key = factories.pool(), as_person(factories.member())
    key.get("/me")
    # the two of the savepoint that stands for BEGIN and COMMIT are counted in
    with django_assert_max_num_queries(10 + 2):
        assert key.post(f"/pools/{pool.pk}/places").status_code == 201
