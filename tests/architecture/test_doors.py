import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey

pytestmark = pytest.mark.embedded

# What a room's tables may point to; all but the first name a floor below.
DOORS = {
    "people": {"people"},
    "clubs": {"clubs", "people"},
    "flags": {"flags", "clubs", "people"},
    "carrying": set(),
    "audit": {"audit", "clubs", "people"},
    "outbox": {"outbox", "clubs", "people"},
    "consents": {"consents", "clubs", "people"},
    "notices": {"notices", "audit", "outbox", "clubs", "people"},
    "privacy": {"privacy", "notices", "audit", "outbox", "clubs", "people"},
    "participation": {"participation", "notices", "audit", "outbox", "clubs", "people"},
    "webhooks": {"webhooks", "participation", "audit", "clubs", "people"},
    "events": {"events", "participation", "notices", "audit", "outbox", "clubs", "people"},
    "courses": {"courses", "participation", "clubs", "people"},
    "onsite": {"onsite", "events", "participation", "clubs", "people"},
    "racing": {"racing", "events", "participation", "clubs", "people"},
    "guilds": {"guilds", "racing", "events", "participation", "clubs", "people"},
    "web": set(),
    "api": {"api", "people"},
    "mail": {"mail", "people"},
    "jobs": {"jobs"},
    "command": set(),
    "config": set(),
}


def our_models():
    return [model for app in apps.get_app_configs() if app.name.startswith("lineup.") for model in app.get_models()]


def test_imports_go_through_the_doors():
    lint = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([lint, "--no-logo"], capture_output=True, text=True)
    assert result.returncode == 0, result.stdout


def test_the_contract_has_no_exceptions():
    assert "ignore_imports" not in Path(".importlinter").read_text()


def test_the_process_that_listens_to_discord_alone_loads_its_library():
    pattern = re.compile(r"^(?:import|from) (?:discord|lineup\.interfaces\.discord\.gateway)\b", re.MULTILINE)
    loading = {path for path in Path("lineup").rglob("*.py") if pattern.search(path.read_text())}
    beyond = {path for path in loading if path.parent != Path("lineup/interfaces/discord/gateway")}
    assert beyond == {Path("lineup/config/management/commands/gateway.py")}


def test_foreign_keys_point_down():
    astray = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model in our_models()
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation
        if field.related_model._meta.app_label not in DOORS[model._meta.app_label]
    ]
    assert astray == []


def test_every_room_has_a_door():
    labels = {app.label for app in apps.get_app_configs() if app.name.startswith("lineup.")}
    assert labels == set(DOORS)


def test_no_table_points_to_anything_whatever():
    generic = [
        f"{model._meta.label}.{field.name}"
        for model in our_models()
        for field in model._meta.private_fields
        if isinstance(field, GenericForeignKey)
    ]
    to_types = [
        f"{model._meta.label}.{field.name}"
        for model in our_models()
        for field in model._meta.fields
        if field.is_relation and field.related_model._meta.app_label == "contenttypes"
    ]
    assert generic + to_types == []


def test_no_table_extends_another():
    assert [model._meta.label for model in our_models() if model._meta.parents] == []


@pytest.mark.django_db
def test_migrations_are_complete():
    result = subprocess.run(
        [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"], capture_output=True, text=True
    )
    assert result.returncode == 0, result.stdout
