"""Race control: what it says, for everybody who sees the event, and said by who organises the race."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from lineup.core.foundation import clock, cursors
from lineup.core.participation import offerings
from lineup.domains.events import events
from lineup.domains.racing import race_control, races
from lineup.domains.racing.models import RaceNotice
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.desk import opening
from lineup.interfaces.web.desk.opening import Desk, desk
from lineup.interfaces.web.racing import entries
from lineup.interfaces.web.refusing import Refusing

ROOM = "racing:race-desk"
PAGE = 50


class NoticeForm(Refusing, forms.Form):
    """A sentence of race control; said by `race_control.say`."""

    kind = forms.ChoiceField(label=gettext_lazy("What it is about"), choices=RaceNotice.Kind.choices)
    sentence = forms.CharField(
        label=gettext_lazy("What drivers need to know"),
        max_length=race_control.LONGEST,
        help_text=gettext_lazy(
            "One sentence. It can’t be changed afterwards; what does not hold any more is said anew."
        ),
    )


@require_safe
def index(request: HttpRequest, slug: str) -> HttpResponse:
    person = request.person  # type: ignore[attr-defined]
    race = races.find(events.find_visible(person, slug=slug))
    offering = race.event.offering
    shown = {
        "race": race,
        "offering": offering,
        "page": _page(request, race_control.of(race)),
        "may_manage": offerings.may_manage(offering, person),
        "crumbs": entries.crumbs(race, (_("Race control"), "")),
    }
    return render(request, "racing/control.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@desk
def on_desk(request: HttpRequest, desk: Desk) -> HttpResponse:
    race = races.find(events.find_managed(desk.by.person, pk=desk.offering.pk))
    form = NoticeForm(acting.sent(request))
    if form.carries_out(lambda: race_control.say(race, by=desk.by, at=clock.now(), **form.cleaned_data)):
        flash.done(request, _("It is said: on the race’s page, to its drivers, and in its Discord channel."))
        return redirect(desk.path("racing:control-desk"))
    shown = {"race": race, "form": form, "page": _page(request, race_control.of(race))}
    return opening.page(request, desk, "racing/control_desk.html", shown, room=ROOM, status=422 if form.errors else 200)


def _page(request: HttpRequest, rows: "QuerySet[RaceNotice]") -> Any:
    return cursors.page(rows, order=race_control.ORDER, cursor=request.GET.get("cursor", ""), size=PAGE)
