"""Reminders before something starts: once, at the time its organiser chose, moved along when it moves."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from lineup.core.foundation import moments
from lineup.core.notices.kinds import NoticeKind, Words
from lineup.core.participation import audience, in_use, told
from lineup.core.participation.models import Offering, Place
from lineup.core.participation.transitions import State
from lineup.core.people.models import Person

KIND = "offering.reminder"
BATCH = 200


def is_due(at: datetime) -> bool:
    """Whether there is something to remind of: a cheap read."""
    return _due(at).exists()


def _due(at: datetime) -> "QuerySet[Offering]":
    return Offering.objects.filter(state=Offering.State.PUBLISHED, remind_at__lte=at).order_by("remind_at")


def remind_due(*, at: datetime) -> int:
    """Remind of up to 200 offerings whose time has come, each in its own transaction; return how many.

    Safe to run twice and on several machines.
    """
    return sum(_remind(offering, at) for offering in list(_due(at)[:BATCH]))


@transaction.atomic
def _remind(offering: Offering, at: datetime) -> bool:
    # claimed: who moves or cancels it in this moment comes before or after, not in between
    claimed = _due(at).filter(pk=offering.pk, starts_at=offering.starts_at).order_by()
    if not claimed.update(remind_at=None):
        return False
    if offering.starts_at and offering.starts_at > at:
        starts_at = offering.starts_at.isoformat()
        key = f"remind:{offering.pk}:{starts_at}"
        audience.tell(offering, KIND, key=key, at=at, states=[State.CONFIRMED], starts_at=starts_at)
    return True


def words(facts: Mapping[str, Any], person: Person) -> Words | None:
    """Return the reminder, or None where it was cancelled or moved since, or the person has no place any more."""
    offering = in_use.rows().filter(pk=facts["offering"], state=Offering.State.PUBLISHED).first()
    if offering is None or offering.starts_at is None or offering.starts_at.isoformat() != facts["starts_at"]:
        return None
    places = Place.objects.filter(pool__offering=offering, contact=person, state=State.CONFIRMED)
    place = places.order_by("queued_at", "id").first()
    if place is None:
        return None
    return Words(
        title=_("Reminder: %(title)s") % {"title": offering.title},
        sentence=_("It starts on %(start)s. You can’t come? Give your place up, so that somebody else can.")
        % {"start": moments.said(offering.starts_at, person.time_zone)},
        reason=told.reason_of(offering, person),
        path=f"/places/{place.pk}",
        club=offering.club_id,
    )


def is_over(facts: Mapping[str, Any], at: datetime) -> bool:
    """Whether it has begun."""
    return at >= datetime.fromisoformat(facts["starts_at"])


KINDS = (NoticeKind(slug=KIND, words=words, matter="reminders", cannot_wait=told.starts_soon, is_over=is_over),)
