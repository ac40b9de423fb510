"""An admin lets the bot into their server at Discord, and comes back; or parts the server from the club again."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lineup.core.clubs import permissions
from lineup.core.clubs.models import Club
from lineup.core.foundation import clock
from lineup.core.foundation.errors import Missing, Refusal
from lineup.core.people import limits
from lineup.domains.guilds import guilds, linking
from lineup.domains.guilds.models import BotInvitation
from lineup.interfaces.web import acting, errors, flash
from lineup.interfaces.web.accounts import tries
from lineup.interfaces.web.clubs import frame
from lineup.interfaces.web.guilds import proving

VERIFIER = "guild_verifier"


@require_POST
@never_cache
@login_required
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """Lead to Discord; from now on the way back is open for some minutes, for this person in this browser."""
    club = _managed(request, slug)
    limits.spend(*tries.discord(request), at=clock.now())
    try:
        way = linking.begin(club, in_browser=True, by=acting.actor(request), at=clock.now())
    except Refusal as refusal:
        flash.refused(request, refusal)
        return redirect("guilds:club", slug=slug)
    request.session[VERIFIER] = way.verifier
    return redirect(linking.address(way))


@require_safe
@never_cache
@login_required
def come_back(request: HttpRequest) -> HttpResponse:
    """Take the way back, once, and link the server that Discord names; everything else is refused in words."""
    if not settings.DISCORD_CLIENT_ID:
        raise Missing
    limits.spend(*tries.discord(request), at=clock.now())
    verifier, club = request.session.get(VERIFIER, ""), None
    try:
        invitation = linking.take(request.GET.get("state", ""), verifier, by=acting.actor(request), at=clock.now())
        club = invitation.club
        # only now: an address that somebody made up must not close the way that is open
        request.session.pop(VERIFIER, None)
        return _linked(request, invitation, verifier if invitation.challenge else "")
    except Refusal as refusal:
        return _failed(request, refusal, club)


def _linked(request: HttpRequest, invitation: BotInvitation, verifier: str) -> HttpResponse:
    if request.GET.get("error") == "access_denied":
        flash.refused(request, _("You cancelled at Discord; nothing was changed."))
        return redirect("guilds:club", slug=invitation.club.slug)
    proof = proving.ask(request.GET.get("code", ""), verifier)
    named = request.GET.get("guild_id", "")
    guild = linking.finish(
        invitation,
        joined=proof.joined,
        named=int(named) if named.isascii() and named.isdigit() and len(named) < 20 else 0,
        servers=proof.servers,
        by=acting.actor(request),
        at=clock.now(),
    )
    flash.done(request, _("The server “%(name)s” is linked to the club.") % {"name": guild.name})
    return redirect("guilds:club", slug=invitation.club.slug)


def _failed(request: HttpRequest, refusal: Refusal, club: Club | None) -> HttpResponse:
    if isinstance(refusal, Missing):
        raise refusal
    shown = {"told": errors.told(refusal), "code": refusal.code, "club": club}
    answer = render(request, "guilds/link_failed.html", shown, status=refusal.status)
    if refusal.status == 503:
        answer.headers["Retry-After"] = "60"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def unlinking(request: HttpRequest, slug: str) -> HttpResponse:
    """Part the server from the club; what stands there stays there."""
    club = _managed(request, slug)
    guild = guilds.of(club)
    if request.method != "POST":
        return render(request, "guilds/unlinking.html", frame.around(request, club, "discord", guild=guild))
    guilds.unlink(club, by=acting.actor(request), at=clock.now())
    flash.done(request, _("The server is unlinked; what the bot made there stays as it is."))
    return redirect("guilds:club", slug=slug)


def _managed(request: HttpRequest, slug: str) -> Club:
    return permissions.find(request.person, permissions.EDIT_CLUB, slug=slug)  # type: ignore[attr-defined]
