from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand

from lineup.core.foundation import starting
from lineup.core.foundation.resealing import Resealed
from lineup.core.people import second_factors
from lineup.core.webhooks import signing, stores
from lineup.domains.onsite import signing_keys
from lineup.domains.racing import telemetry_keys

RENEWALS = tuple(one.renew_seals for one in (second_factors, signing, stores, signing_keys, telemetry_keys))


class Command(BaseCommand):
    help = "Seals stored secrets anew under the present LINEUP_SECRET_KEY, after a change of the key; safe to repeat."
    requires_system_checks = starting.UNCHECKED

    def handle(self, *args: Any, **options: Any) -> None:
        found = [_all(renew) for renew in RENEWALS]
        self.stdout.write(f"Sealed anew: {sum(one.renewed for one in found)}.")
        if unreadable := sum(one.unreadable for one in found):
            remedy = "Put the key that sealed them into LINEUP_SECRET_KEY_BEFORE and run this again."
            self.stdout.write(f"Not readable: {unreadable}. {remedy}")


def _all(renew: Callable[..., Resealed]) -> Resealed:
    """Seal all of a kind anew, a batch at a time."""
    total, done = Resealed(), renew()
    while done.last is not None:
        total = Resealed(total.renewed + done.renewed, total.unreadable + done.unreadable)
        done = renew(after=done.last)
    return total
