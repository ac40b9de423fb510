"""Work that is waiting, under way, or was given up: for platform admins."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lineup.core.foundation import clock, cursors
from lineup.core.foundation.errors import Missing
from lineup.core.outbox import messages
from lineup.interfaces.web import acting, flash


@require_safe
@login_required
def outbox(request: HttpRequest) -> HttpResponse:
    _only_admins(request)
    at, waiting = clock.now(), messages.waiting()
    shown = {
        "waiting": waiting.exclude(leased_until__gt=at).count(),
        "leased": waiting.filter(leased_until__gt=at).count(),
        "dead": messages.dead().count(),
        "oldest": waiting.filter(due_at__lte=at).order_by("due_at").first(),
        "page": cursors.page(messages.dead(), order=("-dead_at", "-id"), cursor=request.GET.get("cursor", ""), size=25),
    }
    return render(request, "outbox/list.html", shown)


@require_POST
@login_required
def replay(request: HttpRequest, pk: str) -> HttpResponse:
    _only_admins(request)
    message = messages.dead().filter(pk=pk).first()
    if message is None:
        raise Missing
    messages.replay(message, by=acting.actor(request), at=clock.now())
    flash.done(request, _("It is tried again now."))
    return redirect("outbox:list")


def _only_admins(request: HttpRequest) -> None:
    if not request.person.account.is_platform_admin:  # type: ignore[attr-defined]
        raise Missing
