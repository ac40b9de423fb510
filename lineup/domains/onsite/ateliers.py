"""Who may join an atelier: what its kind adds to the rules of the ledger."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from lineup.core.foundation.errors import Refusal
from lineup.core.participation.models import Pool
from lineup.core.people.models import Person
from lineup.domains.onsite import clashes, statuses
from lineup.domains.onsite.models import Session
from lineup.domains.onsite.roles import ATELIER


class AtelierGone(Refusal):
    code = "atelier_gone"
    sentence = _("This workshop does not take place; choose another from the programme.")


class AtelierOver(Refusal):
    code = "atelier_over"
    sentence = _("This workshop is over; choose another from the programme.")


class AtTheSameTime(Refusal):
    code = "at_the_same_time"
    sentence = _("You have a place in “%(session)s”, which takes place at the same time; give that up first.")


def hands_over_until(pool: Pool) -> datetime | None:
    """Return until when a freed place still goes to who waits: to the end of an atelier, else the event's start."""
    if pool.role != ATELIER:
        return pool.offering.starts_at
    session = Session.objects.filter(pool=pool.pk, binned_at=None).first()
    times = statuses.running(session) if session else None
    # one without times is ahead, whenever the event began
    return times[1] if times else pool.offering.ends_at


def check_eligible(pool: Pool, person: Person, at: datetime) -> None:
    """Raise AtelierGone, AtelierOver or AtTheSameTime for who may not join the atelier whose pool this is."""
    if pool.role != ATELIER:
        return
    session = Session.objects.select_related("event").filter(pool=pool.pk, binned_at=None).first()
    if session is None:
        raise AtelierGone
    if statuses.of(session, at=at) == Session.Status.OVER:
        raise AtelierOver
    other = clashes.held_at_once(session, person.pk)
    if other is not None:
        raise AtTheSameTime(session=other.title)
