"""Signing up to a race: the form with its grid, interest, withdrawing; and what organisers see of it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lineup.core.foundation import clock, cursors
from lineup.core.foundation.errors import Missing, Refusal
from lineup.domains.events import events
from lineup.domains.guilds import guilds
from lineup.domains.racing import profiles, races, ratings, signups
from lineup.domains.racing.models import Race, Signup, SimProfile
from lineup.domains.racing.signup_states import Status
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.desk import opening
from lineup.interfaces.web.desk.opening import Desk, desk
from lineup.interfaces.web.places import entry
from lineup.interfaces.web.racing import race as race_pages
from lineup.interfaces.web.racing.signup_forms import Grid, SignupForm

PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def page(request: HttpRequest, slug: str) -> HttpResponse:
    race, own = _opened(request, slug)
    grid = _grid(race, own)
    form = SignupForm(acting.sent(request), race=race, signup=own)
    if request.method == "POST":
        said = {use: grid.said(use, request.POST.getlist(use)) for use in signups.USES}
        grid = Grid(race, said["drive"], said["spot"])
        if form.is_valid() and _saved(request, race, form, said):
            return redirect("racing:sign-up", slug=slug)
    return _page(request, race, own, form, grid)


def _saved(request: HttpRequest, race: Race, form: SignupForm, said: dict[str, Any]) -> bool:
    """Sign up, or change what was said; the form says why not."""
    by = acting.actor(request)
    try:
        signups.sign_up(race, by.human, by=by, at=clock.now(), **form.cleaned_data, **said)
    except Refusal as refusal:
        form.say(refusal)
        return False
    flash.done(request, _("You are signed up; come back and change it whenever you like."))
    return True


@require_POST
@login_required
def interest(request: HttpRequest, slug: str) -> HttpResponse:
    race, own = _opened(request, slug)
    by = acting.actor(request)
    try:
        own = own or signups.note_interest(race, by.human, by=by, at=clock.now())
    except Refusal as refusal:
        flash.refused(request, refusal)
    else:
        flash.done(request, _("The organiser knows that you are interested. Sign up when you are sure."))
    return redirect("racing:race", slug=slug)


@require_POST
@login_required
def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    _race, own = _opened(request, slug)
    if own is None:
        raise Missing
    held_a_place = own.place_id is not None
    try:
        signups.withdraw(own, by=acting.actor(request), at=clock.now())
    except Refusal as refusal:
        flash.refused(request, refusal)
    else:
        flash.done(request, _gone(held_a_place=held_a_place))
    return redirect("racing:race", slug=slug)


def _gone(*, held_a_place: bool) -> str:
    if held_a_place:
        return _("You are no longer signed up. You can come back as long as sign-up is open.")
    return _("You are no longer noted as interested.")


@require_safe
@desk
def index(request: HttpRequest, desk: Desk) -> HttpResponse:
    race = races.find(events.find_managed(desk.by.person, pk=desk.offering.pk))
    order = ("created_at", "id")
    found = cursors.page(signups.of(race), order=order, cursor=request.GET.get("cursor", ""), size=PAGE)
    shown = {
        "page": found,
        "rows": list(_told(race, found.items)),
        "coverage": signups.coverage(race),
    }
    return opening.page(request, desk, "racing/signups.html", shown, room="racing:race-desk")


def _told(race: Race, rows: Any) -> Any:
    """What organisers see of each sign-up, with the skill rating that the race counts."""
    own: dict[Any, list[SimProfile]] = {}
    for profile in profiles.in_simulator(race.simulator, [row.person_id for row in rows]):
        own.setdefault(profile.person_id, []).append(profile)
    newest = ratings.latest([profile for several in own.values() for profile in several])
    for row in rows:
        notes = [note for profile in own.get(row.person_id, ()) for note in newest[profile.pk]]
        when = {use: signups.spans(row, use) for use in signups.USES}
        status = signups.status_of(row)
        yield {
            "row": row,
            "status": status,
            "words": words(status),
            "skill": ratings.highest(notes, "skill"),
            "when": when,
            **{use: _hours(spans) for use, spans in when.items()},
        }


def _hours(spans: Any) -> int:
    return round(sum((ends - begins).total_seconds() for begins, ends in spans) / 3600)


def words(status: Status) -> str:
    """Return where a participation stands, in words."""
    return str(dict(Signup.STATUSES)[status])


def _opened(request: HttpRequest, slug: str) -> tuple[Race, Signup | None]:
    person = request.person  # type: ignore[attr-defined]
    race = races.find(events.find_visible(person, slug=slug))
    return race, signups.held(race, person)


def _grid(race: Race, own: Signup | None) -> Grid:
    if own is None:
        return Grid(race, (), ())
    return Grid(race, signups.spans(own, "drive"), signups.spans(own, "spot"))


def _page(request: HttpRequest, race: Race, own: Signup | None, form: SignupForm, grid: Grid) -> HttpResponse:
    person, status = request.person, signups.status_of(own) if own else None  # type: ignore[attr-defined]
    is_in = status not in (None, Status.INTERESTED, Status.WITHDRAWN)
    back = reverse("racing:race", kwargs={"slug": race.event.offering.slug})
    shown = {
        "race": race,
        "offering": race.event.offering,
        "own": own,
        "is_in": is_in,
        "status": words(status) if status else "",
        "server_sees": guilds.is_told_names(race.event),
        "refusal": None if is_in else entry.refusal(race.pool, person, at=clock.now()),
        "form": form,
        "grid": grid,
        "crumbs": race_pages.crumbs(race.event, (_("Race"), back), (_("Sign-up"), "")),
    }
    return render(request, "racing/sign_up.html", shown, status=422 if form.errors else 200)
