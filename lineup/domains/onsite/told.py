"""What people are told on site, in their own words and only while it is true."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from lineup.core.foundation import moments
from lineup.core.notices.kinds import Line, NoticeKind, Part, Words
from lineup.core.participation.models import Offering
from lineup.core.participation.told import starts_soon
from lineup.core.people.models import Person
from lineup.domains.events import kind as events_kind
from lineup.domains.events.models import Event
from lineup.domains.onsite import announcements, duties, moves, team
from lineup.domains.onsite.models import Announcement, Room, RoomDuty, StaffRole

DUTIES = "duties"
ANNOUNCEMENTS = "announcements"
MOST_NAMED = 10


def about_role(facts: Mapping[str, Any], person: Person) -> Words | None:
    """Return what to say of a role somebody was given, or None once it was taken away."""
    held = StaffRole.objects.select_related("offering").filter(pk=facts["staff_role"], person=person).first()
    if held is None:
        return None
    values = {"role": held.get_role_display(), "event": held.offering.title}
    return Words(
        title=_("You work at %(event)s: %(role)s") % values,
        sentence=_("Your rooms and times stand on the page of your duties, as soon as you have some."),
        reason=_on_the_team(held.offering),
        path="/duties",
        club=held.offering.club_id,
    )


def about_president(facts: Mapping[str, Any], person: Person) -> Words | None:
    """Return that the person presides over the event, or None if somebody else does by now."""
    event = Event.objects.select_related("offering").filter(pk=facts["offering"], president=person).first()
    if event is None:
        return None
    values = {"event": event.offering.title}
    return Words(
        title=_("You are the president of %(event)s") % values,
        sentence=_("You have the organiser's rights there: its desk is open to you."),
        reason=_on_the_team(event.offering),
        path=f"{events_kind.path(event.offering)}/desk",
        club=event.offering.club_id,
    )


def about_duty(facts: Mapping[str, Any], person: Person) -> Words | None:
    """Return where and when the person is on duty, or that they are no longer."""
    room = Room.objects.select_related("event__offering").filter(pk=facts["room"]).first()
    if room is None:
        return None
    offering, zone = room.event.offering, room.event.time_zone
    duty = RoomDuty.objects.select_related("room").filter(pk=facts["duty"], person=person).first()
    values = {"event": offering.title, "room": duty.room.name if duty else room.name}
    if duty is None:
        title, sentence = _("You are no longer on duty in %(room)s"), _("Somebody else looks after it, at %(event)s.")
    else:
        values["when"] = moments.span(duty.starts_at, duty.ends_at, zone)
        title, sentence = _("You are on duty in %(room)s"), _("At %(event)s, %(when)s.")
    return Words(
        title=title % values,
        sentence=sentence % values,
        reason=_on_the_team(offering),
        path="/duties",
        club=offering.club_id,
    )


def _on_the_team(offering: Offering) -> str:
    return _("You hear this because you work at %(event)s.") % {"event": offering.title}


def about_announcement(facts: Mapping[str, Any], person: Person) -> Words | None:
    """Return the announcement as it stands, or None once it is in the bin."""
    row = Announcement.objects.select_related("offering").filter(pk=facts["announcement"], binned_at=None).first()
    if row is None:
        return None
    values = {"event": row.offering.title}
    return Words(
        title=row.title,
        sentence=row.description,
        reason=_("You hear this because you take part in %(event)s, or work there.") % values,
        path=f"{events_kind.path(row.offering)}/announcements",
        club=row.offering.club_id,
    )


def about_moves(facts: Mapping[str, Any], person: Person) -> Words | None:
    """Return which sessions that the person booked or starred stand otherwise now, or None if none does any more."""
    found = moves.followed(facts, person)
    if not found:
        return None
    event = Event.objects.select_related("offering").get(pk=facts["offering"])
    said = [(_move_title(move), _move_note(move, event)) for move in found]
    path = f"{events_kind.path(event.offering)}/programme?mine=1"
    values = {"event": event.offering.title, "n": len(said)}
    several = len(said) > 1
    lines = tuple(Line(title, note, path) for title, note in said[:MOST_NAMED])
    more = _("and %(n)s more") % {"n": len(said) - MOST_NAMED} if len(said) > MOST_NAMED else ""
    return Words(
        title=_("%(n)s of your sessions at %(event)s changed") % values if several else said[0][0],
        sentence=" ".join(f"{title}. {note}" for title, note in said[:MOST_NAMED]) if several else said[0][1],
        reason=_("You hear this because you booked or starred sessions of %(event)s.") % values,
        path=path,
        club=event.offering.club_id,
        parts=(Part("", lines, more),) if several else (),
    )


def _move_title(move: moves.Move) -> str:
    values = {"session": move.session.title}
    if move.is_cancelled:
        return _("“%(session)s” is cancelled") % values
    if move.is_back:
        return _("“%(session)s” takes place after all") % values
    return _("“%(session)s” moves") % values


def _move_note(move: moves.Move, event: Event) -> str:
    session, zone = move.session, event.time_zone
    if move.is_cancelled:
        return _("Look at the programme of %(event)s for another.") % {"event": event.offering.title}
    when = moments.span(session.starts_at, session.ends_at, zone) if session.starts_at else _("a time still open")
    where = session.room.name if session.room else _("a room still open")
    return _("Now: %(when)s, %(where)s.") % {"when": when, "where": where}


KINDS = (
    NoticeKind(slug=announcements.TOLD, words=about_announcement, matter=ANNOUNCEMENTS, cannot_wait=starts_soon),
    NoticeKind(slug=moves.TOLD, words=about_moves, matter="changes", cannot_wait=starts_soon),
    NoticeKind(slug=team.ROLE_TOLD, words=about_role, matter=DUTIES),
    NoticeKind(slug=team.PRESIDENT_TOLD, words=about_president, matter=DUTIES),
    NoticeKind(slug=duties.TOLD, words=about_duty, matter=DUTIES, cannot_wait=starts_soon),
)

AUDIENCES = {announcements.AUDIENCE: announcements.readers_after, moves.AUDIENCE: moves.followers_after}
