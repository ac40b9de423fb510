"""Sessions of an event: planned, moved, marked, put into the bin; an atelier brings its own pool of places."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from lineup.core.audit import entries
from lineup.core.foundation import inputs
from lineup.core.foundation.errors import Invalid, Missing, Refusal
from lineup.core.participation import pools
from lineup.core.participation.models import Place
from lineup.core.participation.transitions import LIVE
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.events.models import Event
from lineup.domains.onsite import clashes, moves, rights, speakers
from lineup.domains.onsite.models import Room, Session, Speaker
from lineup.domains.onsite.roles import ATELIER

OWN = ("title", "description", "room", "starts_at", "ends_at", "youtube_live_url")
PLACES = (
    "capacity",
    "admission",
    "waitlist",
    "offer_minutes",
    "party_limit",
    "opens_at",
    "closes_at",
    "price",
    "currency",
    "how_to_pay",
)
FIELDS = (*OWN, *PLACES, "speakers")
# what a timetable shows of each of its hundreds
DRAWN = (
    "event_id",
    "kind",
    "title",
    "room_id",
    "starts_at",
    "ends_at",
    "marked",
    "marked_at",
    "pool__price",
    "pool__currency",
)
MOVED_BY = ("starts_at", "ends_at", "room")
MOST = 2000
# random bits alone: two of an event's sessions end alike once in a hundred million events
ENDING = 12
HOUR = timedelta(hours=1)
LONGEST_TITLE = 200
LONGEST_DESCRIPTION = 20_000


class SessionTitleNeeded(Invalid):
    code = "session_title_needed"
    sentence = _("Give the session a title, so that people know what it is.")
    field = "title"


class SessionTimesNeeded(Invalid):
    code = "session_times_needed"
    sentence = _("Say when it starts and when it ends, or leave both open.")
    field = "ends_at"


class SessionEndsBeforeItStarts(Invalid):
    code = "session_ends_before_it_starts"
    sentence = _("A session ends after it starts; change one of the two.")
    field = "ends_at"


class ForeignRoom(Invalid):
    code = "foreign_room"
    sentence = _("Choose a room of this event.")
    field = "room"


class OnlyAteliersHavePlaces(Invalid):
    code = "only_ateliers_have_places"
    sentence = _("A conference is open to everybody who comes; make it a workshop to give it places or a price.")
    field = "kind"


class TooManySessions(Invalid):
    code = "too_many_sessions"
    sentence = _("An event has at most %(most)s sessions; remove one first.")


class AtelierHasPlaces(Refusal):
    code = "atelier_has_places"
    sentence = ngettext_lazy(
        "%(people)s person has a place there or waits for one; revoke it first, so that they are told.",
        "%(people)s people have places there or wait for one; revoke these first, so that they are told.",
        "people",
    )


def of(event: Event, *, binned: bool = False) -> "QuerySet[Session]":
    """Return the event's sessions with room and pool, by time, those without times last; those in the bin instead."""
    rows = Session.objects.filter(event=event, binned_at__isnull=not binned).select_related("room", "pool")
    return rows.order_by(F("starts_at").asc(nulls_last=True), "room__position", "id")


def kept_by(event: Event, person: Person | None, *, binned: bool = False) -> "QuerySet[Session]":
    """Return what `of` does, of which a room manager sees the sessions in rooms that they have a slot in."""
    return of(event, binned=binned).filter(rights.seen(event, person))


def of_span(rows: "QuerySet[Session]", begins: datetime, ends: datetime) -> "QuerySet[Session]":
    """Return those of these sessions that start in a span of time, light: without their rooms, and what only their own
    pages show."""
    rows = rows.filter(starts_at__gte=begins, starts_at__lt=ends)
    return rows.select_related(None).select_related("pool").only(*DRAWN)


def find(event: Event, pk: Any, *, binned: bool = False) -> Session:
    """Return the session of the event with this id. Raises Missing."""
    try:
        session = of(event, binned=binned).get(pk=pk)
    except (Session.DoesNotExist, ValidationError, ValueError):
        raise Missing from None
    return _at_hand(session, event)


def ending(session: Session) -> str:
    """Return the end of its id, in hexadecimal digits, which tells it from the other sessions of its event."""
    return session.pk.hex[-ENDING:]


def find_ending(event: Event, end: str) -> Session:
    """Return the session of the event whose id ends so, be it given whole. Raises Missing. Two queries."""
    ids = Session.objects.filter(event=event, binned_at=None).values_list("pk", flat=True)
    found = [pk for pk in ids if pk.hex.endswith(end)] if len(end) >= ENDING else []
    if len(found) != 1:
        raise Missing
    return find(event, found[0])


def standing(pk: Any) -> Session:
    """Return the session with this id, and its event at hand. Raises Missing where either is in the bin."""
    rows = Session.objects.filter(binned_at=None, event__offering__binned_at=None)
    try:
        return rows.select_related("event__offering__club").get(pk=pk)
    except Session.DoesNotExist:
        raise Missing from None


def _at_hand(session: Session, event: Event) -> Session:
    session.event = event
    if session.pool:
        session.pool.offering = event.offering
    return session


@transaction.atomic
def create(
    event: Event,
    *,
    title: str,
    kind: str = Session.Kind.CONFERENCE,
    despite_clashes: bool = False,
    by: Actor,
    at: datetime,
    **values: object,
) -> Session:
    """Return a new session with the given FIELDS; `speakers` are names. An atelier gets a pool of places.

    Raises SessionTitleNeeded, SessionTimesNeeded, SessionEndsBeforeItStarts, ForeignRoom, OnlyAteliersHavePlaces,
    TooManySessions, Clashes unless `despite_clashes`, what `speakers.named` and `pools.make` raise, TooLong,
    NotAWebAddress, UnknownChoice, DateOutOfRange, RoomNotYours of a room manager without a slot there.
    """
    if Session.objects.filter(event=event, binned_at=None).count() >= MOST:
        raise TooManySessions(most=MOST)
    kind = inputs.choice(kind, Session.Kind.values, field="kind")
    session = Session(event=event, kind=kind, updated_at=at)
    _fill(session, {"title": title, **values})
    rights.check_keeps(event, session.room, by=by, at=at)
    people = speakers.named(event, _names(values.get("speakers", ())))
    settings = _settings(session, values)
    if not despite_clashes:
        clashes.check(session, people)
    if kind == Session.Kind.ATELIER:
        session.pool = pools.make(event.offering, role=ATELIER, name=_pool_name(session), **settings)
    session.save(force_insert=True)
    session.speakers.set(people)
    _record(session, "programme_session.create", by, at)
    return session


@transaction.atomic
def change(session: Session, *, despite_clashes: bool = False, by: Actor, at: datetime, **values: object) -> Session:
    """Set the given FIELDS; another time or room raises `revision`. Raises what `create` raises, CapacityBelowTaken."""
    before, stood = {field: getattr(session, field) for field in OWN}, moves.stand(session)
    _fill(session, values)
    rights.check_keeps(session.event, before["room"], session.room, by=by, at=at)
    people = _speakers(session, values)
    changed = [field for field in OWN if getattr(session, field) != before[field]]
    if not despite_clashes and (set(changed) & set(MOVED_BY) or "speakers" in values):
        clashes.check(session, people)
    settings = _settings(session, values)
    if "speakers" in values and set(people) != set(session.speakers.all()):
        session.speakers.set(people)
        changed.append("speakers")
    if changed:
        _save(session, changed, by, at)
        moves.note(session, stood, at=at)
    if session.pool:
        named = {"name": _pool_name(session)} if "title" in changed else {}
        if settings or named:
            session.pool = pools.change(session.pool, by=by, at=at, **settings, **named)
    return session


def move(
    session: Session,
    *,
    room: Room | None,
    starts_at: datetime,
    despite_clashes: bool = False,
    by: Actor,
    at: datetime,
) -> Session:
    """Move the session to another room and time, as long as it was; what has no times yet gets an hour."""
    if session.starts_at and session.ends_at:
        ends_at = starts_at + (session.ends_at - session.starts_at)
    else:
        ends_at = starts_at + HOUR
    values = {"room": room, "starts_at": starts_at, "ends_at": ends_at}
    return change(session, despite_clashes=despite_clashes, by=by, at=at, **values)


@transaction.atomic
def mark(session: Session, status: str | None, *, by: Actor, at: datetime) -> Session:
    """Say by hand where the session stands (pas_encore, en_cours, termine), or leave it to the clock again (None).

    Raises UnknownChoice, RoomNotYours.
    """
    if status is not None:
        inputs.choice(status, Session.Status.values, field="status")
    rights.check_keeps(session.event, session.room, by=by, at=at)
    session.marked, session.marked_at = status or "", at if status else None
    session.save(update_fields=["marked", "marked_at"])
    _record(session, "programme_session.mark", by, at, status=status or "")
    return session


@transaction.atomic
def discard(session: Session, *, by: Actor, at: datetime) -> Session:
    """Put the session into the bin. Raises AtelierHasPlaces while somebody holds or awaits a place, RoomNotYours."""
    rights.check_keeps(session.event, session.room, by=by, at=at)
    if session.pool_id:
        people = Place.objects.filter(pool=session.pool_id, state__in=LIVE).count()
        if people:
            raise AtelierHasPlaces(people=people)
    stood = moves.stand(session)
    discarded = _set_binned(session, at, "programme_session.discard", by, at)
    moves.note(session, stood, at=at)
    return discarded


@transaction.atomic
def restore(session: Session, *, by: Actor, at: datetime) -> Session:
    """Take the session out of the bin as it was, where it was; without a room that is gone itself.

    Raises Clashes, RoomNotYours.
    """
    rights.check_keeps(session.event, session.room, by=by, at=at)
    stood = moves.stand(session)
    if session.room and session.room.binned_at:
        session.room = None
        session.save(update_fields=["room"])
    clashes.check(session, session.speakers.all())
    restored = _set_binned(session, None, "programme_session.restore", by, at)
    moves.note(session, stood, at=at)
    return restored


def _set_binned(session: Session, binned_at: datetime | None, action: str, by: Actor, at: datetime) -> Session:
    session.binned_at = binned_at
    session.save(update_fields=["binned_at"])
    _record(session, action, by, at)
    return session


# --- small --------------------------------------------------------------------------------------


def _fill(session: Session, values: Mapping[str, Any]) -> None:
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise TypeError(f"not fields of a session: {sorted(unknown)}")
    for field in OWN:
        if field in values:
            setattr(session, field, _checked(field, values[field]))
    if not session.title:
        raise SessionTitleNeeded
    if bool(session.starts_at) != bool(session.ends_at):
        raise SessionTimesNeeded(field="ends_at" if session.starts_at else "starts_at")
    if session.starts_at and session.ends_at and session.ends_at <= session.starts_at:
        raise SessionEndsBeforeItStarts
    if session.room and (session.room.event_id != session.event_id or session.room.binned_at):
        raise ForeignRoom


def _checked(field: str, value: Any) -> Any:
    if field == "title":
        return inputs.line(value, field=field, most=LONGEST_TITLE)
    if field == "description":
        return inputs.prose(value, field=field, most=LONGEST_DESCRIPTION)
    if field == "youtube_live_url":
        return inputs.web_address(value, field=field)
    return inputs.moment(value, field=field) if field in ("starts_at", "ends_at") else value


def _settings(session: Session, values: Mapping[str, Any]) -> dict[str, Any]:
    settings = {field: values[field] for field in PLACES if field in values}
    if session.kind != Session.Kind.ATELIER and any(settings.get(field) for field in ("capacity", "price")):
        raise OnlyAteliersHavePlaces(field="price" if settings.get("price") else "capacity")
    return settings if session.kind == Session.Kind.ATELIER else {}


def _speakers(session: Session, values: Mapping[str, Any]) -> list[Speaker]:
    if "speakers" in values:
        return speakers.named(session.event, _names(values["speakers"]))
    return list(session.speakers.all())


def _names(given: Any) -> Iterable[str]:
    return [str(name) for name in given]


def _pool_name(session: Session) -> str:
    return session.title[:120]


def _save(session: Session, changed: list[str], by: Actor, at: datetime) -> None:
    session.updated_at = at
    if set(changed) & set(MOVED_BY):
        session.revision += 1
    columns = [field for field in changed if field != "speakers"]
    session.save(update_fields=[*columns, "revision", "updated_at"])
    _record(session, "programme_session.change", by, at, fields=sorted(changed))


def _record(session: Session, action: str, by: Actor, at: datetime, **metadata: object) -> None:
    club = session.event.offering.club_id
    entries.record(by=by, at=at, action=action, on=session, club_id=club, metadata=metadata)
