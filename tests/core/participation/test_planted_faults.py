"""What the machine of `test_any_order` is worth: faults are planted one at a time, and it must find each of them.

TEST_FULL=1 plants all; otherwise those that are met within a second or two.
"""

import pytest
from hypothesis import HealthCheck, Phase, Verbosity, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.core.participation.ledger import faults, machine
from tests.core.participation.ledger.rules import Broken
from tests.support import crowd

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.req("Q8")]

# stops at the first that is found; the same steps on every run
SEARCH = settings(
    max_examples=300,
    stateful_step_count=30,
    deadline=None,
    phases={Phase.generate},
    derandomize=True,
    database=None,
    report_multiple_bugs=False,
    verbosity=Verbosity.quiet,
    suppress_health_check=list(HealthCheck),
)


PLANTED = [name for name, fault in faults.FAULTS.items() if crowd.FULL or not fault.seldom]


@pytest.mark.parametrize("name", PLANTED)
def test_the_machine_finds_a_planted_fault(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    machine.Ledger.world = machine.world()
    fault = faults.FAULTS[name]
    fault.plant(monkeypatch)
    with pytest.raises(Broken) as broken:
        run_state_machine_as_test(machine.Ledger, settings=SEARCH)
    assert fault.noticed_by & {entry.name for entry in broken.traceback}, broken.value
