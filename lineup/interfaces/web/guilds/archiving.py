"""The sign-up channels on a club's Discord server: archived before their days are over, and brought back."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from lineup.core.foundation import clock, cursors
from lineup.domains.guilds import archiving, guilds
from lineup.domains.guilds.archiving import Standing
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.clubs import frame
from lineup.interfaces.web.guilds.looking import managed

STANDINGS = {
    Standing.AHEAD: gettext_lazy("To come, or running"),
    Standing.OVER: gettext_lazy("Over"),
    Standing.CANCELLED: gettext_lazy("Cancelled"),
    Standing.ARCHIVED: gettext_lazy("Archived"),
    Standing.BY_HAND: gettext_lazy("Archived by hand"),
}


@require_safe
@login_required
def of_server(request: HttpRequest, slug: str) -> HttpResponse:
    """Each event's channel, and where it stands."""
    club = managed(request, slug)
    guild = guilds.of(club)
    found = cursors.page(archiving.listed(club), order=archiving.ORDER, cursor=request.GET.get("cursor", ""), size=50)
    rows = [(one, STANDINGS[one.standing]) for one in archiving.standing(guild, found.items, at=clock.now())]
    return render(
        request, "guilds/channels.html", frame.around(request, club, "discord", guild=guild, page=found, rows=rows)
    )


@require_POST
@login_required
def archive(request: HttpRequest, slug: str, event: UUID) -> HttpResponse:
    """Put it into the archive now."""
    club, by, at = managed(request, slug), acting.actor(request), clock.now()
    sentence = _("It goes into the archive at the next look, in some seconds.")
    flash.tried(request, lambda: archiving.archive(club, event, by=by, at=at), sentence)
    return redirect("guilds:channels", slug=slug)


@require_POST
@login_required
def bring_back(request: HttpRequest, slug: str, event: UUID) -> HttpResponse:
    """Leave it to the clock again."""
    archiving.bring_back(managed(request, slug), event, by=acting.actor(request), at=clock.now())
    flash.done(request, _("It comes back at the next look, in some seconds."))
    return redirect("guilds:channels", slug=slug)
