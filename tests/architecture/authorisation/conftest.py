"""One world for all who try its doors: what is tried in it is undone each time, so nothing stays."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client, override_settings

from lineup.interfaces.web.accounts import seen
from tests.architecture.authorisation import trying
from tests.architecture.authorisation import world as worlds


@pytest.fixture(scope="package")
def standing(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[worlds.World, dict[str, Client]]]:
    """The world, and a browser for each principal; a transaction around all tests, since building takes seconds."""
    folder = tmp_path_factory.mktemp("world")
    around = transaction.atomic()
    # as the tests' own transactions are: what must be outermost may be within it
    around._from_testcase = True  # type: ignore[attr-defined]
    own = override_settings(MEDIA_ROOT=folder / "files", MAILBOX_DIR=folder / "mailbox", MAILBOX=False, DEMO=False)
    with own, pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), around:
        # that somebody is still there is written once, not again by all who come five minutes later
        patch.setattr(seen, "GRAIN_SECONDS", 10**8)
        world = worlds.build()
        yield world, trying.clients(world)
        transaction.set_rollback(True)


@pytest.fixture
def own_folders() -> None:
    """Uploads lie where those of the world do."""


@pytest.fixture
def world(standing: tuple[worlds.World, dict[str, Client]], db: None) -> worlds.World:
    return standing[0]


@pytest.fixture
def browsers(standing: tuple[worlds.World, dict[str, Client]], world: worlds.World) -> dict[str, Client]:
    """A browser for each principal, signed in."""
    return standing[1]


@pytest.fixture
def nothing_logged() -> Iterator[None]:
    """Thousands of requests: a line for each would take longer than to find who is let in."""
    logging.disable()
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def nothing_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether a door opens is settled before the page behind it is drawn, which takes most of the time."""
    monkeypatch.setattr("django.template.base.Template.render", lambda *_given: "")
