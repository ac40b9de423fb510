"""What would change on a club's Discord server, before it does; begun by an admin; and how it goes since."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lineup.core.clubs import permissions
from lineup.core.clubs.models import Club
from lineup.core.foundation import clock
from lineup.core.foundation.errors import Refusal
from lineup.core.outbox import processes
from lineup.domains.guilds import guilds, looks, member_syncs, removals
from lineup.domains.guilds.models import Guild, Look
from lineup.interfaces.web import acting, flash, waiting
from lineup.interfaces.web.clubs import frame
from lineup.interfaces.web.guilds import look_words


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def dry_run(request: HttpRequest, slug: str) -> HttpResponse:
    """What the last look told; sent, it orders another, and shows itself until that has ended."""
    club = managed(request, slug)
    if request.method == "POST":
        try:
            looks.order(club, by=acting.actor(request), at=clock.now())
        except Refusal as refusal:
            flash.refused(request, refusal)
        return redirect("guilds:dry-run", slug=slug)
    guild, look = guilds.of(club), looks.of(club)
    is_under_way = looks.is_under_way(look, at=clock.now())
    told = look_words.told(look) if look else None
    shown = frame.around(request, club, "discord", guild=guild, look=look, told=told, is_under_way=is_under_way)
    answer = render(request, "guilds/dry_run.html", shown)
    return waiting.looks_again(answer) if is_under_way else answer


@require_POST
@login_required
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """Let the bot build from now on."""
    club = managed(request, slug)
    try:
        looks.begin(club, by=acting.actor(request), at=clock.now())
    except Refusal as refusal:
        flash.refused(request, refusal)
        return redirect("guilds:dry-run", slug=slug)
    flash.done(request, _("The bot builds the server now, and keeps it as it should be."))
    return redirect("guilds:health", slug=slug)


@require_safe
@login_required
def health(request: HttpRequest, slug: str) -> HttpResponse:
    """How the guild was looked at last, what stopped that, until when it rests, and what waits."""
    club = managed(request, slug)
    guild, look = guilds.of(club), looks.of(club)
    at = clock.now()
    shown: dict[str, Any] = {
        "guild": guild,
        "look": look,
        "told": look_words.told(look) if look else None,
        "queue": looks.queue(guild, at=at),
        "rests": guild.rests_until if guild.stopped and guild.rests_until and guild.rests_until > at else None,
        "stopped": look_words.STOPPED.get(guild.stopped, ""),
        "lanes": look_words.lanes(look) if look else [],
        "removals": removals.waiting(club).count(),
        "listens": bool(settings.DISCORD_BOT_TOKEN),
        "synced": member_syncs.last_done(club),
        "heard_at": processes.last_heard("gateway", at=at),
    }
    return render(request, "guilds/health.html", frame.around(request, club, "discord", **shown))


@require_POST
@login_required
def check(request: HttpRequest, slug: str) -> HttpResponse:
    """Have the guild looked at now, though it was to rest."""
    club = managed(request, slug)
    try:
        looks.check_again(club, by=acting.actor(request), at=clock.now())
    except Refusal as refusal:
        flash.refused(request, refusal)
    else:
        flash.done(request, _("The server is looked at again; load this page again in some seconds."))
    return redirect("guilds:health", slug=slug)


def setup(guild: Guild, look: Look | None) -> list[dict[str, Any]]:
    """Return the steps that lead to a guild that is built, each with whether it is done."""
    has_keys = bool(settings.DISCORD_CLIENT_ID and settings.DISCORD_BOT_TOKEN)
    looked = look is not None and look.ended_at is not None and not look.stopped
    return [
        {"done": has_keys, "label": _("The installation has the keys of an application at Discord"), "step": "keys"},
        {"done": guild.is_linked, "label": _("The bot is in your server, and the server is linked"), "step": "link"},
        {
            "done": looked and look is not None and not look.faults,
            "label": _("The bot may do what it needs to, and its role stands high enough"),
            "step": "faults",
        },
        {"done": looked, "label": _("You have seen what would change"), "step": "dry_run"},
        {"done": guild.is_linked and guild.is_on, "label": _("You let it begin"), "step": "begin"},
    ]


def managed(request: HttpRequest, slug: str) -> Club:
    """Return the club, for whoever may change what it is. Raises what `permissions.find` raises."""
    return permissions.find(request.person, permissions.EDIT_CLUB, slug=slug)  # type: ignore[attr-defined]
