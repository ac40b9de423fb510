"""The event as a kind of offering."""

from lineup.core.participation.kinds import Kind
from lineup.core.participation.models import Offering

ATTENDEE = "attendee"


def path(offering: Offering) -> str:
    """Return where people read about the event."""
    return f"/events/{offering.slug}"


EVENT = Kind(slug=Offering.Kind.EVENT, roles=(ATTENDEE,), path=path)
