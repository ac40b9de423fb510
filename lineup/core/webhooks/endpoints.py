"""Endpoints: made, changed, paused, removed; a club's by those who may, a person's by themselves."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.clubs import memberships, permissions
from lineup.core.clubs.models import Club
from lineup.core.foundation import inputs, outward
from lineup.core.foundation.errors import Invalid, Missing
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.core.webhooks import happenings, positions, signing
from lineup.core.webhooks.models import Endpoint

FIELDS = ("url", "name", "kinds", "tells_people")
MOST = 20
LONGEST_URL = 500


class TooManyEndpoints(Invalid):
    code = "too_many_webhooks"
    sentence = _("At most %(limit)s webhooks; remove one first.")


class StoreHearsAll(Invalid):
    code = "store_hears_all"
    sentence = _("What a record store hears is fixed; change its address together with its key and secret.")


class EndpointNameNeeded(Invalid):
    code = "webhook_name_needed"
    sentence = _("Name the webhook, so that you know it again.")
    field = "name"


def of_club(club: Club) -> "QuerySet[Endpoint]":
    """Return the club's endpoints; the caller has asked whether they may be seen."""
    return Endpoint.objects.filter(club=club)


def of_person(person: Person | None) -> "QuerySet[Endpoint]":
    """Return the person's own endpoints."""
    return Endpoint.objects.filter(person=person) if person else Endpoint.objects.none()


def find_managed(person: Person | None, pk: UUID | str) -> Endpoint:
    """Return the endpoint, if it is the person's own or of a club whose webhooks they manage. Raises Missing."""
    rows = Endpoint.objects.select_related("club", "person__account").filter(Q(club=None) | Q(club__binned_at=None))
    try:
        endpoint = rows.get(pk=pk)
    except (Endpoint.DoesNotExist, ValidationError, ValueError):
        raise Missing from None
    if not _manages(person, endpoint):
        permissions.check_factor(person, endpoint.club_id, permissions.MANAGE_WEBHOOKS)
        raise Missing
    return endpoint


def _manages(person: Person | None, endpoint: Endpoint) -> bool:
    if endpoint.club_id:
        return permissions.may(person, endpoint.club_id, permissions.MANAGE_WEBHOOKS)
    return person is not None and endpoint.person_id == person.pk


@transaction.atomic
def make(*, club: Club | None = None, by: Actor, at: datetime, **values: object) -> tuple[Endpoint, str]:
    """Return the endpoint (FIELDS) of the club, or else of the actor's person, and its secret, shown this once.

    It hears of what happens from now on. Raises EndpointNameNeeded, TooLong, NothingToHear, UnknownHappening,
    TooManyEndpoints, NotOutward for an address that is not on the public internet.
    """
    endpoint = begin(club, _checked({"name": "", "kinds": (), **values}, of_club=club is not None), by=by, at=at)
    return endpoint, signing.make_secret(endpoint, at=at)


def begin(club: Club | None, checked: Mapping[str, Any], *, by: Actor, at: datetime) -> Endpoint:
    """Let an endpoint of these checked values hear from now on, in the caller's transaction.

    Raises TooManyEndpoints.
    """
    owned = of_club(club) if club else of_person(by.human)
    if owned.count() >= MOST:
        raise TooManyEndpoints(limit=MOST)
    positions.begin_if_nobody_listens()
    owner = {"club": club} if club else {"person": by.human}
    endpoint = Endpoint.objects.create(created_at=at, hears_since=at, **owner, **checked)
    _record(endpoint, "webhook.make", by, at, kinds=endpoint.kinds, tells_people=endpoint.tells_people)
    return endpoint


@transaction.atomic
def change(endpoint: Endpoint, *, by: Actor, at: datetime, **values: object) -> Endpoint:
    """Set the given FIELDS, of a record store its name alone. Raises what `make` raises of them, StoreHearsAll."""
    if endpoint.is_store and set(values) - {"name"}:
        raise StoreHearsAll
    return keep(endpoint, _checked(values, of_club=endpoint.club_id is not None), by=by, at=at)


def keep(endpoint: Endpoint, checked: Mapping[str, Any], *, by: Actor, at: datetime) -> Endpoint:
    """Set these checked values, in the caller's transaction."""
    for field, value in checked.items():
        setattr(endpoint, field, value)
    endpoint.save(update_fields=list(checked))
    told = {field: checked[field] for field in ("kinds", "tells_people") if field in checked}
    _record(endpoint, "webhook.change", by, at, fields=sorted(checked), **told)
    return endpoint


def _checked(values: Mapping[str, Any], *, of_club: bool) -> dict[str, Any]:
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise TypeError(f"not fields of an endpoint: {sorted(unknown)}")
    checked = where(values)
    if "kinds" in checked:
        checked["kinds"] = happenings.check(checked["kinds"], of_club=of_club)
    return checked


def where(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values with their address and name checked. Raises NotOutward, TooLong, EndpointNameNeeded."""
    checked = dict(values)
    if "url" in checked:
        checked["url"] = inputs.prose(str(checked["url"]), field="url", most=LONGEST_URL)
        outward.check(checked["url"], field="url")
    if "name" in checked:
        checked["name"] = inputs.line(str(checked["name"]), field="name", most=80)
        if not checked["name"]:
            raise EndpointNameNeeded
    return checked


@transaction.atomic
def remove(endpoint: Endpoint, *, by: Actor, at: datetime) -> None:
    """Remove the endpoint with its secrets and its log; what is on its way is not sent."""
    _record(endpoint, "webhook.remove", by, at)
    endpoint.delete()


@transaction.atomic
def pause(endpoint: Endpoint, *, by: Actor, at: datetime) -> Endpoint:
    """Tell it nothing until it is resumed; a second time changes nothing."""
    if disable(endpoint, Endpoint.Disabled.BY_HAND, at=at):
        _record(endpoint, "webhook.pause", by, at)
    return endpoint


def disable(endpoint: Endpoint, why: str, *, at: datetime) -> bool:
    """Switch it off in the caller's transaction; whether it was on."""
    was_on = Endpoint.objects.filter(pk=endpoint.pk, disabled_at=None).update(disabled_at=at, disabled_why=why)
    if was_on:
        endpoint.disabled_at, endpoint.disabled_why = at, why
    return bool(was_on)


@transaction.atomic
def resume(endpoint: Endpoint, *, by: Actor, at: datetime) -> Endpoint:
    """Tell it what happens from now on; for what it missed, replay. A second time changes nothing."""
    positions.begin_if_nobody_listens()
    fresh = {"disabled_at": None, "disabled_why": "", "rests_until": None, "times_slow": 0, "hears_since": at}
    if Endpoint.objects.filter(pk=endpoint.pk).exclude(disabled_at=None).update(**fresh):
        for field, value in fresh.items():
            setattr(endpoint, field, value)
        _record(endpoint, "webhook.resume", by, at)
    return endpoint


def keepers(endpoint: Endpoint) -> Sequence[Person]:
    """Return who is told when it is switched off: its person, or up to twenty admins of its club."""
    if endpoint.person:
        return [endpoint.person]
    return memberships.people_with(endpoint.club, permissions.MANAGE_WEBHOOKS) if endpoint.club else []


def _record(endpoint: Endpoint, action: str, by: Actor, at: datetime, **metadata: object) -> None:
    entries.record(by=by, at=at, action=action, on=endpoint, club_id=endpoint.club_id, metadata=metadata)
