"""May this person take a place here, now? Every reason why not has a code and a sentence."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from lineup.core.clubs import memberships, permissions
from lineup.core.foundation.errors import Forbidden, Refusal
from lineup.core.participation import invitations_held, kinds, qualified, required
from lineup.core.participation.models import Offering, Pool
from lineup.core.participation.qualified import Held
from lineup.core.people.models import Person

BY_INVITATION = (Offering.Visibility.INVITE_ONLY, Offering.Visibility.PRIVATE)


class NotPublished(Refusal):
    code = "not_published"
    sentence = _("This is not published yet; come back when it is.")


class Cancelled(Refusal):
    code = "cancelled"
    sentence = _("This was cancelled; nobody can join any more.")


class Over(Refusal):
    code = "over"
    sentence = _("This is over; nobody can join any more.")


class NotOpenYet(Refusal):
    code = "not_open_yet"
    sentence = _("Sign-up has not opened yet; come back when it does.")


class Closed(Refusal):
    code = "closed"
    sentence = _("Sign-up is closed; ask the organiser if you still want to come.")


class InvitationNeeded(Forbidden):
    code = "invitation_needed"
    sentence = _("This is by invitation; ask the organiser for one.")


class MembersOnly(Forbidden):
    code = "members_only"
    sentence = _("This is for the members of the club; join the club first.")


class PartyTooLarge(Refusal):
    code = "party_too_large"
    sentence = _("A group may have at most %(limit)s people here; join in smaller groups.")
    status = 422
    field = "companions"


@dataclass(frozen=True)
class Known:
    """What a list looks up once for all its pools: which are open to the person by invitation, whose clubs, and what
    the person holds where one of the pools asks for it."""

    invited: Collection[UUID]
    clubs: Collection[UUID]
    held: Held


def known(pools: Iterable[Pool], person: Person, *, at: datetime) -> Known:
    """Return what `check` would look up of each of these pools for this person.

    Two queries, four where one asks for a qualification, which the pools then have at hand.
    """
    pools = list(pools)
    asking = required.at_hand(pools)
    return Known(
        invitations_held.admitting(pools, person, at=at),
        set(memberships.clubs_of(person).values_list("club", flat=True)),
        qualified.held(person) if asking else {},
    )


def check(pool: Pool, person: Person, *, party: int, known: Known | None = None, at: datetime) -> None:
    """Raise the Refusal that keeps this person (and their group of `party`) out of the pool, if any."""
    check_way_in(pool, person, party=party, known=known, at=at)
    kinds.of(pool.offering).check_eligible(pool, person, at)


def check_way_in(pool: Pool, person: Person, *, party: int, known: Known | None = None, at: datetime) -> None:
    """Raise what `check` raises, but what the kind asks of a person, which a list looks up for all at once."""
    check_open(pool, at=at)
    if party > pool.party_limit:
        raise PartyTooLarge(limit=pool.party_limit)
    check_invited(pool, person, known=known, at=at)
    required.check(pool, person, party=party, known=known.held if known else None, at=at)


def check_open(pool: Pool, *, at: datetime) -> None:
    """Raise the Refusal that keeps everybody out of the pool at this instant, if any."""
    offering = pool.offering
    check_on(offering)
    if _ended(offering, at):
        raise Over
    if offering.state != Offering.State.PUBLISHED or offering.binned_at is not None:
        raise NotPublished
    if pool.opens_at and at < pool.opens_at:
        raise NotOpenYet
    if pool.closes_at and at >= pool.closes_at:
        raise Closed


def check_on(offering: Offering) -> None:
    """Raise Cancelled or Over where nobody is let in any more, not even by the organiser."""
    if offering.state == Offering.State.CANCELLED:
        raise Cancelled
    if offering.state == Offering.State.FINISHED:
        raise Over


def _ended(offering: Offering, at: datetime) -> bool:
    last = offering.ends_at or offering.starts_at
    return last is not None and at >= last


def check_invited(pool: Pool, person: Person, *, known: Known | None = None, at: datetime) -> None:
    """Raise InvitationNeeded or MembersOnly where the pool or the offering is not for everybody."""
    offering = pool.offering
    by_invitation = pool.admission == Pool.Admission.INVITATION or offering.visibility in BY_INVITATION
    if not by_invitation and offering.visibility != Offering.Visibility.CLUB_ONLY:
        return
    if pool.pk in known.invited if known else invitations_held.admits(pool, person, at=at):
        return
    if by_invitation:
        raise InvitationNeeded
    if not (offering.club_id in known.clubs if known else permissions.role_of(person, offering.club_id)):
        raise MembersOnly
