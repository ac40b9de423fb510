"""A dump of SimLane, as its `manage.py dumpdata` writes it: a club, its teams and races, and who took part."""

import json
from typing import Any

APPS = {"user": "users"} | dict.fromkeys(
    (
        *("simulator", "simprofile", "carmodel", "carclass", "simcar", "trackmodel", "simtrack", "simlayout", "series"),
        *("event", "eventsession", "eventclass", "eventinstance", "laptime", "ratingsystem", "profilerating"),
    ),
    "sim",
)
# who owns, manages, drives, waits, engineers, spots and visits
PEOPLE = ("olaf", "mona", "dana", "rene", "enzo", "spike", "gaby", "sofie")
START, END = "2027-06-05T12:00:00Z", "2027-06-05T18:00:00Z"

Row = dict[str, Any]


def record(model: str, pk: Any, **fields: Any) -> Row:
    """Return one record, its model with the app that it is of."""
    return {"model": f"{APPS.get(model, 'teams')}.{model}", "pk": str(pk), "fields": fields}


def dumped(*rows: Row) -> bytes:
    """Return the file."""
    return json.dumps(rows).encode()


def users() -> list[Row]:
    """Return a user for each of PEOPLE, by their name."""
    return [record("user", name, username=name, name=name.title(), email=f"{name}@example.org") for name in PEOPLE]


def catalogue() -> list[Row]:
    """Return a simulator with a car, a class and a track, as the catalogue of the tests has them."""
    return [
        record("simulator", "ir", name="iRacing"),
        record("carclass", "gt3", name="GT3"),
        record("carmodel", "m4", name="M4", manufacturer="BMW", car_class="gt3"),
        record("simcar", "car", simulator="ir", car_model="m4", sim_api_id=""),
        record("trackmodel", "spa", name="Spa", country="Belgium"),
        record("simtrack", "spa", simulator="ir", track_model="spa", sim_api_id="", display_name="Spa"),
        record("simlayout", "spa", sim_track="spa", name="Endurance", layout_code="", length_km=7.0),
    ]


def club() -> list[Row]:
    """Return a club with a member in each of its roles."""
    roles = {"olaf": "admin", "mona": "teams_manager", "dana": "member"}
    return [
        record("club", "blue", name="Blue Racing", slug="blue-racing", is_public=True, website="https://blue.example"),
        *(record("clubmember", name, club="blue", user=name, role=role) for name, role in roles.items()),
    ]


def event(pk: str = "spa", **fields: Any) -> list[Row]:
    """Return a race of the club with a session, a class and an instance of the same id, unless told otherwise."""
    values = {"name": f"6 h of {pk.title()}", "simulator": "ir", "sim_layout": "spa", "organising_club": "blue"}
    values |= {"status": "SCHEDULED", "visibility": "club_only", "event_source": "club", "is_team_event": True}
    return [
        record("event", pk, **values | fields),
        record("eventsession", pk, event=pk, session_type="RACE", duration=360),
        record("eventclass", pk, event=pk, name="GT3", car_class="gt3", max_entries=30),
        record("eventinstance", pk, event=pk, start_time=START, end_time=END),
    ]


def team(pk: str = "alpha", **fields: Any) -> Row:
    """Return a team of the club, unless told otherwise."""
    return record("team", pk, **{"name": pk.title(), "club": "blue", "is_public": True, "team_type": "club"} | fields)


def participation(pk: str, status: str, **fields: Any) -> Row:
    """Return a participation in the race."""
    values = {"event": "spa", "participation_type": "team_signup", "preferred_car": "car"}
    return record("eventparticipation", pk, status=status, **values | fields)


def world() -> list[Row]:
    """Return a dump of which all can be carried."""
    roles = dict(zip(PEOPLE, ("owner", "manager", "driver", "reserve", "engineer", "spotter", "guest"), strict=False))
    return [
        *users(),
        *catalogue(),
        *club(),
        *event(),
        team(),
        team("olafs", club=None, owner_user="olaf", team_type="user"),
        team("spare", club=None, owner_user="olaf", team_type="imported", external_team_id="-77", simulator="ir"),
        team("weekend", club=None, owner_user="mona", team_type="temporary"),
        *(record("teammember", name, team="olafs", user=name, role=role) for name, role in roles.items()),
        record("simprofile", "dana", user="dana", simulator="ir", profile_name="Dana D", external_data_id="482913"),
        record("ratingsystem", "irating", simulator="ir", code="IR", category="SKILL"),
        record("profilerating", 1, sim_profile="dana", rating_system="irating", value=2512.4, discipline="SPORTS_CAR"),
        participation("dana", "signed_up", user="dana", experience_level="professional", max_stint_duration=90),
        record("availabilitywindow", 1, participation="dana", start_time=START, end_time=END, can_drive=True),
        participation("rene", "confirmed", user="rene", team="alpha", assigned_car="car", car_number="7"),
        participation("enzo", "entered", user="enzo", team="alpha"),
        participation("weekend", "entry_pending", team="weekend", participation_type="team_entry"),
        record("clubeventsignupsheet", 1, club="blue", event="spa", title="Spa", signup_closes="2027-06-01T00:00:00Z"),
    ]
