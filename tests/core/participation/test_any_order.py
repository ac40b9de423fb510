"""The ledger in any order of acts: what must hold after each, whatever was done before.

A failure prints the steps; `pytest --hypothesis-seed=…` plays them again. In CI the steps are the same on every run.
"""

import os

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.core.participation.ledger import machine
from tests.support import crowd

pytestmark = [pytest.mark.django_db, pytest.mark.req("Q8", "B04", "B05")]

SETTINGS = settings(
    max_examples=200 if crowd.FULL else 12,
    stateful_step_count=60 if crowd.FULL else 30,
    deadline=None,
    # making a failure small takes minutes; its steps are printed as they were
    phases=set(Phase) if crowd.FULL else {Phase.explicit, Phase.reuse, Phase.generate},
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=list(HealthCheck),
)


def test_the_rules_hold_in_any_order_of_acts() -> None:
    machine.Ledger.world = machine.world()
    run_state_machine_as_test(machine.Ledger, settings=SETTINGS)
