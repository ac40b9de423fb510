"""How often a route asks the database, and how many rows it shows."""

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.template.context import BaseContext
from django.test import Client

from lineup.core.foundation import cursors
from lineup.interfaces.api.contract import API
from lineup.interfaces.api.paging import Page
from tests.architecture.authorisation import expectations, trying
from tests.architecture.authorisation.matrix import Row
from tests.architecture.authorisation.world import World

VISITORS = ("club_owner", "platform_admin", "holder", "invited", "plain", "stranger")
LONGEST = 200
VALUE = re.compile(r"%s|'(?:[^']|'')*'|(?<![\w\"])\d+(?![\w\"])")
SEVERAL = re.compile(r"\(\(?\?\)?(?:, \(?\?\)?)*\)")


@dataclass(frozen=True)
class Count:
    """Queries, and rows where the answer is a list; `asked` is what was asked, to find out what is asked too often."""

    queries: int
    rows: int | None
    asked: tuple[str, ...] = field(default=(), compare=False, repr=False)


def visitor(row: Row) -> str | None:
    return next((name for name in VISITORS if row.door(name, row.on[0]) == expectations.ALLOWED), None)


def count(row: Row, world: World, client: Client) -> Count:
    """Ask once, so that what is kept between requests is kept; then count."""
    count_once(row, world, client)
    return count_once(row, world, client)


def count_once(row: Row, world: World, client: Client) -> Count:
    """Count at once, with what is asked for the first time and kept from then on."""
    path = trying.path(row, {**trying.FOR_ALL, **world.keys[row.on[0]]})
    sent = {"size": LONGEST} if row.route in api_lists() else {}
    made: list[str] = []
    # without the values, which Django's own capture asks the database to write out
    with connection.execute_wrapper(functools.partial(_note, made)):
        answer = trying.read(client.get(path, sent))
    return Count(len(made), _rows(row, answer), tuple(made))


def _note(made: list[str], execute: Callable[..., Any], sql: str, *given: Any) -> Any:
    made.append(str(sql))
    return execute(sql, *given)


def shape(sql: str) -> str:
    """Return the statement without its values, and with lists of them as one."""
    return SEVERAL.sub("(?)", VALUE.sub("?", sql))


@functools.cache
def api_lists() -> set[str]:
    """Return the paths of the API that answer with a page of a list."""
    return {
        f"/api{path}"
        for bound in API._get_bound_routers()
        for path, view in bound.path_operations.items()
        for operation in view.operations
        if "GET" in operation.methods and _is_page(operation.response_models.get(200))
    }


def _is_page(model: Any) -> bool:
    shape = getattr(model, "model_fields", {}).get("response")
    return shape is not None and isinstance(shape.annotation, type) and issubclass(shape.annotation, Page)


def _rows(row: Row, answer: Any) -> int | None:
    if row.route in api_lists():
        return len(answer.json()["items"])
    pages = {id(found): found for found in _shown(answer) if isinstance(found, cursors.Page)}
    return sum(len(page.items) for page in pages.values()) if pages else None


def _shown(answer: Any) -> Iterator[Any]:
    """Everything that a template of the answer was given."""
    for layer in getattr(answer, "context", None) or []:
        yield from (layer.flatten() if isinstance(layer, BaseContext) else layer).values()
