"""Queries planned once: what the database is asked is written on first use, and afterwards only filled in.

Django writes the SQL of a query anew each time, which on the busiest pages costs more than the database does.
"""

import copy
import threading
from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connections, router
from django.db.models import Expression, Field, Model, QuerySet

Row = TypeVar("Row")


class Given(Expression):
    """A value of a planned query that is known only when it runs; `field` says how the database takes it."""

    def __init__(self, name: str, field: Field) -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, *_how: Any, **_more: Any) -> Any:
        """Leave a gap, with this as its value until the query runs."""
        return "%s", [self]


class Planned(Generic[Row]):
    """The rows of a query whose shape never changes: `Planned(lambda: Pool.objects.filter(offering=Given(…)))`.

    `build` is called once for each kind of database, and must not look at anything that changes (time, settings,
    the language). Prefetches are not carried out.
    """

    def __init__(self, build: "Callable[[], QuerySet[Any, Row]]") -> None:
        self._build = build
        self._plans: dict[str, _Plan] = {}
        self._building = threading.Lock()

    def rows(self, **given: Any) -> list[Row]:
        """Run the query with a value for each Given. Raises ValidationError or ValueError for one that does not fit."""
        alias = router.db_for_read(Model)
        return self._plan(alias).run(connections[alias], given)

    def first(self, **given: Any) -> Row | None:
        """Return the first row, or None. The query limits itself."""
        return next(iter(self.rows(**given)), None)

    def _plan(self, alias: str) -> "_Plan":
        vendor = connections[alias].vendor
        plan = self._plans.get(vendor)
        if plan is None:
            with self._building:
                plan = self._plans[vendor] = _Plan(self._build(), alias)
        return plan


class _Plan:
    """SQL with gaps, and the compiler that knows which columns make up a row."""

    def __init__(self, rows: Any, alias: str) -> None:
        rows = rows.using(alias)
        self.rows = rows
        self.compiler = rows.query.get_compiler(alias)
        try:
            self.sql, self.params = self.compiler.as_sql()
        except EmptyResultSet:
            self.sql, self.params = "", ()
        self.converters = _converters(self.compiler, alias) if self.sql else {}
        self.compiler.connection = None

    def run(self, connection: Any, given: Mapping[str, Any]) -> list[Any]:
        if not self.sql:
            return []
        compiler = copy.copy(self.compiler)
        compiler.connection = connection
        params = tuple(_filled(one, given, connection) for one in self.params)
        compiler.as_sql = lambda *_args, **_more: (self.sql, params)
        compiler.get_converters = lambda _columns: self.converters
        return list(self.rows._iterable_class(_Ready(self.rows, compiler)))


def _converters(compiler: Any, alias: str) -> dict[int, Any]:
    # of a connection that is never opened: all threads keep these for good
    compiler.connection = connections.create_connection(alias)
    found: dict[int, Any] = compiler.get_converters([column for column, *_ in compiler.select[: compiler.col_count]])
    return found


class _Ready:
    """What Django's iterables ask of a queryset; its query hands out the compiler that is ready."""

    _known_related_objects: Mapping[str, Any] = {}

    def __init__(self, rows: Any, compiler: Any) -> None:
        self.model, self.db = rows.model, rows.db
        self._hints, self._fields = rows._hints, rows._fields
        self.query = _Query(rows.query, compiler)


class _Query:
    def __init__(self, query: Any, compiler: Any) -> None:
        self.query, self.compiler = query, compiler

    def get_compiler(self, using: str) -> Any:
        return self.compiler

    def __getattr__(self, name: str) -> Any:
        return getattr(self.query, name)


def _filled(param: Any, given: Mapping[str, Any], connection: Any) -> Any:
    if not isinstance(param, Given):
        return param
    value = given[param.name]
    if isinstance(value, str) and "\0" in value:
        raise ValueError("PostgreSQL keeps no text with a NUL in it")
    return param.output_field.get_db_prep_value(value, connection)
