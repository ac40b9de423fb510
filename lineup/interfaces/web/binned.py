"""What a bin says of each thing in it: since when it lies there, and until when it is kept."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from lineup.interfaces.web import moments


def binned(row: Any, *, goes: bool = True) -> SafeString:
    """Draw both for a row with `binned_at`; one that `stays`, or of a sort that never `goes`, has no last day."""
    since = moments.element(row.binned_at, style="ago")
    if not goes:
        return format_html("{} · {}", since, _("kept until it is restored"))
    if getattr(row, "stays", False):
        return format_html("{} · {}", since, _("kept as long as something counts on it"))
    until = moments.element(row.binned_at + timedelta(days=settings.BIN_DAYS), style="day")
    return format_html("{} · {}", since, format_html(_("kept until {day}"), day=until))
