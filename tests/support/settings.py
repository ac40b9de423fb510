"""The service's own settings, with its data under var/test and a hash that is quick to compute."""

import os
from pathlib import Path

os.environ.setdefault("LINEUP_VAR", str(Path(__file__).resolve().parents[2] / "var" / "test"))

from lineup.config.settings import *  # noqa: F403
from lineup.config.settings import DATABASES, STORAGES, VAR

DATABASES["default"].setdefault("TEST", {})
if "sqlite" in DATABASES["default"]["ENGINE"]:
    # A file, as in production: threads and processes meet the same locks.
    DATABASES["default"]["TEST"]["NAME"] = str(VAR / "tests.sqlite3")
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
