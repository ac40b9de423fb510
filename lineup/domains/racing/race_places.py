"""What a change of a place means for races: in the transaction of the change, by whichever way it came."""

from lineup.core.participation.models import Place, PlaceChange
from lineup.core.participation.transitions import LIVE
from lineup.core.people.actors import Actor
from lineup.domains.racing import entries_told, entry_states, race_entries, signups
from lineup.domains.racing.entry_states import EntryStatus
from lineup.domains.racing.models import EntrySeat, RaceEntry, Signup
from lineup.domains.racing.roles import DRIVER, ENTRANT


def place_changed(place: Place, change: PlaceChange) -> None:
    """Let who has a place among the drivers take part, who gives it up leave their entry, and entries follow theirs."""
    signups.place_changed(place, change)
    if place.pool.role == DRIVER and place.state not in LIVE:
        _driver_left(place, change)
    if place.pool.role == ENTRANT:
        _entry_follows(place, change)


def _driver_left(place: Place, change: PlaceChange) -> None:
    # whoever seats them at this moment holds the row: then they are found in their seat
    list(Signup.objects.select_for_update(of=("self",)).filter(place=place).values_list("pk", flat=True))
    seat = EntrySeat.objects.filter(signup__place=place).select_related("entry__race__event__offering").first()
    if seat is None:
        return
    entry, by = seat.entry, Actor(change.actor, channel=change.channel)
    seat.delete()
    if entry.participant_id == place.participant_id and entry.status in entry_states.OPEN:
        race_entries.follow(entry, by=by, at=change.at)
    else:
        entries_told.left(entry, place, by=by, at=change.at)


def _entry_follows(place: Place, change: PlaceChange) -> None:
    rows = RaceEntry.objects.filter(place=place).select_related(
        "race__event__offering", "participant", "race_class__pool"
    )
    entry, by = rows.first(), Actor(change.actor, channel=change.channel)
    if entry is None:
        return
    if place.state not in LIVE and entry.status in entry_states.OPEN:
        race_entries.ended(entry, by=by, at=change.at)
    elif place.state in LIVE and entry.status == EntryStatus.WITHDRAWN:
        race_entries.came_back(entry, by=by, at=change.at)
