"""Exhibitors and questions of an event in the small world: its holder exhibits, was scanned elsewhere, and asks."""

from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from lineup.core.participation import places
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.events import events
from lineup.domains.events.models import Event
from lineup.domains.onsite import badges, booths, pulses, questions, sessions, sharing, visits
from tests.support import factories


def build(event: Event, holder: Person, session: Any, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Return what fills the blanks of addresses around the holder's booth and question."""
    pool = booths.open_places(event, by=by, at=at)
    other, visitor = factories.guest(f"Exhibits at {event}"), factories.guest(f"Came to {event}")
    for person in (holder, other):
        places.add(pool, person, by=by, at=at)
    places.add(events.pool_of(event), visitor, by=by, at=at)
    sharing.say(visitor, event, {"name"}, by=Actor(visitor), at=at)
    booth = booths.rename(booths.own(event, holder, at=at), "Kettles", by=by, at=at)
    booths.set_plan(booth, SimpleUploadedFile("plan.pdf", b"%PDF-1.7\n"), by=by, at=at)
    scanned = visits.scan(booth, badges.ensure(event, visitor, at=at).badge_id, at=at)
    scanner = visits.scan(booths.own(event, other, at=at), badges.ensure(event, holder, at=at).badge_id, at=at)
    talk = sessions.find(event, session)
    return {
        "exhibitor": holder.pk,
        "stand": scanned.visit.booth_id,
        "visit": scanned.visit.pk,
        "badge_of_visitor": badges.ensure(event, visitor, at=at).badge_id,
        "booth": scanner.visit.booth_id,
        "talk_question": questions.ask(talk, f"Why {event.offering.title}?", by=Actor(holder), at=at).pk,
        "pulse_key": pulses.key_of(talk.pk),
        "list_key": pulses.list_key(pulses.Reading(talk.pk, "en"), at=at),
    }
