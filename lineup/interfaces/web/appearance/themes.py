"""Light, dark, or as the device says: remembered in a cookie, so that the first byte is right."""

from django.http import HttpRequest, HttpResponse

COOKIE = "lineup_theme"
THEMES = ("light", "dark")
ONE_YEAR = 60 * 60 * 24 * 365


def chosen(request: HttpRequest) -> str:
    """Return light or dark, or nothing when the device decides."""
    theme = request.COOKIES.get(COOKIE, "")
    return theme if theme in THEMES else ""


def remember(response: HttpResponse, theme: str) -> None:
    """Keep the choice for a year; anything but light and dark forgets it."""
    if theme in THEMES:
        response.set_cookie(COOKIE, theme, max_age=ONE_YEAR, samesite="Lax", httponly=True)
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
