"""What lay in the bin for its time is deleted for good, unless somebody ever held a place in it."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from lineup.core.audit import entries
from lineup.core.participation.models import Invitation, Offering, Place, Pool, Question, Wording
from lineup.core.people.actors import Actor


def purgeable(*, before: datetime) -> "QuerySet[Offering]":
    """Return the offerings in the bin since before this instant in which nobody ever had a place.

    A place is somebody's history: with its offering it stays.
    """
    return Offering.objects.filter(~had_places(), binned_at__lt=before)


def had_places() -> Exists:
    """Return whether anybody ever had a place in the offering of a row: then it stays."""
    return Exists(Place.objects.filter(pool__offering=OuterRef("pk")))


@transaction.atomic
def purge(offering: Offering, *, before: datetime, by: Actor, at: datetime) -> bool:
    """Delete the offering with its pools and invitations, and what its kind keeps with it.

    False if it was taken out of the bin, or somebody got a place, in the meantime.
    """
    # locked: nobody takes it out of the bin between this and the end
    still_there = Offering.objects.select_for_update().filter(pk=offering.pk, binned_at__lt=before).exists()
    if not still_there or Place.objects.filter(pool__offering=offering.pk).exists():
        return False
    entries.record(by=by, at=at, action=f"{offering.kind}.purge", on=offering, club_id=offering.club_id)
    Invitation.objects.filter(offering=offering.pk).delete()
    wordings = list(Question.objects.filter(pool__offering=offering.pk).values_list("wording", flat=True))
    Pool.objects.filter(offering=offering.pk).delete()
    Wording.objects.filter(pk__in=wordings).delete()
    Offering.objects.filter(pk=offering.pk).delete()
    return True
