"""Child processes end together."""

import sys
import time

from lineup.interfaces.command import processes

STUBBORN = (
    "import signal, sys, time; signal.signal(15, lambda *_: (time.sleep({0}), sys.exit({1}))); print(); time.sleep(60)"
)


def child(seconds, code):
    return processes.Child([sys.executable, "-uc", STUBBORN.format(seconds, code)], {})


def test_all_are_asked_to_end_at_once_and_who_takes_too_long_is_ended(capfd):
    patient = {child(1, 3): 30, child(1, 4): 30, child(60, 5): 1.5, child(0, 6): 1}
    *started, _never = patient
    for one in started:
        one.start()
    ready = 0
    while ready < len(started):
        ready += capfd.readouterr().out.count("\n")
        time.sleep(0.1)
    began = time.monotonic()
    assert processes.stop(patient) == [3, 4, -9, 0]
    assert time.monotonic() - began < 2.5
