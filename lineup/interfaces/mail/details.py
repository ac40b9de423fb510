"""What a letter about a place adds to the sentence: when, where, who with, the queue, the calendar file."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from lineup.core.foundation import moments
from lineup.core.participation import queue
from lineup.core.participation.models import Invitation, Offering, Place, PlaceChange
from lineup.core.participation.transitions import LIVE, State
from lineup.core.people.models import Person
from lineup.domains.events import calendar
from lineup.domains.events.models import Event
from lineup.interfaces.mail.letters import CalendarFile

# where the calendar has nothing to be changed
WITHOUT_CALENDAR = frozenset(
    {
        "offering.message",
        "offering.reminder",
        "offering.invited",
        "place.rejected",
        "fee.due",
        "fee.paid",
        "fee.waived",
        "fee.refunded",
    }
)


def of(facts: dict[str, Any], place: Place | None, person: Person) -> tuple[tuple[str, str], ...]:
    """Return (label, value) pairs: when, where, and who belongs to the group."""
    offering = _offering(facts, place)
    if offering is None:
        return ()
    return tuple(pair for pair in (*about_offering(offering, person.time_zone), _group(place)) if pair[1])


def about_offering(offering: Offering, zone: str) -> tuple[tuple[str, str], ...]:
    """Return when and where, as far as it is known."""
    event = _event(offering)
    when = moments.span(offering.starts_at, offering.ends_at, zone) if offering.starts_at else ""
    where = calendar.location(event) if event else ""
    return tuple(pair for pair in ((_("When"), when), (_("Where"), where)) if pair[1])


def _group(place: Place | None) -> tuple[str, str]:
    if place is None:
        return (_("Group"), "")
    party = Place.objects.filter(party=place.party, state=place.state).select_related("participant").order_by("id")
    names = [member.participant.display_name for member in party]
    return (_("Group"), ", ".join(names) if len(names) > 1 else "")


def about_waiting(place: Place | None, kind: str, *, at: datetime) -> tuple[str, ...]:
    """Return the position in the queue and why one waits, for a letter about waiting."""
    if place is None or kind != "place.waitlisted" or place.state != State.WAITLISTED:
        return ()
    standing = queue.standing(place, at=at)
    return (_("You are number %(position)s in line.") % {"position": standing.position}, str(standing.sentence))


def calendar_file(kind: str, facts: dict[str, Any], place: Place | None, *, at: datetime) -> CalendarFile | None:
    """Return the file that brings the reader's calendar up to date; None where there is no time to be kept."""
    offering = _offering(facts, place)
    event = _event(offering) if offering and offering.starts_at and kind not in WITHOUT_CALENDAR else None
    if event is None or place is None:
        return None
    states = set(Place.objects.filter(pool__offering=offering, contact=place.contact).values_list("state", flat=True))
    if not states & LIVE and kind == "offering.moved":
        return None
    left = PlaceChange.objects.filter(place__pool__offering=offering, place__contact=place.contact)
    method, content = calendar.for_attendee(
        event,
        base_url=settings.BASE_URL,
        tentative=State.CONFIRMED not in states,
        gone=not states & LIVE,
        times_gone=left.filter(from_state__in=LIVE).exclude(to_state__in=LIVE).count(),
        at=at,
    )
    return CalendarFile(method, content, name=f"{event.offering.slug[:60]}.ics")


def _offering(facts: dict[str, Any], place: Place | None) -> Offering | None:
    if place is not None:
        return place.pool.offering
    if "offering" in facts:
        return Offering.objects.get(pk=facts["offering"])
    if "invitation" in facts:
        invitation = Invitation.objects.select_related("offering").filter(pk=facts["invitation"]).first()
        return invitation.offering if invitation else None
    return None


def _event(offering: Offering) -> Event | None:
    return Event.objects.select_related("offering", "venue", "category").filter(pk=offering.pk).first()
