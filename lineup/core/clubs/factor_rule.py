"""A club may ask its members for a second factor: of whom, from when on, and who has none yet.

From that time on a member without one keeps places and membership, but may do nothing that a role in the
club allows. Nothing here reads a clock: a job marks the rule as enforced when its time has come.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.clubs.models import Club, Membership, Role
from lineup.core.foundation import inputs, seam
from lineup.core.foundation.errors import Forbidden, Invalid
from lineup.core.people import second_factors
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person

LATEST = timedelta(days=366)
P = Club.Protected


class SecondFactorNeeded(Forbidden):
    code = "second_factor_needed"
    sentence = _(
        "This club asks you for a second factor. Set up a passkey or an authenticator app under Account, "
        "Sign-in and sessions; then everything is open to you again."
    )


class OwnFactorFirst(SecondFactorNeeded):
    sentence = _("Set up a second factor of your own first: you would shut yourself out of managing the club.")


class StartNotPossible(Invalid):
    code = "start_not_possible"
    sentence = _("Choose a day from today on, within a year.")
    field = "starts_at"


@dataclass(frozen=True)
class Census:
    """How many of whom the rule would ask have no second factor yet."""

    without: int
    of: int


def _asked(who: str) -> Q:
    """Memberships of which such a rule asks for a second factor."""
    if who == P.EVERYBODY:
        return Q()
    return ~Q(role=Role.MEMBER) if who == P.MANAGERS else Q(pk__in=[])


def _unprotected() -> Q:
    factors = Authenticator.objects.filter(user=OuterRef("person__account"), type__in=second_factors.FACTORS)
    return ~Q(Exists(factors))


def holds_up() -> Q:
    """Return the condition, on memberships, that the club's rule keeps the member from acting."""
    asked = Q(club__second_factor=P.EVERYBODY) | (Q(club__second_factor=P.MANAGERS) & ~Q(role=Role.MEMBER))
    return Q(club__second_factor_enforced=True) & asked & _unprotected()


def census(club: Club, who: str) -> Census:
    """Return how many members with an account such a rule would ask, and how many of them have none yet."""
    rows = _live(club).filter(_asked(who))
    return Census(without=rows.filter(_unprotected()).count(), of=rows.count())


def _live(club: Club) -> "QuerySet[Membership]":
    return Membership.objects.filter(club=club, left_at=None, person__account__isnull=False)


def holding_up(person: Person) -> list[str]:
    """Return the names of the clubs in which nothing but a second factor keeps the person from acting."""
    mine = Membership.objects.filter(holds_up(), person=person, left_at=None, club__binned_at=None)
    return list(mine.exclude(role=Role.MEMBER).order_by("club__name").values_list("club__name", flat=True)[:20])


def clubs_asking(person: Person) -> "QuerySet[Club]":
    """Return the clubs whose rule, now or to come, asks this person for a second factor."""
    mine = Membership.objects.filter(person=person, left_at=None, club__binned_at=None)
    every, managed = mine.values("club"), mine.exclude(role=Role.MEMBER).values("club")
    rows = Club.objects.filter(Q(second_factor=P.EVERYBODY, pk__in=every) | Q(second_factor=P.MANAGERS, pk__in=managed))
    return rows.order_by("name")


def ask(club: Club, who: str, *, starts_at: datetime | None, by: Actor, at: datetime) -> Club:
    """Ask `who` (Club.Protected) for a second factor from `starts_at` on; those without one are told.

    Nobody takes the rule away. Raises UnknownChoice, StartNotPossible, OwnFactorFirst.
    """
    inputs.choice(who, P.values, field="second_factor")
    if who == P.NOBODY:
        return _set(club, who, None, by, at)
    # a minute for the way here from a form that says "today"
    if starts_at is None or not at - timedelta(days=1) < starts_at <= at + LATEST:
        raise StartNotPossible
    if not second_factors.protects(by.human.account):
        raise OwnFactorFirst
    return _set(club, who, starts_at, by, at)


@transaction.atomic
def _set(club: Club, who: str, starts_at: datetime | None, by: Actor, at: datetime) -> Club:
    club.second_factor, club.second_factor_from = who, starts_at
    club.second_factor_enforced = starts_at is not None and starts_at <= at
    club.save(update_fields=["second_factor", "second_factor_from", "second_factor_enforced"])
    seam.record(by=by, at=at, action="club.ask_second_factor", on=club, club_id=club.pk, metadata={"of": who})
    if starts_at is not None:
        _tell(club, at)
    return club


def _tell(club: Club, at: datetime) -> None:
    """Tell everybody whom it asks and who has none, in batches delivered afterwards."""
    key = f"second-factor:{club.pk}:{'now' if club.second_factor_enforced else 'from'}:{at.isoformat()}"
    payload = {
        "audience": "club-unprotected",
        "kind": "club.second_factor",
        "key": key,
        "facts": {"club": str(club.pk)},
        "after": "",
    }
    seam.enqueue("fan-out", key=key, payload=payload, at=at)


def unprotected_after(facts: Mapping[str, Any], after: str, limit: int) -> list[UUID]:
    """Return up to `limit` person ids to tell, in order, beyond `after`: the audience "club-unprotected"."""
    club = Club.objects.get(pk=facts["club"])
    rows = _live(club).filter(_asked(club.second_factor), _unprotected())
    if after:
        rows = rows.filter(person__gt=after)
    return list(rows.order_by("person").values_list("person", flat=True)[:limit])


def is_asked(person_id: UUID, club: Club) -> bool:
    """Whether the club asks this person for a second factor that they have not."""
    return _live(club).filter(_asked(club.second_factor), _unprotected(), person=person_id).exists()


def enforce_due(*, at: datetime, limit: int = 50) -> int:
    """Enforce the rules whose time has come, and tell again who has none; return how many."""
    due = Club.objects.exclude(second_factor=P.NOBODY).filter(second_factor_enforced=False, second_factor_from__lte=at)
    found = list(due[:limit])
    for club in found:
        with transaction.atomic():
            if Club.objects.filter(pk=club.pk, second_factor_enforced=False).update(second_factor_enforced=True):
                club.second_factor_enforced = True
                _tell(club, at)
    return len(found)
