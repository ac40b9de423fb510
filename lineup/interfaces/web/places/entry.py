"""What stands before the way into a pool: may one come in, and what happens then."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from lineup.core.foundation.errors import Missing, Refusal
from lineup.core.participation import admission, kinds, offerings, places, queue
from lineup.core.participation.models import Pool
from lineup.core.people.models import Person
from lineup.domains.events.kind import ATTENDEE
from lineup.domains.events.models import Event
from lineup.domains.guilds import guilds


@dataclass(frozen=True)
class Outlook:
    """What somebody who joins now can expect: a place, a wait, or an answer to a request."""

    code: str
    sentence: object
    waiting: int = 0


def find(person: Person | None, pk: UUID | str) -> Pool:
    """Return the pool, if the person may see what it belongs to. Raises Missing."""
    pool = Pool.objects.select_related("offering").filter(pk=pk).first()
    if pool is None:
        raise Missing
    pool.offering = offerings.find_visible(person, pk=pool.offering_id)
    return pool


def about(pool: Pool) -> dict[str, Any]:
    """Return what every page on the way in shows. Three queries."""
    shows = shows_names(pool)
    return {
        "pool": pool,
        "offering": pool.offering,
        "event_path": kinds.of(pool.offering).path(pool.offering),
        "outlook": outlook(pool),
        "others_see": shows is not None,
        "server_sees": shows is not None and guilds.is_told_names(shows),
    }


def shows_names(pool: Pool) -> Event | None:
    """Return the event if who gets a place is shown by name to the others who come."""
    if pool.role != ATTENDEE:
        return None
    shown = Event.objects.filter(pk=pool.offering_id, shows_participants=True)
    return shown.select_related("offering").first()


def zone(pool: Pool) -> str:
    """Return the zone in which a stranger is shown times: that of the event, else the house's."""
    found = Event.objects.filter(pk=pool.offering_id).values_list("time_zone", flat=True).first()
    return found or settings.VISITOR_TIME_ZONE


def refusal(pool: Pool, person: Person | None, *, at: datetime) -> Refusal | None:
    """Return why this person can't join now, or None. For a guest, what keeps every guest out."""
    try:
        if person is None:
            admission.check_open(pool, at=at)
            _check_guest(pool)
        else:
            admission.check(pool, person, party=1, at=at)
        _check_room(pool)
    except Refusal as reason:
        return reason
    return None


def _check_guest(pool: Pool) -> None:
    if pool.admission == Pool.Admission.INVITATION:
        raise admission.InvitationNeeded(
            _("This is by invitation: open the link in your invitation, or sign in if you were invited by account.")
        )


def _check_room(pool: Pool) -> None:
    asks = pool.admission == Pool.Admission.APPROVAL
    if pool.free == 0 and pool.waitlist == Pool.Waitlist.NONE and not asks:
        raise places.PoolFull


def outlook(pool: Pool) -> Outlook:
    """Return what joining leads to as things stand. One query."""
    if pool.admission == Pool.Admission.APPROVAL:
        return Outlook("approval", _("The organiser looks at each request and answers you."))
    waiting = queue.length(pool)
    if not waiting and pool.free is None:
        return Outlook("free", _("There is room for everybody: you have a place as soon as you confirm."))
    if not waiting and pool.free:
        return Outlook("free", _places_left(pool.free))
    if pool.waitlist == Pool.Waitlist.OFFER:
        return Outlook(
            "wait", _("It is full. You wait in line; a freed place is offered to the next for a time."), waiting
        )
    return Outlook("wait", _("It is full. You wait in line; a freed place goes to the next at once."), waiting)


def _places_left(free: int) -> object:
    return ngettext_lazy("One place is left.", "%(n)d places are left.", free) % {"n": free}
