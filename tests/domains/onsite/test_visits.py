"""Visits are counted from badges shown; who came is known as far as they want it, and no longer than they want it."""

import contextlib
from datetime import timedelta

import pytest

from lineup.core.participation import places
from lineup.core.participation.models import Place
from lineup.core.people.limits import TooManyTries
from lineup.domains.onsite import badges, booths, sharing, visitors, visits
from lineup.domains.onsite.models import Booth, BoothVisit
from tests.domains.onsite.conftest import clock
from tests.support import factories

pytestmark = pytest.mark.req("D12")


@pytest.fixture
def code(event, at):
    return lambda person: badges.code_of(badges.ensure(event, person, at=at), at=at)


def leads(booth):
    return [visits.known(one) for one in visits.of(booth)]


def nothing():
    return {"name": "", "email": "", "phone": ""}


def test_a_badge_scanned_twice_is_one_visit_and_another_day_another(event, booth, exhibitor, make_attendee, code):
    vera = make_attendee()
    first = visits.scan(booth, code(vera), at=clock(9))
    again = visits.scan(booth, code(vera), at=clock(10))
    assert (first.is_fresh, again.is_fresh, again.visit.pk, again.visit.scanned_at) == (
        True,
        False,
        first.visit.pk,
        clock(9),
    )
    visits.scan(booth, code(make_attendee("Zoe")), at=clock(11))
    # 22:30 UTC is the next day in Paris
    visits.scan(booth, code(vera), at=clock(22, 30))
    booth = booths.own(event, exhibitor, at=clock(12))
    assert visits.numbers(booth, at=clock(12)) == visits.Numbers(total=3, today=2, people=2)
    assert visits.numbers(booth, at=clock(23)) == visits.Numbers(total=3, today=1, people=2)


def test_nobody_is_known_who_shares_nothing(event, booth, exhibitor, make_attendee, code, at):
    scanned = visits.scan(booth, code(make_attendee(email="vera@example.org")), at=clock(9))
    assert (visits.known(scanned.visit), leads(booth)) == (nothing(), [])
    assert len(list(visits.lines(booth))) == 1


def test_each_field_is_shared_on_its_own_to_all_or_to_one(event, booth, exhibitor, make_attendee, code, at):
    vera = make_attendee(email="vera@example.org")
    by = factories.actor(vera)
    sharing.say(vera, event, {"name"}, by=by, at=at)
    scanned = visits.scan(booth, code(vera), at=clock(9)).visit
    booth = booths.own(event, exhibitor, at=clock(9))
    assert leads(booth) == [{**nothing(), "name": "Vera"}]
    sharing.say(vera, event, {"email"}, booth=booth, by=by, at=clock(9))
    assert leads(booth) == [{**nothing(), "email": "vera@example.org"}]
    [row] = sharing.scanners(vera, event)
    assert (row.booth, row.fields, sharing.to_all(vera, event)) == (booth, {"email"}, {"name"})
    assert list(visits.lines(booth))[1][:3] == [scanned.scanned_at, "", "vera@example.org"]


def test_after_a_withdrawal_list_and_table_show_nothing_and_notes_are_gone(
    event, booth, exhibitor, make_attendee, code, at
):
    vera = make_attendee()
    by = factories.actor(vera)
    sharing.say(vera, event, {"name", "email"}, by=by, at=at)
    visits.scan(booth, code(vera), at=clock(9))
    booth = booths.own(event, exhibitor, at=clock(9))
    [visit] = visits.of(booth)
    visits.note(visit, " Wants two. ")
    assert list(visits.lines(booth))[1][-1] == "Wants two."
    sharing.say(vera, event, (), booth=booth, by=by, at=clock(10))
    assert (leads(booth), len(list(visits.lines(booth))), BoothVisit.objects.get().notes) == ([], 1, "")
    assert visits.numbers(booth, at=clock(10)).total == 1
    with pytest.raises(visits.NothingShared):
        visits.note(visit, "Still wants two")
    # agreed to again, nothing of before comes back
    sharing.say(vera, event, {"name"}, booth=booth, by=by, at=clock(11))
    assert [one.notes for one in visits.of(booth)] == [""]


def test_all_is_withdrawn_at_once_from_booths_of_today_and_later(event, booth, exhibitor, make_attendee, code, at):
    vera = make_attendee()
    by = factories.actor(vera)
    visits.scan(booth, code(vera), at=clock(9))
    booth = booths.own(event, exhibitor, at=clock(9))
    sharing.say(vera, event, {"name"}, by=by, at=at)
    sharing.say(vera, event, {"email"}, booth=booth, by=by, at=at)
    visits.note(visits.of(booth).get(), "Nice")
    sharing.withdraw(vera, event, by=by, at=clock(10))
    assert (leads(booth), sharing.to_all(vera, event), BoothVisit.objects.get().notes) == ([], frozenset(), "")


def test_what_is_no_badge_of_the_event_is_refused(event, booth, exhibitor, code, make_attendee, at):
    vera = make_attendee()
    signed = code(vera)
    for wrong in ("", "nonsense", "\x00", signed[:-1], signed[:-1] + ("A" if signed[-1] != "A" else "B")):
        with pytest.raises(visitors.UnknownBadge):
            visits.scan(booth, wrong, at=clock(9))
    with pytest.raises(visits.OwnBadge):
        visits.scan(booth, code(exhibitor), at=clock(9))
    badges.replace(badges.ensure(event, vera, at=at), by=factories.actor(exhibitor), at=at)
    place = Place.objects.get(participant=vera.pk)
    fresh = code(vera)
    places.withdraw(place, by=factories.actor(vera), at=at)
    for gone in (signed, fresh):
        with pytest.raises(visitors.BadgeHoldsNoMore):
            visits.scan(booth, gone, at=clock(9))
    assert (BoothVisit.objects.count(), Booth.objects.count()) == (0, 0)


def test_the_id_below_the_code_will_do_but_is_not_to_be_guessed(event, booth, make_attendee, at):
    typed = badges.ensure(event, make_attendee(), at=at).badge_id
    assert visits.scan(booth, f" {typed.lower()} ", at=clock(9)).is_fresh
    for _guess in range(visits.SCANNING.most - 1):
        with contextlib.suppress(visitors.UnknownBadge):
            visits.scan(booth, "2222222", at=clock(9))
    with pytest.raises(TooManyTries):
        visits.scan(booth, typed, at=clock(9))


def test_a_scan_by_mistake_is_taken_back(booth, make_attendee, code):
    scanned = visits.scan(booth, code(make_attendee()), at=clock(9))
    visits.remove(scanned.visit)
    visits.remove(scanned.visit)
    assert BoothVisit.objects.count() == 0


def test_numbers_cost_one_query_however_many_came(
    event, booth, exhibitor, make_attendee, code, django_assert_num_queries
):
    for number in range(3):
        visits.scan(booth, code(make_attendee(f"V{number}")), at=clock(9) + timedelta(minutes=number))
    booth = booths.own(event, exhibitor, at=clock(9))
    with django_assert_num_queries(1):
        assert visits.numbers(booth, at=clock(12)).total == 3
