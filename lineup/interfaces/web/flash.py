"""What a page says after an act, once, with a way to take the act back where there is one."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest

from lineup.core.foundation.errors import Refusal
from lineup.interfaces.web import errors

TONES = {"success": "good", "warning": "warn", "error": "bad", "info": "info", "debug": "info"}
MARK = "undo:"


def done(request: HttpRequest, sentence: object, *, undo: str = "") -> None:
    """Tell the next page that something was done; POST to `undo` takes it back."""
    messages.success(request, str(sentence), extra_tags=f"{MARK}{undo}" if undo else "")


def refused(request: HttpRequest, refusal: object) -> None:
    """Tell the next page that a rule said no, in the rule's own sentence where it has one."""
    told = errors.told(refusal) if isinstance(refusal, Refusal) else refusal
    messages.error(request, str(told))


def tried(request: HttpRequest, operate: Callable[[], object], sentence: object) -> None:
    """Carry the operation out and tell the next page that it was done, or why a rule said no."""
    try:
        operate()
    except Refusal as refusal:
        refused(request, refusal)
    else:
        done(request, sentence)


def undo_path(message: Any) -> str:
    """Return the path given to `done(undo=…)`, or nothing."""
    tags = message.extra_tags or ""
    return tags[len(MARK) :] if tags.startswith(f"{MARK}/") else ""


def tone(message: Any) -> str:
    """Return the colour tone of a message."""
    return TONES.get(message.level_tag, "info")
