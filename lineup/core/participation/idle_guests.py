"""Guests who take part in nothing any more: nobody signs in for them, so the house tidies up."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from lineup.core.participation.models import Place
from lineup.core.people.actors import HOUSE
from lineup.core.people.models import Person
from lineup.core.privacy import erasure


def forget(*, before: datetime, at: datetime, limit: int = 50) -> int:
    """Erase up to `limit` guests who have had no part in anything since `before`; return how many. For retention."""
    done = 0
    for person in list(_idle(before)[:limit]):
        with transaction.atomic():
            erasure.erase(person, by=HOUSE, at=at)
        done += 1
    return done


def _idle(before: datetime) -> "QuerySet[Person]":
    """Known before, with an address, and each place in what was over before."""
    offering = "pool__offering"
    ahead = Q(**{f"{offering}__ends_at": None}) & Q(**{f"{offering}__starts_at": None})
    later = (
        ahead
        | Q(queued_at__gte=before)
        | Q(**{f"{offering}__starts_at__gte": before})
        | Q(**{f"{offering}__ends_at__gte": before})
    )
    places = Place.objects.filter(later)
    return (
        Person.objects.filter(account=None, anonymised_at=None, created_at__lt=before)
        .exclude(Exists(places.filter(contact=OuterRef("pk"))))
        .exclude(Exists(places.filter(participant=OuterRef("pk"))))
        .order_by("pk")
    )
