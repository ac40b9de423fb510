import os
import signal
import subprocess
import sys
import tempfile
import threading
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from lineup.core.foundation import starting
from lineup.interfaces.command import collected, ports, presence, processes

SERVER_PATIENCE_S = 20.0
WORKER_PATIENCE_S = 15.0
ENDED = {"work": "The background worker", "gateway": "What listens to Discord"}


class Command(BaseCommand):
    help = "Serves pages, API and background work, in one process tree on one port."
    requires_system_checks = starting.UNCHECKED
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-work", action="store_true", help="leave background work to `manage.py work`")
        parser.add_argument("--prepare", action="store_true", help="migrate and collect the static files first")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["prepare"]:
            self._prepare()
        _refuse_old_tables()
        if not collected.is_current():
            call_command("collectstatic", interactive=False, verbosity=0)
        connection.close()
        environment = self._environment()
        server = processes.Child(_server_command(environment), environment)
        beside = [] if options["no_work"] else _beside(environment)
        with presence.announced("serve"), tempfile.TemporaryDirectory(prefix="lineup-metrics-") as folder:
            if settings.ENVIRONMENT.workers > 1:
                # where workers count together: whichever answers the monitor, answers for all
                server.environment = {**environment, "PROMETHEUS_MULTIPROC_DIR": folder}
            code = self._run(server, beside, environment)
        sys.exit(code)

    def _prepare(self) -> None:
        self.stdout.write("· Preparing the database and the pages")
        # The pages on the other core; all else in this process: starting one for each step would take longer than it.
        pages = subprocess.Popen([*_manage("collectstatic"), "--noinput", "-v0"])
        try:
            call_command("migrate", verbosity=0)
        finally:
            code = pages.wait()
        if code:
            raise CommandError("The pages could not be prepared; what is said above tells why.")
        if settings.DEMO:
            call_command("demo", stdout=self.stdout)

    def _environment(self) -> dict[str, str]:
        wanted = settings.ENVIRONMENT.port
        try:
            port = ports.first_free(settings.ENVIRONMENT.host, wanted)
        except OSError as busy:
            raise CommandError(str(busy)) from busy
        if port != wanted:
            self.stdout.write(f"Port {wanted} is in use by another program; taking {port}.")
        return {**os.environ, "LINEUP_PORT": str(port)}

    def _run(self, server: processes.Child, beside: list[processes.Child], environment: dict[str, str]) -> int:
        stopping = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stopping.set())
        for child in (server, *beside):
            child.start()
        self._announce(server, int(environment["LINEUP_PORT"]), stopping)
        while not stopping.wait(0.5) and not server.ended():
            for child in beside:
                if child.restart_if_ended():
                    self.stderr.write(f"{ENDED[child.command[-1]]} had ended; it was started again.")
        code, *_codes = processes.stop({server: SERVER_PATIENCE_S, **dict.fromkeys(beside, WORKER_PATIENCE_S)})
        return 0 if stopping.is_set() else code or 1

    def _announce(self, server: processes.Child, port: int, stopping: threading.Event) -> None:
        while not (ports.answers(settings.ENVIRONMENT.host, port) or server.ended() or stopping.wait(0.05)):
            pass
        if not server.ended() and not stopping.is_set():
            address = settings.ENVIRONMENT.model_copy(update={"port": port}).address
            self.stdout.write(f"Lineup is at {address}   (Ctrl-C stops it)")
            self.stdout.flush()


def _beside(environment: dict[str, str]) -> list[processes.Child]:
    """What runs beside the server; nobody listens to Discord without the token of a bot."""
    names = ["work", "gateway"] if settings.DISCORD_BOT_TOKEN else ["work"]
    return [processes.Child(_manage(name), environment) for name in names]


def _refuse_old_tables() -> None:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        raise CommandError(f"The database is behind by {len(waiting)} of its migrations; run: manage.py migrate")


def _manage(command: str) -> list[str]:
    return [sys.executable, str(settings.ROOT / "manage.py"), command]


def _server_command(environment: dict[str, str]) -> list[str]:
    return [
        sys.executable, "-m", "granian", "lineup.config.wsgi:application",
        "--interface", "wsgi", "--no-ws", "--http", "1",
        "--host", settings.ENVIRONMENT.host, "--port", environment["LINEUP_PORT"],
        "--workers", str(settings.ENVIRONMENT.workers), "--blocking-threads", "4",
        "--respawn-failed-workers", "--workers-kill-timeout", "15",
        "--log-level", "warning",
    ]  # fmt: skip
