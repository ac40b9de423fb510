"""The ledger in any order of acts: what must hold after each step, whatever was done before.

A failure prints the steps; `@seed(…)` on the class, or `pytest --hypothesis-seed=…`, plays them again. In CI the
steps are the same on every run.
"""

import os
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from lineup.core.foundation.errors import Refusal
from lineup.core.outbox.models import Message
from lineup.core.participation import invitations, lapsing, offerings, places, pools, queue, recount, undo
from lineup.core.participation.models import Place, PlaceChange, Pool
from lineup.core.participation.transitions import LIVE, OCCUPYING, TABLE, State
from lineup.core.people.actors import HOUSE
from tests.core.participation import AT, START
from tests.support import crowd, factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("Q8", "B04", "B05")]

DETERMINISTIC = bool(os.environ.get("CI"))
SETTINGS = settings(
    max_examples=200 if crowd.FULL else 25,
    stateful_step_count=60 if crowd.FULL else 30,
    deadline=None,
    # making a failure small takes minutes; its steps are printed as they were
    phases=set(Phase) if crowd.FULL else {Phase.explicit, Phase.reuse, Phase.generate},
    derandomize=DETERMINISTIC,
    suppress_health_check=list(HealthCheck),
)


VERBS = [
    *(places.offer, places.promote, places.approve, places.reject, places.accept, places.decline),
    *(places.withdraw, places.withdraw_party, places.revoke, queue.move_up, queue.move_back),
]


class Ledger(RuleBasedStateMachine):
    """One pool, its people, and everything that may be done with it; time only goes forward."""

    @initialize(
        capacity=st.integers(1, 4),
        waitlist=st.sampled_from(["automatic", "automatic", "offer"]),
        admission=st.sampled_from(["open", "open", "approval"]),
        groups=st.lists(st.integers(0, 2), min_size=3, max_size=5),
    )
    def open(self, capacity, waitlist, admission, groups):
        self.frame = transaction.atomic()
        self.frame.__enter__()
        offering = factories.offering(starts_at=START, at=AT)
        self.pool = factories.pool(
            offering, capacity=capacity, waitlist=waitlist, admission=admission, offer_minutes=45, party_limit=4
        )
        self.people = [factories.guest() for _ in range(8)]
        self.by = factories.actor(offering.organiser)
        self.at = AT
        for who, more in enumerate(groups):
            self.join(who, more)

    def teardown(self):
        """The next one starts from an empty ledger."""
        if hasattr(self, "frame"):
            transaction.set_rollback(True)
            self.frame.__exit__(None, None, None)

    # --- acts ---------------------------------------------------------------------------------

    def act(self, verb, *subject, **extra):
        """Do it; a refusal must leave everything as it was."""
        before = self.snapshot()
        try:
            return verb(*subject, at=self.at, **extra)
        except Refusal as refusal:
            said = str(refusal)
        assert (bool(said), self.snapshot()) == (True, before)
        return None

    def snapshot(self):
        return (
            sorted(Place.objects.values_list("pk", "state", "party", "priority", "held_until")),
            PlaceChange.objects.count(),
            Message.objects.count(),
            Pool.objects.values_list("taken", "capacity").get(pk=self.pool.pk),
        )

    def fresh(self):
        return Pool.objects.select_related("offering").get(pk=self.pool.pk)

    def chosen(self, one):
        """One of the places there are; live ones first, and more often than those that ended."""
        found = sorted(Place.objects.order_by("pk"), key=lambda place: not place.is_live)
        live = [place for place in found if place.is_live]
        found = [*live, *live, *found]
        return found[one % len(found)]

    @rule(who=st.integers(0, 7), more=st.integers(0, 3))
    def join(self, who, more):
        self.at += timedelta(seconds=1)
        self.act(places.join, self.fresh(), self.people[who], companions=["x"] * more, by=HOUSE)

    @rule(one=st.integers(0, 99), verb=st.sampled_from(VERBS))
    def do(self, one, verb):
        self.act(verb, self.chosen(one), by=self.by)

    @rule(one=st.integers(0, 99), verb=st.sampled_from([places.revoke, *VERBS]), between=st.integers(0, 2))
    def do_and_undo(self, one, verb, between):
        place = self.chosen(one)
        self.act(verb, place, by=self.by)
        if between == 1:
            self.leave(one)
        if between == 2:
            self.act(places.join, self.fresh(), place.contact, by=HOUSE)
        self.act(undo.undo, place, by=self.by)

    @rule(one=st.integers(0, 99))
    def leave(self, one):
        live = Place.objects.filter(state__in=OCCUPYING).order_by("pk")
        if live:
            self.act(places.withdraw, live[one % len(live)], by=HOUSE)

    @rule(one=st.integers(0, 99))
    def undo(self, one):
        self.act(undo.undo, self.chosen(one), by=self.by)

    @rule(who=st.integers(0, 7), verb=st.sampled_from([places.offer_to, places.add]))
    def let_in(self, who, verb):
        self.act(verb, self.fresh(), self.people[who], by=self.by)

    @rule(who=st.integers(0, 7), hold=st.booleans(), verb=st.sampled_from(["accept", "decline", "revoke", "nothing"]))
    def invite(self, who, hold, verb):
        pool, email = self.fresh(), self.people[who].email
        invitation = self.act(invitations.invite, pool.offering, email=email, pool=pool, hold_place=hold, by=self.by)
        if invitation and verb != "nothing":
            self.act(getattr(invitations, verb), invitation, by=self.by)

    @rule(capacity=st.one_of(st.none(), st.integers(0, 6)))
    def resize(self, capacity):
        self.act(pools.change, self.fresh(), capacity=capacity, by=self.by)

    @rule(waitlist=st.sampled_from(["none", "automatic", "offer"]))
    def change_waitlist(self, waitlist):
        self.act(pools.change, self.fresh(), waitlist=waitlist, by=self.by)

    @rule(minutes=st.sampled_from([1, 9, 46]))
    def wait(self, minutes):
        self.at += timedelta(minutes=minutes)
        lapsing.lapse_due(at=self.at)

    @rule(ahead=st.sampled_from([-1, 1]))
    def begin_or_postpone(self, ahead):
        starts_at = self.at + ahead * timedelta(hours=2)
        ends_at = starts_at + timedelta(hours=6)
        self.act(offerings.change, self.fresh().offering, starts_at=starts_at, ends_at=ends_at, by=self.by)

    @rule(verb=st.sampled_from([offerings.cancel, offerings.finish]), really=st.integers(0, 30))
    def end(self, verb, really):
        if really == 30:
            self.act(verb, self.fresh().offering, by=self.by)

    # --- what must hold ---------------------------------------------------------------------------

    @invariant()
    def nothing_is_wrong(self):
        if not hasattr(self, "frame"):
            return
        pool = self.fresh()
        self.counts_are_right(pool)
        self.nobody_waits_for_a_free_place(pool)
        self.places_agree_with_their_history()
        self.groups_are_whole()
        assert list(recount.faults()) == []

    def counts_are_right(self, pool):
        occupying = Place.objects.filter(pool=pool, state__in=OCCUPYING).count()
        assert pool.taken == occupying
        assert pool.capacity is None or pool.taken <= pool.capacity
        live = Place.objects.filter(pool=pool, state__in=LIVE).values_list("participant", flat=True)
        assert len(live) == len(set(live))

    def nobody_waits_for_a_free_place(self, pool):
        head = queue.waiting(pool).first()
        if head is None or pool.waitlist == "none" or not queue.hands_over(pool, at=self.at):
            return
        group = Place.objects.filter(party=head.party, state=State.WAITLISTED).count()
        assert pool.free is not None
        assert group > pool.free

    def places_agree_with_their_history(self):
        for place in Place.objects.prefetch_related("changes"):
            steps = sorted(place.changes.all(), key=lambda change: change.pk)
            assert steps[-1].to_state == place.state
            assert [step.from_state for step in steps] == ["", *(step.to_state for step in steps[:-1])]
            assert all(step.to_state in TABLE[step.action, step.from_state] for step in steps)

    def groups_are_whole(self):
        undecided = Place.objects.filter(state__in=LIVE - {State.CONFIRMED})
        standing = {}
        for place in undecided:
            standing.setdefault(place.party, set()).add((place.state, place.priority, place.held_until))
        assert all(len(ways) == 1 for ways in standing.values())


def test_the_rules_hold_in_any_order_of_acts():
    run_state_machine_as_test(Ledger, settings=SETTINGS)
