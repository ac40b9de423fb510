"""The containers run commands that exist, with settings that are read."""

import base64
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from django.core.management import get_commands, load_command_class

from lineup.config import environment
from lineup.config.environment import PREFIX, Environment

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
SERVICES = COMPOSE["services"]
OURS = {name: service for name, service in SERVICES.items() if "build" in service}


@pytest.mark.parametrize("name", OURS)
def test_each_container_runs_a_command_of_ours(name):
    command, *options = OURS[name]["command"]
    parser = load_command_class(get_commands()[command], command).create_parser("manage.py", command)
    assert parser.parse_args(options)


@pytest.mark.parametrize("name", OURS)
def test_each_container_sets_settings_that_there_are(name):
    known = {PREFIX + field.upper() for field in Environment.model_fields}
    assert set(OURS[name]["environment"]) - known == set()


@pytest.mark.parametrize("name", OURS)
def test_each_container_starts_with_what_must_be_set_and_nothing_else(name):
    written = {variable: filled(str(value)) for variable, value in OURS[name]["environment"].items()}
    read = environment.read(written)
    assert (read.database, read.broker) == ("postgresql://lineup:long@database/lineup", "valkey://broker:6379/1")
    assert (read.discord_bot_token, read.secret_key_before, read.privacy_contact) == ("", [], "")


def filled(value):
    """What compose makes of a value where only what must be set is set."""
    required = {
        "LINEUP_BASE_URL": "https://lineup.example",
        "DATABASE_PASSWORD": "long",
        "LINEUP_SECRET_KEY": "s" * 50,
        "LINEUP_AUDIT_KEY": base64.b64encode(bytes(32)).decode(),
        "LINEUP_EMAIL": "smtps://user:password@mail.example:465",
    }
    said = re.sub(r"\$\{(\w+):\?[^}]*\}", lambda found: required[found[1]], value)
    return re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", said)


def test_no_secret_of_the_machine_gets_into_the_image():
    left_out = (DEPLOY.parent / ".dockerignore").read_text().splitlines()
    assert {"**/.env", "var", ".git"} <= set(left_out)


def test_a_proxy_on_the_machine_is_trusted_as_the_containers_see_it():
    [network] = COMPOSE["networks"]["default"]["ipam"]["config"]
    trusted = OURS["web"]["environment"]["LINEUP_TRUSTED_PROXIES"]
    assert trusted == f"${{LINEUP_TRUSTED_PROXIES:-{network['gateway']}}}"


def test_every_kind_of_process_has_a_container():
    assert [service["command"][0] for service in OURS.values()] == ["migrate", "serve", "relay", "worker", "gateway"]


def test_the_image_is_set_up_by_the_script_of_the_tests():
    image = (DEPLOY / "Dockerfile").read_text()
    assert "bin/setup server" in image
    copied = re.findall(r"^COPY (\S+) \S+$", image, flags=re.MULTILINE)
    assert [path for path in copied if not (DEPLOY.parent / path).exists()] == []


@pytest.mark.once
@pytest.mark.skipif(not shutil.which("nginx") or not shutil.which("openssl"), reason="nginx is not installed")
def test_nginx_understands_its_example(tmp_path):
    key, certificate = tmp_path / "lineup.example.key", tmp_path / "lineup.example.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=lineup.example"]
    subprocess.run([*made, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    site = (DEPLOY / "nginx.conf").read_text().replace("/etc/ssl", str(tmp_path))
    (tmp_path / "site.conf").write_text(site)
    # what it writes stands in the test's folder too
    kept = " ".join(f"{what}_temp_path {tmp_path};" for what in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    http = f"access_log off; {kept} include {tmp_path}/site.conf;"
    whole = f"pid {tmp_path}/pid; error_log stderr; events {{}} http {{ {http} }}"
    (tmp_path / "nginx.conf").write_text(whole)
    asked = subprocess.run(["nginx", "-t", "-c", tmp_path / "nginx.conf"], check=False, capture_output=True, text=True)
    assert asked.returncode == 0, asked.stderr
