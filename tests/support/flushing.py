"""Emptying the tables after a test: append-only triggers step aside, and what came with the tables comes back."""

import contextlib
import importlib
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import connections
from django.db.backends.base.operations import BaseDatabaseOperations


@pytest.fixture(scope="session", autouse=True)
def triggers_step_aside_for_the_flush() -> Iterator[None]:
    plain = BaseDatabaseOperations.execute_sql_flush

    def flush(self: BaseDatabaseOperations, sql_list: list[str]) -> None:
        with without_triggers(self.connection):
            plain(self, sql_list)
        _seed()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", flush)
        yield


def _seed() -> None:
    seeding = importlib.import_module("lineup.domains.courses.migrations.0003_the_first_subjects")
    seeding.seed(apps, None)


@contextlib.contextmanager
def without_triggers(connection: Any = None) -> Iterator[None]:
    """What somebody does who has the database in their hands."""
    connection = connection or connections["default"]
    aside, back = _sqlite(connection) if connection.vendor == "sqlite" else _postgresql()
    with connection.cursor() as cursor:
        for statement in aside:
            cursor.execute(statement)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            for statement in back:
                cursor.execute(statement)


def _sqlite(connection: Any) -> tuple[list[str], list[str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        found = cursor.fetchall()
    # a trigger without text is another table's own, an index for searching, say
    return [f"DROP TRIGGER {name}" for name, sql in found if sql], [sql for _, sql in found if sql]


def _postgresql() -> tuple[list[str], list[str]]:
    return ["SET session_replication_role = replica"], ["SET session_replication_role = origin"]
