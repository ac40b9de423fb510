import signal
import threading
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.module_loading import import_string

from lineup.core.foundation import starting
from lineup.interfaces.command import presence


class Command(BaseCommand):
    help = "Does what time triggers and what the outbox holds, until it is told to stop."
    requires_system_checks = starting.UNCHECKED

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        with presence.announced("work"):
            import_string(settings.WORK_LOOP)(stop)
