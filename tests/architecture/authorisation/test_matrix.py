"""Nobody reaches what is not theirs: every route × everybody × what is their own, another's, hidden."""

import os
from itertools import groupby

import pytest
from django.test import Client

from tests.architecture.authorisation import expectations, operations, pages, routes, trying
from tests.architecture.authorisation.matrix import Row
from tests.architecture.authorisation.world import PRINCIPALS, World

ROWS = sorted([*pages.ROWS, *operations.ROWS], key=lambda row: row.subject)
SUBJECTS = {subject: list(rows) for subject, rows in groupby(ROWS, key=lambda row: row.subject)}
WITH_TOKENS = [row for row in operations.ROWS if row.subject != "api links"]

pytestmark = [
    pytest.mark.once,
    pytest.mark.req("P02", "P10", "A05", "A16", "Q2"),
    pytest.mark.usefixtures("nothing_drawn", "nothing_logged"),
]


def test_every_page_has_a_row_and_every_row_a_page() -> None:
    assert {row.route for row in pages.ROWS} == set(routes.pages())


def test_every_operation_has_a_row_and_every_row_an_operation() -> None:
    assert {(row.methods, row.route) for row in operations.ROWS} == routes.operations()
    assert {path for _method, path in routes.operations()} == routes.operation_paths()


@pytest.mark.parametrize("subject", SUBJECTS)
def test_every_door_answers_everybody_as_it_should(subject: str, world: World, browsers: dict[str, Client]) -> None:
    found = [line for row in SUBJECTS[subject] for line in trying.mismatches(row, world, browsers)]

    assert found == []


@pytest.mark.parametrize("name", ["holder", "club_owner", "other_owner"])
def test_a_token_opens_what_its_person_may_and_to_read_nothing_more(name: str, world: World) -> None:
    found = []
    for row in WITH_TOKENS:
        for target in _tried(row, name):
            for scope in ("read", "write"):
                client, key = Client(), {"authorization": f"Bearer {world.tokens[name, scope]}"}
                expected = row.door(name, target)
                if row.methods != "GET" and (scope == "read" or row.route == "/api/tokens"):
                    expected = expectations.REFUSED
                got = trying.outcome(trying.ask(client, row.methods, row, world, target, **key))
                if got != expected:
                    found.append(f"{scope}: {row.methods} {row.route} [{target}]: {got}, not {expected}")

    assert found == []


def _tried(row: Row, name: str) -> tuple[str, ...]:
    """One of the row's targets, another in each row; all with TEST_FULL=1."""
    if os.environ.get("TEST_FULL") == "1":
        return row.on
    return (row.on[trying.turn(f"{name} {row.methods} {row.route}") % len(row.on)],)


def test_a_page_that_only_acts_answers_no_get_and_one_that_only_shows_no_post(
    world: World, browsers: dict[str, Client]
) -> None:
    methods: dict[str, set[str]] = {}
    for row in pages.ROWS:
        methods.setdefault(row.route, set()).update(row.methods.split())
    found = [
        f"{method} {row.route}: {got}"
        for row in pages.ROWS
        if row.subject != "shell" and (who := _somebody_let_in(row))
        for method in sorted({"GET", "POST"} - methods[row.route])
        if (got := trying.outcome(trying.ask(browsers[who], method, row, world, row.on[0]))) != "405"
    ]

    assert found == []


def _somebody_let_in(row: Row) -> str | None:
    return next((name for name in PRINCIPALS if row.door(name, row.on[0]) == expectations.ALLOWED), None)
