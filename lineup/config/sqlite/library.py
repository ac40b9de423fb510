"""Chooses a SQLite that does not lose committed pages.

Before 3.51.3 a WAL reset could corrupt the file. Where Python was built with an older one,
the copy in pysqlite3 takes its place, before Django looks.
"""

import importlib
import sqlite3
import sys

OLDEST = (3, 51, 3)


def choose() -> None:
    if sqlite3.sqlite_version_info >= OLDEST:
        return
    try:
        newer = importlib.import_module("pysqlite3")
    except ImportError:
        return  # the backend refuses the old library with a sentence
    sys.modules["sqlite3"] = newer
    sys.modules["sqlite3.dbapi2"] = newer.dbapi2
