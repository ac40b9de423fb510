"""What an entry asks of its drivers, and what they say of themselves: set, refused, kept to by plans."""

import pytest
from django.db import IntegrityError, transaction

from lineup.core.audit.models import Entry
from lineup.core.foundation import clock
from lineup.core.foundation.errors import Refusal
from lineup.core.outbox.models import Message
from lineup.domains.racing import apart, seats, signups, stint_plans, stint_problems, stint_rules, stint_searching
from lineup.domains.racing.models import EntrySeat
from lineup.domains.racing.stint_rules import Asked
from tests.support import crews, factories, searching

pytestmark = [pytest.mark.django_db, pytest.mark.req("A12")]


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch):
    monkeypatch.setattr(apart, "plan", searching.plan)


@pytest.fixture
def manager(db):
    return factories.member("Mona")


@pytest.fixture
def mona(manager):
    return factories.actor(manager)


@pytest.fixture
def entry(manager):
    return crews.entered(manager, ("Ann", "Ben"), organiser=factories.member("Olga"))


@pytest.fixture
def ann(entry):
    return seats.of(entry)[0].signup


@pytest.fixture
def ben(entry):
    return seats.of(entry)[1].signup


@pytest.fixture
def put(entry, mona):
    return lambda *said, **more: stint_rules.put(entry, said, by=mona, at=clock.now(), **more)


@pytest.fixture
def searched(entry, mona):
    """The plan that is found now."""

    def search():
        wanted = stint_searching.Wanted(litres_per_lap=3, laps={one.signup_id: crews.LAP_MS for one in seats.of(entry)})
        plan = stint_searching.propose(entry, wanted, by=mona, at=clock.now())
        stint_searching.search(Message(payload={"plan": str(plan.pk)}), at=clock.now())
        return stint_plans.find(entry, plan.version)

    return search


def drivers(plan):
    return [row.driver.person.name for row in plan.stints.select_related("driver__person").order_by("number")]


def refused(act, *given, **named):
    try:
        with transaction.atomic():
            act(*given, **named)
    except Refusal as refusal:
        return refusal.code
    return None


def test_a_search_keeps_to_who_starts_and_how_many_stints_each_drives(put, searched, ann, ben, entry):
    put(Asked(ann.pk, stints_most=1), Asked(ben.pk, stints_least=2), starter=ben.pk)
    found = drivers(searched())
    assert (found[0], found.count("Ann") <= 1, found.count("Ben") >= 2) == ("Ben", True, True)
    act = Entry.objects.get(action="stint_plan.rules")
    assert act.metadata == {"entry": str(entry.pk)}


def test_a_search_keeps_to_what_drivers_say_of_themselves(searched, ann, ben):
    for one in (ann, ben):
        by = factories.actor(one.person)
        signups.change(one, by=by, at=clock.now(), turn_stints_most=1, night_stints_most=3)
    found = searched()
    asked = stint_problems.of(found)
    assert [(one.turn_stints, one.most_night_stints) for one in asked.drivers] == [(1, 3), (1, 3)]
    assert all(one != other for one, other in zip(drivers(found), drivers(found)[1:], strict=False))


def test_a_plan_that_is_there_is_judged_by_a_rule_at_once_and_by_none_that_is_left_out(put, searched, ann):
    plan = searched()
    put(Asked(ann.pk, stints_least=9))
    assert [one.code for one in stint_plans.judged(plan).faults] == ["least_stints"]
    put()
    assert stint_plans.judged(plan).faults == ()


def test_a_rule_of_who_leaves_the_line_up_or_waits_in_reserve_asks_nothing(put, searched, ann, ben, entry, mona):
    plan = searched()
    put(Asked(ann.pk, stints_least=9), starter=ann.pk)
    held = [(ann, EntrySeat.Role.RESERVE), (ben, EntrySeat.Role.DRIVER)]
    seats.set_line_up(entry, held, by=mona, at=clock.now())
    asked = stint_problems.of(stint_plans.find(entry, plan.version))
    assert (asked.rules.starter, [one.least_stints for one in asked.drivers]) == (None, [0, 0])


def test_another_starts_instead_and_never_two(put, ann, ben, entry):
    put(starter=ann.pk)
    assert [seat.is_starter for seat in put(starter=ben.pk)] == [False, True]
    with pytest.raises(IntegrityError), transaction.atomic():
        entry.seats.update(is_starter=True)


def test_who_started_and_waits_in_reserve_since_starts_no_more_once_another_does(put, ann, ben, entry, mona):
    put(starter=ann.pk)
    seats.set_line_up(entry, [(ann, EntrySeat.Role.RESERVE), (ben, EntrySeat.Role.DRIVER)], by=mona, at=clock.now())
    put(starter=ben.pk)
    seats.set_line_up(entry, [(ann, EntrySeat.Role.DRIVER), (ben, EntrySeat.Role.DRIVER)], by=mona, at=clock.now())
    assert list(entry.seats.filter(is_starter=True).values_list("signup", flat=True)) == [ben.pk]


def test_what_makes_no_sense_is_refused_and_changes_nothing(put, ann, entry):
    other = factories.member()
    assert refused(put, Asked(other.pk, stints_least=1)) == "rule_of_no_driver"
    assert refused(put, starter=other.pk) == "rule_of_no_driver"
    assert refused(put, Asked(ann.pk, stints_least=4, stints_most=3)) == "fewest_over_most"
    assert refused(put, Asked(ann.pk, stints_least=201)) == "out_of_range"
    stranger = factories.actor(factories.member("Sly"))
    assert refused(stint_rules.put, entry, [], by=stranger, at=clock.now()) == "not_your_entry"
    assert list(entry.seats.values_list("stints_least", "stints_most", "is_starter")) == [(0, None, False)] * 2
