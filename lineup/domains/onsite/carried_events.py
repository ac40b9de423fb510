"""Events, rooms, sessions, duties, announcements and questions, made of the old backend's records."""

from typing import Any

from django.utils.translation import gettext as _

from lineup.core.carrying.luggage import Left
from lineup.core.carrying.records import Record
from lineup.core.foundation.errors import Forbidden
from lineup.core.participation import offerings
from lineup.domains.events import events
from lineup.domains.events.models import Event
from lineup.domains.onsite import announcements, duties, old_records, questions, rooms, sessions, statuses, team
from lineup.domains.onsite.carried_rows import CURRENCY, Luggage
from lineup.domains.onsite.models import Announcement, Room, RoomDuty, Session, SessionQuestion
from lineup.domains.onsite.old_records import CANCELLED

DRAFT = ("draft", "brouillon")


def event(luggage: Luggage, record: Record) -> Event:
    """Make an event, published unless it was a draft or cancelled; its president is who was, or else who made it."""
    title, zone = record.text("name", "title"), luggage.zone
    made = events.create(
        title=title,
        description="\n\n".join(filter(None, (record.text("description"), record.text("location")))),
        club=luggage.club,
        visibility="unlisted",
        starts_at=record.moment("start_date", "start_time", zone=zone),
        ends_at=record.moment("end_date", "end_time", zone=zone),
        time_zone=zone,
        capacity=None,
        by=luggage.by,
        at=luggage.at,
    )
    president = luggage.perhaps("user", record.key("president", "created_by"))
    if president:
        team.set_president(made, president, by=luggage.by, at=luggage.at)
    said = record.text("status").lower()
    if said in CANCELLED:
        luggage.notes.append(_("Event “%(title)s” was cancelled: it is kept as a draft.") % {"title": title})
    elif said not in DRAFT:
        offerings.publish(made.offering, is_news=False, by=luggage.by, at=luggage.at)
    luggage.note_files(record, "programme_file", "guide_file")
    return made


def room(luggage: Luggage, record: Record) -> Room:
    """Make a room; one of several of a name gets its old number beside it."""
    where = luggage.found("event", record.key("event"))
    name = record.text("name")
    if rooms.of(where).filter(name__iexact=name).exists():
        name = f"{name} ({record.pk})"
    capacity = record.fields.get("capacity")
    return rooms.create(
        where,
        name=name,
        description=record.text("description"),
        location=record.text("location"),
        capacity=capacity if isinstance(capacity, int) and capacity > 0 else None,
        by=luggage.by,
        at=luggage.at,
    )


def session(luggage: Luggage, record: Record) -> Session:
    """Make a session, marked where it stood otherwise than by the clock; one that was cancelled is left and named."""
    title, said = record.text("title", "name"), record.text("status").lower()
    if said in CANCELLED:
        raise Left(_("session “%(title)s” was cancelled; here there is no such status") % {"title": title})
    where = luggage.found("event", record.key("event"))
    kind = record.text("session_type") or "conference"
    price = record.amount("price") if record.is_set("is_paid") else None
    if price and kind != "atelier":
        luggage.note(
            record, _("a conference costs nothing here: its price of %(price)s was left out") % {"price": price}
        )
    places: dict[str, Any] = {"price": price, "currency": CURRENCY} if kind == "atelier" and price else {}
    made = sessions.create(
        where,
        title=title,
        kind=kind,
        description=record.text("description"),
        room=luggage.perhaps("room", record.key("room")),
        starts_at=record.moment("start_time", zone=luggage.zone),
        ends_at=record.moment("end_time", zone=luggage.zone),
        speakers=[name for name in (record.text("speaker_name", "speaker"),) if name],
        youtube_live_url=record.text("youtube_live_url"),
        despite_clashes=True,
        by=luggage.by,
        at=luggage.at,
        **places,
    )
    stood = old_records.status(said)
    if stood and stood != statuses.by_clock(made, at=luggage.at):
        sessions.mark(made, stood, by=luggage.by, at=luggage.at)
    return made


def duty(luggage: Luggage, record: Record) -> RoomDuty:
    """Put somebody on duty as they were; one that was switched off is left."""
    if not record.is_set("is_active", default=True):
        raise Left(_("it was switched off"))
    starts_at, ends_at = (record.moment(name, zone=luggage.zone) for name in ("start_time", "end_time"))
    if starts_at is None or ends_at is None:
        raise duties.DutyTimesNeeded
    return duties.assign(
        luggage.found("event", record.key("event")),
        luggage.found("user", record.key("user")),
        role=old_records.role(record.text("role")),
        room=luggage.found("room", record.key("room")),
        starts_at=starts_at,
        ends_at=ends_at,
        by=luggage.by,
        at=luggage.at,
    )


def announcement(luggage: Luggage, record: Record) -> Announcement:
    """Make an announcement of its author; of who may announce no more, of who carries."""
    where, author = luggage.found("event", record.key("event")), luggage.perhaps("user", record.key("created_by"))
    at = record.moment("created_at", zone=luggage.zone) or luggage.at
    words: dict[str, Any] = {name: record.text(name) for name in ("title", "description", "target")}
    try:
        return announcements.make(where, by=luggage.as_person(author), at=at, **words)
    except Forbidden:
        return announcements.make(where, by=luggage.by, at=at, **words)


def question(luggage: Luggage, record: Record) -> SessionQuestion:
    """Make a question with its answer. Raises QuestionNeeded, and Left of who took no part."""
    place = luggage.found("participant", record.key("participant"))
    zone, answered = luggage.zone, record.is_set("is_answered")
    if not record.text("question_text"):
        raise questions.QuestionNeeded
    asked_at = record.moment("asked_at", zone=zone) or luggage.at
    return SessionQuestion.objects.create(
        session=luggage.found("session", record.key("session")),
        person_id=place.participant_id,
        text=luggage.shortened(record, "question_text", questions.LONGEST),
        asked_at=asked_at,
        answer=luggage.shortened(record, "answer_text", questions.LONGEST_ANSWER) if answered else "",
        answered_at=(record.moment("answered_at", zone=zone) or asked_at) if answered else None,
        answered_by=luggage.perhaps("user", record.key("answered_by")) if answered else None,
    )
