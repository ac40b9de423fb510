"""Teams of somebody who is erased."""

from datetime import datetime

from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.racing import teams
from lineup.domains.racing.models import Team


def leave(person: Person, *, by: Actor, at: datetime) -> None:
    """Put the person's own teams into the bin, in the caller's transaction; their memberships go with their rows."""
    for team in Team.objects.filter(owner=person, binned_at=None).select_related("participant"):
        teams.set_binned(team, at, "team.discard", by, at)
