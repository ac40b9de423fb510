from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from lineup.core.clubs.models import Club
from lineup.core.flags import flags
from lineup.core.foundation import clock
from lineup.core.foundation.errors import Refusal
from lineup.core.people.actors import HOUSE


class Command(BaseCommand):
    help = "Lists the features with a switch, or switches one: flags month-view --share 25 [--club its-slug]"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", nargs="?", help="which one; else all are listed")
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--share", type=int, help="percent of people: 0 is off, 100 is on for everybody")
        what.add_argument("--reset", action="store_true", help="take the switch away")
        parser.add_argument("--club", default="", help="for the club of this slug alone")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["name"]:
                self._switch(options["name"], options["share"], reset=options["reset"], slug=options["club"])
        except Refusal as refusal:
            raise CommandError(f"{refusal} (manage.py flags lists what there is.)") from refusal
        self._list()

    def _switch(self, name: str, share: int | None, *, reset: bool, slug: str) -> None:
        club = Club.objects.filter(slug=slug).first() if slug else None
        if slug and club is None:
            raise CommandError(f"There is no club with the slug {slug}.")
        if reset:
            flags.reset(name, club=club, by=HOUSE, at=clock.now())
        elif share is not None:
            flags.switch(name, share=share, club=club, by=HOUSE, at=clock.now())
        else:
            raise CommandError("Say what to do: --share 0 to 100, or --reset.")

    def _list(self) -> None:
        switches = flags.switches()
        overdue = flags.overdue(on=clock.now().date())
        for flag in flags.declared():
            late = ", overdue" if flag in overdue else ""
            self.stdout.write(f"{flag.name}: {'on' if flag.default else 'off'} by default, {flag.owner}{late}")
            for row in switches:
                if row.flag == flag.name:
                    self.stdout.write(f"  {row.club.slug if row.club else 'the platform'}: {row.share} %")
        for name in flags.left_over():
            self.stdout.write(f"{name}: left over; remove it on /platform/flags")
