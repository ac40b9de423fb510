"""Whether somebody could enrol right now: the very rule that enrols, asked beforehand, for one course or for a list."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from lineup.core.foundation.errors import Refusal
from lineup.core.participation import admission, places
from lineup.core.participation.models import Place, Pool
from lineup.core.participation.transitions import LIVE
from lineup.core.people.models import Person
from lineup.domains.courses import prerequisites


class AlreadyEnrolled(Refusal):
    code = "already_enrolled"
    sentence = _("You are enrolled, or have asked for it, already.")


class FullButWaitlist(Refusal):
    code = "full_waitlist"
    sentence = _("The course is full; you can join the waitlist.")


class SignInFirst(Refusal):
    code = "sign_in_first"
    sentence = _("Sign in to enrol, or enrol with your e-mail address.")


@dataclass(frozen=True)
class CanEnrol:
    """The documents' `can_enroll`: whether it would be a place at once, or a request; else why not."""

    allowed: bool
    message: str


def can_enrol(pools: Iterable[Pool], person: Person | None, *, at: datetime) -> Mapping[UUID, CanEnrol]:
    """Return the answer by pool, each with its offering at hand. Four queries, however many; none for a stranger."""
    pools = list(pools)
    if person is None:
        return {pool.pk: _answer(SignInFirst()) for pool in pools}
    known = admission.known(pools, person, at=at)
    unmet = prerequisites.unmet([pool.offering_id for pool in pools], person)
    mine = Place.objects.filter(pool__in=[pool.pk for pool in pools], participant=person.pk, state__in=LIVE)
    held = set(mine.values_list("pool", flat=True))
    return {pool.pk: _answer(_refusal(pool, person, pool.pk in held, known, unmet, at)) for pool in pools}


def _refusal(
    pool: Pool,
    person: Person,
    held: bool,  # noqa: FBT001
    known: admission.Known,
    unmet: prerequisites.Unmet,
    at: datetime,
) -> Refusal | None:
    if held:
        return AlreadyEnrolled()
    try:
        admission.check_way_in(pool, person, party=1, known=known, at=at)
        prerequisites.check(pool.offering_id, unmet)
    except Refusal as refusal:
        return refusal
    if pool.admission == Pool.Admission.APPROVAL or pool.free != 0:
        return None
    return places.PoolFull() if pool.waitlist == Pool.Waitlist.NONE else FullButWaitlist()


def _answer(refusal: Refusal | None) -> CanEnrol:
    return CanEnrol(refusal is None, str(refusal) if refusal else str(_("You can enrol.")))
