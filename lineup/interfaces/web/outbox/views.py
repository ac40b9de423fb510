"""Work that is waiting, under way, or was given up: for platform admins."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from lineup.core.foundation import clock, cursors
from lineup.core.foundation.errors import Missing
from lineup.core.outbox import messages
from lineup.interfaces.web import acting, admins, flash


@require_safe
@admins.only
def outbox(request: HttpRequest) -> HttpResponse:
    at, waiting = clock.now(), messages.waiting()
    shown = {
        "waiting": waiting.exclude(leased_until__gt=at).count(),
        "leased": waiting.filter(leased_until__gt=at).count(),
        "dead": messages.dead().count(),
        "topics": messages.dead_topics(),
        "oldest": waiting.filter(due_at__lte=at).order_by("due_at").first(),
        "page": cursors.page(messages.dead(), order=("-dead_at", "-id"), cursor=request.GET.get("cursor", ""), size=25),
    }
    return render(request, "outbox/list.html", shown)


@require_POST
@admins.only
def replay(request: HttpRequest, pk: str) -> HttpResponse:
    message = messages.dead().filter(pk=pk).first()
    if message is None:
        raise Missing
    messages.replay(message, by=acting.actor(request), at=clock.now())
    flash.done(request, _("It is tried again now."))
    return redirect("outbox:list")


@require_POST
@admins.only
def replay_topic(request: HttpRequest, topic: str) -> HttpResponse:
    count = messages.replay_topic(topic, by=acting.actor(request), at=clock.now())
    if not count:
        raise Missing
    said = ngettext("%(n)s piece of work is tried again now.", "%(n)s pieces of work are tried again now.", count)
    flash.done(request, said % {"n": count})
    return redirect("outbox:list")
