"""The race of an event on its desk: made, changed, with its parts, forecast, classes and slots."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Refusal
from lineup.domains.events import events
from lineup.domains.events.models import Event
from lineup.domains.racing import car_restrictions, race_classes, races, slots
from lineup.domains.racing.catalogue import looking
from lineup.domains.racing.models import Race
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.desk import opening
from lineup.interfaces.web.desk.opening import Desk, desk
from lineup.interfaces.web.racing import race_forms

ROOM = "racing:race-desk"


@require_http_methods(["GET", "HEAD", "POST"])
@desk
def index(request: HttpRequest, desk: Desk) -> HttpResponse:
    event = _event(desk)
    race = races.of(event)
    return _new(request, desk, event) if race is None else _change(request, desk, race)


def _new(request: HttpRequest, desk: Desk, event: Event) -> HttpResponse:
    """First the simulator, by which tracks and licences are chosen; then the rest."""
    slug = request.GET.get("simulator", "")
    if not slug:
        return opening.page(request, desk, "racing/race_new.html", {"simulators": looking.simulators()}, room=ROOM)
    simulator = looking.find(slug)
    form = race_forms.RaceForm(acting.sent(request), simulator=simulator)
    if form.carries_out(
        lambda: races.create(event, simulator=simulator, by=desk.by, at=clock.now(), **form.cleaned_data)
    ):
        flash.done(request, _("It is a race now. Add its classes and its slots."))
        return redirect(desk.path(ROOM))
    shown = {"form": form, "simulator": simulator}
    return opening.page(request, desk, "racing/race_form.html", shown, room=ROOM, status=422 if form.errors else 200)


def _change(request: HttpRequest, desk: Desk, race: Race) -> HttpResponse:
    form = race_forms.RaceForm(acting.sent(request), instance=race, simulator=race.simulator)
    if form.carries_out(lambda: races.change(race, by=desk.by, at=clock.now(), **form.cleaned_data)):
        return _saved(request, desk)
    return _page(request, desk, race, form=form)


@require_POST
@desk
def sessions(request: HttpRequest, desk: Desk) -> HttpResponse:
    race = races.find(_event(desk))
    rows = race_forms.parts(race, request.POST)
    if rows.carries_out(lambda: races.set_sessions(race, rows.said(), by=desk.by, at=clock.now())):
        return _saved(request, desk)
    return _page(request, desk, race, parts=rows)


@require_POST
@desk
def weather(request: HttpRequest, desk: Desk) -> HttpResponse:
    race = races.find(_event(desk))
    rows = race_forms.points(race, request.POST)
    if rows.carries_out(lambda: races.set_weather(race, rows.said(), by=desk.by, at=clock.now())):
        return _saved(request, desk)
    return _page(request, desk, race, points=rows)


@require_POST
@desk
def add_class(request: HttpRequest, desk: Desk) -> HttpResponse:
    race = races.find(_event(desk))
    form = race_forms.ClassForm(request.POST, race=race)
    if form.carries_out(lambda: race_classes.add(race, by=desk.by, at=clock.now(), **form.cleaned_data)):
        return _saved(request, desk)
    return _page(request, desk, race, of_class=form)


@require_http_methods(["GET", "HEAD", "POST"])
@desk
def change_class(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponse:
    race = races.find(_event(desk))
    row = race_classes.find(race, pk)
    form = race_forms.ClassEntriesForm(acting.sent(request), race_class=row)
    if form.carries_out(lambda: race_classes.change(row, by=desk.by, at=clock.now(), **form.cleaned_data)):
        return _saved(request, desk)
    return _part(request, desk, form, str(row))


@require_POST
@desk
def remove_class(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponse:
    race = races.find(_event(desk))
    row = race_classes.find(race, pk)
    row.race = race
    try:
        race_classes.remove(row, by=desk.by, at=clock.now())
    except Refusal as refusal:
        flash.refused(request, refusal)
        return redirect(desk.path(ROOM))
    return _saved(request, desk)


@require_POST
@desk
def restrict(request: HttpRequest, desk: Desk) -> HttpResponse:
    race = races.find(_event(desk))
    form = race_forms.RestrictionForm(request.POST, race=race)
    if form.carries_out(lambda: car_restrictions.put(race, by=desk.by, at=clock.now(), **form.cleaned_data)):
        return _saved(request, desk)
    return _page(request, desk, race, of_restriction=form)


@require_POST
@desk
def lift(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponse:
    """The restriction of the car with this id."""
    race = races.find(_event(desk))
    car_restrictions.lift(car_restrictions.find(race, pk), by=desk.by, at=clock.now())
    return _saved(request, desk)


@require_POST
@desk
def add_slot(request: HttpRequest, desk: Desk) -> HttpResponse:
    race = races.find(_event(desk))
    form = race_forms.SlotForm(request.POST, zone=race.event.time_zone)
    if form.carries_out(lambda: slots.add(race, by=desk.by, at=clock.now(), **form.cleaned_data)):
        return _saved(request, desk)
    return _page(request, desk, race, of_slot=form)


@require_http_methods(["GET", "HEAD", "POST"])
@desk
def change_slot(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponse:
    race = races.find(_event(desk))
    slot = slots.find(race, pk)
    slot.race = race
    form = race_forms.SlotForm(acting.sent(request), zone=race.event.time_zone, slot=slot)
    if form.carries_out(lambda: slots.change(slot, by=desk.by, at=clock.now(), **form.cleaned_data)):
        return _saved(request, desk)
    lead = _("On the clock of %(zone)s. Who chose this slot keeps it.") % {"zone": race.event.time_zone}
    return _part(request, desk, form, _("Change the slot"), lead)


def _part(request: HttpRequest, desk: Desk, form: Any, heading: str, lead: str = "") -> HttpResponse:
    shown = {"form": form, "heading": heading, "lead": lead}
    return opening.page(request, desk, "racing/race_part.html", shown, room=ROOM, status=422 if form.errors else 200)


@require_POST
@desk
def remove_slot(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponse:
    race = races.find(_event(desk))
    slot = slots.find(race, pk)
    slot.race = race
    try:
        slots.remove(slot, by=desk.by, at=clock.now())
    except Refusal as refusal:
        flash.refused(request, refusal)
        return redirect(desk.path(ROOM))
    return _saved(request, desk)


@require_POST
@desk
def remove(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The race, put on the event by mistake; the event stays."""
    try:
        races.remove(races.find(_event(desk)), by=desk.by, at=clock.now())
    except Refusal as refusal:
        flash.refused(request, refusal)
    else:
        flash.done(request, _("The event is no race any more."))
    return redirect(desk.path(ROOM))


def _event(desk: Desk) -> Event:
    return events.find_managed(desk.by.person, pk=desk.offering.pk)


def _saved(request: HttpRequest, desk: Desk) -> HttpResponse:
    flash.done(request, _("Saved."))
    return redirect(desk.path(ROOM))


def _page(request: HttpRequest, desk: Desk, race: Race, **bound: Any) -> HttpResponse:
    shown = {
        "race": race,
        "simulator": race.simulator,
        "zone": race.event.time_zone,
        "form": bound.get("form") or race_forms.RaceForm(instance=race, simulator=race.simulator),
        "parts": bound.get("parts") or race_forms.parts(race),
        "points": bound.get("points") or race_forms.points(race),
        "of_class": bound.get("of_class") or race_forms.ClassForm(race=race),
        "of_slot": bound.get("of_slot") or race_forms.SlotForm(zone=race.event.time_zone),
        "of_restriction": bound.get("of_restriction") or race_forms.RestrictionForm(race=race),
        "restrictions": car_restrictions.of(race),
        "classes": race_classes.of(race),
        "slots": slots.of(race),
    }
    return opening.page(
        request,
        desk,
        "racing/race_desk.html",
        shown,
        room=ROOM,
        status=422 if bound and request.method == "POST" else 200,
    )
