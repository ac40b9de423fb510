"""Places of an atelier given on when their holders did not come: by hand at the door, or by itself after some minutes.

A place is revoked as an organiser would: whoever held it is told, the next in line moves up, and it can be undone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lineup.core.foundation.errors import Missing, Refusal
from lineup.core.participation import places, undo
from lineup.core.participation.models import Place, PlaceChange
from lineup.core.participation.transitions import Action, State, WrongState
from lineup.core.people.actors import HOUSE, Actor
from lineup.core.people.models import Person
from lineup.domains.onsite import sessions, statuses
from lineup.domains.onsite.door import controllers
from lineup.domains.onsite.door.rule import LEAD_SECONDS
from lineup.domains.onsite.models import NoShowRound, Presence, Scan, Session

LEAD = timedelta(seconds=LEAD_SECONDS)
TO_COME = timedelta(minutes=5)
MOVED_UP = (Action.PROMOTE, Action.ACCEPT, Action.UNDO)
BATCH = 20


class NotBegun(Refusal):
    code = "session_not_begun"
    sentence = gettext_lazy("This workshop has not begun; places are released once it has.")


class NoPlacesToRelease(Refusal):
    code = "no_places_to_release"
    sentence = gettext_lazy("Only a workshop with a room and times has places that can be released at its door.")


@dataclass(frozen=True)
class Released:
    """The places that were given on, each of which `places.undo` brings back within its time."""

    places: tuple[Place, ...]


def find(person: Person | None, *, slug: str, session: Any, at: datetime) -> Session:
    """Return the session to who may scan in its room now. Raises Missing, NotManager, NextOnDuty, NotOnDuty."""
    event, standing = controllers.find_event(person, slug=slug, at=at)
    found = sessions.find(event, session)
    if not standing.organises and not (found.room_id and standing.may_scan(found.room_id)):
        raise controllers.refusal(event, person, at=at)
    return found


def absent(session: Session, *, at: datetime) -> "QuerySet[Place]":
    """Return the confirmed places of the atelier whose holders were not let into its room for it.

    Who moved up since it began, or was brought back, is given a few minutes to come.
    """
    times = statuses.running(session)
    if session.pool_id is None or session.room_id is None or times is None:
        return Place.objects.none()
    came = Scan.objects.filter(
        event=session.event_id,
        person=OuterRef("participant"),
        room=session.room_id,
        granted=True,
        way=Scan.Way.IN,
        at__gte=times[0] - LEAD,
    )
    # who was in the room before, for what came before, has not moved and was not scanned again
    stayed = Presence.objects.filter(event=session.event_id, person=OuterRef("participant"), room=session.room_id)
    since = max(times[0], at - TO_COME)
    moved_up = PlaceChange.objects.filter(
        place=OuterRef("pk"), action__in=MOVED_UP, to_state=State.CONFIRMED, at__gt=since
    )
    rows = Place.objects.filter(pool=session.pool_id, state=State.CONFIRMED)
    return rows.exclude(Exists(came) | Exists(stayed) | Exists(moved_up)).order_by("queued_at", "id")


def release(session: Session, *, by: Actor, at: datetime) -> Released:
    """Give on the places of who did not come, once the atelier has begun. Raises NoPlacesToRelease, NotBegun.

    Each place by itself: whoever is scanned in this moment keeps theirs.
    """
    times = statuses.running(session)
    if session.pool_id is None or session.room_id is None or times is None:
        raise NoPlacesToRelease
    if at < times[0]:
        raise NotBegun
    return Released(tuple(_given_on(session, list(absent(session, at=at)), by, at)))


def _given_on(session: Session, missing: Iterable[Place], by: Actor, at: datetime) -> Iterable[Place]:
    with transaction.atomic():
        NoShowRound.objects.get_or_create(session=session, defaults={"at": at, "by": by.person})
    for place in missing:
        with transaction.atomic():
            if not absent(session, at=at).filter(pk=place.pk).exists():
                continue
            with translation.override(place.contact.language):
                reason = _("Did not come in time.")
            try:
                yield places.revoke(place, by=by, at=at, reason=reason, grace=True)
            except WrongState:
                continue


def due(*, at: datetime) -> "QuerySet[Session]":
    """Return the ateliers whose event releases places by itself, that are old enough and were not gone through."""
    begun = Session.objects.filter(
        binned_at=None,
        kind=Session.Kind.ATELIER,
        room__isnull=False,
        starts_at__lte=at,
        ends_at__gt=at,
        event__door__no_show_minutes__isnull=False,
    )
    rows = begun.filter(no_show_round=None).select_related("event__offering", "event__door", "pool")
    return rows.order_by("starts_at", "id")


def release_due(*, at: datetime) -> int:
    """Give on what is due, of a few ateliers at a time; return how many ateliers were gone through."""
    ready = [session for session in due(at=at)[: BATCH * 5] if _is_old_enough(session, at)][:BATCH]
    for session in ready:
        release(session, by=HOUSE, at=at)
    return len(ready)


def _is_old_enough(session: Session, at: datetime) -> bool:
    times = statuses.running(session)
    minutes = session.event.door.no_show_minutes
    return times is not None and minutes is not None and at >= times[0] + timedelta(minutes=minutes)


def released(session: Session, *, at: datetime) -> "QuerySet[Place]":
    """Return the places that were given on at the door and can still be brought back, the latest first."""
    rounds = NoShowRound.objects.filter(session=session.pk).values_list("at", flat=True).first()
    if session.pool_id is None or rounds is None:
        return Place.objects.none()
    since = max(rounds, at - undo.WITHIN)
    rows = Place.objects.filter(
        pool=session.pool_id, state=State.REVOKED, changes__action=Action.REVOKE, changes__at__gte=since
    )
    return rows.select_related("participant", "entered", "contact").distinct().order_by("-queued_at", "id")


def find_released(session: Session, pk: Any, *, at: datetime) -> Place:
    """Return the place that was given on. Raises Missing."""
    try:
        found = released(session, at=at).filter(pk=pk).first()
    except (ValidationError, ValueError):
        raise Missing from None
    if found is None:
        raise Missing
    return found
