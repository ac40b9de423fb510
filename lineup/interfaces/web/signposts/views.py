"""What programs look for at addresses that are the same everywhere."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Missing

# within the year that RFC 9116 recommends; who reads it later reads it anew
LASTS = timedelta(days=180)
# secret links say so themselves (X-Robots-Tag): a list of them here would only show the way
ROBOTS = "User-agent: *\nDisallow: /account\nDisallow: /api/\nDisallow: /files/\n"


@require_safe
@cache_control(public=True, max_age=86_400)
def security(request: HttpRequest) -> HttpResponse:
    """Say whom to tell of a hole (RFC 9116); only who runs this Lineup knows (LINEUP_SECURITY_CONTACT)."""
    contact = settings.ENVIRONMENT.security_contact
    if not contact:
        raise Missing
    expires = (clock.now() + LASTS).strftime("%Y-%m-%dT%H:%M:%SZ")
    lines = (
        f"Contact: {contact}",
        f"Expires: {expires}",
        "Preferred-Languages: en, fr",
        f"Canonical: {settings.BASE_URL}/.well-known/security.txt",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def change_password(request: HttpRequest) -> HttpResponse:
    """Lead a password manager to where a password is changed."""
    return redirect("account_change_password")


@require_safe
@cache_control(public=True, max_age=86_400)
def robots(request: HttpRequest) -> HttpResponse:
    """Ask search engines to stay with what is for everybody."""
    return HttpResponse(ROBOTS, content_type="text/plain; charset=utf-8")
