"""What is at hand while SimLane's data is carried over."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, ClassVar

from django.db.models import Model
from django.utils.translation import gettext as _

from lineup.core.carrying import luggage
from lineup.core.carrying.luggage import Left
from lineup.core.carrying.records import Record
from lineup.core.clubs.models import Club
from lineup.core.foundation import inputs, text
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.racing.models import (
    Layout,
    Race,
    RaceClass,
    RaceEntry,
    Signup,
    SimCar,
    SimProfile,
    Simulator,
    Slot,
    Team,
)

OF_RACE = ("event__offering__club", "pool", "simulator", "layout__sim_track__track", "licence_least")
# where a club says that it takes part in an event: the model, its event, its club
SHEETS = (
    ("clubevent", "base_event", "club"),
    ("clubeventsignupsheet", "event", "club"),
    ("eventparticipation", "event", "signup_context_club"),
)


@dataclass
class Luggage(luggage.Luggage):
    """The rows made of SimLane's records; `aside` are records that are looked up, and not carried themselves."""

    aside: Mapping[str, Sequence[Record]] = field(default_factory=dict)
    people: set[Person] = field(default_factory=set)
    _looked_up: dict[object, Any] = field(default_factory=dict)
    _said: dict[tuple[str, str], Mapping[str, Sequence[Record]]] = field(default_factory=dict)

    kept: ClassVar[Mapping[str, type[Model]]] = {
        "user": Person,
        "club": Club,
        "simulator": Simulator,
        "simprofile": SimProfile,
        "simcar": SimCar,
        "simlayout": Layout,
        "event": Race,
        "eventclass": RaceClass,
        "eventinstance": Slot,
        "team": Team,
        "clubevent": Race,
        "eventsignup": Signup,
        "teamallocation": RaceEntry,
        "evententry": RaceEntry,
    }
    joined: ClassVar[Mapping[str, Sequence[str]]] = {
        "user": ("account", "participant"),
        "simprofile": ("simulator",),
        "simcar": ("car",),
        "event": OF_RACE,
        "eventclass": ("car_class", "pool"),
        "team": ("participant", "club", "owner"),
        "clubevent": OF_RACE,
        "eventsignup": ("person", "place"),
        "teamallocation": ("participant__team", "race_class__pool"),
        "evententry": ("participant__team", "race_class__pool"),
    }

    def said(self, model: str, name: str, key: str) -> Sequence[Record]:
        """Return the records of the model whose field `name` points to this key."""
        if (model, name) not in self._said:
            rows: dict[str, list[Record]] = {}
            for record in _storable(self.records.get(model, ())):
                rows.setdefault(record.key(name), []).append(record)
            self._said[model, name] = rows
        return self._said[model, name].get(key, ()) if key else ()

    def record(self, model: str, key: str) -> Record:
        """Return the record of a model with this id, an empty one where there is none."""
        return self._by_key.get((model, key)) or Record(model, key, {})

    @cached_property
    def _by_key(self) -> Mapping[tuple[str, str], Record]:
        rows = [*self.aside.values(), *self.records.values()]
        # of two with one id the first holds
        return {(one.model, one.pk): one for found in reversed(rows) for one in reversed(list(_storable(found)))}

    def race(self, key: str, model: str = "event") -> Race:
        """Return the race that was made of an event, with its offering at hand. Raises Left."""
        found: Race = self.found(model, key)
        found.pool.offering = found.event.offering
        return found

    def stands_for(self, record: Record) -> bool:
        """Whether the club that was chosen here is this one of the dump: the only one, or of the same name."""
        if self.club is None:
            return False
        if len(self.records.get("club", ())) == 1 or record.text("slug") == self.club.slug:
            return True
        return text.fold(record.text("name")) == text.fold(self.club.name)

    def club_of_event(self, record: Record) -> Club | None:
        """Return who offers the event: the club that it names, or the only one that takes part; else who was chosen.

        Raises Left where that club was left behind.
        """
        named = record.key("organising_club")
        found = {one.key(club) for model, event, club in SHEETS for one in self.said(model, event, record.pk)} - {""}
        if named or len(found) == 1:
            made: Club = self.found("club", named or found.pop())
            return made
        return self.club

    def team_of(self, record: Record) -> str:
        """Return the key of the team of a participation: its own, or that of the allocation it is in."""
        allocation = record.key("team_allocation")
        return record.key("team", "assigned_team") or self.record("teamallocation", allocation).key("team")

    def is_of(self, race: Race) -> Callable[[Record], bool]:
        """Return whether a record about a participation is of this race, by its event or its club's sheet."""

        def of_race(record: Record) -> bool:
            found = self.perhaps("event", record.key("event")) or self.perhaps("clubevent", record.key("club_event"))
            return found is not None and found.pk == race.pk

        return of_race

    @cached_property
    def teams_said(self) -> Mapping[str, Sequence[Record]]:
        """The records that tell of a team in a race, by the team."""
        rows: dict[str, list[Record]] = {}
        for model in ("eventparticipation", "eventsignup", "teamallocation", "evententry"):
            for record in _storable(self.records.get(model, ())):
                rows.setdefault(self.team_of(record), []).append(record)
        return rows

    def as_owner(self, team: Team) -> Actor:
        """Return who acts in the team: its owner, or for a club's who carries."""
        return self.as_person(team.owner)

    def along(self, model: str, key: str) -> Any:
        """Return the row that was made of the record with which another came along. Raises Left."""
        found = self.found(model, key)
        if (model, key) in self.carried:
            raise Left(
                _("%(model)s %(pk)s was carried earlier, and it was not there then") % {"model": model, "pk": key}
            )
        return found

    def past(self, record: Record, *names: str) -> datetime:
        """Return the instant at which something happened, as far as it is one; else this one."""
        found = record.moment(*names, zone=self.zone)
        return found if found is not None and inputs.YEARS[0] <= found.year and found <= self.at else self.at

    def once(self, key: object, look: Callable[[], Any]) -> Any:
        """Return what is looked up once in a run."""
        if key not in self._looked_up:
            self._looked_up[key] = look()
        return self._looked_up[key]


def _storable(found: Iterable[Record]) -> Iterator[Record]:
    """Those of which others may be told: what is left for its signs is not asked of the database either."""
    return (record for record in found if record.is_storable)
