from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from lineup.core.foundation import starting
from lineup.core.outbox import queues
from lineup.interfaces.command import brokers, presence

MOST_THREADS = 100


class Command(BaseCommand):
    help = "Works off what `manage.py relay` hands over through LINEUP_BROKER, until it is told to stop."
    requires_system_checks = starting.UNCHECKED

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--queues", default="", help="names with commas; all when left out")
        parser.add_argument("--threads", type=int, default=4, help="how many messages at once (4)")

    def handle(self, *args: Any, **options: Any) -> None:
        names = _known([name.strip() for name in options["queues"].split(",") if name.strip()])
        if not 1 <= options["threads"] <= MOST_THREADS:
            raise CommandError(f"--threads must be from 1 to {MOST_THREADS}.")
        work = brokers.needed(settings.WORKER)
        with presence.announced("worker", queues=",".join(names)):
            work(names, threads=options["threads"])


def _known(wanted: list[str]) -> list[str]:
    names = [queue.name for queue in queues.installed()]
    if unknown := sorted(set(wanted) - set(names)):
        raise CommandError(f"There is no queue named {', '.join(unknown)}; choose from: {', '.join(names)}.")
    return wanted or names
