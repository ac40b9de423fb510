"""Whether the static files that are sent are those of this version: after an upgrade they are not."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders


def is_current() -> bool:
    """Whether the files were collected, and none came, went or changed since."""
    noted = _note()
    has_all = (settings.STATIC_ROOT / "staticfiles.json").exists() and noted.exists()
    return has_all and noted.read_text() == _digest()


def note() -> None:
    """Keep which files were collected, to be asked at the next start."""
    _note().write_text(_digest())


def _note() -> Path:
    # beside the folder, of which every file is sent
    return Path(settings.STATIC_ROOT).with_suffix(".digest")


def _digest() -> str:
    found = (storage.path(path) for finder in get_finders() for path, storage in finder.list([]))
    facts = sorted((path, (stat := Path(path).stat()).st_size, stat.st_mtime_ns) for path in found)
    return hashlib.sha256(repr(facts).encode()).hexdigest()
