"""The service's own settings, with its data under var/test and a hash that is quick to compute."""

import os
from pathlib import Path

HERE = Path(__file__).resolve().parents[2] / "var" / "test"
# A folder for each xdist worker: they must not see each other's keys and files.
os.environ["LINEUP_VAR"] = str(Path(os.environ.get("LINEUP_VAR", HERE), os.environ.get("PYTEST_XDIST_WORKER", "")))

from lineup.config.settings import *  # noqa: E402, F403
from lineup.config.settings import DATABASES, STORAGES, VAR  # noqa: E402

DATABASES["default"].setdefault("TEST", {})
if "sqlite" in DATABASES["default"]["ENGINE"]:
    # A file, as in production: threads and processes meet the same locks.
    DATABASES["default"]["TEST"]["NAME"] = str(VAR / "tests.sqlite3")
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
