"""A new secret for a webhook, shown once."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Missing
from lineup.core.webhooks import signing
from lineup.interfaces.web import acting
from lineup.interfaces.web.webhooks import keeping, log


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def rotate(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say what will happen; POST makes the secret and shows it in its answer, and nowhere else."""
    endpoint = keeping.find(request, pk)
    if endpoint.is_store:
        raise Missing
    if request.method != "POST":
        return render(request, "webhooks/secret.html", {"endpoint": endpoint, "consequences": _when_rotated()})
    secret = signing.rotate(endpoint, by=acting.actor(request), at=clock.now())
    return log.page(request, endpoint, secret=secret)


def _when_rotated() -> list[str]:
    return [
        _("For 24 hours both secrets sign every message, so that your program can change over."),
        _("After that the present one is worth nothing. One that was rotated out before ends at once."),
    ]
