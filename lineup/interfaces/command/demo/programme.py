"""The programme of a demo event: its rooms and sessions."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from lineup.core.people.actors import Actor
from lineup.domains.events.models import Event
from lineup.domains.onsite import rooms, sessions


def plan(row: dict[str, Any], event: Event, by: Actor, *, at: datetime, starts_at: datetime) -> None:
    """Plan the sessions of this row of the data file, if it has any; `from` counts minutes from the start."""
    kept = {room["name"]: rooms.create(event, by=by, at=at, **room) for room in row.get("room", [])}
    for session in row.get("session", []):
        name = session["room"]
        if name not in kept:
            kept[name] = rooms.create(event, name=name, by=by, at=at)
        begins = starts_at + timedelta(minutes=session["from"])
        sessions.create(
            event,
            title=session["title"],
            kind=session.get("kind", "conference"),
            room=kept[name],
            starts_at=begins,
            ends_at=begins + timedelta(minutes=session["minutes"]),
            speakers=session.get("speakers", []),
            description=session.get("text", ""),
            **_places(session),
            by=by,
            at=at,
        )


def _places(session: dict[str, Any]) -> dict[str, Any]:
    """Return what the row says of places; a price is in euros."""
    found = {"capacity": session["capacity"]} if "capacity" in session else {}
    if "price" in session:
        found |= {"price": Decimal(session["price"]), "currency": "EUR"}
    return found
