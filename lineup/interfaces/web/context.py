"""What every page's frame needs: who looks, what is unread, which colours."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone, translation

from lineup.core.notices import notices
from lineup.interfaces.web import navigation
from lineup.interfaces.web.appearance import themes


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return viewer (Person or None), unread_count, theme, language, zone, main_links and account_links.

    At most one query, and none for a stranger; a request without a person (an early error) is a stranger's.
    """
    viewer = getattr(request, "person", None)
    return {
        "viewer": viewer,
        "unread_count": notices.unread(viewer) if viewer else 0,
        "theme": themes.chosen(request),
        "language": translation.get_language() or "en",
        "zone": timezone.get_current_timezone_name(),
        "main_links": navigation.main(viewer),
        "account_links": navigation.account(viewer),
    }
