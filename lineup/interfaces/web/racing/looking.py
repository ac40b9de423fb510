"""The catalogue as everybody reads it: simulators, their cars, their tracks."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from lineup.core.foundation import clock, cursors
from lineup.domains.racing import profiles, ratings, recommending
from lineup.domains.racing.catalogue import looking
from lineup.domains.racing.models import Simulator

PAGE = 50
REASONS = {
    recommending.CAR: gettext_lazy("A car you drive"),
    recommending.CLUB: gettext_lazy("Of your club"),
    recommending.TRACK: gettext_lazy("A track you know"),
    recommending.HOURS: gettext_lazy("When you usually can"),
    recommending.MEETS: gettext_lazy("Your ratings suit"),
}


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    person = request.person  # type: ignore[attr-defined]
    own = list(profiles.of(person)) if person else []
    newest = ratings.latest(own)
    shown = [{"profile": profile, "ratings": newest[profile.pk]} for profile in own]
    recommended = recommending.for_driver(person, at=clock.now()) if own else []
    found = {
        "simulators": looking.simulators(),
        "own": shown,
        "recommended": [{"race": one.race, "reasons": [REASONS[key] for key in one.reasons]} for one in recommended],
    }
    return render(request, "racing/home.html", found)


@require_safe
def cars(request: HttpRequest, slug: str) -> HttpResponse:
    simulator, q = looking.find(slug), request.GET.get("q", "")[:100]
    classes, wanted = list(looking.classes(simulator)), request.GET.get("class", "")
    chosen = next((one for one in classes if str(one.pk) == wanted), None)
    found = cursors.page(
        looking.cars(simulator, car_class=chosen, q=q),
        order=looking.CARS_BY,
        cursor=request.GET.get("cursor", ""),
        size=PAGE,
    )
    options = [("", _("All classes")), *((str(one.pk), one.name) for one in classes)]
    shown = {"page": found, "q": q, "options": options, "chosen": str(chosen.pk) if chosen else ""}
    return render(request, "racing/cars.html", {**_frame(simulator, "cars"), **shown})


@require_safe
def tracks(request: HttpRequest, slug: str) -> HttpResponse:
    simulator, q = looking.find(slug), request.GET.get("q", "")[:100]
    found = cursors.page(
        looking.tracks(simulator, q=q), order=looking.TRACKS_BY, cursor=request.GET.get("cursor", ""), size=PAGE
    )
    return render(request, "racing/tracks.html", {**_frame(simulator, "tracks"), "page": found, "q": q})


def _frame(simulator: Simulator, here: str) -> dict[str, Any]:
    rooms = (("cars", _("Cars")), ("tracks", _("Tracks")))
    tabs = [
        {"label": label, "href": reverse(f"racing:{room}", args=[simulator.slug]), "current": room == here}
        for room, label in rooms
    ]
    crumbs = [(_("Racing"), reverse("racing:home")), (simulator.name, "")]
    return {"simulator": simulator, "tabs": tabs, "crumbs": crumbs}
