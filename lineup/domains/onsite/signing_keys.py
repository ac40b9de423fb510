"""The keys that sign an event's badges: made when first needed, sealed at rest, changed without a gap.

The newest signs. One before it is believed until it is retired, so that what is printed can be printed anew in peace.
"""

import base64
from datetime import datetime
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.foundation import resealing, sealing
from lineup.core.foundation.errors import Missing, Refusal
from lineup.core.foundation.resealing import Resealed
from lineup.core.people.actors import Actor
from lineup.domains.events.models import Event
from lineup.domains.onsite import codes
from lineup.domains.onsite.codes import Keyring
from lineup.domains.onsite.models import SigningKey
from lineup.domains.onsite.models.badge import MOST_KEYS

FIRST = 1


class RotationUnderWay(Refusal):
    code = "rotation_under_way"
    sentence = _("Two keys are valid already; retire the older one first, then make another.")


class OnlyKey(Refusal):
    code = "only_signing_key"
    sentence = _("This key signs the badges; make a new one first, then retire this one.")


class NoMoreKeys(Refusal):
    code = "no_more_signing_keys"
    sentence = _("An event has at most %(most)s keys in its time, and these are used up.")


def of(event: Event) -> "QuerySet[SigningKey]":
    """Return the event's keys, the newest first."""
    return SigningKey.objects.filter(event=event).order_by("-number")


def find(event: Event, number: int) -> SigningKey:
    """Return the event's key with this number. Raises Missing."""
    key = of(event).filter(number=number).first()
    if key is None:
        raise Missing
    return key


@transaction.atomic
def signing(event: Event, *, at: datetime) -> SigningKey:
    """Return the key that signs now; the first is made when it is needed."""
    return of(event).first() or _first(event, at)


def _first(event: Event, at: datetime) -> SigningKey:
    fresh = _fresh(event, FIRST, at)
    made = {"public": fresh.public, "private_sealed": fresh.private_sealed, "created_at": at}
    return SigningKey.objects.get_or_create(event=event, number=FIRST, defaults=made)[0]


def private(key: SigningKey) -> bytes:
    """Return the 32 bytes that sign. Raises SealBroken."""
    return base64.urlsafe_b64decode(sealing.unseal(key.private_sealed))


def renew_seals(*, after: Any = None) -> Resealed:
    """Seal some of the private halves beyond id `after` anew under the present key of the house."""
    return resealing.batch(SigningKey.objects.all(), resealing.column("private_sealed"), after=after)


def keyring(event_id: UUID) -> Keyring:
    """Return what a door needs to verify the event's codes; nothing of it is secret. One query."""
    rows = SigningKey.objects.filter(event=event_id).values_list("number", "public", "retired_at")
    valid = {number: base64.urlsafe_b64decode(public) for number, public, retired_at in rows if retired_at is None}
    return Keyring(codes.event_key(event_id), valid, frozenset(row[0] for row in rows if row[2]))


@transaction.atomic
def rotate(event: Event, *, by: Actor, at: datetime) -> SigningKey:
    """Return a new key that signs from now on; the one before stays valid until `retire`.

    Raises RotationUnderWay while two are valid, NoMoreKeys.
    """
    signing(event, at=at)
    # held, so that of two who rotate at once the second is refused
    held = list(of(event).select_for_update())
    if sum(key.retired_at is None for key in held) > 1:
        raise RotationUnderWay
    if held[0].number >= MOST_KEYS:
        raise NoMoreKeys(most=MOST_KEYS)
    key = _fresh(event, held[0].number + 1, at)
    key.save(force_insert=True)
    _record(key, "signing_key.rotate", by, at)
    return key


@transaction.atomic
def retire(key: SigningKey, *, by: Actor, at: datetime) -> SigningKey:
    """Believe no code that this key signed, from now on; a second time changes nothing. Raises OnlyKey."""
    held = list(SigningKey.objects.filter(event=key.event_id).order_by("-number").select_for_update())
    if held[0].number == key.number:
        raise OnlyKey
    if SigningKey.objects.filter(pk=key.pk, retired_at=None).update(retired_at=at):
        _record(key, "signing_key.retire", by, at)
    key.refresh_from_db(fields=["retired_at"])
    return key


def _fresh(event: Event, number: int, at: datetime) -> SigningKey:
    made = Ed25519PrivateKey.generate()
    secret = base64.urlsafe_b64encode(made.private_bytes_raw()).decode()
    public = base64.urlsafe_b64encode(made.public_key().public_bytes_raw()).decode()
    return SigningKey(event=event, number=number, public=public, private_sealed=sealing.seal(secret), created_at=at)


def _record(key: SigningKey, action: str, by: Actor, at: datetime) -> None:
    offering = key.event.offering
    entries.record(by=by, at=at, action=action, on=offering, club_id=offering.club_id, metadata={"number": key.number})
