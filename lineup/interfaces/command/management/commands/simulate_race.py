from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from lineup.core.foundation import clock, starting
from lineup.interfaces.command import race_told


class Command(BaseCommand):
    help = "Plays a timing tool: tells of a race that runs now, made up, signed and over HTTP, for its leaderboard."
    requires_system_checks = starting.UNCHECKED

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", nargs="?", default="", help="of the event; in a demo else the race that began last")
        parser.add_argument("--minutes", type=float, default=10, help="how long to tell (10)")
        parser.add_argument("--faster", type=float, default=1, help="than once: catches up from the last word (1)")
        parser.add_argument("--seed", type=int, default=0, help="another one is another race (0)")
        parser.add_argument("--address", default=settings.BASE_URL, help="of the service (%(default)s)")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["slug"] and not settings.DEMO:
            found = ", ".join(race_told.slugs(at=clock.now())) or "none runs now"
            # what is made up moves stint plans, and drivers are called by them
            raise CommandError(f"Say which event, for what its race is told is made up, and its plans follow: {found}.")
        run = race_told.running(at=clock.now(), slug=options["slug"], seed=options["seed"])
        if run is None:
            raise CommandError("No race with confirmed entries in a slot runs now; begin one, or say another event.")
        if options["faster"] <= 0 or options["minutes"] <= 0:
            raise CommandError("Say more than 0 for --minutes and --faster.")
        tool = race_told.tool_of(run.race, address=options["address"], at=clock.now())
        page = f"{options['address']}/events/{run.race.event.offering.slug}/race/leaderboard"
        self.stdout.write(f"{len(run.cars)} cars; the leaderboard is at {page}")
        try:
            race_told.tell(run, tool, minutes=options["minutes"], faster=options["faster"], say=self.stdout.write)
        except race_told.NotHeard as fault:
            raise CommandError(str(fault)) from None
        except KeyboardInterrupt:
            self.stdout.write("Stopped.")
