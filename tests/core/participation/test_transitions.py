"""Every row of the table allowed, every other pair refused: generated from the table itself."""

import io
import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command

from lineup.core.foundation import ids
from lineup.core.participation import changes, entering, places, undo
from lineup.core.participation.models import Place, PlaceChange, Pool
from lineup.core.participation.transitions import LIVE, NEW, TABLE, UNDOABLE, Action, State, WrongState, targets
from tests.core.participation import AFTER_THE_START, AT, START, kept, later, state_of
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("B04")]

ROOT = Path(__file__).resolve().parents[3]
ORGANISER = factories.actor(channel="web")
ROWS = [(action, before, after) for (action, before), targets in TABLE.items() for after in targets]
PAIRS = list(itertools.product(Action, [NEW, *State]))


# --- how a place comes to stand in each state ----------------------------------------------------


def a_pool(*, room: int = 5, **settings: object):
    return factories.pool(factories.offering(starts_at=START, at=AT), capacity=room, **settings)


def confirmed(room: int = 5) -> Place:
    return factories.place(a_pool(room=room), at=AT)


def requested(room: int = 5, **settings: object) -> Place:
    return factories.place(a_pool(room=room, admission="approval", **settings), at=AT)


def waitlisted(*, with_room: bool = True) -> Place:
    """Waiting, and with a free place that is no longer handed over: then the organiser decides."""
    pool = a_pool(room=1)
    first, second = factories.fill(pool, waiting=1, at=AT)
    if with_room:
        places.withdraw(first, by=ORGANISER, at=AFTER_THE_START)
    return second


def offered() -> Place:
    return places.offer(waitlisted(), by=ORGANISER, at=AFTER_THE_START)


def full(place: Place) -> Place:
    """The same place, after somebody else took what was free."""
    pool = place.pool
    pool.refresh_from_db()
    pool.capacity = max(pool.taken, 1)
    pool.save(update_fields=["capacity"])
    while pool.taken < pool.capacity:
        places.add(pool, factories.guest(), by=ORGANISER, at=AFTER_THE_START)
        pool.refresh_from_db()
    return place


def ended(act: Callable[..., Place], place: Place) -> Place:
    return act(place, by=ORGANISER, at=AFTER_THE_START)


def lapsed() -> Place:
    place = offered()
    return places.lapse(place, at=place.held_until)


STANDING: dict[str, Callable[[], Place]] = {
    State.REQUESTED: requested,
    State.WAITLISTED: waitlisted,
    State.OFFERED: offered,
    State.CONFIRMED: confirmed,
    State.REJECTED: lambda: ended(places.reject, requested()),
    State.DECLINED: lambda: ended(places.decline, offered()),
    State.LAPSED: lapsed,
    State.WITHDRAWN: lambda: ended(places.withdraw, confirmed()),
    State.REVOKED: lambda: ended(places.revoke, confirmed()),
}

VERBS: dict[Action, Callable[[Place], Place]] = {
    Action.OFFER: lambda place: places.offer(place, by=ORGANISER, at=AFTER_THE_START),
    Action.PROMOTE: lambda place: places.promote(place, by=ORGANISER, at=AFTER_THE_START),
    Action.APPROVE: lambda place: places.approve(place, by=ORGANISER, at=AFTER_THE_START),
    Action.REJECT: lambda place: places.reject(place, by=ORGANISER, at=AFTER_THE_START),
    Action.ACCEPT: lambda place: places.accept(place, by=ORGANISER, at=AFTER_THE_START),
    Action.DECLINE: lambda place: places.decline(place, by=ORGANISER, at=AFTER_THE_START),
    Action.LAPSE: lambda place: places.lapse(place, at=place.held_until or AFTER_THE_START),
    Action.WITHDRAW: lambda place: places.withdraw(place, by=ORGANISER, at=AFTER_THE_START),
    Action.REVOKE: lambda place: places.revoke(place, by=ORGANISER, at=AFTER_THE_START),
    Action.UNDO: lambda place: undo.undo(place, by=ORGANISER, at=AFTER_THE_START),
}


def revoked_and_given_away(place: Place) -> Place:
    return full(ended(places.revoke, place))


def never_entered(pool: Pool) -> Place:
    """Entered by hand, to wait where it is full, and taken back."""
    by = factories.actor(factories.member())
    [(place, _is_new)] = entering.enter_groups(pool, [(["Ana"], "ana@example.org")], by=by, at=AFTER_THE_START)
    undo.take_back_entries([place], reason="", by=by, at=AFTER_THE_START)
    place.refresh_from_db()
    return place


# where the state alone does not lead there: the history that does
SPECIAL: dict[tuple[Action, str, str], Callable[[], Place]] = {
    (Action.JOIN, NEW, State.CONFIRMED): lambda: factories.place(a_pool(), at=AT),
    (Action.JOIN, NEW, State.WAITLISTED): lambda: factories.fill(a_pool(room=1), waiting=1, at=AT)[1],
    (Action.REQUEST, NEW, State.REQUESTED): requested,
    (Action.OFFER, NEW, State.OFFERED): lambda: places.offer_to(a_pool(), factories.guest(), by=ORGANISER, at=AT),
    (Action.APPROVE, State.REQUESTED, State.WAITLISTED): lambda: VERBS[Action.APPROVE](full(requested())),
    (Action.UNDO, State.CONFIRMED, State.WAITLISTED): lambda: VERBS[Action.UNDO](ended(places.promote, waitlisted())),
    (Action.UNDO, State.CONFIRMED, State.REQUESTED): lambda: VERBS[Action.UNDO](ended(places.approve, requested())),
    (Action.UNDO, State.WAITLISTED, State.REQUESTED): lambda: VERBS[Action.UNDO](
        ended(places.approve, full(requested()))
    ),
    (Action.UNDO, State.CONFIRMED, State.REVOKED): lambda: never_entered(a_pool()),
    (Action.UNDO, State.WAITLISTED, State.REVOKED): lambda: never_entered(full(confirmed()).pool),
    (Action.UNDO, State.REVOKED, State.OFFERED): lambda: VERBS[Action.UNDO](ended(places.revoke, offered())),
    (Action.UNDO, State.REVOKED, State.WAITLISTED): lambda: VERBS[Action.UNDO](revoked_and_given_away(confirmed())),
}


# --- the tests -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("action", "before", "after"), ROWS, ids=str)
def test_an_allowed_row_leads_where_the_table_says(action, before, after):
    way = SPECIAL.get((action, before, after)) or (lambda: VERBS[action](STANDING[before]()))
    place = way()
    last = PlaceChange.objects.filter(place=place).order_by("-id")[0]
    assert (last.action, last.from_state, last.to_state) == (action, before, after)
    assert (place.state, state_of(place)) == (after, after)


REFUSED = [(action, state) for action, state in PAIRS if (action, state) not in TABLE]
# a second click finds the place where it wanted it: nothing changes and nothing is refused
SECOND_CLICKS = {(Action.ACCEPT, State.CONFIRMED), (Action.WITHDRAW, State.WITHDRAWN)}


@pytest.mark.parametrize(
    ("action", "state"),
    [pair for pair in REFUSED if pair[0] in VERBS and pair[1] != NEW and pair not in SECOND_CLICKS],
    ids=str,
)
def test_every_other_act_is_refused_and_nothing_changes(action, state):
    place = STANDING[state]()
    before = kept()
    with pytest.raises((WrongState, undo.TooLateToUndo) if action is Action.UNDO else WrongState) as refusal:
        VERBS[action](place)
    assert refusal.value.status == 409
    assert kept() == before


@pytest.mark.parametrize(("action", "state"), sorted(SECOND_CLICKS))
def test_a_second_click_changes_nothing(action, state):
    place = STANDING[state]()
    before = kept()
    assert VERBS[action](place).state == state
    assert kept() == before


@pytest.mark.parametrize(("action", "state"), REFUSED, ids=str)
def test_the_ledger_itself_writes_no_other_row(action, state):
    """Also for those that no verb reaches: a place that exists can't be joined once more."""
    pool = a_pool()
    place = Place(
        pool=pool,
        participant_id=factories.guest().pk,
        contact=factories.guest(),
        state=state,
        queued_at=AT,
        party=ids.new(),
    )
    before = kept()
    for to in State:
        with pytest.raises(WrongState):
            changes.record([place], action, to=to, by=ORGANISER, at=AT)
    assert kept() == before


@pytest.mark.parametrize(("action", "before"), list(TABLE), ids=str)
def test_an_allowed_act_leads_nowhere_else(action, before):
    place = Place(
        pool=a_pool(),
        participant_id=factories.guest().pk,
        contact=factories.guest(),
        state=before,
        queued_at=AT,
        party=ids.new(),
    )
    for to in set(State) - set(TABLE[action, before]):
        with pytest.raises(WrongState):
            changes.record([place], action, to=to, by=ORGANISER, at=later())


def test_the_table_has_a_test_for_each_verb_and_ends_where_it_should():
    assert set(STANDING) == set(State)
    assert set(VERBS) | {Action.JOIN, Action.REQUEST} == set(Action)
    assert {state for (action, state) in TABLE if action in UNDOABLE} <= LIVE | {NEW}
    with pytest.raises(WrongState):
        targets(Action.ACCEPT, State.WITHDRAWN)


def test_the_diagram_in_the_docs_is_the_one_that_the_table_draws():
    printed = io.StringIO()
    call_command("ledger_diagram", stdout=printed)
    assert (ROOT / "docs" / "ledger.md").read_text() == printed.getvalue()
