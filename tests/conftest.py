"""What every test can use."""

import os
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from lineup.core.flags import snapshot
from tests.support import tables

pytest_plugins = ["tests.support.browser", "tests.support.flushing", "tests.support.given", "tests.support.hands"]


# what speaks to the database through the rooms below, which are asked on both: once is enough, unless all is asked
THROUGH_OTHERS = ("web", "api", "mail", "documents")
LONGEST_NAME = 40


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that asks for a browser is marked so, and one that is enough on one database: -m "not browser"."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
        elif _is_enough_once(item) and os.environ.get("TEST_FULL") != "1":
            item.add_marker("once")


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """A test is named by what it is given; of a whole film, by how it begins and its length."""
    if isinstance(val, str | bytes) and len(val) > LONGEST_NAME:
        return f"{val[:LONGEST_NAME]!r}+{len(val) - LONGEST_NAME}"
    return None


def _is_enough_once(item: pytest.Item) -> bool:
    room = item.path.relative_to(Path(__file__).parent).parts
    if item.get_closest_marker("embedded") or room[0] == "config":
        return False  # what these start finds the database by itself
    if room[0] == "interfaces" and room[1] in THROUGH_OTHERS:
        return True
    asks = item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
    return not asks


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """On SQLite the tables lie there already; on PostgreSQL they come with the database, which is made from theirs."""
    return connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Before the first test asks for the database."""
    if connection.vendor == "sqlite":
        tables.lay(Path(connection.settings_dict["TEST"]["NAME"]))
    else:
        connection.settings_dict["TEST"]["TEMPLATE"] = tables.template(os.environ["LINEUP_DATABASE"])


@pytest.fixture(autouse=True)
def own_folders(settings: Any, tmp_path: Path) -> None:
    """Uploads and kept mails of a test are its own."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.MAILBOX_DIR = tmp_path / "mailbox"


@pytest.fixture(autouse=True)
def every_flag_stands_at_its_default(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test switches is seen at once; reading the switches again by time would count as a query of the page."""
    monkeypatch.setattr(snapshot, "FRESH_SECONDS", float("inf"))
    snapshot.start_empty()
