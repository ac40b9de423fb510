"""Series of a club: the list, the standings, and for who manages its events what counts and which races."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lineup.core.clubs import clubs, permissions
from lineup.core.clubs.models import Club
from lineup.core.foundation import clock, cursors, sheets
from lineup.domains.racing import series, series_adjustments, series_standings
from lineup.domains.racing.models import Race, Series
from lineup.domains.racing.series_standings import Standings
from lineup.interfaces.web import acting, downloads, flash, prose
from lineup.interfaces.web.clubs import frame
from lineup.interfaces.web.racing.series_forms import AdjustmentForm, RoundsForm, SeriesForm
from lineup.interfaces.web.shared import Shared

page = require_http_methods(["GET", "HEAD", "POST"])
PAGE = 50


@require_safe
def index(request: HttpRequest, slug: str) -> HttpResponse:
    person = request.person  # type: ignore[attr-defined]
    club = clubs.find_visible(person, slug=slug)
    rows = series.of_club(club, person)
    shown: dict[str, Any] = {
        "page": cursors.page(rows, order=("name", "id"), cursor=request.GET.get("cursor", ""), size=PAGE),
        "may_manage": series.may_manage(club, person),
    }
    return render(request, "racing/series_list.html", frame.around(request, club, "series", **shown))


@page
@login_required
def new(request: HttpRequest, slug: str) -> HttpResponse:
    person = request.person  # type: ignore[attr-defined]
    club = clubs.find_visible(person, slug=slug)
    permissions.check(person, club.pk, permissions.MANAGE_EVENTS)
    form = SeriesForm(acting.sent(request))
    made: list[Series] = []
    if form.carries_out(
        lambda: made.append(series.create(club, by=acting.actor(request), at=clock.now(), **form.values()))
    ):
        flash.done(request, _("The series is there. Choose its races."))
        return redirect("racing:series-edit", pk=made[0].pk)
    shown = {"club": club, "form": form, "crumbs": _crumbs(club, _list(club), (_("New"), ""))}
    return render(request, "racing/series_form.html", shown, status=422 if form.errors else 200)


@require_safe
def show(request: HttpRequest, pk: Any) -> HttpResponse:
    person = request.person  # type: ignore[attr-defined]
    found = series.find_visible(person, pk)
    is_everybodys = found.club.is_public and found.audience == Series.Audience.EVERYBODY
    shown = {
        "series": found,
        "club": found.club,
        "shared": Shared(
            title=found.name,
            summary=prose.plain(found.description) or f"{found.name} · {found.club}",
            path=reverse("racing:series", kwargs={"pk": found.pk}),
            picture=reverse("racing:series-picture", kwargs={"pk": found.pk}),
            is_everybodys=is_everybodys,
            is_indexed=is_everybodys,
        ),
        "rounds": series.rounds(found),
        "standings": series_standings.of(found),
        "may_manage": series.may_manage(found.club, person),
        "crumbs": _crumbs(found.club, _list(found.club), (found.name, "")),
    }
    return render(request, "racing/series.html", shown)


@require_safe
def table(request: HttpRequest, pk: Any) -> HttpResponseBase:
    found = series.find_visible(request.person, pk)  # type: ignore[attr-defined]
    return downloads.table(request, _sheet(series_standings.of(found)), name=found.name)


def _sheet(standings: Standings) -> Iterator[list[sheets.Cell]]:
    held = [f"{one.round.position} {one.round.race.event.offering.title}" for one in standings.held]
    yield [_("Class"), _("Position"), _("Name"), _("Points"), _("Given or taken off"), *held]
    for name, rows in standings.classes:
        for row in rows:
            yield [
                *(name, row.stood.place, row.name, row.stood.points, row.stood.adjusted),
                *(None if one is None else one.points for one in row.scores),
            ]


@page
@login_required
def edit(request: HttpRequest, pk: Any) -> HttpResponse:
    found = series.find_managed(request.person, pk)  # type: ignore[attr-defined]
    form = SeriesForm(acting.sent(request), series=found)
    if form.carries_out(lambda: series.change(found, by=acting.actor(request), at=clock.now(), **form.values())):
        flash.done(request, _("Saved."))
        return redirect("racing:series", pk=pk)
    return _edit_page(request, found, form=form)


@require_POST
@login_required
def rounds(request: HttpRequest, pk: Any) -> HttpResponse:
    found = series.find_managed(request.person, pk)  # type: ignore[attr-defined]
    races = _races(found)
    form = RoundsForm(request.POST, races=races, chosen=())

    def choose() -> None:
        wanted = [race for race in races if str(race.pk) in form.cleaned_data["rounds"]]
        series.set_rounds(found, wanted, by=acting.actor(request), at=clock.now())

    if form.carries_out(choose):
        flash.done(request, _("Saved."))
        return redirect("racing:series", pk=pk)
    return _edit_page(request, found, of_rounds=form)


@require_POST
@login_required
def adjust(request: HttpRequest, pk: Any) -> HttpResponse:
    found = series.find_managed(request.person, pk)  # type: ignore[attr-defined]
    form = AdjustmentForm(request.POST, standings=series_standings.of(found))
    if form.carries_out(
        lambda: series_adjustments.give(found, by=acting.actor(request), at=clock.now(), **form.values())
    ):
        flash.done(request, _("Saved. It stands below the standings, with its reason."))
        return redirect("racing:series", pk=pk)
    return _edit_page(request, found, of_points=form)


@require_POST
@login_required
def take_back(request: HttpRequest, pk: Any, adjustment: Any) -> HttpResponse:
    found = series.find_managed(request.person, pk)  # type: ignore[attr-defined]
    series_adjustments.take_back(series_adjustments.find(found, adjustment), by=acting.actor(request), at=clock.now())
    flash.done(request, _("Taken back: the points count no more."))
    return redirect("racing:series-edit", pk=pk)


@require_POST
@login_required
def remove(request: HttpRequest, pk: Any) -> HttpResponse:
    found = series.find_managed(request.person, pk)  # type: ignore[attr-defined]
    slug = found.club.slug
    series.remove(found, by=acting.actor(request), at=clock.now())
    flash.done(request, _("The series is deleted; its races and their results stay."))
    return redirect("racing:series-list", slug=slug)


def _edit_page(
    request: HttpRequest,
    found: Series,
    *,
    form: SeriesForm | None = None,
    of_rounds: RoundsForm | None = None,
    of_points: AdjustmentForm | None = None,
) -> HttpResponse:
    chosen = [one.race_id for one in series.rounds(found)]
    shown = {
        "club": found.club,
        "series": found,
        "form": form or SeriesForm(series=found),
        "of_rounds": of_rounds or RoundsForm(races=_races(found), chosen=chosen),
        "of_points": of_points or AdjustmentForm(standings=series_standings.of(found)),
        "adjustments": series_adjustments.of(found),
        "crumbs": _crumbs(
            found.club, _list(found.club), (found.name, reverse("racing:series", args=[found.pk])), (_("Edit"), "")
        ),
    }
    failed = any(one is not None and one.errors for one in (form, of_rounds, of_points))
    return render(request, "racing/series_form.html", shown, status=422 if failed else 200)


def _races(found: Series) -> list[Race]:
    """The last ones, by when they begin: no series has more."""
    newest = series.races_for(found).reverse()[: 4 * series.MOST_ROUNDS]
    return list(newest)[::-1]


def _list(club: Club) -> tuple[str, str]:
    return pgettext("of races", "Series"), reverse("racing:series-list", kwargs={"slug": club.slug})


def _crumbs(club: Club, *more: tuple[str, str]) -> list[tuple[str, str]]:
    return [(club.name, reverse("clubs:page", kwargs={"slug": club.slug})), *more]
