"""What a webhook was sent, with every try; sent again from here, one or all since a time."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lineup.core.foundation import clock, cursors
from lineup.core.foundation.errors import Refusal
from lineup.core.webhooks import deliveries, happenings, record, replaying
from lineup.core.webhooks.models import Attempt, Delivery, Endpoint
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.webhooks import keeping
from lineup.interfaces.web.webhooks.forms import SinceForm

PAGE = 25


@require_safe
@login_required
def index(request: HttpRequest, pk: UUID) -> HttpResponse:
    return page(request, keeping.find(request, pk))


def page(request: HttpRequest, endpoint: Endpoint, *, secret: str = "") -> HttpResponse:
    """Return the page of the webhook; with a secret, that is the one time it is shown."""
    state = request.GET.get("state", "")
    rows = deliveries.of(endpoint).filter(**({"state": state} if state in Delivery.State.values else {}))
    found = cursors.page(rows, order=("-happened_at", "-id"), cursor=request.GET.get("cursor", ""), size=PAGE)
    shown = {
        "endpoint": endpoint,
        "secret": secret,
        "page": found,
        "rows": [(row, happenings.words_of(row.kind)) for row in found.items],
        "states": [("", _("All")), *Delivery.State.choices],
        "state": state,
        "kinds": [happenings.words_of(slug) for slug in record.kinds_of(endpoint)],
        "now": clock.now(),
        "crumbs": keeping.crumbs(endpoint, (endpoint.name, "")),
    }
    return render(request, "webhooks/webhook.html", shown)


@require_POST
@login_required
def test(request: HttpRequest, pk: UUID) -> HttpResponse:
    endpoint = keeping.find(request, pk)
    said = _("A test is on its way; reload the page to see what came of it.")
    return _done(request, keeping.path(endpoint), lambda: deliveries.test(endpoint, at=clock.now()), said)


@require_safe
@login_required
def delivery(request: HttpRequest, pk: UUID, delivery: UUID) -> HttpResponse:
    """One message with its tries, the last first."""
    endpoint = keeping.find(request, pk)
    row = deliveries.find(endpoint, delivery)
    order, cursor = ("-id",), request.GET.get("cursor", "")
    words = str(happenings.words_of(row.kind))
    shown = {
        "endpoint": endpoint,
        "delivery": row,
        "words": words,
        "message_id": f"msg_{row.pk.hex}",
        "page": cursors.page(Attempt.objects.filter(delivery=row), order=order, cursor=cursor, size=PAGE),
        "crumbs": keeping.crumbs(endpoint, (endpoint.name, keeping.path(endpoint)), (words, "")),
    }
    return render(request, "webhooks/delivery.html", shown)


@require_POST
@login_required
def replay(request: HttpRequest, pk: UUID, delivery: UUID) -> HttpResponse:
    endpoint = keeping.find(request, pk)
    row = deliveries.find(endpoint, delivery)
    said = _("It is on its way again, with the same id.")
    return _done(
        request,
        keeping.path(endpoint),
        lambda: deliveries.replay(row, by=acting.actor(request), at=clock.now()),
        said,
    )


def _done(request: HttpRequest, back: str, operate: Any, said: str) -> HttpResponse:
    flash.tried(request, operate, said)
    return redirect(back)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def replay_since(request: HttpRequest, pk: UUID) -> HttpResponse:
    endpoint = keeping.find(request, pk)
    form = SinceForm(acting.sent(request))
    if request.method == "POST" and form.is_valid():
        since = form.cleaned_data["since"]
        try:
            replaying.since(endpoint, since, by=acting.actor(request), at=clock.now())
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            flash.done(request, _("All of it is on its way again."))
            return redirect(keeping.path(endpoint))
    crumbs = keeping.crumbs(endpoint, (endpoint.name, keeping.path(endpoint)), (_("Replay"), ""))
    shown = {"endpoint": endpoint, "form": form, "crumbs": crumbs}
    return render(request, "webhooks/replay.html", shown, status=422 if form.errors else 200)
