"""Pools: opened and changed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from lineup.core.audit import entries
from lineup.core.foundation import inputs, money
from lineup.core.foundation.errors import Invalid
from lineup.core.participation import capacity, queue
from lineup.core.participation.models import Offering, Pool, Qualification
from lineup.core.people.actors import Actor

SETTINGS = (
    "name",
    "capacity",
    "admission",
    "waitlist",
    "offer_minutes",
    "party_limit",
    "opens_at",
    "closes_at",
    "price",
    "currency",
    "how_to_pay",
    "answers_until",
    "qualification",
)

MOST_PLACES = 1_000_000
LARGEST_GROUP = 50
LONGEST_OFFER_MINUTES = 60 * 24 * 30
LONGEST_HOW_TO_PAY = 500


class CapacityBelowTaken(Invalid):
    code = "capacity_below_taken"
    sentence = ngettext_lazy(
        "%(taken)s place is taken; choose at least that many, or revoke it first.",
        "%(taken)s places are taken; choose at least that many, or revoke places first.",
        "taken",
    )
    field = "capacity"


class ClosesBeforeItOpens(Invalid):
    code = "closes_before_it_opens"
    sentence = _("Sign-up must close after it opens; change one of the two times.")
    field = "closes_at"


class QualificationOfAnotherClub(Invalid):
    code = "qualification_of_another_club"
    sentence = _("A sign-up asks for a qualification of the club that offers it; choose one from the list.")
    field = "qualification"


@transaction.atomic
def make(offering: Offering, *, role: str, **settings: object) -> Pool:
    """Return a new pool of the offering with the given SETTINGS.

    Raises ClosesBeforeItOpens, NotAnAmount, UnknownCurrency, QualificationOfAnotherClub, and OutOfRange,
    DateOutOfRange, TooLong or UnknownChoice for what can't be.
    """
    pool = Pool(offering=offering, role=role, **_checked(settings))
    _check_times(pool)
    _check_price(pool)
    _check_qualification(pool)
    pool.save(force_insert=True)
    return pool


@transaction.atomic
def change(pool: Pool, *, by: Actor, at: datetime, **settings: object) -> Pool:
    """Change SETTINGS of the pool; room that this makes goes to the queue at once.

    Raises CapacityBelowTaken (with the number), and what `make` raises.
    """
    unknown = set(settings) - set(SETTINGS)
    if unknown:
        raise TypeError(f"not settings of a pool: {sorted(unknown)}")
    settings = _checked(settings)
    locked = capacity.lock(pool.pk)
    before = {field: getattr(locked, field) for field in settings}
    for field, value in settings.items():
        setattr(locked, field, value)
    _check_times(locked)
    _check_price(locked)
    _check_qualification(locked)
    if locked.capacity is not None and locked.capacity < locked.taken:
        raise CapacityBelowTaken(taken=locked.taken)
    changed = [field for field in settings if before[field] != settings[field]]
    if changed:
        locked.save(update_fields=changed)
        entries.record(
            by=by,
            at=at,
            action="pool.change",
            on=locked,
            club_id=locked.offering.club_id,
            metadata={field: [str(before[field]), str(settings[field])] for field in changed},
        )
        queue.fill(locked, at=at)
    return locked


def open_now(pool: Pool, *, by: Actor, at: datetime) -> Pool:
    """Let people sign up from now on, also where the time to do so was over."""
    closes_at = pool.closes_at if pool.closes_at and pool.closes_at > at else None
    opens_at = pool.opens_at if pool.opens_at and pool.opens_at <= at else None
    return change(pool, opens_at=opens_at, closes_at=closes_at, by=by, at=at)


def close_now(pool: Pool, *, by: Actor, at: datetime) -> Pool:
    """Let nobody sign up any more; who waits keeps waiting. What is closed already stays so."""
    if pool.closes_at and pool.closes_at <= at:
        return pool
    opens_at = pool.opens_at if pool.opens_at and pool.opens_at < at else None
    return change(pool, opens_at=opens_at, closes_at=at, by=by, at=at)


def _checked(settings: Mapping[str, Any]) -> dict[str, Any]:
    checked = dict(settings)
    if "name" in settings:
        checked["name"] = inputs.line(settings["name"], field="name", most=120)
    if settings.get("capacity") is not None:
        inputs.number(settings["capacity"], field="capacity", most=MOST_PLACES)
    if "party_limit" in settings:
        inputs.number(settings["party_limit"], field="party_limit", least=1, most=LARGEST_GROUP)
    if "offer_minutes" in settings:
        inputs.number(settings["offer_minutes"], field="offer_minutes", least=1, most=LONGEST_OFFER_MINUTES)
    if "admission" in settings:
        inputs.choice(settings["admission"], Pool.Admission.values, field="admission")
    if "waitlist" in settings:
        inputs.choice(settings["waitlist"], Pool.Waitlist.values, field="waitlist")
    for field in ("opens_at", "closes_at", "answers_until"):
        inputs.moment(settings.get(field), field=field)
    if settings.get("currency"):
        checked["currency"] = money.check_currency(settings["currency"])
    if "how_to_pay" in settings:
        checked["how_to_pay"] = inputs.prose(settings["how_to_pay"], field="how_to_pay", most=LONGEST_HOW_TO_PAY)
    return checked


def _check_times(pool: Pool) -> None:
    if pool.opens_at and pool.closes_at and pool.closes_at <= pool.opens_at:
        raise ClosesBeforeItOpens


def _check_price(pool: Pool) -> None:
    if pool.price is not None:
        pool.price = money.check(pool.price, money.check_currency(pool.currency), field="price")


def chosen(offering: Offering, pk: Any) -> Qualification | None:
    """Return the offering's club's qualification with this id, None for None. Raises QualificationOfAnotherClub."""
    if pk is None:
        return None
    found = Qualification.objects.filter(pk=pk, club=offering.club_id).first()
    if found is None:
        raise QualificationOfAnotherClub
    return found


def _check_qualification(pool: Pool) -> None:
    if pool.qualification is not None and pool.qualification.club_id != pool.offering.club_id:
        raise QualificationOfAnotherClub
