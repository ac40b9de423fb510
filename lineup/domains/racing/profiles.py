"""Drivers as simulators know them: profiles that people keep of themselves."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.foundation import inputs
from lineup.core.foundation.errors import Invalid, Missing, Refusal
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.racing.models import SimProfile, Simulator

FIELDS = ("platform_id", "name", "is_public")
MOST = 30
LONGEST_ID, LONGEST_NAME = 60, 80


class SimulatorGone(Invalid):
    code = "simulator_gone"
    sentence = _("This simulator can't be chosen any more; choose another.")
    field = "simulator"


class ProfileIncomplete(Invalid):
    code = "profile_incomplete"
    sentence = _("Fill this in, so that results can be told to be yours.")


class ProfileTaken(Refusal):
    code = "profile_taken"
    sentence = _("Somebody has a profile with this id; check it, or ask a platform admin if it is yours.")
    status = 422
    field = "platform_id"


class TooManyProfiles(Refusal):
    code = "too_many_profiles"
    sentence = _("A person has at most %(most)s profiles; remove one first.")


def of(person: Person) -> "QuerySet[SimProfile]":
    """Return the person's profiles with their simulator, by its name."""
    rows = SimProfile.objects.filter(person=person).select_related("simulator")
    return rows.order_by("simulator__name", "id")


def in_simulator(simulator: Simulator, people: Iterable[Any]) -> "QuerySet[SimProfile]":
    """Return the profiles of these people, by their ids, in the simulator."""
    return SimProfile.objects.filter(simulator=simulator, person__in=list(people))


def find_own(person: Person | None, pk: Any) -> SimProfile:
    """Return the person's own profile with this id. Raises Missing."""
    return _one(Q(person=person, person__isnull=False), pk)


def find_visible(person: Person | None, pk: Any) -> SimProfile:
    """Return the profile with this id, one's own or one that everybody may see. Raises Missing."""
    own = Q(person=person) if person else Q(pk__in=[])
    return _one(Q(is_public=True, person__isnull=False) | own, pk)


def _one(among: Q, pk: Any) -> SimProfile:
    try:
        return SimProfile.objects.select_related("simulator", "person").get(among, pk=pk)
    except (SimProfile.DoesNotExist, ValidationError, ValueError):
        raise Missing from None


@transaction.atomic
def add(
    person: Person,
    simulator: Simulator,
    *,
    platform_id: str,
    name: str,
    is_public: bool = False,
    by: Actor,
    at: datetime,
) -> SimProfile:
    """Return the person's new profile; one that nobody claimed yet becomes theirs, with what it drove.

    Raises SimulatorGone, ProfileIncomplete, ProfileTaken, TooManyProfiles, TooLong, Unstorable.
    """
    if not simulator.is_active:
        raise SimulatorGone
    if SimProfile.objects.filter(person=person).count() >= MOST:
        raise TooManyProfiles(most=MOST)
    values = _checked({"platform_id": platform_id, "name": name, "is_public": is_public})
    row, is_new = SimProfile.objects.get_or_create(
        simulator=simulator,
        platform_id=values["platform_id"],
        defaults={**values, "person": person, "created_at": at},
    )
    if not is_new:
        # asked in the same statement: somebody may claim it in this moment
        free = SimProfile.objects.filter(pk=row.pk, person=None)
        if not free.update(person=person, name=values["name"], is_public=is_public):
            raise ProfileTaken
        row.refresh_from_db()
    entries.record(by=by, at=at, action="simprofile.add", on=row)
    return row


@transaction.atomic
def change(profile: SimProfile, *, by: Actor, at: datetime, **values: Any) -> SimProfile:
    """Set the given FIELDS. Raises ProfileIncomplete, ProfileTaken, TooLong, Unstorable."""
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise TypeError(f"not fields of a profile: {sorted(unknown)}")
    for field, value in _checked(values).items():
        setattr(profile, field, value)
    try:
        with transaction.atomic():
            profile.save(update_fields=list(values))
    except IntegrityError:
        raise ProfileTaken from None
    entries.record(by=by, at=at, action="simprofile.change", on=profile, metadata={"fields": sorted(values)})
    return profile


@transaction.atomic
def remove(profile: SimProfile, *, by: Actor, at: datetime) -> None:
    """Delete the profile, with its ratings and laps."""
    entries.record(by=by, at=at, action="simprofile.remove", on=profile)
    profile.delete()


def _checked(values: dict[str, Any]) -> dict[str, Any]:
    checked = dict(values)
    for field, most in (("platform_id", LONGEST_ID), ("name", LONGEST_NAME)):
        if field in values:
            checked[field] = inputs.line(str(values[field]), field=field, most=most)
            if not checked[field]:
                raise ProfileIncomplete(field=field)
    return checked
