import contextlib
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from lineup.core.foundation import clock, starting
from lineup.domains.guilds import turned_away
from lineup.interfaces.command import presence, processes
from lineup.interfaces.discord.gateway import running


class Command(BaseCommand):
    help = "Listens to Discord, so that what happens there counts at once, until it is told to stop."
    requires_system_checks = starting.UNCHECKED

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DISCORD_BOT_TOKEN:
            self.stdout.write("No bot listens to Discord: LINEUP_DISCORD_BOT_TOKEN is not set.")
            return
        gateway = running.Gateway()
        try:
            with presence.announced("gateway", hearing=gateway.heard) as here:
                running.run(gateway, here.is_first)
        except running.TurnedAway as sentence:
            with contextlib.suppress(DatabaseError):
                turned_away.tell(sentence.why, at=clock.now())
            raise CommandError(str(sentence), returncode=processes.STAYS_DOWN) from None
