"""What happens in the sessions of a demo event: workshops fill, some pay, and those who are there ask."""

import random
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F

from lineup.core.participation import fees, places
from lineup.core.participation.models import Place
from lineup.core.participation.transitions import State
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.events import events
from lineup.domains.events.models import Event
from lineup.domains.onsite import favourites, questions, sessions
from lineup.domains.onsite.models import Session


def fill(row: dict[str, Any], event: Event, chance: random.Random, by: Actor, *, at: datetime) -> None:
    """Let those who come take the places of the workshops that say how many (`taken`); two of three have paid."""
    for plan, session in _planned(row, event):
        if "taken" not in plan:
            continue
        pool = session.pool
        assert pool
        pool.offering = event.offering
        held = [places.join(pool, one, by=Actor(one), at=at) for one in _some(event, chance, plan["taken"])]
        if pool.price is not None:
            paid = [place.pk for number, place in enumerate(held) if number % 3]
            fees.mark(paid, "pay", offering=event.offering, quiet=True, by=by, at=at + timedelta(hours=1))


def talk(row: dict[str, Any], event: Event, chance: random.Random, *, at: datetime) -> None:
    """Let some ask what the sessions' rows say (`asked`), vote for it, and star what they want to see."""
    for plan, session in _planned(row, event):
        for number, text in enumerate(plan.get("asked", [])):
            asked_at = at - timedelta(minutes=4 * number + 3)
            asker, *others = _some(event, chance, chance.randrange(2, 9))
            asked = questions.ask(session, text, is_anonymous=number % 2 == 1, by=Actor(asker), at=asked_at)
            for other in others:
                questions.vote(asked, by=Actor(other), at=asked_at + timedelta(minutes=1))
            for other in others[:2]:
                favourites.star(session, other, at=asked_at)


def _planned(row: dict[str, Any], event: Event) -> Iterable[tuple[dict[str, Any], Session]]:
    """The rows of the data file with what was made of them."""
    made = {session.title: session for session in sessions.of(event)}
    for plan in row.get("session", []):
        session = made[plan["title"]]
        session.event = event
        yield plan, session


def _some(event: Event, chance: random.Random, number: int) -> list[Person]:
    """So many of those who come, by their own sign-up."""
    rows = Place.objects.filter(pool=events.pool_of(event), state=State.CONFIRMED, participant=F("contact"))
    people = [place.contact for place in rows.select_related("contact__account").order_by("queued_at", "pk")]
    return chance.sample(people, min(number, len(people)))
