import pytest
from django.db import connection

from lineup.config import database, environment


def asked(name):
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}" if connection.vendor == "sqlite" else f"SHOW {name}")
        return cursor.fetchone()[0]


@pytest.mark.req("Q7")
@pytest.mark.django_db
def test_the_connection_is_set_up_as_measured():
    if connection.vendor == "sqlite":
        expected = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "cache_size": -20000, "mmap_size": 0}
        assert connection.Database.sqlite_version_info >= (3, 51, 3)
    else:
        expected = {"lock_timeout": "3s", "statement_timeout": "15s", "transaction_isolation": "read committed"}
    assert {name: asked(name) for name in expected} == expected


def test_a_postgresql_address_says_everything():
    found = environment.read({"LINEUP_DATABASE": "postgresql://ann:p%40ss@db.example:5433/club?sslmode=require"})
    settings = database.settings(found)
    assert {name: settings[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")} == {
        "NAME": "club",
        "USER": "ann",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "5433",
    }
    assert settings["OPTIONS"]["sslmode"] == "require"


def test_a_sqlite_address_is_a_path():
    found = environment.read({"LINEUP_DATABASE": "sqlite:////srv/lineup.sqlite3"})
    assert database.settings(found)["NAME"] == "/srv/lineup.sqlite3"


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite keeps its statements by itself")
def test_postgresql_plans_a_statement_once_that_is_asked_often():
    with connection.cursor() as cursor:
        for number in range(database.PREPARED_AFTER + 2):
            cursor.execute("SELECT %s + 40", [number])
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE %s", ["SELECT $1 + 40%"])
        assert cursor.fetchone() == (1,)
