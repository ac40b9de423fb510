"""Few may go without asking; of many, a fifth."""

import pytest

from lineup.domains.guilds.shape import restraint


@pytest.mark.parametrize(("members", "most"), [(0, 3), (10, 3), (20, 4), (100, 20), (1000, 200)])
def test_few_may_leave_and_of_many_a_fifth(members, most):
    assert restraint.most_at_once(members) == most
