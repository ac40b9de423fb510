"""Where something is, without asking anybody else: a drawing of our own, and plain links to a map."""

import random
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from lineup.domains.events import calendar
from lineup.domains.events.models import Event

ZOOM = 15


@dataclass(frozen=True)
class Map:
    """Links that open a map, and the streets of a drawing that always goes with the position."""

    osm: str
    geo: str
    position: str
    streets: str
    park: tuple[int, int, int]


def of(event: Event) -> Map | None:
    """Return the map of the event's own position or its venue's; of the address where there is none."""
    position = calendar.position_of(event)
    if position is None:
        return _of_address(event)
    latitude, longitude = (round(number, 6) for number in position)
    zoom = event.map_zoom or ZOOM
    return Map(
        osm=f"https://www.openstreetmap.org/?mlat={latitude}&mlon={longitude}#map={zoom}/{latitude}/{longitude}",
        geo=f"geo:{latitude},{longitude}?z={zoom}",
        position=f"{latitude}, {longitude}",
        **_drawn(f"{latitude}/{longitude}"),
    )


def _of_address(event: Event) -> Map | None:
    venue = event.venue
    if venue is None:
        return None
    address = ", ".join(part for part in (venue.address, venue.city, venue.country) if part)
    return Map(
        osm=f"https://www.openstreetmap.org/search?query={quote(address)}",
        geo=f"geo:0,0?q={quote(address)}",
        position="",
        **_drawn(address),
    )


def _drawn(seed: str) -> dict[str, Any]:
    chance = random.Random(seed)
    across = [(0, y, 800, y + chance.randint(-30, 30)) for y in range(20, 170, chance.randint(38, 52))]
    down = [(x, 0, x + chance.randint(-40, 40), 150) for x in range(30, 800, chance.randint(52, 84))]
    return {
        # one path, because a template writes each number at a price
        "streets": "".join(f"M{x1} {y1}L{x2} {y2}" for x1, y1, x2, y2 in across + down),
        "park": (chance.randint(220, 580), chance.randint(10, 110), chance.randint(30, 56)),
    }
