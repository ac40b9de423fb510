#!/usr/bin/env python3
import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main() -> None:
    os.umask(0o077)  # the database, mails and uploads are for nobody else on this machine
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lineup.config.settings")
    command = [one.replace("-", "_") for one in sys.argv[1:2] if one[:1] != "-"]  # export-club is export_club
    try:
        execute_from_command_line([*sys.argv[:1], *(command or sys.argv[1:2]), *sys.argv[2:]])
    except ImproperlyConfigured as mistake:
        # Whoever starts the service reads a sentence, not a traceback.
        print(mistake, file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
