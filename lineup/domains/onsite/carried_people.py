"""People, their roles, places, payments, check-ins and visits, made of the old backend's records."""

from typing import Any

from django.utils.translation import gettext as _

from lineup.core.carrying import people
from lineup.core.carrying.luggage import Left
from lineup.core.carrying.records import Record
from lineup.core.foundation import ids, zones
from lineup.core.participation import elsewhere, fees, places
from lineup.core.participation.models import Place
from lineup.core.people.models import Person
from lineup.domains.events import attendance, events
from lineup.domains.events.models import Event
from lineup.domains.onsite import booths, old_records, team, visits
from lineup.domains.onsite.carried_rows import CURRENCY, Luggage
from lineup.domains.onsite.door import reasons
from lineup.domains.onsite.models import BoothVisit, Scan
from lineup.domains.onsite.roles import EXHIBITOR, Staff

PARTICIPANT = "participant"


def assignment(luggage: Luggage, record: Record) -> Any:
    """Give a staff role by its name of today, or a place among participants or exhibitors."""
    event = luggage.found("event", record.key("event"))
    person = luggage.found("user", record.key("user"))
    role = old_records.role(record.text("role"))
    if role in Staff.values:
        return team.add(event, person, role=role, by=luggage.by, at=luggage.at)
    if role not in (PARTICIPANT, EXHIBITOR):
        raise Left(_("there is no role “%(role)s”") % {"role": role})
    return _placed(luggage, event, person, role)


def participant(luggage: Luggage, record: Record) -> Place:
    """Give a place, among exhibitors to whom the old assignments say so, and note who had checked in."""
    event = luggage.found("event", record.key("event"))
    person = luggage.perhaps("user", record.key("user"))
    if person is None:
        person = people.user(luggage, record)
    place = _placed(luggage, event, person, _role_of(luggage, record))
    luggage.note_files(record, "plan_file")
    if record.text("badge_id", "qr_code_data"):
        luggage.note_once(_("Codes of badges printed before open no door here: make and print badges anew."))
    if record.is_set("is_checked_in"):
        here_at = record.moment("checked_in_at", zone=luggage.zone) or luggage.at
        attendance.note(place.pk, by=None, at=here_at)
    return place


def _role_of(luggage: Luggage, record: Record) -> str:
    """The role in which the old backend let them in: as an exhibitor where it says so anywhere."""
    if record.text("role") == EXHIBITOR:
        return EXHIBITOR
    return EXHIBITOR if (record.key("user"), record.key("event")) in luggage.exhibitors else PARTICIPANT


def _placed(luggage: Luggage, event: Event, person: Person, role: str) -> Place:
    by, at = luggage.by, luggage.at
    if role == EXHIBITOR:
        pool = booths.pool_of(event) or booths.open_places(event, by=by, at=at)
    else:
        pool = events.pool_of(event)
    [(place, _is_new)] = places.add_groups(pool, [(person, ())], quiet=True, by=by, at=at)
    return place


def access(luggage: Luggage, record: Record) -> Place:
    """Give a place in an atelier to who had access or owes, and mark what was paid or free."""
    session = luggage.found("session", record.key("session"))
    person = luggage.found("participant", record.key("participant")).participant.person
    if session.pool is None:
        raise Left(_("“%(title)s” is a conference, open to everybody") % {"title": session.title})
    session.pool.offering = session.event.offering
    [(place, _is_new)] = places.add_groups(session.pool, [(person, ())], quiet=True, by=luggage.by, at=luggage.at)
    place.pool = session.pool
    _settle(luggage, record, place)
    return place


def _settle(luggage: Luggage, record: Record, place: Place) -> None:
    """Mark what was paid, as much as it was, or free."""
    said, amount, price = record.text("payment_status"), record.amount("amount_paid"), place.pool.price
    at = record.moment("paid_at", zone=luggage.zone) or luggage.at
    if said == "paid" and amount:
        return elsewhere.paid(place, amount, place.pool.currency or CURRENCY, by=luggage.by, at=at)
    act = {"paid": "pay", "free": "waive"}.get(said)
    if act and price is not None:
        fees.mark([place.pk], act, offering=place.pool.offering, quiet=True, by=luggage.by, at=at)
    elif amount:
        luggage.note(record, _("%(amount)s was paid and is not marked as paid: mark it here") % {"amount": amount})
    elif price is not None and record.is_set("has_access"):
        luggage.note(record, _("had access without having paid: here the place is owed for; mark it as free or paid"))
    return None


def visit(luggage: Luggage, record: Record) -> BoothVisit:
    """Keep that somebody came to an exhibitor's booth, with the notes. What they let be known, they decide anew."""
    event = luggage.found("event", record.key("event"))
    exhibitor = luggage.found("participant", record.key("exposant")).participant.person
    visitor = luggage.found("participant", record.key("scanned_participant")).participant.person
    booth = booths.stored(booths.own(event, exhibitor, at=luggage.at))
    at = record.moment("scanned_at", zone=luggage.zone) or luggage.at
    found, _is_new = BoothVisit.objects.get_or_create(
        booth=booth,
        visitor=visitor,
        day=zones.local(at, event.time_zone).date(),
        defaults={"scanned_at": at, "notes": luggage.shortened(record, "notes", visits.LONGEST_NOTES)},
    )
    return found


def scan(luggage: Luggage, record: Record) -> Scan:
    """Keep that somebody was let into a room or not, as history: it moves nobody, and opens nothing."""
    room = luggage.found("room", record.key("room"))
    at = record.moment("accessed_at", "access_time", "scanned_at", "created_at", zone=luggage.zone)
    if at is None:
        raise Left(_("it says no time"))
    return Scan.objects.create(
        event_id=room.event_id,
        client_id=ids.new(),
        room=room,
        person=luggage.found("participant", record.key("participant")).participant.person,
        granted=record.text("status").lower() == "granted",
        reason=reasons.CARRIED,
        controller=luggage.perhaps("user", record.key("verified_by", "controller", "scanned_by")),
        at=at,
        received_at=luggage.at,
    )
