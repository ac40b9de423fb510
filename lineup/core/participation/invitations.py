"""Invitations to take part: to an offering or one of its pools, by address or to an account."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.foundation import inputs, text, tokens
from lineup.core.foundation.errors import Expired, Invalid, Missing, Refusal
from lineup.core.notices import notices
from lineup.core.participation import admission, entering, in_use, places
from lineup.core.participation.models import Invitation, Offering, Place, Pool
from lineup.core.participation.transitions import State
from lineup.core.people import addresses, persons
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person

LASTS = timedelta(days=14)
LONGEST_MESSAGE = 1000


class InvitedAlready(Refusal):
    code = "invited_already"
    sentence = _("There is an open invitation for this address; revoke it first to send another.")
    field = "email"


class ExpiresInThePast(Invalid):
    code = "expires_in_the_past"
    sentence = _("This time is over already; choose one that is still to come.")
    field = "expires_at"


class InvitationUnknown(Missing):
    code = "invitation_unknown"
    sentence = _("This link opens no invitation: a newer one may have replaced it. Open the latest e-mail again.")


class InvitationOver(Expired):
    code = "invitation_over"
    sentence = _("This invitation was used, revoked, or is too old; ask for a new one.")


def _make_known(name: str, email: str, host: Person) -> Person:
    """Somebody who never chose is written to in the language and zone of who invites them."""
    return persons.make_known(name=name, email=email, language=host.language, time_zone=host.time_zone)


@transaction.atomic
def invite(
    offering: Offering,
    *,
    email: str,
    name: str = "",
    pool: Pool | None = None,
    message: str = "",
    hold_place: bool = False,
    expires_at: datetime | None = None,
    by: Actor,
    at: datetime,
) -> Invitation:
    """Invite an address, and hold a place in the pool until it is answered if asked to.

    Raises InvitedAlready, PoolFull, AddressNeeded, TooLong, Cancelled, Over, ExpiresInThePast, and
    Missing for a pool of another offering.
    """
    email, message = addresses.check(email), inputs.prose(message, field="message", most=LONGEST_MESSAGE)
    expires_at = expires_at or at + LASTS
    _check_possible(offering, pool, expires_at, at)
    person = persons.by_address(email) or _make_known(name or persons.name_of(email), email, by.human)
    _make_room_for_another(offering, email, at)
    try:
        with transaction.atomic():
            invitation = Invitation.objects.create(
                offering=offering,
                pool=pool,
                email=email,
                email_folded=text.fold_address(email),
                person=person,
                invited_by=by.human,
                message=message,
                created_at=at,
                expires_at=expires_at,
            )
    except IntegrityError:
        raise InvitedAlready from None
    if pool and hold_place:
        name = name or persons.name_of(email)
        invitation.place = entering.enter(pool, name=name, email=email, offer=True, held_until=expires_at, by=by, at=at)
        invitation.save(update_fields=["place"])
    _told_and_recorded(invitation, by, at)
    return invitation


def _check_possible(offering: Offering, pool: Pool | None, expires_at: datetime, at: datetime) -> None:
    admission.check_on(offering)
    if pool is not None and pool.offering_id != offering.pk:
        raise Missing
    if expires_at <= at:
        raise ExpiresInThePast


def _make_room_for_another(offering: Offering, email: str, at: datetime) -> None:
    """One that ran out unanswered does not stand in the way of the next."""
    unanswered = Invitation.objects.filter(accepted_at=None, declined_at=None, revoked_at=None, expires_at__lte=at)
    unanswered.filter(offering=offering, email_folded=text.fold_address(email)).update(revoked_at=at)


def _told_and_recorded(invitation: Invitation, by: Actor, at: datetime) -> None:
    _record(invitation, "invitation.send", by, at)
    if invitation.person:
        facts = {"invitation": str(invitation.pk)}
        notices.tell(invitation.person, "offering.invited", key=f"invited:{invitation.pk}", facts=facts, at=at)


@transaction.atomic
def mint_link(invitation: Invitation) -> str:
    """Return a fresh secret for the invitation's link; an earlier one no longer opens it."""
    secret = tokens.new()
    Invitation.objects.filter(pk=invitation.pk).update(digest=tokens.digest(secret))
    return secret


def find(secret: str, *, at: datetime) -> Invitation:
    """Return the open invitation behind the link. Raises InvitationUnknown, InvitationOver."""
    rows = Invitation.objects.select_related(
        "offering__club", "pool__offering", "person__account", "place", "invited_by"
    )
    found = rows.filter(digest=tokens.digest(secret)).first()
    if found is None or not in_use.holds(found.offering):
        raise InvitationUnknown
    if not _is_open(found, at):
        raise InvitationOver
    return found


def _is_open(invitation: Invitation, at: datetime) -> bool:
    answered = invitation.accepted_at or invitation.declined_at or invitation.revoked_at
    return not answered and at < invitation.expires_at


@transaction.atomic
def accept(invitation: Invitation, *, by: Actor, at: datetime) -> Place | None:
    """Say yes: take the pool's place (the held one where there is one); the link is used up.

    Returns the place, None for an invitation to look only. Raises InvitationOver and what
    `places.join` raises. `by.person` is the invited one, whose address the link has proved.
    """
    _answer(invitation, at, accepted_at=at)
    persons.prove_address(by.human, at=at)
    place = invitation.place
    if place and place.state == State.OFFERED:
        places.accept(place, by=by, at=at)
    elif invitation.pool:
        # what is asked there is asked on the page of the place
        place = places.join(invitation.pool, by.human, answers=None, by=by, at=at)
    Invitation.objects.filter(pk=invitation.pk).update(place=place)
    _record(invitation, "invitation.accept", by, at)
    return place


@transaction.atomic
def decline(invitation: Invitation, *, by: Actor, at: datetime) -> None:
    """Say no; a held place goes to the next in line. Raises InvitationOver."""
    _answer(invitation, at, declined_at=at)
    if invitation.place and invitation.place.state == State.OFFERED:
        places.decline(invitation.place, by=by, at=at)
    _record(invitation, "invitation.decline", by, at)


@transaction.atomic
def revoke(invitation: Invitation, *, by: Actor, at: datetime) -> None:
    """Take an open invitation back, with the place it held. Raises InvitationOver."""
    _answer(invitation, None, revoked_at=at)
    if invitation.place and invitation.place.state == State.OFFERED:
        places.revoke(invitation.place, by=by, at=at)
    _record(invitation, "invitation.revoke", by, at)


def _answer(invitation: Invitation, at: datetime | None, **values: object) -> None:
    """Use the invitation up, once; `at` given, only while it lasts."""
    still_open = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, declined_at=None, revoked_at=None)
    if at is not None:
        still_open = still_open.filter(expires_at__gt=at)
    if not still_open.update(**values):
        raise InvitationOver


def _record(invitation: Invitation, action: str, by: Actor, at: datetime) -> None:
    entries.record(by=by, at=at, action=action, on=invitation, club_id=invitation.offering.club_id)
