import os
import re
import signal
import subprocess
import urllib.request

import pytest

from tests.config.test_serve import free_port

pytestmark = pytest.mark.embedded


@pytest.mark.slow
@pytest.mark.req("Q28")
def test_the_demo_is_at_its_address_and_made_once(tmp_path):
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
    with subprocess.Popen(["bin/demo"], env=environment, stdout=subprocess.PIPE, text=True) as demo:
        try:
            said, address = until_announced(demo.stdout)
            with urllib.request.urlopen(address, timeout=60) as page:
                assert page.status == 200
        finally:
            demo.send_signal(signal.SIGTERM)
    assert demo.returncode == 0
    return said


def until_announced(lines):
    said = ""
    for line in lines:
        said += line
        if found := re.match(r"Lineup is at (\S+)", line):
            return said, found[1]
    raise AssertionError(said)
