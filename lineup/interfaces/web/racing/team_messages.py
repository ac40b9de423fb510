"""The wall of a team: its notes, and what its people write to each other."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from lineup.core.foundation import clock, cursors
from lineup.domains.racing import team_messages, teams
from lineup.domains.racing.models import Team, TeamMessage
from lineup.interfaces.web import acting, flash, prose
from lineup.interfaces.web.racing.teams import crumbs
from lineup.interfaces.web.refusing import Refusing

PAGE = 50


class MessageForm(Refusing, forms.Form):
    """What somebody writes to their team; written by `team_messages.write`."""

    text = forms.CharField(
        label=gettext_lazy("Message"),
        max_length=team_messages.LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Markdown works. Whoever is in the team reads it."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def index(request: HttpRequest, slug: str) -> HttpResponse:
    by, at, team = acting.actor(request), clock.now(), _read(request, slug)
    form = MessageForm(acting.sent(request))
    if form.carries_out(lambda: team_messages.write(team, **form.cleaned_data, by=by, at=at)):
        return redirect("racing:team-messages", slug=slug)
    cursor = request.GET.get("cursor", "")
    page = cursors.page(team_messages.of(team), order=team_messages.ORDER, cursor=cursor, size=PAGE)
    shown = {
        "team": team,
        "form": form,
        "page": page,
        "said": _shown(page.items),
        "notes": [] if cursor else _shown(team_messages.pinned(team)),
        "may_edit": teams.EDIT in teams.held(team, by.person, at=at),
        "me": by.human,
        "crumbs": [*crumbs("")[:2], (team.name, reverse("racing:team", args=[slug])), (_("Messages"), "")],
    }
    return render(request, "racing/team_messages.html", shown, status=422 if form.errors else 200)


@require_POST
@login_required
def take_back(request: HttpRequest, slug: str, pk: Any) -> HttpResponse:
    message = team_messages.find(_read(request, slug), pk)
    team_messages.take_back(message, by=acting.actor(request), at=clock.now())
    flash.done(request, _("Its words are gone."))
    return redirect("racing:team-messages", slug=slug)


@require_POST
@login_required
def pin(request: HttpRequest, slug: str, pk: Any) -> HttpResponse:
    """Keep it at the top, or with `off` no longer."""
    by, at = acting.actor(request), clock.now()
    message = team_messages.find(_read(request, slug), pk)
    teams.check(message.team, by.person, teams.EDIT, at=at)
    is_pinned = "off" not in request.POST
    said = _("It stays at the top.") if is_pinned else _("It is no note any more.")
    flash.tried(request, lambda: team_messages.pin(message, is_pinned=is_pinned, by=by, at=at), said)
    return redirect("racing:team-messages", slug=slug)


def _shown(rows: Iterable[TeamMessage]) -> list[tuple[TeamMessage, str]]:
    return [(row, prose.shown(row.text)) for row in rows]


def _read(request: HttpRequest, slug: str) -> Team:
    person = request.person  # type: ignore[attr-defined]
    team = teams.find_visible(person, slug)
    team_messages.check_reads(team, person, at=clock.now())
    return team
