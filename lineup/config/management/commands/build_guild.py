from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from lineup.core.clubs.models import Club
from lineup.core.foundation import clock, starting
from lineup.core.foundation.errors import Refusal
from lineup.core.people.actors import HOUSE
from lineup.domains.guilds import guilds
from lineup.interfaces.discord import building


class Command(BaseCommand):
    help = "Brings the Discord server of a club to what it should be, at once, and says what came of it."
    requires_system_checks = starting.UNCHECKED

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("club", help="the last part of the club's address")
        parser.add_argument("--link", type=int, help="the number of the Discord server, to link it first")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DISCORD_BOT_TOKEN:
            raise CommandError("Set LINEUP_DISCORD_BOT_TOKEN to the token of the bot.")
        club = Club.objects.filter(slug=options["club"], binned_at=None).first()
        if club is None:
            raise CommandError(f"There is no club “{options['club']}”.")
        if options["link"]:
            self._link(club, options["link"])
        guild = guilds.of(club)
        if not guild.is_linked:
            raise CommandError("No server is linked to this club; give its number with --link.")
        report = building.build_now(guild)
        done = "as it should be" if report.done else f"not there yet: {report.stopped or 'some steps were refused'}"
        self.stdout.write(f"{report.calls} calls; the server is {done}.")

    def _link(self, club: Club, number: int) -> None:
        try:
            guilds.link(club, number, name="", by=HOUSE, at=clock.now())
        except Refusal as refusal:
            raise CommandError(str(refusal)) from None
