"""Removals on a Discord server that wait for a human: exactly what would go, let go or kept."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lineup.core.foundation import clock, cursors
from lineup.core.foundation.errors import Refusal
from lineup.domains.guilds import guilds, removals
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.clubs import frame
from lineup.interfaces.web.guilds import look_words
from lineup.interfaces.web.guilds.looking import managed


@require_safe
@login_required
def of_server(request: HttpRequest, slug: str) -> HttpResponse:
    """What waits, each with why it would go."""
    club = managed(request, slug)
    rows = removals.waiting(club)
    found = cursors.page(rows, order=removals.ORDER, cursor=request.GET.get("cursor", ""), size=50)
    shown = {
        "guild": guilds.of(club),
        "page": found,
        "rows": [(row, look_words.KINDS[row.kind]) for row in found.items],
        "number": rows.count(),
        "print": removals.print_of(club),
    }
    return render(request, "guilds/removals.html", frame.around(request, club, "discord", **shown))


@require_POST
@login_required
def approve(request: HttpRequest, slug: str) -> HttpResponse:
    """Let all of it go, if it is what was shown."""
    club = managed(request, slug)
    try:
        removals.agree(club, request.POST.get("print", ""), by=acting.actor(request), at=clock.now())
    except Refusal as refusal:
        flash.refused(request, refusal)
    else:
        flash.done(request, _("It is removed at the next look, in some seconds."))
    return redirect("guilds:removals", slug=slug)


@require_POST
@login_required
def keep(request: HttpRequest, slug: str) -> HttpResponse:
    """Leave all of it where it stands, if it is what was shown."""
    club = managed(request, slug)
    try:
        removals.keep(club, request.POST.get("print", ""), by=acting.actor(request), at=clock.now())
    except Refusal as refusal:
        flash.refused(request, refusal)
    else:
        flash.done(request, _("It stays, and is the server’s own from now on: the bot does not touch it any more."))
    return redirect("guilds:removals", slug=slug)
