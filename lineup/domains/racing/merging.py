"""Teams and sign-ups of a guest who turns out to be somebody with an account."""

from datetime import datetime

from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.racing.models import Signup, TeamMember


def take_over(guest: Person, into: Person, *, by: Actor, at: datetime) -> None:
    """Of two memberships of a team, or sign-ups to a race, let the account's hold, in the caller's transaction."""
    own = TeamMember.objects.filter(person=into).values("team")
    TeamMember.objects.filter(person=guest, team__in=list(own.values_list("team", flat=True))).delete()
    raced = Signup.objects.filter(person=guest)
    # to be interested is less than to have a place
    with_place = list(raced.exclude(place=None).values_list("race", flat=True))
    Signup.objects.filter(person=into, place=None, race__in=with_place).delete()
    own_races = list(Signup.objects.filter(person=into).values_list("race", flat=True))
    raced.filter(race__in=own_races).delete()
