from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from lineup.config.backup import backup
from lineup.core.foundation import clock, starting


class Command(BaseCommand):
    help = "Writes everything (database, files, keys) into one file, while Lineup runs."
    requires_system_checks = starting.UNCHECKED

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", nargs="?", help="where to; else a file named by the time, in LINEUP_VAR/backups")
        parser.add_argument("--passphrase-file", help="a file whose first line locks the keys in the backup")
        parser.add_argument("--without-keys", action="store_true", help="leave the keys out; keep them elsewhere then")

    def handle(self, *args: Any, **options: Any) -> None:
        now = clock.now()
        path = Path(options["path"] or settings.VAR / "backups" / f"lineup-{now:%Y-%m-%dT%H%M%SZ}.zip")
        if path.exists():
            raise CommandError(f"{path} exists; name another file, or move that one away.")
        if not options["path"]:
            path.parent.mkdir(parents=True, exist_ok=True)
        passphrase = read_passphrase(options["passphrase_file"])
        try:
            facts = backup.take(path, passphrase=passphrase, with_keys=not options["without_keys"], at=now)
        except OSError as error:
            raise CommandError(f"{path} can't be written: {error.strerror}.") from error
        rows = sum(facts["rows"].values())
        self.stdout.write(f"{path}: {rows:,} rows and {facts['files']:,} files, {path.stat().st_size / 1e6:,.1f} MB.")
        if not passphrase and not options["without_keys"]:
            self.stdout.write("The keys are in it in clear: keep it where only you can read it.")


def read_passphrase(file: str | None) -> str:
    """Return the first line of the file, nothing without a file. Raises CommandError."""
    if not file:
        return ""
    try:
        lines = Path(file).read_text().splitlines()
    except OSError as error:
        raise CommandError(f"{file} can't be read: {error.strerror}.") from error
    if not lines or not lines[0]:
        raise CommandError(f"{file} has no passphrase on its first line.")
    return lines[0]
