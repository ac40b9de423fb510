"""What may be done with a place. Each verb is one transaction; web, API, bot, import and jobs call it."""

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import ids
from lineup.core.foundation.errors import Expired
from lineup.core.foundation.planned import Given, Planned
from lineup.core.participation import admission, answering, capacity, changes, entered, queue, room
from lineup.core.participation.models import Place, Pool
from lineup.core.participation.room import PoolFull
from lineup.core.participation.transitions import LIVE, NEW, OCCUPYING, Action, State, WrongState, targets
from lineup.core.people import persons
from lineup.core.people.actors import HOUSE, Actor
from lineup.core.people.models import Person

atomic = transaction.atomic


class OfferLapsed(Expired):
    code = "offer_lapsed"
    sentence = _("The time to answer this offer is over; join again if you still want to come.")


def held_by(pool: Pool, person: Person) -> Place | None:
    """Return the person's live place in this pool, or None."""
    return _HELD.first(pool=pool.pk, person=person.pk)


_HELD = Planned(
    lambda: Place.objects.select_related("entered").filter(
        pool=Given("pool", Place._meta.get_field("pool")),
        participant=Given("person", Place._meta.get_field("participant")),
        state__in=sorted(LIVE),
    )
)


@dataclass(frozen=True)
class _Wish:
    """Who would like to come, with whom, and what they answered."""

    person: Person
    companions: Sequence[str]
    sheet: answering.Sheet
    by: Actor
    at: datetime

    @property
    def size(self) -> int:
        return 1 + len(self.companions)


def join(
    pool: Pool,
    person: Person,
    *,
    companions: Sequence[str] = (),
    answers: answering.Given | None = (),
    by: Actor,
    at: datetime,
) -> Place:
    """Return the person's place in the pool: confirmed, waiting when full, requested where approval is asked.

    `companions` are the names of a group that stays together; `answers` what each of the group answers, None to
    be asked later. Who already holds a live place gets that one back, unchanged. Raises what `admission.check`
    and `answering.check` raise, PoolFull, NameNeeded.
    """
    held = held_by(pool, person)
    if held:
        return _wanted_by(held, by)
    admission.check(pool, person, party=1 + len(companions), at=at)
    sheet = answering.check(pool, answers, party=1 + len(companions))
    try:
        return _enter(pool, _Wish(person, companions, sheet, by, at))
    except IntegrityError:
        # a double submit: the other one holds the place
        held = held_by(pool, person)
        if held is None:
            raise
        return held


@atomic
def _wanted_by(held: Place, by: Actor) -> Place:
    """Who was entered by hand and joins as well has acted."""
    entered.forget([held], by=by)
    return held


class _NoRoomAtOnce(Exception):
    """It is full, somebody waits, or it is off: to be looked at with the pool locked."""


def _enter(pool: Pool, wish: _Wish) -> Place:
    if pool.admission == Pool.Admission.APPROVAL:
        return _request(pool, wish)
    # as the caller saw it; who was wrong is put right by the claim
    if pool.free is None or pool.free >= wish.size:
        with contextlib.suppress(_NoRoomAtOnce):
            return _take_at_once(pool, wish)
    elif pool.waitlist == Pool.Waitlist.NONE and room.is_full(pool, wish.size):
        raise PoolFull
    return _take_or_wait(pool, wish)


@atomic
def _request(pool: Pool, wish: _Wish) -> Place:
    return _written(pool, wish, Action.REQUEST, State.REQUESTED)


def _written(pool: Pool, wish: _Wish, action: Action, to: State) -> Place:
    party = _party(pool, wish.person, wish.companions, wish.at)
    changes.record(party, action, to=to, by=wish.by, at=wish.at)
    answering.keep(party, wish.sheet, at=wish.at)
    return party[0]


@atomic
def _take_at_once(pool: Pool, wish: _Wish) -> Place:
    place = _written(pool, wish, Action.JOIN, State.CONFIRMED)
    # claimed last: the pool's row stays locked until commit, and everybody else waits for it
    if not capacity.claim_past_nobody(pool, wish.size):
        raise _NoRoomAtOnce
    return place


@atomic
def _take_or_wait(pool: Pool, wish: _Wish) -> Place:
    """With the pool locked, so that a place freed in this moment is not missed."""
    pool = capacity.lock(pool.pk)
    admission.check_open(pool, at=wish.at)
    confirmed = capacity.claim_past_nobody(pool, wish.size)
    if not confirmed and pool.waitlist == Pool.Waitlist.NONE:
        raise PoolFull
    place = _written(pool, wish, Action.JOIN, State.CONFIRMED if confirmed else State.WAITLISTED)
    return place if confirmed else _past_who_lack(pool, place, at=wish.at)


def _past_who_lack(pool: Pool, place: Place, *, at: datetime) -> Place:
    """Who waits behind people that lack what the pool asks for waits for nobody: what is free is handed over."""
    if pool.qualification_id is None:
        return place
    queue.fill(pool, at=at)
    return _refreshed(place, ())


def _party(pool: Pool, person: Person, companions: Sequence[str], at: datetime) -> list[Place]:
    others = persons.make_companions_known(companions, language=person.language, time_zone=person.time_zone)
    party = ids.new()
    return [
        Place(pool=pool, participant_id=member.pk, contact=person, state=NEW, queued_at=at, party=party)
        for member in [person, *others]
    ]


def _members(place: Place, action: Action, *, alone: bool = False) -> tuple[Pool, list[Place]]:
    """Lock the pool; return it with the place's group, as far as it stands where the place stands.

    `alone`: the place without its group. Raises WrongState where the table has no such row.
    """
    pool = capacity.lock(place.pool_id)
    party = list(Place.objects.select_related("contact", "entered").filter(party=place.party).order_by("id"))
    state = next(member.state for member in party if member.pk == place.pk)
    targets(action, state)
    chosen = [member for member in party if member.state == state and (not alone or member.pk == place.pk)]
    for member in chosen:
        member.pool = pool
    return pool, chosen


@atomic
def offer(place: Place, *, by: Actor, at: datetime, grace: bool = False) -> Place:
    """Offer a waiting group its places past the queue; they hold until the pool's time to answer ends.

    Raises WrongState, PoolFull, and Cancelled or Over, as every act that lets somebody in.
    """
    pool, party = _members(place, Action.OFFER)
    admission.check_on(pool.offering)
    room.take(pool, len(party))
    for member in party:
        member.held_until = queue.offer_ends(pool, at=at)
    changes.record(party, Action.OFFER, to=State.OFFERED, by=by, at=at, grace=grace)
    return _refreshed(place, party)


@atomic
def offer_to(pool: Pool, person: Person, *, held_until: datetime | None = None, by: Actor, at: datetime) -> Place:
    """Offer a place to somebody who has none yet. Who has a live one gets that back. Raises PoolFull."""
    pool = capacity.lock(pool.pk)
    held = held_by(pool, person)
    if held:
        return held
    admission.check_on(pool.offering)
    room.take(pool, 1)
    party = _party(pool, person, (), at)
    party[0].held_until = held_until or queue.offer_ends(pool, at=at)
    changes.record(party, Action.OFFER, to=State.OFFERED, by=by, at=at)
    return party[0]


@atomic
def add(
    pool: Pool,
    person: Person,
    *,
    by: Actor,
    at: datetime,
) -> Place:
    """Confirm somebody whom the organiser enters by hand, past admission and queue; they are told.

    Who has a live place gets that one back, unchanged. Raises PoolFull.
    """
    pool = capacity.lock(pool.pk)
    held = held_by(pool, person)
    if held:
        return held
    admission.check_on(pool.offering)
    room.take(pool, 1)
    party = _party(pool, person, (), at)
    changes.record(party, Action.JOIN, to=State.CONFIRMED, by=by, at=at)
    return party[0]


@atomic
def add_groups(
    pool: Pool, groups: Sequence[tuple[Person, Sequence[str]]], *, quiet: bool = False, by: Actor, at: datetime
) -> list[tuple[Place, bool]]:
    """As `add` for groups that stay together, all or none; return the place of each, and whether it is new.

    A group is its contact and the names of its companions; where it is full they wait, if one can. They are told
    after the time in which a slip is taken back, unless `quiet`. While there is room for all, the number of
    statements does not grow with theirs. Raises PoolFull, NameNeeded.
    """
    pool = capacity.lock(pool.pk)
    rows = Place.objects.filter(pool=pool, participant__in=[person.pk for person, _names in groups], state__in=LIVE)
    held = {place.participant_id: place for place in rows.select_related("entered")}
    fresh = [group for group in groups if group[0].pk not in held]
    if fresh:
        admission.check_on(pool.offering)
    parties = [_party(pool, person, names, at) for person, names in fresh]
    for to, members in _entries(pool, parties).items():
        changes.record(members, Action.JOIN, to=to, by=by, at=at, grace=True, quiet=quiet)
    made = {party[0].participant_id: party[0] for party in parties}
    return [(made.get(person.pk) or held[person.pk], person.pk in made) for person, _names in groups]


def _entries(pool: Pool, parties: Sequence[Sequence[Place]]) -> dict[State, list[Place]]:
    """The members of all groups by where they stand: at once if all fit, else group by group. Raises PoolFull."""
    everybody = [member for party in parties for member in party]
    if not everybody:
        return {}
    if capacity.shift(pool, len(everybody)):
        return {State.CONFIRMED: everybody}
    found: dict[State, list[Place]] = {}
    for party in parties:
        found.setdefault(room.take_or_wait(pool, len(party)), []).extend(party)
    return found


@atomic
def promote(place: Place, *, by: Actor, at: datetime, grace: bool = False) -> Place:
    """Confirm a waiting group past the queue. Raises WrongState, PoolFull."""
    pool, party = _members(place, Action.PROMOTE)
    admission.check_on(pool.offering)
    room.take(pool, len(party))
    changes.record(party, Action.PROMOTE, to=State.CONFIRMED, by=by, at=at, grace=grace)
    return _refreshed(place, party)


@atomic
def approve(place: Place, *, by: Actor, at: datetime, grace: bool = False) -> Place:
    """Let a requested group in: confirmed, or waiting when full or not yet its turn. Raises WrongState, PoolFull."""
    pool, party = _members(place, Action.APPROVE)
    admission.check_on(pool.offering)
    to = State.CONFIRMED if room.take_in_turn(pool, party, at=at) else State.WAITLISTED
    if to is State.WAITLISTED and pool.waitlist == Pool.Waitlist.NONE:
        raise PoolFull
    changes.record(party, Action.APPROVE, to=to, by=by, at=at, grace=grace)
    return _past_who_lack(pool, _refreshed(place, party), at=at)


@atomic
def reject(place: Place, *, by: Actor, at: datetime, reason: str = "", grace: bool = False) -> Place:
    """Turn a requested group down, with a reason they are told. Raises WrongState."""
    _, party = _members(place, Action.REJECT)
    changes.record(party, Action.REJECT, to=State.REJECTED, by=by, at=at, reason=reason, grace=grace)
    return _refreshed(place, party)


@atomic
def accept(place: Place, *, by: Actor, at: datetime) -> Place:
    """Take the offered places of the group; a second time changes nothing. Raises WrongState, OfferLapsed."""
    try:
        pool, party = _members(place, Action.ACCEPT)
    except WrongState as refusal:
        return _already(place, State.CONFIRMED, refusal)
    admission.check_on(pool.offering)
    if party[0].held_until and at >= party[0].held_until:
        raise OfferLapsed
    for member in party:
        member.held_until = None
    changes.record(party, Action.ACCEPT, to=State.CONFIRMED, by=by, at=at)
    return _refreshed(place, party)


def _already(place: Place, wanted: State, refusal: WrongState) -> Place:
    """A double submit finds the place where it wanted it."""
    if refusal.facts["state"] != wanted:
        raise refusal
    return _refreshed(place, ())


@atomic
def decline(place: Place, *, by: Actor, at: datetime, reason: str = "") -> Place:
    """Give the offered places of the group back; they go to the next in line. Raises WrongState."""
    pool, party = _members(place, Action.DECLINE)
    return _leave(place, pool, party, Action.DECLINE, State.DECLINED, by=by, at=at, reason=reason)


@atomic
def lapse(place: Place, *, at: datetime) -> Place:
    """End an offer that was not answered in time. Raises WrongState, also while it still holds."""
    pool, party = _members(place, Action.LAPSE)
    if not party[0].held_until or at < party[0].held_until:
        raise WrongState(action=Action.LAPSE, state=State.OFFERED)
    return _leave(place, pool, party, Action.LAPSE, State.LAPSED, by=HOUSE, at=at)


@atomic
def withdraw(place: Place, *, by: Actor, at: datetime, reason: str = "") -> Place:
    """Give one place up; a second time changes nothing. What it held goes to the next in line.

    Raises WrongState for a place that ended otherwise.
    """
    try:
        pool, only = _members(place, Action.WITHDRAW, alone=True)
    except WrongState as refusal:
        return _already(place, State.WITHDRAWN, refusal)
    return _leave(place, pool, only, Action.WITHDRAW, State.WITHDRAWN, by=by, at=at, reason=reason)


@atomic
def withdraw_party(place: Place, *, by: Actor, at: datetime, reason: str = "") -> Place:
    """Give all places of the group up, as far as they stand where this one stands. Raises WrongState."""
    pool, party = _members(place, Action.WITHDRAW)
    return _leave(place, pool, party, Action.WITHDRAW, State.WITHDRAWN, by=by, at=at, reason=reason)


@atomic
def revoke(place: Place, *, by: Actor, at: datetime, reason: str = "", grace: bool = False) -> Place:
    """Take one place away, with a reason that its holder is told. Raises WrongState."""
    pool, only = _members(place, Action.REVOKE, alone=True)
    return _leave(place, pool, only, Action.REVOKE, State.REVOKED, by=by, at=at, reason=reason, grace=grace)


def _leave(
    place: Place,
    pool: Pool,
    party: list[Place],
    action: Action,
    to: State,
    *,
    by: Actor,
    at: datetime,
    reason: str = "",
    grace: bool = False,
) -> Place:
    """End the places, free what they held, and let the queue move up, in this order and at once."""
    freed = sum(member.state in OCCUPYING for member in party)
    waited = any(member.state == State.WAITLISTED for member in party)
    for member in party:
        member.held_until = None
    changes.record(party, action, to=to, by=by, at=at, reason=reason, grace=grace)
    if freed:
        capacity.shift(pool, -freed)
    if freed or waited:
        # who leaves the queue may have been the group that blocked it
        queue.fill(pool, at=at)
    return _refreshed(place, party)


def _refreshed(place: Place, party: Sequence[Place]) -> Place:
    """The caller's object, as it stands now."""
    for member in party:
        if member.pk == place.pk:
            place.state, place.held_until = member.state, member.held_until
            return place
    place.refresh_from_db(fields=["state", "held_until"])
    return place
