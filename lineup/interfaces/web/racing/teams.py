"""Teams listed, shown, made, changed, put into the bin and taken out; their logos."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lineup.core.clubs.models import Club
from lineup.core.foundation import clock, cursors, pictures
from lineup.core.foundation.errors import Missing, Refusal
from lineup.domains.events import organising
from lineup.domains.racing import purging, team_invitations, team_members, team_messages, teams
from lineup.domains.racing.models import Role, Team
from lineup.interfaces.web import acting, binned, files, flash
from lineup.interfaces.web.events.forms import clubs_of, offerers
from lineup.interfaces.web.racing.team_forms import TeamForm, TeamInviteForm

PAGE = 30
page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    person, asked = request.person, request.GET  # type: ignore[attr-defined]
    q = asked.get("q", "")[:100]
    rows = teams.named(teams.visible_to(person), q)
    order = ("participant__name_folded", "pk")
    clubs = clubs_of(person) if person else []
    gone = teams.binned(person).annotate(stays=purging.has_history()) if person else None
    shown = {
        "page": cursors.page(rows, order=order, cursor=asked.get("cursor", ""), size=PAGE),
        "q": q,
        "own": cursors.page(teams.of(person), order=order, cursor=asked.get("own", ""), size=PAGE) if person else None,
        "binned": binned.page(request, gone) if gone is not None else None,
        "may_make": bool(clubs) or organising.may_organise(person),
        "clubs": clubs,
        "crumbs": [(_("Racing"), reverse("racing:home")), (_("Teams"), "")],
    }
    return render(request, "racing/teams.html", shown)


@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    team = teams.find_visible(request.person, slug)  # type: ignore[attr-defined]
    return team_page(request, team)


def team_page(request: HttpRequest, team: Team, *, form: Any = None) -> HttpResponse:
    """Return the page of the team, with as much of it as the viewer may see."""
    person, at = request.person, clock.now()  # type: ignore[attr-defined]
    held = teams.held(team, person, at=at)
    members = list(team_members.of(team)) if teams.sees_members(team, person, at=at) else None
    own = team_members.own(team, person)
    shown = {
        "team": team,
        "members": [{"row": row, "is_active": team_members.is_active(row, at=at)} for row in members or ()],
        "sees_members": members is not None,
        "may_read": team_messages.reads(team, person, at=at),
        "may_edit": teams.EDIT in held,
        "may_invite": teams.INVITE in held,
        "may_leave": own is not None and own.role != Role.OWNER,
        "own": own,
        "invited": team_invitations.open_of(team) if teams.INVITE in held else (),
        "form": form or TeamInviteForm(),
        "now": at,
        "crumbs": crumbs(team.name),
    }
    return render(request, "racing/team.html", shown, status=422 if form is not None else 200)


@page
@login_required
def new(request: HttpRequest) -> HttpResponse:
    keepers = offerers(request.person)  # type: ignore[attr-defined]
    if not keepers:
        raise organising.MayNotOrganise
    form = TeamForm(acting.sent(request), request.FILES or None, keepers=keepers, initial={"is_public": True})
    if request.method == "POST" and form.is_valid():
        values = {**form.cleaned_data}
        chosen = values.pop("kept_by")
        club = None if chosen == "me" else Club.objects.get(pk=chosen)
        try:
            team = teams.create(club=club, by=acting.actor(request), at=clock.now(), **_with_logo(values))
        except Refusal as refusal:
            form.say(refusal)
        else:
            flash.done(request, _("The team is there: invite its people."))
            return redirect("racing:team", slug=team.slug)
    return _form(request, form, _("New team"), reverse("racing:teams"))


@page
@login_required
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    by, at = acting.actor(request), clock.now()
    team = teams.find_for(by.person, slug, teams.EDIT, at=at)
    name, form = team.name, TeamForm(acting.sent(request), request.FILES or None, team=team)
    if form.carries_out(lambda: teams.change(team, by=by, at=at, **_with_logo({**form.cleaned_data}))):
        flash.done(request, _("Saved."))
        return redirect("racing:team", slug=slug)
    return _form(request, form, name, reverse("racing:team", args=[slug]))


def _with_logo(values: dict[str, Any]) -> dict[str, Any]:
    upload, none = values.pop("picture"), values.pop("no_picture", False)
    if upload:
        values["logo"] = pictures.square(upload, field="picture")
    elif none:
        values["logo"] = ""
    return values


def _form(request: HttpRequest, form: TeamForm, heading: str, back: str) -> HttpResponse:
    shown = {"form": form, "heading": heading, "back": back, "crumbs": crumbs(heading)}
    return render(request, "racing/team_form.html", shown, status=422 if form.errors else 200)


@require_POST
@login_required
def discard(request: HttpRequest, slug: str) -> HttpResponse:
    by, at = acting.actor(request), clock.now()
    team = teams.discard(teams.find_for(by.person, slug, teams.EDIT, at=at), by=by, at=at)
    undo = reverse("racing:team-restoration", args=[slug])
    flash.done(request, _("“%(team)s” is in the bin.") % {"team": team.name}, undo=undo)
    return redirect("racing:teams")


@require_POST
@login_required
def restore(request: HttpRequest, slug: str) -> HttpResponse:
    by = acting.actor(request)
    team = teams.restore(teams.find_binned(by.human, slug), by=by, at=clock.now())
    flash.done(request, _("“%(team)s” is back.") % {"team": team.name})
    return redirect("racing:team", slug=slug)


@require_safe
def logo(request: HttpRequest, name: str) -> FileResponse:
    """Answer a team's logo to whom the team is shown."""
    path = f"team-logos/{name}"
    if not teams.visible_to(request.person).filter(logo=path).exists():  # type: ignore[attr-defined]
        raise Missing
    return files.picture(path)


def crumbs(here: str) -> list[tuple[str, str]]:
    """Return where one is: in the teams, at this."""
    return [(_("Racing"), reverse("racing:home")), (_("Teams"), reverse("racing:teams")), (here, "")]
