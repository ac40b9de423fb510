"""What `manage.py check` asks of our own."""

from typing import Any

from django.core import checks

from lineup.core.privacy import classification


def every_column_is_classified(app_configs: Any, **_options: Any) -> list[checks.CheckMessage]:
    """Return a warning for each column whose class is missing, stale or can't be kept.

    A warning, so that `makemigrations` still works on a model that is being written; bin/check stops at it.
    """
    return [checks.Warning(sentence, id="lineup.W001") for sentence in sorted(classification.faults())]
