"""What every test can use."""

import pytest

pytest_plugins = ["tests.support.browser", "tests.support.flushing"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that asks for a browser is marked so, and can be left out: -m "not browser"."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
