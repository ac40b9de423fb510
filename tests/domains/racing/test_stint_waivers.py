"""Faults of a plan that a planner accepts knowingly: no longer open, until the plan changes there."""

import pytest
from django.db import transaction

from lineup.core.audit.models import Entry
from lineup.core.foundation import clock
from lineup.core.foundation.errors import Refusal
from lineup.core.outbox.models import Message
from lineup.domains.racing import apart, seats, stint_answers, stint_plans, stint_rules, stint_searching, stint_waivers
from lineup.domains.racing.models import WaivedFault
from lineup.domains.racing.stint_plans import Said
from lineup.domains.racing.stint_rules import Asked
from tests.support import crews, factories, searching

pytestmark = [pytest.mark.django_db, pytest.mark.req("A12")]


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
def plan(entry, ann, mona, monkeypatch):
    """Ann and Ben drive two stints each, where Ann shall drive one at most."""
    monkeypatch.setattr(apart, "plan", searching.plan)
    wanted = stint_searching.Wanted(litres_per_lap=3, laps={seat.signup_id: crews.LAP_MS for seat in seats.of(entry)})
    made = stint_searching.propose(entry, wanted, by=mona, at=clock.now())
    stint_searching.search(Message(payload={"plan": str(made.pk)}), at=clock.now())
    stint_rules.put(entry, [Asked(ann.pk, stints_most=1)], by=mona, at=clock.now())
    return stint_plans.find(entry, made.version)


@pytest.fixture
def waive(mona):
    return lambda plan, key, reason="She asked for it.": stint_waivers.waive(plan, key, reason, by=mona, at=clock.now())


def refused(act, *given, **named):
    try:
        with transaction.atomic():
            act(*given, **named)
    except Refusal as refusal:
        return refusal.code
    return None


def fault(plan):
    [only] = stint_plans.judged(plan).faults
    return only


def test_what_is_accepted_is_open_no_more_and_stands_there_with_its_reason(plan, waive, mona, manager, ann):
    only = fault(plan)
    assert (only.code, only.driver, only.minutes, only.limit) == ("most_stints", str(ann.pk), 2, 1)
    waive(plan, only.key)
    judged = stint_plans.judged(plan)
    assert (judged.faults, [(one, row.reason, row.waived_by) for one, row in judged.waived]) == (
        (),
        [(only, "She asked for it.", manager)],
    )
    assert stint_answers.faults(judged, "UTC") == []
    assert [(one.key, one.waiver.reason) for one in stint_answers.told(judged, "UTC")] == [
        (only.key, "She asked for it.")
    ]
    waive(plan, only.key, "  She insists. ")
    assert WaivedFault.objects.get().reason == "She insists."
    stint_waivers.take_back(plan, only.key, by=mona, at=clock.now())
    assert stint_plans.judged(plan).faults == (only,)
    acts = Entry.objects.filter(action__startswith="stint_plan.").order_by("id").values_list("action", flat=True)
    assert list(acts)[-3:] == ["stint_plan.waive", "stint_plan.waive", "stint_plan.take_waiver_back"]


def test_it_comes_back_when_the_plan_changes_there_and_stays_when_it_changes_elsewhere(plan, waive, mona, ann, ben):
    waive(plan, fault(plan).key)
    rows = list(plan.stints.order_by("number"))
    locked = [Said(rows[0].number, rows[0].driver_id, None, is_locked=True)]
    elsewhere = stint_plans.edit(plan, locked, by=mona, at=clock.now())
    assert [one.code for one, _row in stint_plans.judged(elsewhere).waived] == ["most_stints"]
    bens = next(row for row in rows if row.driver_id == ben.pk)
    there = stint_plans.edit(plan, [Said(bens.number, ann.pk)], by=mona, at=clock.now())
    open_again = {one.code: one.minutes for one in stint_plans.judged(there).faults}
    assert (open_again["most_stints"], stint_plans.judged(there).waived) == (3, ())


def test_the_race_told_otherwise_heeds_what_is_accepted_and_a_new_proposal_does_not(plan, waive, mona, entry, ann, ben):
    stint_rules.put(entry, [Asked(ann.pk, stints_most=1), Asked(ben.pk, stints_most=2)], by=mona, at=clock.now())

    def again(**said):
        made = stint_searching.again(plan, later_minutes=5, by=mona, at=clock.now(), **said)
        stint_searching.search(Message(payload={"plan": str(made.pk)}), at=clock.now())
        return stint_plans.find(entry, made.version)

    assert again().status == "impossible"
    waive(plan, fault(plan).key)
    heeded = again()
    judged = stint_plans.judged(heeded)
    assert (heeded.status, judged.faults, [one.code for one, _row in judged.waived]) == ("ready", (), ["most_stints"])
    stint_waivers.take_back(plan, fault_key(judged), by=mona, at=clock.now())
    assert again().status == "impossible"


def fault_key(judged):
    [(one, _row)] = judged.waived
    return one.key


def test_what_cannot_be_driven_is_never_accepted(plan, waive):
    stints = plan.stints.order_by("number")
    stints.filter(number=2).update(laps=stints[1].laps + 30)
    never = [one for one in stint_plans.judged(plan).faults if one.code in ("time", "fuel")]
    assert {refused(waive, plan, one.key) for one in never} == {"fault_never_waived"}
    told = stint_answers.told(stint_plans.judged(plan), "UTC")
    assert [bool(one.key) for one in told].count(False) == len(never) == 2


def test_what_makes_no_sense_is_refused_and_accepts_nothing(plan, waive, mona, monkeypatch):
    key = fault(plan).key
    assert refused(waive, plan, "0" * 32) == "no_such_fault"
    assert refused(waive, plan, key, "  ") == "waiver_reason_needed"
    assert refused(waive, plan, key, "x" * 301) == "too_long"
    assert refused(stint_waivers.take_back, plan, key, by=mona, at=clock.now()) == "no_such_fault"
    stranger = factories.actor(factories.member("Sly"))
    assert refused(stint_waivers.waive, plan, key, "So.", by=stranger, at=clock.now()) == "not_your_entry"
    assert refused(stint_waivers.take_back, plan, key, by=stranger, at=clock.now()) == "not_your_entry"
    monkeypatch.setattr(stint_waivers, "MOST", 0)
    assert refused(waive, plan, key) == "too_many_waivers"
    assert WaivedFault.objects.count() == 0
