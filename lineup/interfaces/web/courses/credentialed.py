"""Certificates as signed badges (Open Badges 3.0): downloaded by their holder, verified by anybody, with which keys."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from lineup.core.foundation.errors import Missing, Refusal
from lineup.domains.courses import certificates, credential_keys, credentials
from lineup.domains.courses.models import Certificate
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.courses import certified, forms

KIND = "application/vc+jwt"


@require_safe
@login_required
def badge(request: HttpRequest, number: str) -> HttpResponse:
    """Answer one's own certificate as a badge, as a file to be shown elsewhere."""
    try:
        found, signed = credentials.signed_for(request.person, number)  # type: ignore[attr-defined]
    except Missing:
        raise
    except Refusal as refusal:
        flash.refused(request, refusal)
        return redirect("courses:certificates-mine")
    name = f'attachment; filename="{found.said_number}.jwt"'
    return HttpResponse(signed, content_type=KIND, headers={"Content-Disposition": name, "Cache-Control": "private"})


@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Say whether a badge was signed here and its certificate holds."""
    form = forms.BadgeForm(acting.sent(request))
    found: list[Certificate] = []
    if form.carries_out(lambda: found.append(credentials.verify(form.cleaned_data["badge"]))):
        return certified.shown(request, found[0], is_signed=True)
    return render(request, "courses/badge_search.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
def status(request: HttpRequest, number: str) -> HttpResponse:
    """Say to programs whether the badge was revoked."""
    return JsonResponse(credentials.status_of(certificates.verify(number)))


@require_safe
@cache_control(public=True, max_age=3600)
def keys(request: HttpRequest) -> HttpResponse:
    """Answer the keys that are believed, the one that signs now first (a JWK set)."""
    known = credential_keys.public().items()
    return JsonResponse({"keys": [credential_keys.as_jwk(name, key) for name, key in known]})


@require_safe
@cache_control(public=True, max_age=3600)
def key(request: HttpRequest, name: str) -> HttpResponse:
    """Answer one key as a JWK, at the address that stands in what it signed."""
    return JsonResponse(credential_keys.as_jwk(name, credential_keys.find(name)))
