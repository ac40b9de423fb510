"""What every test can use."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from lineup.core.flags import snapshot
from tests.support import tables

pytest_plugins = ["tests.support.browser", "tests.support.flushing", "tests.support.hands"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that asks for a browser is marked so, and can be left out: -m "not browser"."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """On SQLite the tables lie there already."""
    return connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Before the first test asks for the database."""
    if connection.vendor == "sqlite":
        tables.lay(Path(connection.settings_dict["TEST"]["NAME"]))


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
