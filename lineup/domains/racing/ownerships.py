"""What drivers own: told by themselves, of what a simulator sells; and what a race needs that they don't have."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.foundation.errors import Invalid
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.racing import race_classes
from lineup.domains.racing.models import Ownership, Race, SimCar, SimProfile, SimTrack


class NotForSale(Invalid):
    code = "not_for_sale"
    sentence = _("Not all of this is sold in the simulator of the profile; choose from the list.")
    field = "cars"


@dataclass(frozen=True)
class Lacking:
    """What a driver doesn't own of what a race needs: the track, and whether it is every car that may race."""

    track: SimTrack | None = None
    every_car: bool = False

    def __bool__(self) -> bool:
        return self.track is not None or self.every_car


def sold_cars(profile: SimProfile) -> "QuerySet[SimCar]":
    """Return the cars of the profile's simulator that one buys, by name."""
    rows = SimCar.objects.filter(simulator=profile.simulator_id, is_active=True).exclude(package="")
    return rows.select_related("car").order_by("car__maker", "car__name", "id")


def sold_tracks(profile: SimProfile) -> "QuerySet[SimTrack]":
    """Return the tracks of the profile's simulator that one buys, by name."""
    rows = SimTrack.objects.filter(simulator=profile.simulator_id, is_active=True).exclude(package="")
    return rows.select_related("track").order_by("track__name", "id")


def cars_of(profile: SimProfile) -> "QuerySet[SimCar]":
    """Return the cars that the driver owns, by name."""
    return sold_cars(profile).filter(pk__in=Ownership.objects.filter(profile=profile, track=None).values("car"))


def tracks_of(profile: SimProfile) -> "QuerySet[SimTrack]":
    """Return the tracks that the driver owns, by name."""
    return sold_tracks(profile).filter(pk__in=Ownership.objects.filter(profile=profile, car=None).values("track"))


@transaction.atomic
def put(profile: SimProfile, *, cars: Iterable[Any], tracks: Iterable[Any], by: Actor, at: datetime) -> None:
    """Let the driver own these cars and tracks, by their ids, and no others. Raises NotForSale."""
    wanted_cars, wanted_tracks = {str(one) for one in cars}, {str(one) for one in tracks}
    known_cars = {str(pk) for pk in sold_cars(profile).values_list("pk", flat=True)}
    known_tracks = {str(pk) for pk in sold_tracks(profile).values_list("pk", flat=True)}
    if wanted_cars - known_cars:
        raise NotForSale
    if wanted_tracks - known_tracks:
        raise NotForSale(field="tracks")
    # one at a time, so that two who save at once leave what one of them said
    SimProfile.objects.select_for_update().only("pk").get(pk=profile.pk)
    Ownership.objects.filter(profile=profile).delete()
    Ownership.objects.bulk_create(
        [
            *(Ownership(profile=profile, car_id=pk) for pk in sorted(wanted_cars)),
            *(Ownership(profile=profile, track_id=pk) for pk in sorted(wanted_tracks)),
        ]
    )
    entries.record(by=by, at=at, action="simprofile.own", on=profile)


def lacking(race: Race, person: Person) -> Lacking:
    """Return what the race needs that the person doesn't own; nothing for who never said what they own."""
    owned = Ownership.objects.filter(profile__person=person, profile__simulator=race.simulator_id)
    said = list(owned.values_list("car", "track"))
    if not said:
        return Lacking()
    tracks, own = {track for _car, track in said}, {car for car, _track in said}
    track = race.layout.sim_track
    needs_track = bool(track.package) and track.pk not in tracks
    cars = list(race_classes.cars(race).values_list("pk", "package"))
    none_of_them = bool(cars) and all(package and pk not in own for pk, package in cars)
    return Lacking(track if needs_track else None, none_of_them)
