"""How a change of places is written: the state, its history and who is told, in one transaction."""

from collections.abc import Sequence
from datetime import datetime

from lineup.core.foundation import inputs
from lineup.core.notices import notices
from lineup.core.participation import charging, entered, kinds
from lineup.core.participation.models import Place, PlaceChange
from lineup.core.participation.transitions import NEW, Action, State, WrongState, targets
from lineup.core.people.actors import Actor

# an organiser's slip can be taken back before anybody is told
GRACE_SECONDS = 15

LONGEST_REASON = 300


def record(
    places: Sequence[Place],
    action: Action,
    *,
    to: State,
    by: Actor,
    at: datetime,
    reason: str = "",
    grace: bool = False,
    quiet: bool = False,
) -> list[PlaceChange]:
    """Move the places to `to` and write one PlaceChange each; tell each group's contact once, unless `quiet`.

    The caller holds the pool's lock, has counted the capacity, and has set any other fields
    (`held_until`). Returns the changes. Raises WrongState, and TooLong or Unstorable for the
    reason, with nothing written.
    """
    reason = inputs.line(reason, field="reason", most=LONGEST_REASON)
    for place in places:
        if to not in targets(action, place.state):
            raise WrongState(action=action, state=place.state)
    rows = [
        PlaceChange(
            place=place,
            action=action,
            from_state=place.state,
            to_state=to,
            actor=by.person,
            channel=by.channel,
            reason=reason,
            at=at,
        )
        for place in places
    ]
    entered.forget([place for place in places if place.state != NEW], by=by)
    _store(places, to)
    PlaceChange.objects.bulk_create(rows)
    if to == State.CONFIRMED:
        charging.charge(places, at=at)
    if not quiet:
        _tell(places, rows, at=at, grace=grace)
    for place, row in zip(places, rows, strict=True):
        kinds.of(place.pool.offering).place_changed(place, row)
    return rows


def _store(places: Sequence[Place], to: State) -> None:
    new = [place for place in places if place.state == NEW]
    known = [place for place in places if place.state != NEW]
    for place in places:
        place.state = to
    if new:
        Place.objects.bulk_create(new)
    if known:
        _update(known, to)


def _update(places: Sequence[Place], to: State) -> None:
    """One UPDATE: what is moved together holds until the same instant."""
    ids = [place.pk for place in places]
    Place.objects.filter(pk__in=ids).update(state=to, held_until=places[0].held_until)


def _tell(places: Sequence[Place], rows: Sequence[PlaceChange], *, at: datetime, grace: bool) -> None:
    first: dict[tuple[object, object], tuple[Place, PlaceChange]] = {}
    for place, row in zip(places, rows, strict=True):
        first.setdefault((place.party, place.contact_id), (place, row))
    notices.tell_many(
        [
            notices.Telling(
                person_id=place.contact_id,
                kind=f"place.{row.to_state}",
                key=row.notice_key,
                facts={"place": str(place.pk), "change": row.pk},
            )
            for place, row in first.values()
        ],
        at=at,
        wait_seconds=GRACE_SECONDS if grace else 0,
    )
