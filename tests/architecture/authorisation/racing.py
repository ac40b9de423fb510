"""The rows of racing: its pages and its operations."""

from typing import Any

from tests.architecture.authorisation import expectations as doors
from tests.architecture.authorisation.matrix import EVENTS, Row

ON = ("racing",)
PROFILE, ITS_SORT = {"pk": "profile"}, {"sort": "sort", "pk": "row"}


def _row(methods: str, route: str, door: doors.Door, keys: dict[str, str] | None = None, **body: Any) -> Row:
    subject = "api racing" if route.startswith("/") else "racing"
    return Row(
        subject, methods, f"/api{route}" if route.startswith("/") else f"racing:{route}", door, ON, keys or {}, body
    )


def _of_race(methods: str, route: str, door: doors.Door, key: str = "", **body: Any) -> Row:
    """A row of a race, which each event of the world is."""
    if route.startswith("/"):
        return Row(
            "api races",
            methods,
            f"/api/events/{{slug}}/race{route[:-1] if route == '/' else route}",
            door,
            EVENTS,
            {},
            body,
        )
    return Row("races", methods, f"racing:{route}", door, EVENTS, {"pk": key})


PAGES = [
    _row("GET", "home", doors.everybody),
    _row("GET", "cars", doors.everybody, {"slug": "simulator"}),
    _row("GET", "tracks", doors.everybody, {"slug": "simulator"}),
    _row("GET", "driver", doors.everybody, {"pk": "public_profile"}),
    _row("GET POST", "profile-new", doors.people),
    _row("GET POST", "profile", doors.only("holder"), PROFILE),
    _row("POST", "profile-ratings", doors.only("holder"), PROFILE),
    _row("POST", "profile-laps", doors.only("holder"), PROFILE),
    _row("POST", "profile-removal", doors.only("holder"), PROFILE),
    _of_race("GET", "race", doors.seers),
    _of_race("GET POST", "race-desk", doors.managers),
    _of_race("POST", "race-sessions", doors.managers),
    _of_race("POST", "race-weather", doors.managers),
    _of_race("POST", "race-classes", doors.managers),
    _of_race("POST", "race-class-removal", doors.managers, "race_class"),
    _of_race("POST", "race-slots", doors.managers),
    _of_race("POST", "race-slot-removal", doors.managers, "slot"),
    _row("GET", "catalogue", doors.platform_rooms),
    _row("POST", "catalogue-loading", doors.platform_rooms),
    _row("GET", "catalogue-rows", doors.platform_rooms, ITS_SORT),
    _row("GET POST", "catalogue-new", doors.platform_rooms, ITS_SORT),
    _row("GET POST", "catalogue-row", doors.platform_rooms, ITS_SORT),
]

SIMULATOR, DRIVER = {"slug": "simulator"}, {"profile": "public_profile"}
NEW_PROFILE = {"simulator": "{simulator}", "platform_id": "77", "name": "Ada"}
OPERATIONS = [
    _of_race("GET", "/", doors.seers),
    _of_race("POST", "/", doors.managers, simulator="sim-1", layout="{layout}", minutes=60),
    _of_race("PATCH", "/", doors.managers, stops_least=1),
    _of_race("GET", "/classes", doors.seers),
    _of_race("POST", "/classes", doors.managers, car_class="{car_class}"),
    _of_race("PATCH", "/classes/{race_class}", doors.managers, most_entries=20),
    _of_race("DELETE", "/classes/{race_class}", doors.managers),
    _of_race("GET", "/cars", doors.seers),
    _of_race("GET", "/slots", doors.seers),
    _of_race("POST", "/slots", doors.managers, starts_at="2027-03-20T18:00:00Z"),
    _of_race("DELETE", "/slots/{slot}", doors.managers),
    _of_race("GET", "/sessions", doors.seers),
    _of_race("PUT", "/sessions", doors.managers, sessions=[]),
    _of_race("GET", "/weather", doors.seers),
    _of_race("PUT", "/weather", doors.managers, weather=[]),
    _row("GET", "/racing/simulators", doors.everybody),
    _row("GET", "/racing/simulators/{slug}/cars", doors.everybody, SIMULATOR),
    _row("GET", "/racing/simulators/{slug}/tracks", doors.everybody, SIMULATOR),
    _row("GET", "/racing/simulators/{slug}/classes", doors.everybody, SIMULATOR),
    _row("GET", "/racing/simulators/{slug}/licences", doors.everybody, SIMULATOR),
    _row("GET", "/racing/drivers/{profile}", doors.everybody, DRIVER),
    _row("GET", "/racing/drivers/{profile}/ratings", doors.everybody, DRIVER),
    _row("GET", "/racing/drivers/{profile}/laps", doors.everybody, DRIVER),
    _row("GET", "/me/driver-profiles", doors.people),
    _row("POST", "/me/driver-profiles", doors.people, **NEW_PROFILE),
    _row("PATCH", "/me/driver-profiles/{profile}", doors.only("holder"), name="Ada"),
    _row("DELETE", "/me/driver-profiles/{profile}", doors.only("holder")),
    _row("POST", "/me/driver-profiles/{profile}/ratings", doors.only("holder"), skill=1500),
    _row(
        "POST",
        "/me/driver-profiles/{profile}/laps",
        doors.only("holder"),
        layout="{layout}",
        car="{sim_car}",
        milliseconds=90000,
    ),
    _row("POST", "/platform/racing/loading", doors.platform_admins),
    _row("GET", "/platform/racing/{sort}", doors.platform_admins),
    _row("POST", "/platform/racing/{sort}", doors.platform_admins, slug="new", name="New"),
    _row("PATCH", "/platform/racing/{sort}/{row}", doors.platform_admins, name="Newer"),
]
