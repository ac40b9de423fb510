"""Emptying the bin: teams that lay in it for their time are deleted for good, but those that ever entered a race."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from lineup.core.audit import entries
from lineup.core.participation.models import Place
from lineup.core.people.actors import HOUSE
from lineup.domains.racing.models import RaceEntry, Team

BATCH = 50


def purge_teams(*, before: datetime, at: datetime) -> int:
    """Delete teams in the bin since before this instant; a place is somebody's history, and keeps its team."""
    rows = Team.objects.filter(~has_history(), binned_at__lt=before).select_related("participant")
    return sum(_purge(team, before, at) for team in rows.order_by("binned_at", "pk")[:BATCH])


def has_history() -> Q:
    """Return whether the team of a row ever held a place or entered a race: then it stays."""
    held = Place.objects.filter(participant=OuterRef("pk"))
    entered = RaceEntry.objects.filter(participant=OuterRef("pk"))
    return Exists(held) | Exists(entered)


@transaction.atomic
def _purge(team: Team, before: datetime, at: datetime) -> bool:
    # asked again in the same statement: somebody may take it out of the bin in this moment
    if not Team.objects.filter(pk=team.pk, binned_at__lt=before).delete()[0]:
        return False
    team.participant.delete()
    entries.record(by=HOUSE, at=at, action="team.purge", on=team, club_id=team.club_id)
    return True
