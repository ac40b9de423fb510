import os
import re
import resource
import signal
import subprocess
import urllib.request

import pytest

from tests.config.test_serve import free_port

pytestmark = pytest.mark.embedded

MOST_S = 60


@pytest.mark.slow
@pytest.mark.req("Q28")
def test_the_demo_is_at_its_address_within_a_minute_twice(tmp_path):
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("LINEUP_", "DJANGO_"))},
        "LINEUP_VAR": str(tmp_path),
        "LINEUP_PORT": str(free_port()),
    }
    first, second = start(environment), start(environment)
    assert "lineup-demo" in first
    assert "The demo community is there already." in second


def start(environment):
    """What bin/demo says until it tells its address; somebody is there then."""
    before = spent()
    with subprocess.Popen(["bin/demo"], env=environment, stdout=subprocess.PIPE, text=True) as demo:
        try:
            said, address = until_announced(demo.stdout)
            with urllib.request.urlopen(address, timeout=60) as page:
                assert page.status == 200
        finally:
            demo.send_signal(signal.SIGTERM)
    assert demo.returncode == 0
    # Seconds of one core, because other tests run beside this one.
    assert spent() - before < MOST_S
    return said


def spent():
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime


def until_announced(lines):
    said = ""
    for line in lines:
        said += line
        if found := re.match(r"Lineup is at (\S+)", line):
            return said, found[1]
    raise AssertionError(said)
