"""How much room the data takes, and how much is left."""

import shutil
from pathlib import Path

from django.conf import settings
from django.db import connection


def database_bytes() -> int:
    """Return the size of the database. One query."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        else:
            cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def free_bytes() -> int:
    """Return what is left on the disk of LINEUP_VAR."""
    folder = Path(settings.VAR)
    return shutil.disk_usage(folder if folder.exists() else folder.parent).free


def database_version() -> str:
    """Return which database it is, and its version."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT sqlite_version()")
            return f"SQLite {cursor.fetchone()[0]}"
        cursor.execute("SHOW server_version")
        return f"PostgreSQL {str(cursor.fetchone()[0]).partition(' ')[0]}"
