"""Offerings: who may see and manage them, and their way from draft to finished or cancelled."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import DateTimeField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.clubs import memberships, permissions
from lineup.core.clubs.models import Club
from lineup.core.foundation import ids, inputs, text
from lineup.core.foundation.errors import Forbidden, Invalid, Missing, Refusal
from lineup.core.foundation.planned import Given, Planned
from lineup.core.participation import audience, capacity, in_use, invitations_held, kinds, queue, viewers
from lineup.core.participation.models import Offering, Place
from lineup.core.participation.models.offering import DAY_MINUTES
from lineup.core.participation.transitions import LIVE
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person

V = Offering.Visibility
S = Offering.State
Related = Callable[["QuerySet[Offering]"], "QuerySet[Offering]"]


FIELDS = ("title", "visibility", "starts_at", "ends_at", "source", "remind_minutes")
LONGEST_REASON = 1000
# thirty days
EARLIEST_REMINDER_MINUTES = 43_200


class NotManager(Forbidden):
    code = "not_manager"
    sentence = _("Only its organisers may do this; ask one of them.")


class NeedsClub(Invalid):
    code = "needs_club"
    sentence = _("“Members only” needs a club that offers it; choose a club, or another visibility.")
    field = "visibility"


class EndsBeforeItStarts(Invalid):
    code = "ends_before_it_starts"
    sentence = _("The end must be after the start; change one of the two.")
    field = "ends_at"


class TitleNeeded(Invalid):
    code = "title_needed"
    sentence = _("Give it a title, so that people know what it is.")
    field = "title"


class WrongOfferingState(Refusal):
    code = "wrong_offering_state"
    sentence = _("This can't be done with something that is “%(state)s”; reload the page to see where it stands.")


class NotBegun(Refusal):
    code = "not_begun"
    sentence = _(
        "It has not begun: cancel it, so that people are told, or say plainly that it is to be finished as it is."
    )
    field = "although_ahead"


# --- who may see and manage -------------------------------------------------------------------


def offered_by(person: Person | None) -> Q:
    """Return the condition for offerings that are this person's own or their club's to manage."""
    if person is None:
        return Q(pk__in=[])
    if person.account and person.account.is_platform_admin:
        return Q(pk__isnull=False)  # an empty Q would vanish from an OR
    return Q(organiser=person.pk) | Q(club__in=permissions.clubs_where(person, permissions.MANAGE_EVENTS))


def managed_by(person: Person | None) -> Q:
    """Return the condition for offerings in which this person has the organiser's rights: offered, or by a role."""
    return offered_by(person) | kinds.managed_by(person.pk) if person else Q(pk__in=[])


def offers(offering: Offering, person: Person | None) -> bool:
    """Whether the offering is this person's own, or their club's and theirs to manage by their role there."""
    if person is None:
        return False
    if offering.organiser_id == person.pk or (person.account and person.account.is_platform_admin):
        return True
    return bool(offering.club_id) and permissions.may(person, offering.club_id, permissions.MANAGE_EVENTS)


def may_manage(offering: Offering, person: Person | None) -> bool:
    """Whether this person has the organiser's rights in the offering; one query at most."""
    if person is None:
        return False
    if offering.organiser_id == person.pk or (person.account and person.account.is_platform_admin):
        return True
    return bool(_manages(viewers.sort_of(person)).rows(pk=offering.pk, **viewers.given(person)))


@cache
def _manages(sort: str) -> "Planned[Any]":
    rows = Offering.objects.filter(managed_by(viewers.any_of(sort)), pk=key_given("pk"))
    return Planned(lambda: rows.values_list("pk", flat=True)[:1])


def visible_to(person: Person | None) -> "QuerySet[Offering]":
    """Return the offerings whose page this person may open (visibility, A05), of those in use.

    Public and unlisted ones by anybody; drafts only by who manages them.
    """
    shown = ~Q(state=S.DRAFT)
    seen = Q(visibility__in=[V.PUBLIC, V.UNLISTED])
    if person is not None:
        seen |= Q(visibility__in=[V.CLUB_ONLY, V.INVITE_ONLY], club__in=memberships.clubs_of(person))
        seen |= Q(visibility__in=[V.CLUB_ONLY, V.INVITE_ONLY, V.PRIVATE]) & (
            _holds(person) | Q(invitations_held.to_offering(person))
        )
        seen |= kinds.seen_by(person.pk)
    return in_use.rows().filter(shown & seen | managed_by(person))


def listed_for(person: Person | None) -> "QuerySet[Offering]":
    """Return what this person finds in lists, search and feeds: public, and that of their clubs."""
    # said as what they are not: a list of states tempts SQLite to read all of them and sort, though one is asked for
    shown = ~Q(state=S.DRAFT)
    seen = Q(visibility=V.PUBLIC)
    if person is not None:
        seen |= Q(visibility__in=[V.CLUB_ONLY, V.INVITE_ONLY], club__in=memberships.clubs_of(person))
    return in_use.rows().filter(shown & seen)


def _holds(person: Person) -> Q:
    held = Place.objects.filter(pool__offering=OuterRef("pk"), participant=person.pk, state__in=LIVE)
    return Q(Exists(held))


def _with_organiser(rows: "QuerySet[Offering]") -> "QuerySet[Offering]":
    return rows.select_related("club", "organiser")


def find_visible(person: Person | None, *, related: Related = _with_organiser, **key: Any) -> Offering:
    """Return the one offering with this `pk` or `slug` that the person may see, in one query.

    `related`: a function of a module that joins what a kind shows of its own, and leaves other kinds out.
    Raises Missing, or SecondFactorNeeded to who would see it by their role in its club.
    """
    (name,) = key
    with suppress(ValidationError, ValueError):
        found = _visible(viewers.sort_of(person), name, related).first(**key, **viewers.given(person))
        if found:
            return found
    _check_factor(person, key)
    raise Missing


@cache
def _visible(sort: str, key: str, related: Related) -> "Planned[Offering]":
    rows = related(visible_to(viewers.any_of(sort)))
    return Planned(lambda: rows.filter(**{key: key_given(key)})[:1])


def _check_factor(person: Person | None, key: Mapping[str, object]) -> None:
    (name,) = key
    with suppress(ValidationError, ValueError):
        club_id = _club_of(name).first(**key)
        permissions.check_factor(person, club_id, permissions.MANAGE_EVENTS)


@cache
def _club_of(key: str) -> "Planned[Any]":
    return Planned(lambda: Offering.objects.filter(**{key: key_given(key)}).values_list("club", flat=True)[:1])


def find_managed(person: Person | None, *, binned: bool = False, **key: Any) -> Offering:
    """Return the one offering that the person manages.

    Raises Missing, or SecondFactorNeeded or NotManager if they may see it.
    """
    (name,) = key
    with suppress(ValidationError, ValueError):
        found = _managed(viewers.sort_of(person), name, binned).first(**key, **viewers.given(person))
        if found:
            return found
    find_visible(person, **key)
    _check_factor(person, key)
    raise NotManager


@cache
def _managed(sort: str, key: str, binned: bool) -> "Planned[Offering]":  # noqa: FBT001 - a cache key
    rows = (in_use.in_bin() if binned else in_use.rows()).select_related("club", "organiser")
    return Planned(lambda: rows.filter(managed_by(viewers.any_of(sort)), **{key: key_given(key)})[:1])


def key_given(key: str) -> Given:
    """Return the gap of a planned query that takes an offering's `pk` or `slug`."""
    return Given(key, Offering._meta.pk if key == "pk" else Offering._meta.get_field("slug"))


# --- made and changed -------------------------------------------------------------------------


@transaction.atomic
def create(
    *,
    kind: str,
    title: str,
    club: Club | None = None,
    organiser: Person | None = None,
    source: str | None = None,
    visibility: str = V.PUBLIC,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    remind_minutes: int = DAY_MINUTES,
    by: Actor,
    at: datetime,
) -> Offering:
    """Return a new draft, offered by the club or else by the organiser. Raises what `check` raises."""
    offering = Offering(
        kind=kind,
        title=title.strip(),
        club=club,
        organiser=None if club else organiser,
        source=source or (Offering.Source.CLUB if club else Offering.Source.USER),
        visibility=visibility,
        starts_at=starts_at,
        ends_at=ends_at,
        remind_minutes=remind_minutes,
        created_at=at,
    )
    check(offering)
    offering.remind_at = _reminder_at(offering, at)
    offering.slug = _free_slug(offering.title)
    offering.save(force_insert=True)
    _audit(offering, "create", by, at)
    return offering


def check(offering: Offering) -> None:
    """Raise what is wrong with the values.

    TitleNeeded, TooLong, Unstorable, UnknownChoice, DateOutOfRange, OutOfRange, EndsBeforeItStarts, NeedsClub.
    """
    offering.title = inputs.line(offering.title, field="title", most=200)
    if not offering.title:
        raise TitleNeeded
    inputs.choice(offering.visibility, V.values, field="visibility")
    inputs.choice(offering.source, Offering.Source.values, field="source")
    inputs.moment(offering.starts_at, field="starts_at")
    inputs.moment(offering.ends_at, field="ends_at")
    inputs.number(offering.remind_minutes, field="remind_minutes", most=EARLIEST_REMINDER_MINUTES)
    if offering.starts_at and offering.ends_at and offering.ends_at <= offering.starts_at:
        raise EndsBeforeItStarts
    if offering.visibility == V.CLUB_ONLY and not offering.club_id:
        raise NeedsClub


def _free_slug(title: str) -> str:
    slug = text.slug(title, fallback="event")
    if not Offering.objects.filter(slug=slug).exists():
        return slug
    return f"{slug[:78]}-{ids.new().hex[-8:]}"


@transaction.atomic
def change(offering: Offering, *, by: Actor, at: datetime, **values: object) -> Offering:
    """Set FIELDS. Raises what `check` raises.

    A start that moves back into the future opens the queues again; the reminder moves along with it.
    """
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise TypeError(f"not fields of an offering: {sorted(unknown)}")
    for field, value in values.items():
        setattr(offering, field, value)
    check(offering)
    changed = list(values)
    if {"starts_at", "remind_minutes"} & set(values):
        offering.remind_at = _reminder_at(offering, at)
        changed.append("remind_at")
    offering.save(update_fields=changed)
    _audit(offering, "change", by, at, fields=sorted(values))
    if "starts_at" in values:
        _let_queues_move(offering, at)
    return offering


def _reminder_at(offering: Offering, at: datetime) -> datetime | None:
    """When those who come are reminded; None for not at all, or where that would have been before now."""
    if offering.starts_at is None or not offering.remind_minutes:
        return None
    due_at = offering.starts_at - timedelta(minutes=offering.remind_minutes)
    return due_at if due_at > at else None


def _let_queues_move(offering: Offering, at: datetime) -> None:
    # in the order of their ids, so that two of these never wait for each other
    for pool_id in offering.pools.order_by("pk").values_list("pk", flat=True):
        queue.fill(capacity.lock(pool_id), at=at)


@transaction.atomic
def publish(offering: Offering, *, is_news: bool = True, by: Actor, at: datetime) -> Offering:
    """Make a draft visible; `is_news`: whether a digest tells of it, as of what is more than one more of the same.

    Raises what its kind still misses, WrongOfferingState, Missing of a club in the bin.
    """
    in_use.hold_club(offering)
    kinds.of(offering).check_ready(offering)
    _move(offering, S.PUBLISHED, (S.DRAFT,), by, at)
    offering.announced_at = at if is_news else offering.announced_at
    offering.remind_at = _reminder_at(offering, at)
    Offering.objects.filter(pk=offering.pk).update(announced_at=offering.announced_at, remind_at=offering.remind_at)
    return offering


@transaction.atomic
def cancel(offering: Offering, *, reason: str = "", by: Actor, at: datetime) -> Offering:
    """Call it off and tell everybody who holds a place, waits or asked. Raises WrongOfferingState."""
    reason = inputs.prose(reason, field="reason", most=LONGEST_REASON)
    _move(offering, S.CANCELLED, (S.PUBLISHED,), by, at, reason=reason)
    audience.tell(offering, "offering.cancelled", key=f"cancel:{offering.pk}", at=at, reason=reason)
    return offering


@transaction.atomic
def finish(offering: Offering, *, although_ahead: bool = False, by: Actor, at: datetime) -> Offering:
    """Close what has taken place, or what is ahead if said so: nobody is told. Raises NotBegun, WrongOfferingState."""
    if offering.state == S.PUBLISHED and offering.is_ahead(at) and not although_ahead:
        raise NotBegun
    return _move(offering, S.FINISHED, (S.PUBLISHED,), by, at)


def _move(offering: Offering, to: str, allowed: tuple[str, ...], by: Actor, at: datetime, **facts: object) -> Offering:
    moved = Offering.objects.filter(pk=offering.pk, state__in=allowed, binned_at=None).update(state=to)
    if not moved:
        raise WrongOfferingState(state=offering.get_state_display())
    offering.state = to
    _audit(offering, to, by, at, **facts)
    return offering


@transaction.atomic
def discard(offering: Offering, *, by: Actor, at: datetime) -> Offering:
    """Put it in the bin, from which it can be restored; a published one must be cancelled first."""
    rows = Offering.objects.filter(pk=offering.pk)
    # asked in the same statement: somebody may publish it in this moment
    if not rows.exclude(state=S.PUBLISHED).update(binned_at=Coalesce("binned_at", at, output_field=DateTimeField())):
        raise WrongOfferingState(
            _("People count on it: cancel it first, so that they are told, then put it in the bin.")
        )
    offering.binned_at = at
    _audit(offering, "discard", by, at)
    return offering


@transaction.atomic
def restore(offering: Offering, *, by: Actor, at: datetime) -> Offering:
    """Take it out of the bin, as it was."""
    Offering.objects.filter(pk=offering.pk).update(binned_at=None)
    offering.binned_at = None
    _audit(offering, "restore", by, at)
    return offering


def _audit(offering: Offering, action: str, by: Actor, at: datetime, **metadata: object) -> None:
    entries.record(
        by=by, at=at, action=f"{offering.kind}.{action}", on=offering, club_id=offering.club_id, metadata=metadata
    )
