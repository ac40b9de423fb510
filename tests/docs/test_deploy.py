"""The containers run commands that exist, with settings that are read."""

import re
from pathlib import Path

import pytest
import yaml
from django.core.management import get_commands, load_command_class

from lineup.config.environment import PREFIX, Environment

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
SERVICES = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
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


def test_every_kind_of_process_has_a_container():
    assert [service["command"][0] for service in OURS.values()] == ["migrate", "serve", "relay", "worker"]


def test_the_image_is_set_up_by_the_script_of_the_tests():
    image = (DEPLOY / "Dockerfile").read_text()
    assert "bin/setup server" in image
    copied = re.findall(r"^COPY (\S+) \S+$", image, flags=re.MULTILINE)
    assert [path for path in copied if not (DEPLOY.parent / path).exists()] == []
