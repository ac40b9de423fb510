"""`manage.py gateway` as a process: what it says, and how it ends."""

import os
import signal
import subprocess
import sys

import pytest

from tests.support import tables
from tests.support.discord.running import until
from tests.support.discord.server import TOKEN

pytestmark = [pytest.mark.embedded, pytest.mark.slow, pytest.mark.req("C02", "C10")]


@pytest.fixture
def begin(tmp_path):
    """Start one with these settings: `begin(LINEUP_DISCORD_BOT_TOKEN="…")`."""
    tables.lay(tmp_path / tables.NAME)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LINEUP_")}
    settings = {"LINEUP_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "lineup.config.settings"}

    def begin(**more):
        command = [sys.executable, "manage.py", "gateway"]
        return subprocess.Popen(command, env={**kept, **settings, **more}, stdout=-1, stderr=-1, text=True)

    return begin


def test_without_a_token_it_says_so_told_to_end_it_does_and_turned_away_it_stays_down(begin, told, rest):
    where = {"LINEUP_DISCORD_ADDRESS": rest.address, "LINEUP_DISCORD_GATEWAY": told.address}
    idle, listening = begin(), begin(**where, LINEUP_DISCORD_BOT_TOKEN=TOKEN)
    said, _faults = idle.communicate(timeout=60)
    assert (idle.returncode, said) == (0, "No bot listens to Discord: LINEUP_DISCORD_BOT_TOKEN is not set.\n")
    until(lambda: told.names() == ["identify"], seconds=60)
    listening.send_signal(signal.SIGTERM)
    listening.communicate(timeout=15)
    refused = begin(**where, LINEUP_DISCORD_BOT_TOKEN="another")
    _said, faults = refused.communicate(timeout=60)
    assert (listening.returncode, refused.returncode) == (0, 78)
    assert faults.count("Discord refuses the token: set LINEUP_DISCORD_BOT_TOKEN") == 1
