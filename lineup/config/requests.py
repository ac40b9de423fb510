"""What happens to each request before anything else: who is asking, and one line in the log."""

import time
import uuid
from collections.abc import Callable
from typing import Any

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from lineup.config import instruments

Answer = Callable[[HttpRequest], HttpResponse]
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST")
# Whoever asks may invent more; each would be a time series of its own.
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
log = structlog.get_logger("lineup.requests")


class ClientAddress:
    """Believes X-Forwarded-For from the proxies in LINEUP_TRUSTED_PROXIES, and from nobody else."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.META.get("REMOTE_ADDR") in settings.TRUSTED_PROXIES:
            request.META["REMOTE_ADDR"] = _nearest_stranger(request)
        else:
            for header in FORWARDED:
                request.META.pop(header, None)
        return self.get_response(request)


def _nearest_stranger(request: HttpRequest) -> str:
    # Read from the right: what stands further left was written by the stranger.
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
    strangers = [hop for hop in hops if hop not in settings.TRUSTED_PROXIES]
    return strangers[-1] if strangers else str(request.META["REMOTE_ADDR"])


class RequestLog:
    """Logs method, route, status and milliseconds; the route, not the path, because a path may carry a token."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        structlog.contextvars.bind_contextvars(request=uuid.uuid4().hex[:12])
        try:
            response = self.get_response(request)
            route = request.resolver_match.route if request.resolver_match else None
            spent = time.perf_counter() - began
            method = request.method if request.method in METHODS else "other"
            instruments.REQUESTS.labels(method, route, response.status_code).observe(spent)
            log.info("request", method=method, route=route, status=response.status_code, ms=round(spent * 1000, 1))
            return response
        finally:
            structlog.contextvars.clear_contextvars()

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        # a slow statement then names the page that asked for it
        if request.resolver_match:
            structlog.contextvars.bind_contextvars(route=request.resolver_match.route)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        log.error("failed", exc_info=exception)
