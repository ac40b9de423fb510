"""What the API says instead of an answer: problem details (RFC 9457), for everything that can go wrong."""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson
import structlog
from django.core.exceptions import DisallowedHost, RequestDataTooBig, SuspiciousOperation
from django.core.exceptions import ValidationError as DjangoInvalid
from django.db import DataError, IntegrityError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from ninja.errors import HttpError, Throttled, ValidationError

from lineup.core.foundation.errors import Refusal
from lineup.interfaces.api import sentences

MEDIA_TYPE = "application/problem+json"
log = structlog.get_logger("lineup.requests")

TITLES: Mapping[int, object] = {
    400: _("Not understood"),
    401: _("Not signed in"),
    403: _("Not allowed"),
    404: _("Not found"),
    405: _("Not done this way"),
    409: _("Not possible now"),
    410: _("Over"),
    413: _("Too large"),
    415: _("Wrong kind of content"),
    422: _("Not acceptable as sent"),
    429: _("Too many requests"),
    500: _("A fault of ours"),
    503: _("Busy"),
}

# status → (code, sentence), where nothing more precise is known
PLAIN: Mapping[int, tuple[str, object]] = {
    400: ("bad_request", _("This request can't be read; compare it with the reference at /api/docs.")),
    401: ("not_signed_in", _("Send a token as “Authorization: Bearer lnp_…”, or sign in.")),
    403: ("forbidden", _("You may not do this; ask somebody who manages it.")),
    404: ("not_found", _("There is nothing here, or you may not know of it; check the address and the id.")),
    405: ("method_not_allowed", _("This address doesn't take this method; see the header Allow for those it takes.")),
    409: ("conflict", _("Somebody else changed this at the same moment; look again and repeat if you still want to.")),
    410: ("expired", _("This was used already, or its time is over; ask for a new one.")),
    413: ("too_large", _("This is too large; send less at once.")),
    422: ("invalid", _("Something in this request can't be; compare it with the reference at /api/docs.")),
    429: ("too_many_requests", _("Too many requests; wait as long as the header Retry-After says.")),
    500: ("internal_error", _("Something went wrong on our side; nothing was changed. Try again later.")),
    503: ("busy", _("Too much at once; nothing was changed. Try again in a few seconds.")),
}

BUSY_SECONDS = 5


def response(
    status: int,
    code: str,
    detail: object,
    *,
    field: str | None = None,
    errors: Sequence[Mapping[str, object]] = (),
    facts: Mapping[str, object] | None = None,
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """Return the problem as a response, in the language that is active."""
    body: dict[str, object] = {
        "type": f"/problems/{code}",
        "title": str(TITLES.get(status, TITLES[400])),
        "status": status,
        "detail": str(detail),
        "code": code,
    }
    if field:
        body["field"] = field
    if errors:
        body["errors"] = list(errors)
    if facts:
        body["facts"] = facts
    named = {"WWW-Authenticate": "Bearer", **(headers or {})} if status == 401 else headers
    return HttpResponse(orjson.dumps(body), status=status, content_type=MEDIA_TYPE, headers=named)


def plain(status: int, *, headers: Mapping[str, str] | None = None) -> HttpResponse:
    """Return the problem of which no more is known than its status."""
    code, detail = PLAIN.get(status) or PLAIN[500 if status >= 500 else 400]
    return response(status, code, detail, headers=headers)


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Return what a rule said, with its code, its field, and its numbers."""
    numbers = {name: fact for name, fact in refusal.facts.items() if isinstance(fact, int)}
    wait = numbers.get("retry_after")
    headers = None if wait is None else {"Retry-After": str(wait)}
    told = PLAIN[refusal.status][1] if refusal.is_bare else refusal
    return response(
        refusal.status,
        refusal.code,
        told,
        field=refusal.field,
        errors=getattr(refusal, "errors", ()),
        facts=numbers,
        headers=headers,
    )


def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Return every mistake in the input, each with its field and the remedy."""
    if all(one["loc"][0] == "path" for one in error.errors):
        return plain(404)
    errors = [sentences.about(one) for one in error.errors]
    return response(422, "invalid", errors[0]["detail"], field=str(errors[0]["field"]), errors=errors)


def http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Return what the framework refused; a body that can't be parsed carries our refusal as its cause."""
    if isinstance(error.__cause__, Refusal):
        return refused(request, error.__cause__)
    wait = getattr(error, "wait", None)
    return plain(error.status_code, headers={"Retry-After": str(int(wait) + 1)} if wait is not None else None)


def unexpected(request: HttpRequest, error: Exception) -> HttpResponse:
    """Return a fault of ours, without a word about its inside; the log has it all."""
    log.error("failed", exc_info=error)
    return plain(500)


def _of_status(status: int) -> Any:
    return lambda _request, _error: plain(status)


def _busy(request: HttpRequest, error: Exception) -> HttpResponse:
    return plain(503, headers={"Retry-After": str(BUSY_SECONDS)})


HANDLERS: Mapping[type[Exception], Any] = {
    Exception: unexpected,
    Refusal: refused,
    ValidationError: invalid,
    HttpError: http_error,
    Throttled: http_error,
    Http404: _of_status(404),
    RequestDataTooBig: _of_status(413),
    DisallowedHost: _of_status(400),
    SuspiciousOperation: _of_status(400),
    UnreadablePostError: _of_status(400),
    DjangoInvalid: _of_status(400),
    DataError: _of_status(400),
    IntegrityError: _of_status(409),
    OperationalError: _busy,
}


def of_exception(request: HttpRequest, error: Exception) -> HttpResponse:
    """Return the problem for an exception that nobody caught."""
    for kind in type(error).__mro__:
        if kind in HANDLERS:
            return HANDLERS[kind](request, error)
    return unexpected(request, error)


def tidied(answer: HttpResponseBase) -> HttpResponseBase:
    """Return the answer, as problem details where something outside the API refused in HTML or plain text."""
    if answer.status_code < 400 or answer.headers.get("Content-Type", "").startswith(MEDIA_TYPE):
        return answer
    kept = {name: answer.headers[name] for name in ("Allow", "Retry-After") if name in answer.headers}
    return plain(answer.status_code, headers=kept)
