"""Whom a club asks for a second factor, with what that means for how many, before it is switched on."""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lineup.core.clubs import factor_rule, permissions
from lineup.core.clubs.models import Club
from lineup.core.foundation import clock
from lineup.core.foundation.errors import Refusal
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.clubs import frame
from lineup.interfaces.web.clubs.forms import SecondFactorForm
from lineup.interfaces.web.clubs.keeping import page

# time to read the mail and set one up
PROPOSED = timedelta(days=14)


@page
@login_required
def second_factor(request: HttpRequest, slug: str) -> HttpResponse:
    club = permissions.find(request.person, permissions.EDIT_CLUB, slug=slug)  # type: ignore[attr-defined]
    form = SecondFactorForm(acting.sent(request), hints=_hints(club), initial=_now(club))
    if request.method == "POST" and form.is_valid():
        try:
            _ask(request, club, form.cleaned_data)
        except Refusal as refusal:
            form.add_error("starts_on" if refusal.field == "starts_at" else None, str(refusal))
        else:
            flash.done(request, _said(club))
            return redirect("clubs:second-factor", slug=slug)
    shown = frame.around(request, Club.objects.get(pk=club.pk), "edit", form=form)
    return render(request, "clubs/second_factor.html", shown, status=422 if form.errors else 200)


def _now(club: Club) -> dict[str, Any]:
    starts = club.second_factor_from or clock.now() + PROPOSED
    return {"who": club.second_factor, "starts_on": starts.astimezone(ZoneInfo(club.time_zone)).date()}


def _ask(request: HttpRequest, club: Club, values: dict[str, Any]) -> None:
    day = values["starts_on"]
    starts_at = datetime.combine(day, time.min, ZoneInfo(club.time_zone)) if day else None
    factor_rule.ask(club, values["who"], starts_at=starts_at, by=acting.actor(request), at=clock.now())


def _hints(club: Club) -> dict[str, str]:
    """Say beside each choice how many it asks who have none yet."""
    asked = (Club.Protected.MANAGERS.value, Club.Protected.EVERYBODY.value)
    return {who: _consequence(factor_rule.census(club, who)) for who in asked} | {
        Club.Protected.NOBODY.value: _("Each member decides for themselves.")
    }


def _consequence(census: factor_rule.Census) -> str:
    values = {"without": census.without, "of": census.of}
    if not census.without:
        return _("Everybody whom it asks (%(of)s) has one already.") % values
    return (
        ngettext(
            "%(without)s of %(of)s has none yet, and is told.",
            "%(without)s of %(of)s have none yet, and are told.",
            census.without,
        )
        % values
    )


def _said(club: Club) -> str:
    if club.second_factor == Club.Protected.NOBODY:
        return _("The club asks nobody for a second factor any more.")
    return _("The club asks for a second factor; who has none is told.")
