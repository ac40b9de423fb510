"""Which offerings are in use: neither in the bin themselves nor gone there with their club."""

from django.db.models import QuerySet
from django.utils.translation import ngettext_lazy

from lineup.core.clubs.models import Club
from lineup.core.foundation.errors import Missing, Refusal
from lineup.core.participation.models import Offering


class ClubHasPublished(Refusal):
    code = "club_has_published"
    sentence = ngettext_lazy(
        "%(number)s event of this club is published: cancel it first, so that people are told, or wait until it is "
        "over.",
        "%(number)s events of this club are published: cancel them first, so that people are told, or wait until they "
        "are over.",
        "number",
    )


def rows() -> "QuerySet[Offering]":
    """Return the offerings that are in use."""
    return Offering.objects.filter(binned_at=None, club__binned_at=None)


def in_bin() -> "QuerySet[Offering]":
    """Return the offerings that lie in the bin by themselves; those of a club in the bin come back with it."""
    return Offering.objects.filter(binned_at__isnull=False, club__binned_at=None)


def holds(offering: Offering) -> bool:
    """Whether this offering is in use; no query where its club is at hand."""
    return offering.binned_at is None and (offering.club is None or offering.club.binned_at is None)


def published_of(club: Club) -> "QuerySet[Offering]":
    """Return what people count on: the club's published offerings, the next first."""
    return rows().filter(club=club, state=Offering.State.PUBLISHED).order_by("starts_at", "id")


def check_discardable(club: Club) -> None:
    """Raise ClubHasPublished (with the number) for a club that is not to go into the bin yet."""
    number = published_of(club).count()
    if number:
        raise ClubHasPublished(number=number)


def hold_club(offering: Offering) -> None:
    """Keep the offering's club out of the bin until commit. Raises Missing where it is in it already."""
    if offering.club_id is None:
        return
    if not Club.objects.select_for_update(no_key=True).filter(pk=offering.club_id, binned_at=None).exists():
        raise Missing
