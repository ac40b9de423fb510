from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """A page asked for in French must not leave the next test in French."""
    with translation.override("en"):
        yield
