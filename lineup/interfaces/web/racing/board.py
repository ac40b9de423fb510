"""The board: drivers, teams and coaches who look for each other."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lineup.core.foundation import clock, cursors
from lineup.core.people.models import Person
from lineup.domains.racing import advert_answers, adverts
from lineup.domains.racing.catalogue import looking
from lineup.domains.racing.models import Advert
from lineup.interfaces.web import acting, flash, prose
from lineup.interfaces.web.racing.board_forms import AdvertForm, AnswerForm, ReplyForm, WordsForm

PAGE, PAGE_OF_OWN = 30, 10
page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@login_required
def index(request: HttpRequest) -> HttpResponse:
    person, at = _me(request), clock.now()
    simulators = list(looking.simulators())
    kind, wanted = request.GET.get("kind", ""), request.GET.get("simulator", "")
    simulator = next((one for one in simulators if one.slug == wanted), None)
    rows = adverts.on_board(person, at=at, kind=kind, simulator=simulator)
    found = cursors.page(rows, order=adverts.ORDER, cursor=request.GET.get("cursor", ""), size=PAGE)
    kinds = [("", _("Everything")), *Advert.Kind.choices]
    shown = {
        "page": found,
        "rows": [{"advert": one, "summary": prose.plain(one.text)} for one in found.items],
        "own": cursors.page(
            adverts.of(person), order=adverts.ORDER, cursor=request.GET.get("own", ""), size=PAGE_OF_OWN
        ),
        "now": at,
        "tabs": [
            {"label": label, "href": f"?kind={key}&simulator={wanted}", "current": key == kind} for key, label in kinds
        ],
        "options": [("", _("All simulators")), *((one.slug, one.name) for one in simulators)],
        "kind": kind,
        "simulator": simulator.slug if simulator else "",
        "crumbs": _crumbs(),
    }
    return render(request, "racing/board.html", shown)


@page
@login_required
def new(request: HttpRequest) -> HttpResponse:
    by, at = acting.actor(request), clock.now()
    initial = {"kind": request.GET.get("kind", ""), "days": adverts.DAYS}
    form = AdvertForm(acting.sent(request), person=by.human, at=at, initial=initial)
    if form.carries_out(lambda: adverts.put_up(**form.cleaned_data, by=by, at=at)):
        flash.done(request, _("It is on the board. You are told when somebody answers."))
        return redirect("racing:board")
    shown = {"form": form, "crumbs": _crumbs(_("New advert"))}
    return render(request, "racing/advert_new.html", shown, status=422 if form.errors else 200)


@page
@login_required
def show(request: HttpRequest, pk: Any) -> HttpResponse:
    """The advert; sending the form answers it."""
    by, at = acting.actor(request), clock.now()
    advert = adverts.find(by.human, pk, at=at)
    form = AnswerForm(acting.sent(request), advert=advert, person=by.human, at=at)
    if form.carries_out(lambda: advert_answers.give(advert, **form.cleaned_data, by=by, at=at)):
        flash.done(request, _("They are told. You hear from them here and by notice."))
        return redirect("racing:advert", pk=pk)
    return render(request, "racing/advert.html", _shown(advert, by.human, form), status=422 if form.errors else 200)


def _shown(advert: Advert, person: Person, form: AnswerForm) -> dict[str, Any]:
    at = clock.now()
    settles = adverts.may_settle(advert, person, at=at)
    race = adverts.race_shown(advert, person)
    return {
        "advert": advert,
        "text": prose.shown(advert.text),
        "race": race,
        "is_open": adverts.is_open(advert, at=at),
        "settles": settles,
        "answers": list(advert_answers.of(advert)[: advert_answers.MOST]) if settles else [],
        "own": advert_answers.own(advert, person),
        "is_own": advert.author_id == person.pk,
        "form": form,
        "reply": ReplyForm(auto_id=False),
        "crumbs": _crumbs(advert.get_kind_display()),
    }


@page
@login_required
def edit(request: HttpRequest, pk: Any) -> HttpResponse:
    by, at = acting.actor(request), clock.now()
    advert = _settled_by(request, pk)
    form = WordsForm(acting.sent(request), initial={"text": advert.text})
    if form.carries_out(lambda: adverts.change(advert, **form.cleaned_data, by=by, at=at)):
        flash.done(request, _("Saved."))
        return redirect("racing:advert", pk=pk)
    shown = {"form": form, "advert": advert, "crumbs": _crumbs(advert.get_kind_display())}
    return render(request, "racing/advert_edit.html", shown, status=422 if form.errors else 200)


@require_POST
@login_required
def close(request: HttpRequest, pk: Any) -> HttpResponse:
    adverts.close(_settled_by(request, pk), by=acting.actor(request), at=clock.now())
    flash.done(request, _("It is off the board."))
    return redirect("racing:board")


@require_POST
@login_required
def settle(request: HttpRequest, pk: Any, answer: Any) -> HttpResponse:
    """Accept the answer, or with `no` decline it."""
    by, at = acting.actor(request), clock.now()
    row = advert_answers.find(_settled_by(request, pk), answer)
    act = advert_answers.decline if "no" in request.POST else advert_answers.accept
    form = ReplyForm(request.POST)
    if form.carries_out(lambda: act(row, **form.cleaned_data, by=by, at=at)):
        flash.done(request, _("They are told."))
    else:
        flash.refused(request, next(iter(form.errors.values()))[0])
    return redirect("racing:advert", pk=pk)


@require_POST
@login_required
def take_back(request: HttpRequest, pk: Any, answer: Any) -> HttpResponse:
    """Delete one's own answer."""
    by, at = acting.actor(request), clock.now()
    row = advert_answers.find(adverts.find(by.human, pk, at=at), answer)
    advert_answers.check_own(row, by.human)
    flash.tried(request, lambda: advert_answers.take_back(row, by=by, at=at), _("Your answer is gone."))
    return redirect("racing:board")


def _settled_by(request: HttpRequest, pk: Any) -> Advert:
    person, at = _me(request), clock.now()
    advert = adverts.find(person, pk, at=at)
    adverts.check_may_settle(advert, person, at=at)
    return advert


def _me(request: HttpRequest) -> Person:
    return acting.actor(request).human


def _crumbs(here: object = "") -> list[tuple[object, str]]:
    """Return where one is: in the racing pages, at the board, at this on it."""
    start = (_("Racing"), reverse("racing:home"))
    return [start, (_("Board"), reverse("racing:board")), (here, "")] if here else [start, (_("Board"), "")]
