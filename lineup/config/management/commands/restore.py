import subprocess
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from lineup.config.backup import keys, restore
from lineup.config.backup.archive import Unreadable
from lineup.config.management.commands.backup import read_passphrase
from lineup.core.foundation import starting

# each in a process of its own, which reads the keys that were put back
AFTERWARDS = (("migrate", "-v0"), ("look_through_guilds", "-v0"), ("verify",))


class Command(BaseCommand):
    help = "Puts a backup back into an empty Lineup, brings it up to date, and verifies it."
    requires_system_checks = starting.UNCHECKED
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path")
        parser.add_argument("--passphrase-file", help="a file whose first line opens the keys in the backup")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            manifest = restore.put(Path(options["path"]), passphrase=read_passphrase(options["passphrase_file"]))
        except (restore.Refused, Unreadable, keys.WrongPassphrase, keys.OtherKeys) as refusal:
            raise CommandError(str(refusal)) from refusal
        rows = sum(manifest["rows"].values())
        self.stdout.write(f"{rows:,} rows and {manifest['files']:,} files of {manifest['made_at']} are back.")
        self.stdout.flush()
        for step in AFTERWARDS:
            done = subprocess.run([sys.executable, str(settings.ROOT / "manage.py"), *step], check=False)
            if done.returncode:
                raise CommandError(f"Everything is back, but `manage.py {' '.join(step)}` says no: see above.")
