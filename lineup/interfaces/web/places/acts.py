"""What can be done with a place, the same by either door. A GET shows, only a POST changes."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Refusal
from lineup.core.participation import entering, places, queue
from lineup.core.participation.models import Place
from lineup.core.participation.transitions import OCCUPYING, State
from lineup.interfaces.web import flash
from lineup.interfaces.web.places import forms, showing
from lineup.interfaces.web.places.doors import Door


@require_safe
def show(request: HttpRequest, door: Door) -> HttpResponse:
    return showing.page(request, door)


@require_POST
def accept(request: HttpRequest, door: Door) -> HttpResponse:
    return _done(request, door, lambda: places.accept(door.place, by=door.by, at=clock.now()))


@require_POST
def decline(request: HttpRequest, door: Door) -> HttpResponse:
    return _done(request, door, lambda: places.decline(door.place, by=door.by, at=clock.now()))


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, door: Door) -> HttpResponse:
    party = entering.party(door.place)
    form = forms.LeaveForm(request.POST or None, place=door.place, party=party)
    if request.method == "POST" and (form.is_valid() or not form.party):
        return _done(request, door, lambda: _leave(door, form))
    if not form.party:
        return redirect(door.path())
    shown = {
        "form": form,
        "place": door.place,
        "action": door.path("withdrawal"),
        "cancel": door.path(),
        "consequences": _consequences(door.place, form),
    }
    return render(request, "places/withdrawal.html", shown, status=422 if form.is_bound else 200)


def _leave(door: Door, form: forms.LeaveForm) -> None:
    if not form.party:
        places.withdraw(door.place, by=door.by, at=clock.now())
    elif form.everybody:
        places.withdraw_party(next(iter(form.party.values())), by=door.by, at=clock.now())
    else:
        places.withdraw(form.chosen, by=door.by, at=clock.now())


def _consequences(place: Place, form: forms.LeaveForm) -> list[str]:
    waiting = queue.waiting(place.pool).exclude(party=place.party).count()
    said = []
    if place.state in OCCUPYING and waiting:
        said.append(
            ngettext(
                "One person waits: the place goes to them at once.",
                "%(n)d people wait: the place goes to the next in line at once.",
                waiting,
            )
            % {"n": waiting}
        )
    elif place.state in OCCUPYING:
        said.append(_("The place is free for somebody else at once."))
    if place.state == State.WAITLISTED:
        said.append(_("The position in line is gone; who joins again starts at the end."))
    if len(form.party) > 1:
        said.append(_("Who stays in the group keeps their place."))
    return said


@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: HttpRequest, door: Door) -> HttpResponse:
    people = {str(m.pk): m.participant.person for m in entering.party(door.place) if entering.may_be_renamed(m)}
    form = forms.NamesForm(request.POST or None, people={key: person.name for key, person in people.items()})
    if request.method == "POST" and form.is_valid():
        names = {people[key].pk: form.cleaned_data[key] for key in form.changed_data}
        party = entering.party(door.place)
        return _done(request, door, lambda: entering.rename(party, names, by=door.by, at=clock.now()))
    shown = {"form": form, "place": door.place, "back": door.path()}
    return render(request, "places/names.html", shown, status=422 if form.is_bound else 200)


def _done(request: HttpRequest, door: Door, operate: Callable[[], Any]) -> HttpResponse:
    """Do it and show the place; what the ledger refuses is said on the same page, with nothing changed."""
    try:
        operate()
    except Refusal as refusal:
        door.place.refresh_from_db(fields=["state", "held_until"])
        return showing.page(request, door, refusal=refusal)
    if not door.is_link:
        flash.done(request, _("Done: it stands as you see here."))
    return redirect(door.path())
