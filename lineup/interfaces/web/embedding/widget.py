"""The sign-up of an event within another site: the very form for guests, without cookies and without our frame.

Nobody is signed in here, whoever looks: a form on a foreign site must not act in anybody's name. So there is
nothing that a forged request could use, and no cookie is needed. A signed token says that the form came from us.
"""

from typing import Any

from csp.decorators import csp_replace
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Missing
from lineup.core.participation import embedding
from lineup.core.participation.models import Pool
from lineup.domains.events import events
from lineup.interfaces.web import secrets
from lineup.interfaces.web.appearance import themes
from lineup.interfaces.web.places import entry, guests
from lineup.interfaces.web.places.forms import GuestForm

SALT = "embedded sign-up"
LASTS_SECONDS = 12 * 60 * 60


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def widget(request: HttpRequest, slug: str) -> HttpResponse:
    event = events.find_visible(None, slug=slug)
    ancestors = embedding.ancestors(event.offering)
    if not ancestors:
        raise Missing
    pool = events.pool_of(event)
    with translation.override(_language(request)), secrets.clock_of(request, event.time_zone):
        response = _answer(request, pool)
    return _framed(request, response, ancestors)


def _language(request: HttpRequest) -> str:
    asked = request.GET.get("lang", "")
    return asked if asked in dict(settings.LANGUAGES) else translation.get_language_from_request(request)


def _answer(request: HttpRequest, pool: Pool) -> HttpResponse:
    if request.method != "POST":
        return _page(request, pool, GuestForm(pool=pool))
    if not _is_ours(request.POST.get("token", ""), pool):
        form = GuestForm(request.POST, pool=pool)
        form.add_error(None, _("This form was open for too long; look it over and send it again."))
        return _page(request, pool, form, status=422)
    asked = guests.ask(request, pool)
    if asked.form is None:
        return render(request, "embedding/sent.html", {**_around(request, pool), "email": asked.email})
    return _page(request, pool, asked.form, status=asked.status)


def _is_ours(token: str, pool: Pool) -> bool:
    try:
        return bool(signing.loads(token, salt=SALT, max_age=LASTS_SECONDS) == str(pool.pk))
    except signing.BadSignature:
        return False


def _page(request: HttpRequest, pool: Pool, form: GuestForm, *, status: int = 200) -> HttpResponse:
    shown = {
        **_around(request, pool),
        "form": form,
        "refusal": entry.refusal(pool, None, at=clock.now()),
        "token": signing.dumps(str(pool.pk), salt=SALT),
    }
    return render(request, "embedding/form.html", shown, status=status)


def _around(request: HttpRequest, pool: Pool) -> dict[str, Any]:
    theme = request.GET.get("theme", "")
    about = entry.about(pool)
    return {
        **about,
        "url": settings.BASE_URL + about["event_path"],
        "event_zone": entry.zone(pool),
        "theme": theme if theme in themes.THEMES else "",
        "again": request.get_full_path(),
        "spoken": translation.get_language() or settings.LANGUAGE_CODE,
    }


def _framed(request: HttpRequest, response: HttpResponse, ancestors: Any) -> HttpResponse:
    """Within these sites' pages, and our own, where the organiser looks at it; kept nowhere."""
    response.xframe_options_exempt = True  # type: ignore[attr-defined]
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    sites = list(ancestors) if "*" in ancestors else ["'self'", *ancestors]
    return csp_replace({"frame-ancestors": sites})(lambda _request: response)(request)  # type: ignore[return-value]
