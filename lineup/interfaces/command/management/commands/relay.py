import signal
import threading
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from lineup.core.foundation import starting
from lineup.interfaces.command import brokers, presence


class Command(BaseCommand):
    help = "Hands the outbox over to `manage.py worker` through LINEUP_BROKER, and starts what time triggers."
    requires_system_checks = starting.UNCHECKED

    def handle(self, *args: Any, **options: Any) -> None:
        run = brokers.needed(settings.RELAY)
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        with presence.announced("relay"):
            run(stop)
