"""A club's Discord server: what is built there, drawn before it is, and what the club chose."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lineup.core.clubs import permissions
from lineup.core.clubs.models import Club
from lineup.core.foundation import clock
from lineup.domains.guilds import alerts, asking, guilds, looks, removals, simulating
from lineup.domains.guilds.models import Guild
from lineup.domains.guilds.shape.desired import desired
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.clubs import frame
from lineup.interfaces.web.guilds import drawing, looking, steps
from lineup.interfaces.web.guilds.forms import GuildForm

page = require_http_methods(["GET", "HEAD", "POST"])
MOST_STEPS = 60


@page
@login_required
def of_club(request: HttpRequest, slug: str) -> HttpResponse:
    """Drawn with what is chosen; with "preview", with what the form says, which is not kept."""
    club = permissions.find(request.person, permissions.EDIT_CLUB, slug=slug)  # type: ignore[attr-defined]
    guild = guilds.of(club)
    form = GuildForm(acting.sent(request), instance=guild, path=request.path)
    is_tried = "preview" in request.POST
    if request.method == "POST" and not is_tried and form.carries_out(lambda: _keep(request, club, form)):
        flash.done(request, _("The choices for Discord are saved."))
        return redirect("guilds:club", slug=slug)
    if is_tried and not form.carries_out(lambda: guilds.fill(guild, **form.cleaned_data)):
        guild = guilds.of(club)
    shown = frame.around(request, club, "discord", form=form, is_tried=is_tried, **_drawn(guild))
    return render(request, "guilds/club.html", shown, status=422 if form.errors else 200)


def _keep(request: HttpRequest, club: Club, form: GuildForm) -> None:
    guilds.change(club, by=acting.actor(request), at=clock.now(), **form.cleaned_data)


def _drawn(guild: Guild) -> dict[str, Any]:
    at = clock.now()
    wanted = desired(asking.asked(guild, address=settings.BASE_URL, at=at), at=at)
    found = steps.told(simulating.plan(wanted).operations, most=MOST_STEPS)
    return {
        "guild": guild,
        "drawn": drawing.drawn(wanted),
        "steps": found,
        "left_out": len(wanted.left_out),
        "has_keys": bool(settings.DISCORD_CLIENT_ID),
        "setup": looking.setup(guild, looks.of(guild.club)),
        "removals": removals.waiting(guild.club).count(),
        "coming": [(one, drawing.Said(one.words)) for one in alerts.coming(guild, at=at)],
        "missed": alerts.missed(guild),
    }
