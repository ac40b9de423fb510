"""The rows of racing: its pages and its operations."""

from typing import Any

from tests.architecture.authorisation import expectations as doors
from tests.architecture.authorisation.matrix import Row

ON = ("racing",)
PROFILE, ITS_SORT = {"pk": "profile"}, {"sort": "sort", "pk": "row"}


def _row(methods: str, route: str, door: doors.Door, keys: dict[str, str] | None = None, **body: Any) -> Row:
    subject = "api racing" if route.startswith("/") else "racing"
    return Row(
        subject, methods, f"/api{route}" if route.startswith("/") else f"racing:{route}", door, ON, keys or {}, body
    )


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
    _row("GET", "catalogue", doors.platform_rooms),
    _row("POST", "catalogue-loading", doors.platform_rooms),
    _row("GET", "catalogue-rows", doors.platform_rooms, ITS_SORT),
    _row("GET POST", "catalogue-new", doors.platform_rooms, ITS_SORT),
    _row("GET POST", "catalogue-row", doors.platform_rooms, ITS_SORT),
]

SIMULATOR, DRIVER = {"slug": "simulator"}, {"profile": "public_profile"}
NEW_PROFILE = {"simulator": "{simulator}", "platform_id": "77", "name": "Ada"}
OPERATIONS = [
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
