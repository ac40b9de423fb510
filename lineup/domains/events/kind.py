"""The event as a kind of offering."""

from django.utils.translation import gettext_lazy as _

from lineup.core.foundation.errors import Invalid
from lineup.core.participation.kinds import Kind
from lineup.core.participation.models import Offering

ATTENDEE = "attendee"


class StartNeeded(Invalid):
    code = "start_needed"
    sentence = _("Say when it starts before you publish it.")
    field = "starts_at"


def check_ready(offering: Offering) -> None:
    """Raise StartNeeded for an event without a start: nobody could plan to come."""
    if offering.starts_at is None:
        raise StartNeeded


def path(offering: Offering) -> str:
    """Return where people read about the event."""
    return f"/events/{offering.slug}"


EVENT = Kind(slug=Offering.Kind.EVENT, roles=(ATTENDEE,), check_ready=check_ready, path=path)
