"""The race of an event, for everybody who sees the event."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lineup.core.foundation import clock
from lineup.core.participation import offerings, places
from lineup.core.people.models import Person
from lineup.domains.events import events
from lineup.domains.events.models import Event
from lineup.domains.racing import (
    car_restrictions,
    entry_rights,
    entry_states,
    leaderboards,
    ownerships,
    race_classes,
    race_control,
    race_entries,
    races,
    requirements,
    results,
    signups,
    slots,
)
from lineup.domains.racing.models import Race
from lineup.interfaces.web import prose, secrets
from lineup.interfaces.web.places import entry
from lineup.interfaces.web.shared import of_offering

SHOWN_OF_CONTROL = 5


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    person = request.person  # type: ignore[attr-defined]
    event = events.find_visible(person, slug=slug)
    race = races.find(event)
    shown = {
        "event": event,
        "offering": event.offering,
        "race": race,
        "shared": of_offering(
            event.offering,
            title=f"{event.offering.title} · {race.layout}",
            summary=prose.plain(event.description) or f"{race.simulator} · {race.layout}",
            path=request.path,
        ),
        "crumbs": crumbs(event),
        "classes": race_classes.of(race),
        "slots": slots.of(race),
        "restrictions": car_restrictions.of(race),
        "sessions": race.sessions.order_by("position"),
        "weather": race.weather.order_by("minute"),
        "asks": requirements.asks(race) or race.requirement,
        "may_manage": offerings.may_manage(event.offering, person),
        "entered": entry_rights.of(race).filter(status__in=entry_states.SHOWN).count(),
        "results": results.of(race, person),
        "is_live": leaderboards.is_live(leaderboards.feed(race), at=clock.now()),
        "said": race_control.of(race)[:SHOWN_OF_CONTROL],
        "may_enter": bool(person) and race_entries.may_enter(race, person, at=clock.now()),
        "own_entries": entry_rights.own_of(race, person, at=clock.now()) if person else (),
        **_standing(race, person),
    }
    with secrets.clock_of(request, event.time_zone):
        return render(request, "racing/race.html", shown)


def _standing(race: Race, person: Person | None) -> dict[str, Any]:
    """Whether the viewer signed up as a driver, or what keeps them from it."""
    held = places.held_by(race.pool, person) if person else None
    refusal = None if held else entry.refusal(race.pool, person, at=clock.now())
    own = None if held else signups.held(race, person)
    return {
        "place": held,
        "refusal": refusal,
        "interested": own is not None and own.place_id is None,
        "withdrew": own is not None and own.place_id is not None,
        "lacking": ownerships.lacking(race, person) if person else None,
    }


def crumbs(event: Event, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """Return where one is in the event: its race, or what else is given."""
    path = reverse("events:event", kwargs={"slug": event.offering.slug})
    return [(event.offering.title, path), *(more or [(_("Race"), "")])]
