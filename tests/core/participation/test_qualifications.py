"""Qualifications: named by a club, granted and revoked, asked for by a pool, told of before they end."""

from datetime import timedelta

import pytest

from lineup.core.audit.models import Entry
from lineup.core.foundation.errors import Invalid, Refusal
from lineup.core.outbox.models import Message
from lineup.core.participation import (
    admission,
    holdings,
    lapsing,
    places,
    pools,
    qualifications,
    qualifications_told,
    queue,
    required,
)
from lineup.core.participation.holdings import Grant
from lineup.core.participation.models import Holding, Place, Qualification
from lineup.core.participation.transitions import State
from lineup.core.people.actors import HOUSE
from tests.core.participation import AT, START, later, state_of
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("E14")]


@pytest.fixture
def olga():
    return factories.member("Olga")


@pytest.fixture
def club(olga):
    return factories.club("Kiln", owner=olga)


@pytest.fixture
def by(olga):
    return factories.actor(olga)


@pytest.fixture
def licence(club, by):
    return qualifications.create(club, name="Kiln licence", how="Ask Olga.", months=12, by=by, at=AT)


@pytest.fixture
def pool(club, licence):
    made = factories.offering(club=club, starts_at=START, at=AT)
    return factories.pool(made, capacity=1, qualification=licence)


def grant(licence, person, until=None, at=AT):
    return holdings.grant(licence, [Grant(person.pk, f"test:{person.pk.hex}", until)], by=HOUSE, at=at)


def told_of(person):
    rows = Message.objects.filter(topic="notice", payload__person=str(person.pk)).order_by("id")
    return [row.payload["kind"] for row in rows if row.payload["kind"].startswith("qualification.")]


def refused(act, *args, **options):
    with pytest.raises(Refusal) as refusal:
        act(*args, **options)
    return refusal.value


# --- named ------------------------------------------------------------------------------------------


def test_a_club_names_a_qualification_once_and_keeps_one_that_somebody_holds(club, licence, by):
    assert refused(qualifications.create, club, name="Kiln licence", by=by, at=AT).code == "qualification_name_taken"
    assert refused(qualifications.create, club, name=" ", by=by, at=AT).field == "name"
    stranger = factories.actor(factories.club_member(club))
    assert refused(qualifications.create, club, name="Wheel", by=stranger, at=AT).code == "not_allowed_in_club"
    grant(licence, factories.member())
    assert refused(qualifications.remove, licence, by=by, at=AT).code == "qualification_in_use"
    spare = qualifications.create(club, name="Wheel", by=by, at=AT)
    qualifications.remove(spare, by=by, at=AT)
    assert [one.name for one in qualifications.of_club(club)] == ["Kiln licence"]
    acts = list(
        Entry.objects.filter(action__startswith="qualification.").order_by("pk").values_list("action", flat=True)
    )
    assert acts == ["qualification.create", "qualification.create", "qualification.remove"]


def test_only_what_its_club_offers_grants_it_and_asks_for_it(club, licence, by):
    other = factories.offering(at=AT)
    wrong = refused(qualifications.change, licence, granted_by=[other.slug], by=by, at=AT)
    assert (wrong.code, wrong.field) == ("unknown_granting", "granted_by")
    pool = factories.pool(other)
    assert refused(pools.change, pool, qualification=licence, by=by, at=AT).code == "qualification_of_another_club"
    assert refused(pools.chosen, other, licence.pk).field == "qualification"


# --- granted ----------------------------------------------------------------------------------------


def test_it_is_granted_by_hand_with_a_reason_told_and_recorded(licence, by, olga):
    assert refused(_by_hand, licence, by, reason=" ").code == "reason_needed"
    assert refused(_by_hand, licence, by, held_until=AT).code == "ends_before_it_begins"
    row = _by_hand(licence, by)
    assert (row.person.name, row.granted_by, row.held_until) == ("Kim", olga, AT.replace(year=AT.year + 1))
    assert told_of(row.person) == ["qualification.granted"]
    said = qualifications_told.about_granted({"holding": str(row.pk)}, row.person)
    assert (said.title, said.sentence) == (
        "You hold the qualification “Kiln licence”",
        "It was granted to you for this reason: Passed the test",
    )
    entry = Entry.objects.get(action="holding.grant")
    assert (entry.actor_id, entry.metadata) == (olga.pk, {"people": [str(row.person_id)]})
    holdings.revoke(row, reason="Burnt the kiln", by=by, at=later(5))
    holdings.revoke(row, reason="Again", by=by, at=later(6))
    assert (row.status(later(6)), row.revoked_reason) == ("revoked", "Burnt the kiln")
    assert told_of(row.person) == ["qualification.granted", "qualification.revoked"]
    assert qualifications_told.about_granted({"holding": str(row.pk)}, row.person) is None
    assert (
        qualifications_told.about_revoked({"holding": str(row.pk)}, row.person).sentence == "The reason: Burnt the kiln"
    )


def _by_hand(licence, by, **values):
    given = {"name": "Kim", "email": "kim@example.org", "reason": "Passed the test", **values}
    return holdings.grant_by_hand(licence, by=by, at=AT, **given)


def test_what_came_of_one_source_is_granted_once(licence):
    kim = factories.member()
    assert [len(grant(licence, kim)) for _ in range(2)] == [1, 0]
    source = f"test:{kim.pk.hex}"
    holdings.end_of(kim.pk, source, at=AT)
    assert Holding.objects.get().status(AT) == "revoked"
    holdings.let_hold_again(kim.pk, source, at=AT)
    assert Holding.objects.get().status(AT) == "valid"


# --- asked for --------------------------------------------------------------------------------------


def test_who_does_not_hold_it_on_the_day_is_refused_and_told_where_to_get_it(pool, licence, by):
    kim = factories.member("Kim")
    missing = refused(places.join, pool, kim, by=factories.actor(kim), at=AT)
    assert (missing.code, str(missing)) == (
        "qualification_missing",
        "This asks for the qualification “Kiln licence”, which you do not hold. Ask Olga.",
    )
    qualifications.change(licence, how="", by=by, at=AT)
    course = factories.offering(club=licence.club, title="Firing", at=AT)
    qualifications.change(licence, granted_by=[course.slug], by=by, at=AT)
    pool.refresh_from_db()
    assert str(refused(admission.check, pool, kim, party=1, at=AT)).endswith("You get it by completing “Firing”.")
    grant(licence, kim, START - timedelta(days=1))
    assert refused(admission.check, pool, kim, party=1, at=AT).code == "qualification_ended"
    qualifications.change(licence, grace_days=2, by=by, at=AT)
    admission.check(pool, kim, party=1, at=AT)
    assert places.join(pool, kim, by=factories.actor(kim), at=AT).state == State.CONFIRMED
    shown = required.asked(pool, kim, at=AT)
    assert (shown.is_held, shown.until, shown.ways) == (True, START + timedelta(days=1), [])
    assert [one.title for one in required.asked(pool, None, at=AT).ways] == ["Firing"]


def test_a_group_signs_up_one_by_one_and_a_list_knows_it_at_once(pool, licence, django_assert_num_queries):
    kim = factories.member("Kim")
    grant(licence, kim)
    alone = refused(places.join, pool, kim, companions=["Lee"], by=factories.actor(kim), at=AT)
    assert (isinstance(alone, Invalid), alone.code, alone.field) == (True, "each_qualifies", "companions")
    lists = [pools.Pool.objects.select_related("offering").get(pk=pool.pk) for _ in range(3)]
    with django_assert_num_queries(4):
        known = admission.known(lists, kim, at=AT)
    with django_assert_num_queries(0):
        for one in lists:
            required.check(one, kim, known=known.held, at=AT)


def test_a_freed_place_passes_over_who_lost_it_until_they_hold_it_again(pool, licence, by):
    first, second, third = (factories.member(name) for name in ("First", "Second", "Third"))
    for person in (first, second, third):
        grant(licence, person)
    held, waits, behind = (places.join(pool, one, by=factories.actor(one), at=AT) for one in (first, second, third))
    lost = Holding.objects.get(person=second)
    holdings.revoke(lost, reason="Lost", by=by, at=AT)
    assert queue.standing(Place.objects.get(pk=waits.pk), at=AT).code == "not_qualified"
    places.withdraw(held, by=HOUSE, at=later(1))
    assert [state_of(one) for one in (waits, behind)] == [State.WAITLISTED, State.CONFIRMED]
    pools.change(pool, capacity=2, by=by, at=later(2))
    assert state_of(waits) == State.WAITLISTED
    _fresh = factories.member("Fresh")
    grant(licence, _fresh)
    # nobody who may come waits before them
    assert places.join(pool, _fresh, by=factories.actor(_fresh), at=later(3)).state == State.CONFIRMED
    pools.change(pool, capacity=3, by=by, at=later(4))
    holdings.grant(licence, [Grant(second.pk, "again")], by=HOUSE, at=later(5))
    lapsing.go_on_filling(Message.objects.get(topic="fill-pool"), at=later(5))
    assert state_of(waits) == State.CONFIRMED


# --- its end ----------------------------------------------------------------------------------------


def test_a_holder_is_told_once_before_it_ends_and_once_when_it_has(licence, by):
    kim, lee = factories.member("Kim"), factories.member("Lee")
    grant(licence, kim)
    grant(licence, lee)
    end = Holding.objects.get(person=kim).held_until
    qualifications.change(licence, remind_days=10, grace_days=5, by=by, at=AT)
    before = end - timedelta(days=11)
    holdings.grant(licence, [Grant(lee.pk, "renewed")], by=HOUSE, at=before)
    for when in (before, end - timedelta(days=10), end - timedelta(days=9), end, end + timedelta(days=1)):
        holdings.tell_due(at=when)
    assert (told_of(kim), told_of(lee)) == (["qualification.ends", "qualification.ended"], [])
    facts = {"holding": str(Holding.objects.get(person=kim).pk)}
    assert qualifications_told.about_end(facts, kim).title == "Your qualification “Kiln licence” ends soon"
    assert "Ask Olga." in qualifications_told.about_ended(facts, kim).sentence
    row = Holding.objects.get(person=kim)
    assert [row.status(end + timedelta(days=days)) for days in (-1, 1, 6)] == ["valid", "in_grace", "expired"]


def test_nothing_is_named_without_a_club(licence):
    assert list(Qualification.objects.filter(pk__in=qualifications.visible_to(None))) == []
