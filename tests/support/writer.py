"""One process of a crowd that writes to the same SQLite file: `python -m tests.support.writer FILE SECONDS`.

Says "ready", begins when told anything on stdin, and then prints how long each write took, in milliseconds,
and the failures, as JSON.
"""

import json
import sys
import time

import django
from django.conf import settings
from django.db import OperationalError, connection, transaction

from lineup.config import database, environment


def main(file: str, seconds: float) -> None:
    found = environment.read({"LINEUP_DATABASE": f"sqlite:///{file}"})
    settings.configure(DATABASES={"default": database.settings(found)}, USE_TZ=True)
    django.setup()
    connection.ensure_connection()
    print("ready", flush=True)
    sys.stdin.readline()
    end = time.monotonic() + seconds
    took: list[float] = []
    failures: list[str] = []
    while time.monotonic() < end:
        began = time.perf_counter()
        try:
            write()
        except OperationalError as error:
            failures.append(str(error))
        took.append((time.perf_counter() - began) * 1000)
    print(json.dumps({"took": took, "failures": failures}))


def write() -> None:
    """What taking a place does: read, claim with a conditional UPDATE, write two rows."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT taken FROM pool WHERE id = 1").fetchone()
        with transaction.atomic():
            cursor.execute("UPDATE pool SET taken = taken + 1 WHERE id = 1 AND taken < 100000000")
            cursor.execute("INSERT INTO place (pool) VALUES (1)")
            cursor.execute("INSERT INTO place (pool) VALUES (1)")


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))
