"""Who sees an entry in a race, who looks after it, and who sees its line-up."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation.errors import Forbidden, Missing
from lineup.core.participation import offerings
from lineup.core.people.models import Person
from lineup.domains.racing import entry_states, teams
from lineup.domains.racing.entry_states import EntryStatus
from lineup.domains.racing.models import EntrySeat, Race, RaceEntry, Team


class LineUpHidden(Forbidden):
    code = "line_up_hidden"
    sentence = _("Who is in this team is shown to its people alone; ask its manager.")


class NotYourEntry(Forbidden):
    code = "not_your_entry"
    sentence = _("This is for who looks after the entry; ask them, or the organiser.")


def of(race: Race) -> "QuerySet[RaceEntry]":
    """Return all entries of the race, with what is shown of them, by number."""
    rows = RaceEntry.objects.filter(race=race)
    rows = rows.select_related("participant__team", "contact", "race_class__car_class", "slot", "car__car", "place")
    return rows.order_by("number", "id")


def entered(race: Race) -> "QuerySet[RaceEntry]":
    """Return the entries of the race that were not withdrawn."""
    return RaceEntry.objects.filter(race=race).exclude(status=EntryStatus.WITHDRAWN)


def not_entered(race: Race, rows: "QuerySet[Team]") -> "QuerySet[Team]":
    """Return those of the teams that are in no entry of the race."""
    return rows.exclude(pk__in=entered(race).values("participant"))


def shown(race: Race, person: Person | None, *, at: datetime) -> "QuerySet[RaceEntry]":
    """Return the entries that this person may know of: confirmed ones, and those they have part in."""
    if person is None:
        return of(race).filter(status__in=entry_states.SHOWN)
    if offerings.may_manage(race.event.offering, person):
        return of(race)
    kept = Team.objects.filter(pk__in=_enters_for(person, at))
    own = Q(participant=person.pk) | Q(contact=person) | Q(participant__in=kept.values("pk"))
    seated = Q(pk__in=EntrySeat.objects.filter(signup__person=person).values("entry"))
    return of(race).filter(Q(status__in=entry_states.SHOWN) | own | seated)


def _enters_for(person: Person, at: datetime) -> "QuerySet[Any]":
    return (
        Team.objects.filter(
            teams.active(at, "members__"), members__person=person, members__can_manage_entries=True, binned_at=None
        )
        .order_by()
        .values("pk")
    )


def teams_to_enter(race: Race, person: Person, *, at: datetime) -> "QuerySet[Team]":
    """Return the teams that the person may enter in the race and that are not entered yet, by name."""
    rows = not_entered(race, teams.of(person).filter(Q(owner=person) | Q(pk__in=_enters_for(person, at))))
    return rows.filter(Q(event=None) | Q(event=race.pk)).order_by("participant__name_folded", "pk")


def find(race: Race, pk: Any, person: Person | None, *, at: datetime) -> RaceEntry:
    """Return the entry of the race with this id that the person may know of. Raises Missing."""
    try:
        found = shown(race, person, at=at).get(pk=pk)
    except (RaceEntry.DoesNotExist, ValidationError, ValueError):
        raise Missing from None
    found.race = race
    return found


def is_own(entry: RaceEntry, person: Person | None, *, at: datetime) -> bool:
    """Whether the person looks after the entry: it is theirs, or they enter races for its team."""
    if person is None:
        return False
    team = getattr(entry.participant, "team", None)
    if team is None:
        return bool(entry.participant_id == person.pk)
    return teams.ENTER in teams.held(team, person, at=at)


def may_change(entry: RaceEntry, person: Person | None, *, at: datetime) -> bool:
    """Whether the person may change the entry: as the organiser, or who looks after it."""
    return offerings.may_manage(entry.race.event.offering, person) or is_own(entry, person, at=at)


def check_may_change(entry: RaceEntry, person: Person | None, *, at: datetime) -> None:
    """Raise NotYourEntry for who may not change the entry."""
    if not may_change(entry, person, at=at):
        raise NotYourEntry


def sees_line_up(entry: RaceEntry, person: Person | None, *, at: datetime) -> bool:
    """Whether the person sees who drives: where the team shows its people, who is in it, and the organiser."""
    team = getattr(entry.participant, "team", None)
    if team is None or team.shows_members or may_change(entry, person, at=at):
        return True
    return bool(person and entry.seats.filter(signup__person=person).exists())


def check_sees_line_up(entry: RaceEntry, person: Person | None, *, at: datetime) -> None:
    """Raise LineUpHidden for who may not see who drives."""
    if not sees_line_up(entry, person, at=at):
        raise LineUpHidden


def own_of(race: Race, person: Person, *, at: datetime) -> list[RaceEntry]:
    """Return the entries of the race that the person looks after or sits in."""
    mine = Q(participant=person.pk) | Q(participant__in=_enters_for(person, at)) | Q(contact=person)
    sitting = EntrySeat.objects.filter(signup__race=race, signup__person=person)
    seated = Q(pk__in=sitting.values("entry"))
    return list(of(race).filter(mine | seated).exclude(status=EntryStatus.WITHDRAWN)[:20])
