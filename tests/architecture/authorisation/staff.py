"""The rows of the team, its duties and its announcements."""

from tests.architecture.authorisation import expectations as doors
from tests.architecture.authorisation.matrix import EVENTS, OWN, WITH_PLACE, Row

BOTH = "GET POST"
WORDS = {"title": "Lunch", "description": "Is late."}
TIMES = {"starts_at": "2031-05-03T09:00:00Z", "ends_at": "2031-05-03T10:00:00Z"}


def _page(methods: str, route: str, key: str = "", door: doors.Door = doors.managers) -> Row:
    return Row("team", methods, f"onsite:{route}", door, EVENTS, {"pk": key})


PAGES = [
    Row("team", "GET", "onsite:announcements", doors.seers_signed_in, EVENTS),
    Row("team", "GET", "onsite:mine", doors.people),
    Row("team", "POST", "onsite:step-down", doors.only("holder"), OWN, {"pk": "staff_role"}),
    _page(BOTH, "team"),
    _page("POST", "president"),
    _page("POST", "team-removal", "staff_role"),
    _page(BOTH, "duties"),
    _page("POST", "duty-move"),
    _page(BOTH, "duty", "duty"),
    _page("POST", "duty-end", "duty"),
    _page("GET", "my-rooms"),
    _page(BOTH, "announcements-desk"),
    _page(BOTH, "announcement", "announcement", doors.authors),
    _page("POST", "announcement-discard", "announcement", doors.authors),
    _page("POST", "announcement-restoration", "binned_announcement", doors.authors_bin),
]

_SAID = {"announcement": "binned_announcement"}
OPERATIONS = [
    Row("api team", "GET", "/api/duties", doors.people),
    Row("api team", "GET", "/api/staff-roles", doors.people),
    Row("api team", "POST", "/api/staff-roles/{staff_role}/removal", doors.only("holder"), OWN),
    Row("api team", "GET", "/api/events/{slug}/announcements", doors.seers_signed_in, EVENTS),
    *(
        Row("api team", method, f"/api/events/{{slug}}/{path}", door, EVENTS, keys, body)
        for method, path, door, keys, body in (
            ("GET", "team", doors.managers, {}, {}),
            (
                "POST",
                "team",
                doors.managers,
                {},
                {"email": "new@example.org", "role": "controlleur_des_badges"},
            ),
            ("POST", "team/{staff_role}/removal", doors.managers, {}, {}),
            ("PUT", "president", doors.managers, {}, {"email": None}),
            ("GET", "duties", doors.managers, {}, {}),
            ("POST", "duties", doors.managers, {}, {"staff_role": "{staff_role}", "room": "{room}", **TIMES}),
            ("PATCH", "duties/{duty}", doors.managers, {}, TIMES),
            ("POST", "duties/{duty}/end", doors.managers, {}, {}),
            ("POST", "announcements", doors.managers, {}, WORDS),
            ("PATCH", "announcements/{announcement}", doors.authors, {}, {"title": "Dinner"}),
            ("POST", "announcements/{announcement}/discard", doors.authors, {}, {}),
            ("POST", "announcements/{announcement}/restoration", doors.authors_bin, _SAID, {}),
        )
    ),
]

DOOR = [
    *(
        Row("api doors", method, f"/api/events/{{slug}}/{path}", doors.managers, EVENTS, keys, body)
        for method, path, keys, body in (
            ("GET", "door", {}, {}),
            ("PUT", "door", {}, {"check_in_first": True, "no_show_minutes": 10}),
            ("GET", "door/people", {}, {}),
            ("POST", "scans", {}, {"client_id": "01890a5d-ac96-774b-bcce-b302099a8057", "code": "LU"}),
            ("GET", "scans", {}, {}),
            ("GET", "scan-figures", {}, {}),
            ("GET", "scan-conflicts", {}, {}),
            ("GET", "occupancy", {}, {}),
            ("GET", "devices", {}, {}),
            ("POST", "devices", {}, {"name": "Phone"}),
            ("POST", "devices/{device}/revocation", {}, {}),
            ("GET", "sessions/{session}/no-shows", {"session": "atelier"}, {}),
            ("GET", "sessions/{session}/released-places", {"session": "atelier"}, {}),
            ("POST", "sessions/{session}/no-shows/release", {}, {}),
        )
    ),
    Row(
        "api doors",
        "POST",
        "/api/events/{slug}/sessions/{session}/released-places/{place}/undo",
        doors.nothing_there_for(doors.managers),
        WITH_PLACE,
    ),
]
