"""Whether work can be handed over: asked by the commands that need a broker."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.utils.module_loading import import_string


def needed(path: str) -> Callable[..., Any]:
    """Return what stands at this path of the settings. Raises CommandError without a broker, or what speaks to it."""
    if not settings.ENVIRONMENT.broker:
        raise CommandError(
            "There is no broker: set LINEUP_BROKER, like redis://127.0.0.1:6379/1; "
            "or run manage.py work, which needs none."
        )
    try:
        return import_string(path)
    except ImportError as missing:
        raise CommandError(f"{missing.name or 'Celery'} is not installed; run: bin/setup server") from missing
