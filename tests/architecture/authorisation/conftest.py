"""The world anew for each test: nothing that is tried in it stays."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from tests.architecture.authorisation import trying
from tests.architecture.authorisation import world as worlds


@pytest.fixture
def world(db: None, own_folders: None, settings: Any) -> worlds.World:
    settings.MAILBOX = settings.DEMO = False
    return worlds.build()


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


@pytest.fixture
def browsers(world: worlds.World) -> dict[str, Client]:
    """A browser for each principal, signed in."""
    return trying.clients(world)
