"""Pages for when something is wrong: what happened, what to do now, and a reference for whoever helps."""

from dataclasses import dataclass
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import ids
from lineup.core.foundation.errors import Refusal
from lineup.interfaces.web.appearance import themes


@dataclass(frozen=True)
class Words:
    """What a page says about one status."""

    title: str | Promise
    sentence: str | Promise


WORDS = {
    400: Words(_("That request made no sense to us"), _("Go back, check what you entered and send it again.")),
    403: Words(
        _("This is not open to you"), _("Sign in with the account that has access, or ask an organiser to let you in.")
    ),
    404: Words(
        _("There is nothing here"),
        _("The address may be mistyped, or what was here is gone. Search, or start from Discover."),
    ),
    409: Words(
        _("Somebody was quicker"), _("What you saw has changed meanwhile. Go back, look again and decide anew.")
    ),
    410: Words(_("This link is over"), _("It was used already, or its time has run out. Ask for a new one.")),
    422: Words(_("Something needs another look"), _("Go back and correct what you entered; nothing was changed.")),
    429: Words(_("That was a little fast"), _("Wait a minute, then try again. Nothing was lost.")),
    500: Words(
        _("Something broke on our side"), _("It is not your doing, and it has been noted. Try again in a moment.")
    ),
    503: Words(_("We will be right back"), _("Lineup is being looked after. Try again in a minute.")),
}


# where a page leads whom a rule refused, by the refusal's code
REMEDIES = {"second_factor_needed": ("/account/security#second-factor", _("Set up a second factor"))}


def page(
    request: HttpRequest, status: int, *, sentence: object = "", remedy: tuple[str, Any] | None = None
) -> HttpResponse:
    """Return the page for an HTTP status; it needs neither the database nor a signed-in person.

    `remedy`: path and words of the button that leads on.
    """
    words = WORDS.get(status, WORDS[500])
    shown: dict[str, Any] = {
        "status": status,
        "title": words.title,
        "sentence": sentence or words.sentence,
        "remedy": remedy,
        "reference": reference(),
        "theme": themes.chosen(request),
        "language": get_language() or "en",
        "again": status in (409, 429, 500, 503) and request.method == "GET",
        "path": request.get_full_path(),
    }
    response = HttpResponse(render_to_string("errors/page.html", shown), status=status)
    if status in (429, 503):
        response.headers["Retry-After"] = "60"
    return response


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Return the page for a rule that said no where there is no form to say it in."""
    response = page(request, refusal.status, sentence=told(refusal), remedy=REMEDIES.get(refusal.code))
    if "retry_after" in refusal.facts:
        response.headers["Retry-After"] = str(refusal.facts["retry_after"])
    return response


def told(refusal: Refusal) -> object:
    """Return the refusal's own sentence, or that of its status where it has none."""
    return WORDS.get(refusal.status, WORDS[422]).sentence if refusal.is_bare else refusal


def reference() -> str:
    """Return the request's name in the log."""
    return str(structlog.contextvars.get_contextvars().get("request") or ids.new().hex[-12:])


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, 403)


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, 404)


def broken(request: HttpRequest) -> HttpResponse:
    return page(request, 500)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that came without its proof of origin (settings: CSRF_FAILURE_VIEW)."""
    return page(
        request,
        403,
        sentence=_("This form was open for too long or cookies are off. Reload the page and send it again."),
    )


class RefusalPages:
    """Turns a Refusal that a view let through into its page, so that no view needs to (settings: MIDDLEWARE)."""

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return refused(request, exception) if isinstance(exception, Refusal) else None
