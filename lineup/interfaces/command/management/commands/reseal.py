from typing import Any

from django.core.management.base import BaseCommand

from lineup.core.foundation import starting
from lineup.core.people import second_factors


class Command(BaseCommand):
    help = "Seals stored secrets anew under the present LINEUP_SECRET_KEY, after a change of the key; safe to repeat."
    requires_system_checks = starting.UNCHECKED

    def handle(self, *args: Any, **options: Any) -> None:
        renewed = unreadable = 0
        done = second_factors.renew_seals()
        while done.last is not None:
            renewed, unreadable = renewed + done.renewed, unreadable + done.unreadable
            done = second_factors.renew_seals(after=done.last)
        self.stdout.write(f"Sealed anew: {renewed}.")
        if unreadable:
            remedy = "Put the key that sealed them into LINEUP_SECRET_KEY_BEFORE and run this again."
            self.stdout.write(f"Not readable: {unreadable}. {remedy}")
