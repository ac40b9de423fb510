"""How seldom Python looks for garbage: what was loaded for the tests stays to their end, and is not looked through.

By itself it would do so after every few hundred new objects, which took a tenth of the time.
"""

import gc
from typing import Any

import pytest

MADE = 20_000

gc.disable()


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()
    gc.set_threshold(MADE)
    gc.enable()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown(item: Any, nextitem: Any) -> None:
    """After the last test the database is dropped, which connections of ended threads would not let happen."""
    if nextitem is None:
        gc.collect()
