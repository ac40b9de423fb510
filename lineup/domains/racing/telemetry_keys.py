"""The key with which a timing tool signs what it tells of a race: made, changed, taken back by who organises it."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.foundation import resealing, sealing
from lineup.core.foundation.errors import Missing, Refusal
from lineup.core.foundation.resealing import Resealed
from lineup.core.people.actors import Actor
from lineup.core.webhooks import signing
from lineup.domains.racing import race_entries
from lineup.domains.racing.models import Race, TelemetryFeed, TelemetryKey


class HasATelemetryKey(Refusal):
    code = "telemetry_key_made_already"
    sentence = _("This race has a key already. If it is lost or known to others, make a new secret.")


def of(race: Race) -> TelemetryKey | None:
    """Return the key of the race, or None where nobody made one."""
    found = TelemetryKey.objects.filter(race=race).first()
    if found is not None:
        found.race = race
    return found


def find(race: Race) -> TelemetryKey:
    """Return the key of the race. Raises Missing where nobody made one."""
    found = of(race)
    if found is None:
        raise Missing
    return found


def find_signing(pk: Any) -> TelemetryKey:
    """Return the key with this id, of a race that is in nobody's bin, with its event. Raises Missing."""
    rows = TelemetryKey.objects.select_related("race__event__offering__club")
    try:
        return rows.get(pk=pk, race__event__offering__binned_at=None)
    except (TelemetryKey.DoesNotExist, ValidationError, ValueError):
        raise Missing from None


def secret_of(key: TelemetryKey) -> str:
    """Return what the tool signs with. Raises SealBroken."""
    return sealing.unseal(key.sealed)


@transaction.atomic
def make(race: Race, *, by: Actor, at: datetime) -> tuple[TelemetryKey, str]:
    """Return the key of the race and its secret, shown this once. Raises HasATelemetryKey."""
    race_entries.lock_race(race)
    if of(race) is not None:
        raise HasATelemetryKey
    secret = signing.fresh()
    made = TelemetryKey.objects.create(race=race, sealed=sealing.seal(secret), made_at=at)
    TelemetryFeed.objects.get_or_create(race=race)
    _record(race, "race.make_telemetry_key", by, at)
    return made, secret


@transaction.atomic
def rotate(key: TelemetryKey, *, by: Actor, at: datetime) -> str:
    """Return a new secret at the same address; the one before holds no more from now on."""
    secret = signing.fresh()
    key.sealed, key.made_at = sealing.seal(secret), at
    key.save(update_fields=["sealed", "made_at"])
    _record(key.race, "race.rotate_telemetry_key", by, at)
    return secret


@transaction.atomic
def revoke(key: TelemetryKey, *, by: Actor, at: datetime) -> None:
    """Take the key back: nothing is heard at its address any more. What was told stays."""
    _record(key.race, "race.revoke_telemetry_key", by, at)
    key.delete()


def renew_seals(*, after: Any = None) -> Resealed:
    """Seal some of the secrets beyond id `after` anew under the present key of the house."""
    return resealing.batch(TelemetryKey.objects.all(), resealing.column("sealed"), after=after)


def _record(race: Race, action: str, by: Actor, at: datetime) -> None:
    offering = race.event.offering
    entries.record(by=by, at=at, action=action, on=offering, club_id=offering.club_id)
