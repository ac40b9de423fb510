"""Who is in a team, and who is invited into it: changed, removed, handed over, invited, answered."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lineup.core.foundation import clock
from lineup.domains.racing import team_invitations, team_members, teams
from lineup.domains.racing.models import Team, TeamInvitation, TeamMember
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.racing.team_forms import MemberForm, TeamInviteForm
from lineup.interfaces.web.racing.teams import crumbs, team_page


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def member(request: HttpRequest, slug: str, pk: Any) -> HttpResponse:
    team = _edited(request, slug)
    row = team_members.find(team, pk)
    form = MemberForm(acting.sent(request), member=row, zone=timezone.get_current_timezone_name())
    if form.carries_out(
        lambda: team_members.change(row, by=acting.actor(request), at=clock.now(), **form.cleaned_data)
    ):
        flash.done(request, _("Saved."))
        return redirect("racing:team", slug=slug)
    name = row.person.name
    shown = {
        "team": team,
        "row": row,
        "form": form,
        "crumbs": [*crumbs(team.name)[:2], (team.name, reverse("racing:team", args=[slug])), (name, "")],
        "may_hand_over": team.owner_id is not None and team.owner_id == acting.actor(request).human.pk,
    }
    return render(request, "racing/team_member.html", shown, status=422 if form.errors else 200)


@require_POST
@login_required
def remove(request: HttpRequest, slug: str, pk: Any) -> HttpResponse:
    """Take somebody out, or leave."""
    by, team = acting.actor(request), teams.find_visible(request.person, slug)  # type: ignore[attr-defined]
    own = team_members.own(team, by.person)
    if own is None or str(own.pk) != str(pk):
        teams.check(team, by.person, teams.EDIT, at=clock.now())
    flash.tried(
        request, lambda: team_members.remove(team_members.find(team, pk), by=by, at=clock.now()), _("It is done.")
    )
    return redirect("racing:teams" if own and str(own.pk) == str(pk) else reverse("racing:team", args=[slug]))


@require_POST
@login_required
def hand_over(request: HttpRequest, slug: str, pk: Any) -> HttpResponse:
    row: TeamMember = team_members.find(_edited(request, slug), pk)
    said = _("%(name)s owns the team now.") % {"name": row.person.name}
    flash.tried(request, lambda: team_members.hand_over(row, by=acting.actor(request), at=clock.now()), said)
    return redirect("racing:team", slug=slug)


@require_POST
@login_required
def invite(request: HttpRequest, slug: str) -> HttpResponse:
    by, at = acting.actor(request), clock.now()
    team = teams.find_for(by.person, slug, teams.INVITE, at=at)
    form = TeamInviteForm(request.POST)
    if form.carries_out(lambda: team_invitations.invite(team, by=by, at=at, **form.cleaned_data)):
        flash.done(request, _("The invitation is on its way."))
        return redirect("racing:team", slug=slug)
    return team_page(request, team, form=form)


@require_POST
@login_required
def revoke(request: HttpRequest, slug: str, pk: Any) -> HttpResponse:
    by, at = acting.actor(request), clock.now()
    row = team_invitations.find_of(teams.find_for(by.person, slug, teams.INVITE, at=at), pk)
    flash.tried(
        request, lambda: team_invitations.revoke(row, by=by, at=at), _("The invitation opens nothing any more.")
    )
    return redirect("racing:team", slug=slug)


@require_safe
@never_cache
def by_link(request: HttpRequest, secret: str) -> HttpResponse:
    row = team_invitations.find(secret, at=clock.now())
    return _invited(request, row, reverse("racing:team-link-refusal", args=[secret]))


@require_safe
@never_cache
@login_required
def by_id(request: HttpRequest, pk: Any) -> HttpResponse:
    return _invited(request, _mine(request, pk), reverse("racing:team-invitation-refusal", args=[pk]))


def _invited(request: HttpRequest, row: TeamInvitation, refusal: str) -> HttpResponse:
    person = request.person  # type: ignore[attr-defined]
    shown = {
        "invitation": row,
        "team": row.team,
        "refusal": refusal,
        "acceptance": reverse("racing:team-invitation-acceptance", args=[row.pk]),
        # without the secret: it would else be kept, in clear, with the wish to open an account
        "back": reverse("racing:team-invitation", args=[row.pk]),
        "is_mine": bool(person and person.email_folded == row.email_folded),
    }
    return render(request, "racing/team_invited.html", shown)


@require_POST
@login_required
def accept(request: HttpRequest, pk: Any) -> HttpResponse:
    row = _mine(request, pk)
    said = _("Welcome to %(team)s!") % {"team": row.team.name}
    flash.tried(request, lambda: team_invitations.accept(row, by=acting.actor(request), at=clock.now()), said)
    return redirect("racing:team", slug=row.team.slug)


@require_POST
def refuse_by_link(request: HttpRequest, secret: str) -> HttpResponse:
    return _refuse(request, team_invitations.find(secret, at=clock.now()))


@require_POST
@login_required
def refuse(request: HttpRequest, pk: Any) -> HttpResponse:
    return _refuse(request, _mine(request, pk))


def _refuse(request: HttpRequest, row: TeamInvitation) -> HttpResponse:
    team_invitations.decline(row, by=acting.actor(request), at=clock.now())
    flash.done(request, _("You turned the invitation of %(team)s down.") % {"team": row.team.name})
    return redirect("racing:teams")


def _mine(request: HttpRequest, pk: Any) -> TeamInvitation:
    return team_invitations.find_mine(request.person, pk, at=clock.now())  # type: ignore[attr-defined]


def _edited(request: HttpRequest, slug: str) -> Team:
    return teams.find_for(request.person, slug, teams.EDIT, at=clock.now())  # type: ignore[attr-defined]
