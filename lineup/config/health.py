"""/livez, /readyz and /metrics: asked by machines, answered before anything else.

They stand before the check of the host name, because who asks often knows only an address.
"""

import hmac
import threading
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse

from lineup.config import metrics
from lineup.core.foundation import clock

_complete = threading.Event()


class Health:
    """Answers the three paths; everything else goes on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.answers = {"/livez": live, "/readyz": ready, "/metrics": measured}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answers.get(request.path_info, self.get_response)(request)


def live(request: HttpRequest) -> HttpResponse:
    """The process answers; touches neither disk nor database."""
    return HttpResponse("ok", content_type="text/plain")


def ready(request: HttpRequest) -> HttpResponse:
    """200 when the database answers and has every table; 503 with what is missing otherwise."""
    try:
        facts: dict[str, Any] = {"database": "ok", "migrations_missing": _missing_migrations()}
        oldest = metrics.oldest_due(clock.now())
    except DatabaseError as error:
        return JsonResponse({"database": type(error).__name__}, status=503)
    facts["oldest_message_seconds"] = round(oldest, 1)
    return JsonResponse(facts, status=503 if facts["migrations_missing"] else 200)


def measured(request: HttpRequest) -> HttpResponse:
    """Prometheus's text, for who brings LINEUP_METRICS_TOKEN as a bearer; without the variable there is none."""
    token = settings.ENVIRONMENT.metrics_token
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not token or not hmac.compare_digest(given.encode(), token.encode()):
        return HttpResponse(status=404)
    return HttpResponse(metrics.text(clock.now()), content_type="text/plain; version=0.0.4; charset=utf-8")


def _missing_migrations() -> int:
    # Costly, and once nothing is missing it stays so for as long as this process runs.
    if not _complete.is_set():
        executor = MigrationExecutor(connection)
        missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        if missing:
            return missing
        _complete.set()
    return 0
