"""How a receiver knows who sent a message: HMAC-SHA256 as Standard Webhooks 1.0 has it (`v1`), made and checked."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.foundation import resealing, sealing
from lineup.core.foundation.errors import Refusal
from lineup.core.foundation.resealing import Resealed
from lineup.core.people.actors import Actor
from lineup.core.webhooks.models import Endpoint, SigningSecret

PREFIX = "whsec_"
BYTES = 32
OVERLAP = timedelta(hours=24)
# how far the clock of who signs may be from ours, either way
TOLERANCE = timedelta(minutes=5)
# the last instant that can be written down, in seconds
YEAR_9999 = 253_402_300_000


def fresh() -> str:
    """Return a secret drawn by chance."""
    return PREFIX + base64.b64encode(secrets.token_bytes(BYTES)).decode()


class NotSigned(Refusal):
    code = "store_not_signed"
    sentence = _("Nothing that goes to a record store is signed; give it another key and secret in its settings.")


def make_secret(endpoint: Endpoint, *, at: datetime) -> str:
    """Return a fresh secret of the endpoint, sealed in the caller's transaction; show it once."""
    secret = fresh()
    sealed = sealing.seal(secret)
    SigningSecret.objects.create(endpoint=endpoint, sealed=sealed, created_at=at)
    return secret


@transaction.atomic
def rotate(endpoint: Endpoint, *, by: Actor, at: datetime, overlap: timedelta = OVERLAP) -> str:
    """Return a new secret. The one before signs along with it for `overlap`; an older one ends at once.

    Raises NotSigned for a record store.
    """
    if endpoint.is_store:
        raise NotSigned
    Endpoint.objects.select_for_update().get(pk=endpoint.pk)
    rows = SigningSecret.objects.filter(endpoint=endpoint)
    rows.exclude(expires_at=None).delete()
    rows.update(expires_at=at + overlap)
    secret = make_secret(endpoint, at=at)
    entries.record(by=by, at=at, action="webhook.rotate", on=endpoint, club_id=endpoint.club_id)
    return secret


def secrets_of(endpoint: Endpoint, *, at: datetime) -> list[str]:
    """Return the secrets that sign now, the newest first. Raises SealBroken."""
    rows = SigningSecret.objects.filter(Q(expires_at=None) | Q(expires_at__gt=at), endpoint=endpoint)
    return [sealing.unseal(row.sealed) for row in rows.order_by("-created_at", "-id")]


def renew_seals(*, after: Any = None) -> Resealed:
    """Seal some of the secrets beyond id `after` anew under the present key."""
    return resealing.batch(SigningSecret.objects.all(), resealing.column("sealed"), after=after)


def signatures(keys: Iterable[str], *, message_id: str, timestamp: int, body: bytes) -> str:
    """Return the value of `webhook-signature`: one signature per secret, separated by spaces."""
    signed = f"{message_id}.{timestamp}.".encode() + body
    return " ".join(f"v1,{_signature(key, signed)}" for key in keys)


def holds(secret: str, said: str, *, message_id: str, timestamp: str, body: bytes) -> bool:
    """Whether one of the signatures that were said, separated by spaces, is that of the message under the secret."""
    expected = f"v1,{_signature(secret, f'{message_id}.{timestamp}.'.encode() + body)}".encode()
    return any(hmac.compare_digest(one.encode(), expected) for one in said.split(" "))


def signed_at(timestamp: str, *, at: datetime) -> datetime | None:
    """Return the instant of a timestamp (seconds since 1970) that lies within TOLERANCE of `at`, else None."""
    if not (timestamp.isascii() and timestamp.isdecimal() and len(timestamp) <= 12):
        return None
    said = datetime.fromtimestamp(int(timestamp), UTC) if int(timestamp) < YEAR_9999 else None
    return said if said is not None and abs(said - at) <= TOLERANCE else None


def _signature(secret: str, signed: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(PREFIX))
    return base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
