"""How long something takes is said alike in every language."""

import pytest

from lineup.interfaces.web import moments


@pytest.mark.req("Q22")
@pytest.mark.parametrize(("minutes", "said"), [(0, "0 min"), (45, "45 min"), (65, "1 h 05"), (1440, "24 h")])
def test_minutes_are_said_as_clocks_say_them(minutes, said):
    assert moments.duration(minutes) == said
