"""A bin as a page shows it: what was put there last comes first, since when it lies there, until when it is kept."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from lineup.core.foundation import cursors
from lineup.interfaces.web import moments

PAGE = 20


def page(request: HttpRequest, rows: "QuerySet[Any]", *, key: str = "bin") -> cursors.Page[Any]:
    """Return the page of the bin that the address asks for with `key`; `rows` have `binned_at`. Raises BadCursor."""
    return cursors.page(rows, order=("-binned_at", "-pk"), cursor=request.GET.get(key, ""), size=PAGE)


def binned(row: Any, *, goes: bool = True) -> SafeString:
    """Draw both for a row with `binned_at`; one that `stays`, or of a sort that never `goes`, has no last day."""
    since = moments.element(row.binned_at, style="ago")
    if not goes:
        return format_html("{} · {}", since, _("kept until it is restored"))
    if getattr(row, "stays", False):
        return format_html("{} · {}", since, _("kept as long as something counts on it"))
    until = moments.element(row.binned_at + timedelta(days=settings.BIN_DAYS), style="day")
    return format_html("{} · {}", since, format_html(_("kept until {day}"), day=until))
