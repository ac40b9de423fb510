import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from lineup.config import environment


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"LINEUP_PORT": "x"}, "LINEUP_PORT must be a whole number (it is 'x')."),
        ({"LINEUP_PORT": "70000"}, "LINEUP_PORT must be at most 65535 (it is '70000')."),
        ({"LINEUP_WORKERS": "0"}, "LINEUP_WORKERS must be at least 1 (it is '0')."),
        ({"LINEUP_HTTPS": "maybe"}, "LINEUP_HTTPS must be on or off (it is 'maybe')."),
        ({"LINEUP_PROT": "1"}, "LINEUP_PROT is not a setting of Lineup; did you mean LINEUP_PORT?"),
        (
            {"LINEUP_LOG": "loud"},
            "LINEUP_LOG must be one of 'debug', 'info', 'warning' or 'error' (it is 'loud').",
        ),
        (
            {"LINEUP_DATABASE": "mysql://u:secret@h/d"},
            "LINEUP_DATABASE must start with sqlite:/// or postgresql://.",
        ),
        (
            {"LINEUP_EMAIL": "mail.example"},
            "LINEUP_EMAIL must look like smtp://user:password@host:587 or smtps://user:password@host:465 "
            "(it is 'mail.example').",
        ),
        (
            {"LINEUP_SECRET_KEY": "short"},
            "LINEUP_SECRET_KEY must have at least 50 characters; leave it out to have one made in var/secret.key.",
        ),
        (
            {"LINEUP_TIME_ZONE": "Paris"},
            "LINEUP_TIME_ZONE must be a time zone like Europe/Paris (it is 'Paris').",
        ),
        (
            {"LINEUP_HTTPS": "on", "LINEUP_BASE_URL": "http://lineup.example"},
            "LINEUP_HTTPS is on, but LINEUP_BASE_URL is http://lineup.example; make them agree, "
            "or leave LINEUP_HTTPS out.",
        ),
        (
            {"LINEUP_HTTPS": "off", "LINEUP_BASE_URL": "https://lineup.example"},
            "LINEUP_HTTPS is off, but LINEUP_BASE_URL is https://lineup.example; make them agree, "
            "or leave LINEUP_HTTPS out.",
        ),
        (
            {"LINEUP_SECRET_KEY_BEFORE": "short,shorter"},
            "LINEUP_SECRET_KEY_BEFORE must be former values of LINEUP_SECRET_KEY, each of at least 50 characters, "
            "with commas.",
        ),
        (
            {"LINEUP_DISCORD_CLIENT_ID": "my-app", "LINEUP_DISCORD_CLIENT_SECRET": "s"},
            "LINEUP_DISCORD_CLIENT_ID must be the application's id of 15 to 20 digits, from Discord's developer pages "
            "(it is 'my-app').",
        ),
        (
            {"LINEUP_DISCORD_CLIENT_SECRET": "s"},
            "Signing in with Discord needs both keys: set LINEUP_DISCORD_CLIENT_ID and LINEUP_DISCORD_CLIENT_SECRET, "
            "or neither.",
        ),
        (
            {"LINEUP_DISCORD_PUBLIC_KEY": "abc"},
            "LINEUP_DISCORD_PUBLIC_KEY must be the application's public key of 64 hexadecimal digits, from Discord's "
            "developer pages.",
        ),
        (
            {"LINEUP_DISCORD_ADDRESS": "http://discord.example"},
            "LINEUP_DISCORD_ADDRESS must start with https://, but for this machine.",
        ),
        ({"LINEUP_BROKER": "kafka://here"}, "LINEUP_BROKER must start with redis://, valkey:// or amqp://."),
        (
            {"LINEUP_FILES": "s3://key:secret@s3.example"},
            "LINEUP_FILES must look like s3://key:secret@host/bucket?region=eu-west-3.",
        ),
        (
            {"LINEUP_BASE_URL": "https://lineup.example"},
            "An address with https needs a proxy that speaks it: "
            "set LINEUP_TRUSTED_PROXIES to the proxy's address, like 127.0.0.1.",
        ),
    ],
)
def test_each_mistake_is_one_plain_sentence(variables, sentence):
    with pytest.raises(environment.Mistakes) as mistakes:
        environment.read(variables)
    assert mistakes.value.sentences == [sentence]


def test_all_mistakes_are_told_at_once_without_a_traceback():
    result = subprocess.run(
        [sys.executable, "manage.py", "check"],
        env={**os.environ, "LINEUP_PORT": "x", "LINEUP_CACHE": "memory"},
        capture_output=True,
        text=True,
    )
    assert result.stderr == (
        "LINEUP_PORT must be a whole number (it is 'x').\n"
        "LINEUP_CACHE must be \"database\", or start with redis:// or valkey:// (it is 'memory').\n"
    )
    assert result.returncode == 2


def test_nothing_needs_to_be_set():
    found = environment.read({})
    assert (found.address, found.hosts) == ("http://localhost:8000", ["127.0.0.1", "[::1]", "localhost"])
    assert (found.shows_mailbox, found.debug) == (False, False)


def test_a_public_address_says_the_rest():
    found = environment.read({"LINEUP_BASE_URL": "https://lineup.example/", "LINEUP_TRUSTED_PROXIES": "127.0.0.1"})
    assert (found.address, found.https) == ("https://lineup.example", True)
    assert found.hosts == ["127.0.0.1", "[::1]", "lineup.example", "localhost"]


def test_the_mailbox_is_shown_in_the_demo_unless_mail_really_goes_out():
    assert environment.read({"LINEUP_DEMO": "on"}).shows_mailbox is True
    assert environment.read({"LINEUP_DEMO": "on", "LINEUP_EMAIL": "smtp://mail.example"}).shows_mailbox is False


def test_the_secret_key_is_made_once_and_only_the_owner_can_read_it(tmp_path):
    found = environment.read({"LINEUP_VAR": str(tmp_path)})
    first = environment.secret_key(found)
    assert environment.secret_key(found) == first
    assert len(first) >= 50
    assert (tmp_path / "secret.key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret.key"]


def test_every_variable_is_documented_and_no_other():
    documented = re.findall(r"`(LINEUP_\w+)`", Path("docs/operating/configuration.md").read_text())
    assert set(documented) == {"LINEUP_" + name.upper() for name in environment.Environment.model_fields}
