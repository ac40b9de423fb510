"""Teams brought in from a simulator's file: looked at first, then with one press; nothing is kept in between.

What was read of the file travels in the page, signed for this club and for who brought it.
"""

from collections.abc import Sequence
from dataclasses import astuple
from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from lineup.core.clubs import permissions
from lineup.core.clubs.models import Club
from lineup.core.foundation import clock
from lineup.core.foundation.errors import Invalid
from lineup.domains.racing import teams_arriving
from lineup.domains.racing.result_files import team_names
from lineup.domains.racing.result_files.shape import Source
from lineup.domains.racing.result_files.team_names import NamedTeam
from lineup.domains.racing.teams_arriving import Foreseen, State
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.racing.team_forms import TeamsFileForm
from lineup.interfaces.web.racing.teams import crumbs

CARRIED_FOR = timedelta(hours=12)


class NoLongerCarried(Invalid):
    code = "teams_not_carried"
    sentence = gettext_lazy("What was read of the file is no longer at hand; choose the file again.")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def look(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for the file; then show what would become of each team."""
    club, by = _club(request, slug), acting.actor(request)
    form = TeamsFileForm(acting.sent(request), request.FILES or None)
    read: list[tuple[Source, list[NamedTeam]]] = []
    found: list[Foreseen] = []

    def judge() -> None:
        read.append(team_names.read(form.content))
        found.extend(teams_arriving.foresee(club, *read[0], by=by))

    if form.carries_out(judge):
        return _shown(request, club, found, carried=_packed(*read[0], salt=_salt(club, request)))
    shown = {"club": club, "form": form, "crumbs": crumbs(_("From a file"))}
    return render(request, "racing/teams_file.html", shown, status=422 if form.errors else 200)


@require_POST
@login_required
def run(request: HttpRequest, slug: str) -> HttpResponse:
    """Bring in the teams that are ticked, and show what became of each."""
    club = _club(request, slug)
    packed, chosen = request.POST.get("teams", ""), frozenset(request.POST.getlist("picked"))
    try:
        source, named = _carried(packed, salt=_salt(club, request))
        found = teams_arriving.bring(club, source, named, chosen=chosen, by=acting.actor(request), at=clock.now())
    except Invalid as refusal:
        flash.refused(request, refusal)
        return redirect("racing:teams-file", slug=club.slug)
    return _shown(request, club, found)


def _club(request: HttpRequest, slug: str) -> Club:
    return permissions.find(request.person, permissions.MANAGE_EVENTS, slug=slug)  # type: ignore[attr-defined]


def _salt(club: Club, request: HttpRequest) -> str:
    return f"teams:{club.pk}:{acting.actor(request).human.pk}"


def _packed(source: Source, named: Sequence[NamedTeam], *, salt: str) -> str:
    return signing.dumps([source, [astuple(one) for one in named]], salt=salt, compress=True)


def _carried(packed: str, *, salt: str) -> tuple[Source, list[NamedTeam]]:
    try:
        source, rows = signing.loads(packed, salt=salt, max_age=CARRIED_FOR)
    except signing.BadSignature:
        raise NoLongerCarried from None
    return Source(source), [NamedTeam(pk, name, car, tuple(drivers)) for pk, name, car, drivers in rows]


def _shown(request: HttpRequest, club: Club, found: Sequence[Foreseen], *, carried: str = "") -> HttpResponse:
    done = [one for one in found if one.is_done]
    shown: dict[str, Any] = {
        "club": club,
        "carried": carried,
        "rows": [{"one": one, "look": f"named_{one.state}"} for one in found],
        "may_change": any(one.changes for one in found),
        "may_invite": teams_arriving.may_invite(club, acting.actor(request).person),
        "made": sum(one.state == State.NEW for one in done),
        "renamed": sum(one.state == State.RENAMED for one in done),
        "invited": sum(len(one.invited) for one in done),
        "back": reverse("racing:teams"),
        "crumbs": crumbs(_("From a file")),
    }
    return render(request, "racing/teams_file_shown.html", shown)
