"""The members of a club's Discord server: looked at by hand, and what came of the last look."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lineup.core.clubs import permissions
from lineup.core.clubs.models import Club
from lineup.core.foundation import clock, cursors
from lineup.core.foundation.errors import Refusal
from lineup.domains.guilds import guilds, member_syncs
from lineup.domains.guilds.models import MemberSync
from lineup.interfaces.web import acting, flash, waiting
from lineup.interfaces.web.clubs import frame
from lineup.interfaces.web.guilds import words

page = require_http_methods(["GET", "HEAD", "POST"])
ORDER = ("name", "id")


@page
@login_required
def of_server(request: HttpRequest, slug: str) -> HttpResponse:
    """What became of everybody in the last look; sent, it orders another, and shows itself until that has ended."""
    club = permissions.find(request.person, permissions.MANAGE_MEMBERS, slug=slug)  # type: ignore[attr-defined]
    if request.method == "POST":
        return _order(request, club)
    last = member_syncs.last_of(club)
    is_under_way = member_syncs.is_under_way(last, at=clock.now())
    shown = frame.around(request, club, "discord", last=last, is_under_way=is_under_way, **_shown(request, club, last))
    answer = render(request, "guilds/members.html", shown)
    return waiting.looks_again(answer) if is_under_way else answer


def _order(request: HttpRequest, club: Club) -> HttpResponse:
    agreed = acting.number_sent(request, "agreed")
    try:
        member_syncs.order(club, agreed=agreed, by=acting.actor(request), at=clock.now())
    except Refusal as refusal:
        flash.refused(request, refusal)
    return redirect("guilds:members", slug=club.slug)


def _shown(request: HttpRequest, club: Club, last: MemberSync | None) -> dict[str, Any]:
    standing = request.GET.get("standing", "")
    standing = standing if standing in member_syncs.LISTED else ""
    done = member_syncs.last_done(club)
    rows = member_syncs.lines_of(club, standing)
    found = cursors.page(rows, order=ORDER, cursor=request.GET.get("cursor", ""), size=50)
    return {
        "guild": guilds.of(club),
        "done": done,
        "problem": words.PROBLEMS.get(last.problem, "") if last else "",
        "page": found,
        "rows": [(row, words.STANDINGS[row.standing], words.WHYS.get(row.why, "")) for row in found.items],
        "kinds": _tabs(club, done, standing) if done else [],
        "wanted": standing,
        "link_page": f"{settings.BASE_URL}{reverse('accounts:security')}",
    }


def _tabs(club: Club, done: MemberSync, standing: str) -> list[dict[str, Any]]:
    """Return the tabs of the list: everybody, and each standing that somebody has."""
    path = reverse("guilds:members", kwargs={"slug": club.slug})
    counts = {one.value: getattr(done, one.value) for one in member_syncs.LISTED}
    tabs = [{"label": _("Everybody"), "href": path, "count": sum(counts.values()), "current": not standing}]
    for one, count in counts.items():
        if count:
            href = f"{path}?standing={one}"
            tabs.append({"label": words.STANDINGS[one], "href": href, "count": count, "current": one == standing})
    return tabs
