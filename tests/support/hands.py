"""The clock of the house, moved by hand: `clock_at(midnight)`, as often as the test wants."""

from collections.abc import Callable
from datetime import datetime

import pytest

from lineup.core.foundation import clock


@pytest.fixture
def clock_at(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    def move(at: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: at)

    return move
