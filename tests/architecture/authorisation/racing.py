"""The rows of racing: its pages and its operations."""

from typing import Any

from lineup.core.clubs import permissions
from tests.architecture.authorisation import expectations as doors
from tests.architecture.authorisation.matrix import CLUBS, EVENTS, Row

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


def drivers(principal: str, target: str) -> str:
    """Who may sign up; who was invited to the places of the audience was not to those of the drivers."""
    if principal == "invited" and target in ("members", "private"):
        return doors.REFUSED
    return doors.joiners_with_account(principal, target)


TEAMS = ("open_team", "hidden_team")


def _of_team(methods: str, route: str, door: doors.Door, key: str = "", **body: Any) -> Row:
    """A row of a team: of the club, everybody's or hidden; the holder is in both, as a driver."""
    if route.startswith("/"):
        keys = {"member": "team_member", "invitation": "own_invitation", "message": "team_message"}
        return Row("api teams", methods, f"/api/racing/teams/{{slug}}{route.rstrip('/')}", door, TEAMS, keys, body)
    return Row("teams", methods, f"racing:{route}", door, TEAMS, {"pk": key})


def team_seers(principal: str, target: str) -> str:
    """Whoever may know of the team: of a hidden one, its people, its club's, and platform admins."""
    if target == "open_team" or principal in IN_TEAM:
        return doors.ALLOWED
    return doors.HIDDEN


def team_people(principal: str, target: str) -> str:
    """Who is in it is shown to its people and its club's."""
    found = team_seers(principal, target)
    return doors.REFUSED if found == doors.ALLOWED and principal not in IN_TEAM else found


def team_keepers(principal: str, target: str) -> str:
    """Who looks after it: of a club's team, those who manage its events."""
    if principal == "stranger":
        return doors.SIGN_IN
    if principal in doors.CLUB_MANAGERS:
        return doors.ALLOWED
    return doors.REFUSED if team_seers(principal, target) == doors.ALLOWED else doors.HIDDEN


def team_bin(principal: str, target: str) -> str:
    return doors.only("club_owner", "club_admin", "event_manager")(principal, target)


def team_leavers(principal: str, target: str) -> str:
    """Who takes the holder out: who looks after the team, and the holder."""
    return doors.ALLOWED if principal == "holder" else team_keepers(principal, target)


def team_readers(principal: str, target: str) -> str:
    """Who reads what its people write: who is in it, and who looks after it."""
    return doors.ALLOWED if principal == "holder" else team_keepers(principal, target)


def line_up_readers(principal: str, target: str) -> str:
    """Who sits in the entry of a team that does not show its people: for those who look after it."""
    if doors.manages(principal, target):
        return doors.ALLOWED
    return doors.REFUSED if doors.sees(principal, target) else doors.HIDDEN


def advert_keepers(principal: str, target: str) -> str:
    """Who settles the answers to the holder's advert, which everybody who is signed in reads."""
    if principal == "stranger":
        return doors.SIGN_IN
    return doors.ALLOWED if principal == "holder" else doors.REFUSED


def advert_answerers(principal: str, target: str) -> str:
    """Who takes back the answer that the owner of the club gave."""
    if principal == "stranger":
        return doors.SIGN_IN
    return doors.ALLOWED if principal == "club_owner" else doors.REFUSED


def _of_advert(methods: str, route: str, door: doors.Door, **body: Any) -> Row:
    if route.startswith("/"):
        path = f"/racing/adverts/{{advert}}{route.rstrip('/')}"
        return _row(methods, path, door, {"answer": "advert_answer"}, **body)
    return _row(methods, route, door, {"pk": "advert", "answer": "advert_answer"})


def unsigned(principal: str, target: str) -> str:
    """Whoever comes without the signature of the race's timing tool; with it, tests/interfaces/api/test_telemetry."""
    return doors.SIGN_IN


ACT_ON_ENTRY = "/api/events/{slug}/race/entries/{entry}/{act}"
RESTRICTED = "/api/events/{slug}/race/car-restrictions/{car}"
TEAM_OF_PROPOSAL = {"pk": "proposal", "team": "proposed_team"}


def plan_readers(principal: str, target: str) -> str:
    """Who reads how an entry is driven: who sits in it, and who looks after it."""
    if principal == "stranger":
        return doors.SIGN_IN
    return line_up_readers(principal, target)


def _of_plan(methods: str, route: str, door: doors.Door) -> Row:
    return Row("races", methods, f"racing:{route}", door, EVENTS, {"pk": "entry", "version": "plan_version"})


PLANS = "/entries/{entry}/stint-plans"
PLAN_ACTS = ("again", "stints", "use", "note", "waivers", "waiver-removal")


def _of_race_plan(methods: str, route: str, door: doors.Door, **body: Any) -> Row:
    path = f"/api/events/{{slug}}/race{PLANS}/{{version}}{route}"
    return Row("api races", methods, path, door, EVENTS, {"version": "plan_version"}, body)


def _of_proposal(methods: str, route: str, **body: Any) -> Row:
    path = f"/api/events/{{slug}}/race/proposals/{{proposal}}{route}"
    return Row("api races", methods, path, doors.managers, EVENTS, {"team": "proposed_team"}, body)


IN_TEAM = frozenset({*doors.IN_CLUB, "platform_admin", "holder"})
INVITED = {"pk": "team_invitation"}

SERIES_READ = ("", "/rounds", "/standings", "/adjustments")
TAKEN_OFF = {"competitor": "blue", "points": -1, "reason": "Contact."}
OF_SERIES, SERIES = {"pk": "series_id"}, "/api/racing/series/{series_id}"
CLUB_EVENTS = doors.club_role(permissions.MANAGE_EVENTS)

PAGES = [
    _row("GET", "home", doors.everybody),
    _row("GET", "cars", doors.everybody, {"slug": "simulator"}),
    _row("GET", "tracks", doors.everybody, {"slug": "simulator"}),
    _row("GET", "driver", doors.everybody, {"pk": "public_profile"}),
    _row("GET POST", "profile-new", doors.people),
    _row("GET POST", "profile", doors.only("holder"), PROFILE),
    _row("POST", "profile-ratings", doors.only("holder"), PROFILE),
    _row("POST", "profile-laps", doors.only("holder"), PROFILE),
    _row("POST", "profile-lap-removal", doors.only("holder"), {**PROFILE, "lap": "lap"}),
    _row("POST", "profile-ownership", doors.only("holder"), PROFILE),
    _row("POST", "profile-removal", doors.only("holder"), PROFILE),
    _row("GET", "board", doors.people),
    _row("GET POST", "advert-new", doors.people),
    _row("GET POST", "advert", doors.people, {"pk": "advert"}),
    _row("GET POST", "advert-edit", advert_keepers, {"pk": "advert"}),
    _row("POST", "advert-closing", advert_keepers, {"pk": "advert"}),
    _of_advert("POST", "advert-answer", advert_keepers),
    _of_advert("POST", "advert-answer-removal", advert_answerers),
    _row("GET", "teams", doors.everybody),
    _row("GET POST", "team-new", doors.makers),
    Row("teams", "GET POST", "racing:teams-file", CLUB_EVENTS, CLUBS),
    Row("teams", "POST", "racing:teams-file-run", CLUB_EVENTS, CLUBS),
    _of_team("GET", "team", team_seers),
    _of_team("GET POST", "team-edit", team_keepers),
    _of_team("POST", "team-discard", team_keepers),
    Row("teams", "POST", "racing:team-restoration", team_bin, ("binned_team",)),
    _of_team("POST", "team-invitations", team_keepers),
    _of_team("POST", "team-revocation", team_keepers, "own_invitation"),
    _of_team("GET POST", "team-member", team_keepers, "team_member"),
    _of_team("POST", "team-member-removal", team_leavers, "team_member"),
    _of_team("POST", "team-ownership", team_keepers, "team_member"),
    _of_team("GET POST", "team-messages", team_readers),
    _of_team("POST", "team-message-removal", team_keepers, "team_message"),
    _of_team("POST", "team-message-pin", team_keepers, "team_message"),
    Row("teams", "GET", "racing:team-logo", team_seers, TEAMS, {"name": "team_logo"}),
    _row("GET", "team-link", doors.everybody, {"secret": "team_link"}),
    _row("POST", "team-link-refusal", doors.everybody, {"secret": "team_link"}),
    _row("GET", "team-invitation", doors.only("invited"), INVITED),
    _row("POST", "team-invitation-acceptance", doors.only("invited"), INVITED),
    _row("POST", "team-invitation-refusal", doors.only("invited"), INVITED),
    _of_race("GET", "race", doors.seers),
    _of_race("GET POST", "sign-up", doors.seers_signed_in),
    _of_race("POST", "sign-up-interest", doors.seers_signed_in),
    _of_race("POST", "sign-up-withdrawal", doors.comers),
    _of_race("GET", "sign-ups", doors.managers),
    _of_race("GET", "entries", doors.seers),
    _of_race("GET POST", "entry-new", doors.seers_signed_in),
    _of_race("GET", "entry", doors.seers, "entry"),
    _of_race("POST", "entry", doors.managers, "entry"),
    _of_race("POST", "entry-line-up", doors.managers, "entry"),
    Row("races", "POST", "racing:entry-act", doors.managers, EVENTS, {"pk": "entry", "act": "entry_act"}),
    _of_race("GET", "plan", plan_readers, "entry"),
    _of_race("GET", "plan-calendar", plan_readers, "entry"),
    _of_race("POST", "plan-proposal", doors.managers, "entry"),
    *(_of_race("POST", f"plan-{name}", doors.managers, "entry") for name in ("hold", "rules")),
    _of_plan("GET", "plan-version", plan_readers),
    *(_of_plan("POST", f"plan-{name}", doors.managers) for name in PLAN_ACTS),
    _of_race("GET", "control", doors.seers),
    _of_race("GET POST", "control-desk", doors.managers),
    _of_race("GET", "leaderboard", doors.seers),
    _of_race("GET POST", "telemetry-desk", doors.managers),
    *(_of_race("POST", f"telemetry-{name}", doors.managers) for name in ("secret", "removal")),
    _of_race("GET", "results", doors.seers),
    *(_of_race("GET", f"results-{name}", doors.seers, "result_set") for name in ("of", "laps", "table")),
    _of_race("GET POST", "results-desk", doors.managers),
    _of_race("GET", "results-draft", doors.managers, "result_set"),
    Row("races", "GET POST", "racing:result-line", doors.managers, EVENTS, {"pk": "result_set", "line": "line"}),
    *(
        _of_race("POST", f"results-{name}", doors.managers, "result_set")
        for name in ("publication", "withdrawal", "removal")
    ),
    _of_race("GET POST", "entries-desk", doors.managers),
    _of_race("GET POST", "formation", doors.managers),
    _of_race("GET", "proposal", doors.managers, "proposal"),
    _of_race("POST", "proposal-cancellation", doors.managers, "proposal"),
    _of_race("POST", "proposal-moves", doors.managers, "proposal"),
    _of_race("POST", "proposal-locks", doors.managers, "proposal"),
    _of_race("POST", "proposal-ties", doors.managers, "proposal"),
    _of_race("POST", "proposal-search", doors.managers, "proposal"),
    _of_race("POST", "proposal-publication", doors.managers, "proposal"),
    _of_race("POST", "proposal-removal", doors.managers, "proposal"),
    Row("races", "GET POST", "racing:proposed-team", doors.managers, EVENTS, TEAM_OF_PROPOSAL),
    Row("races", "GET", "racing:proposal-comparison", doors.managers, EVENTS, {"pk": "proposal", "other": "proposal"}),
    _of_race("GET POST", "race-desk", doors.managers),
    *(_of_race("POST", f"race-{name}", doors.managers) for name in ("removal", "sessions")),
    _of_race("POST", "race-weather", doors.managers),
    _of_race("POST", "race-classes", doors.managers),
    _of_race("GET POST", "race-class", doors.managers, "race_class"),
    _of_race("POST", "race-class-removal", doors.managers, "race_class"),
    _of_race("POST", "race-restrictions", doors.managers),
    _of_race("POST", "race-restriction-removal", doors.managers, "sim_car"),
    _of_race("POST", "race-slots", doors.managers),
    _of_race("GET POST", "race-slot", doors.managers, "slot"),
    _of_race("POST", "race-slot-removal", doors.managers, "slot"),
    Row("series", "GET", "racing:series-list", doors.club_seers, CLUBS),
    Row("series", "GET POST", "racing:series-new", CLUB_EVENTS, CLUBS),
    *(
        Row("series", "GET", f"racing:{name}", doors.club_seers, CLUBS, OF_SERIES)
        for name in ("series", "series-table")
    ),
    Row("series", "GET", "racing:series-picture", doors.club_public, CLUBS, OF_SERIES),
    Row("series", "GET POST", "racing:series-edit", CLUB_EVENTS, CLUBS, OF_SERIES),
    *(
        Row("series", "POST", f"racing:series-{name}", CLUB_EVENTS, CLUBS, OF_SERIES)
        for name in ("rounds", "adjustments", "removal")
    ),
    Row(
        "series",
        "POST",
        "racing:series-adjustment-removal",
        CLUB_EVENTS,
        CLUBS,
        {**OF_SERIES, "adjustment": "adjustment"},
    ),
    _row("GET", "catalogue", doors.platform_rooms),
    _row("POST", "catalogue-loading", doors.platform_rooms),
    _row("GET", "catalogue-rows", doors.platform_rooms, ITS_SORT),
    _row("GET POST", "catalogue-new", doors.platform_rooms, ITS_SORT),
    _row("GET POST", "catalogue-row", doors.platform_rooms, ITS_SORT),
]

SIMULATOR, DRIVER = {"slug": "simulator"}, {"profile": "public_profile"}
NEW_PROFILE = {"simulator": "{simulator}", "platform_id": "77", "name": "Ada"}
OPERATIONS = [
    _row("GET", "/racing/adverts", doors.people),
    _row("POST", "/racing/adverts", doors.people, kind="coach_wanted", simulator="{simulator}", text="Patient."),
    _of_advert("GET", "/", doors.people),
    _of_advert("PATCH", "/", advert_keepers, text="Patient, in rain."),
    _of_advert("POST", "/closing", advert_keepers),
    _of_advert("GET", "/answers", advert_keepers),
    _of_advert("POST", "/answers", doors.people, text="I can."),
    _of_advert("POST", "/answers/{answer}/acceptance", advert_keepers),
    _of_advert("POST", "/answers/{answer}/refusal", advert_keepers),
    _of_advert("DELETE", "/answers/{answer}", advert_answerers),
    _row("GET", "/racing/teams", doors.everybody),
    _row("POST", "/racing/teams", doors.makers, name="New team"),
    _of_team("GET", "/", team_seers),
    _of_team("PATCH", "/", team_keepers, description="Quick."),
    _of_team("POST", "/logo", team_keepers, file="upload"),
    _of_team("DELETE", "/logo", team_keepers),
    _of_team("POST", "/discard", team_keepers),
    Row("api teams", "POST", "/api/racing/teams/{slug}/restoration", team_bin, ("binned_team",)),
    _of_team("GET", "/members", team_people),
    _of_team("PATCH", "/members/{member}", team_keepers, role="spotter"),
    _of_team("DELETE", "/members/{member}", team_leavers),
    _of_team("POST", "/members/{member}/ownership", team_keepers),
    _of_team("GET", "/invitations", team_keepers),
    _of_team("POST", "/invitations", team_keepers, email="new@example.org"),
    _of_team("POST", "/invitations/{invitation}/revocation", team_keepers),
    _of_team("GET", "/messages", team_readers),
    _of_team("GET", "/messages/pinned", team_readers),
    _of_team("POST", "/messages", team_readers, text="Practice at eight?"),
    _of_team("DELETE", "/messages/{message}", team_keepers),
    _of_team("PUT", "/messages/{message}/pin", team_keepers, is_pinned=True),
    Row("api teams", "POST", "/api/clubs/{slug}/teams-file/preview", CLUB_EVENTS, CLUBS, body={"file": "upload"}),
    Row("api teams", "POST", "/api/clubs/{slug}/teams-file/run", CLUB_EVENTS, CLUBS, body={"file": "upload"}),
    _row("POST", "/team-invitations/{invitation}/acceptance", doors.only("invited"), {"invitation": "team_invitation"}),
    _row("POST", "/team-invitations/{invitation}/refusal", doors.only("invited"), {"invitation": "team_invitation"}),
    _row("POST", "/team-invitation-links/refusal", doors.everybody, token="{team_link}"),
    _of_race("GET", "/sign-up", doors.comers),
    _of_race("PUT", "/sign-up", drivers),
    _of_race("POST", "/sign-up/interest", doors.seers_signed_in),
    _of_race("POST", "/sign-up/withdrawal", doors.comers),
    _of_race("GET", "/sign-ups", doors.managers),
    _of_race("GET", "/", doors.seers),
    _of_race("POST", "/", doors.managers, simulator="sim-1", layout="{layout}", minutes=60),
    _of_race("PATCH", "/", doors.managers, stops_least=1),
    _of_race("DELETE", "/", doors.managers),
    _of_race("GET", "/classes", doors.seers),
    _of_race("POST", "/classes", doors.managers, car_class="{car_class}"),
    _of_race("PATCH", "/classes/{race_class}", doors.managers, most_entries=20),
    _of_race("DELETE", "/classes/{race_class}", doors.managers),
    _of_race("GET", "/entries", doors.seers),
    _of_race("POST", "/entries", doors.seers_signed_in, race_class="{race_class}"),
    _of_race("GET", "/entries/{entry}", doors.seers),
    _of_race("PATCH", "/entries/{entry}", doors.managers, number="9"),
    _of_race("GET", "/entries/{entry}/line-up", line_up_readers),
    _of_race("PUT", "/entries/{entry}/line-up", doors.managers, seats=[]),
    Row("api races", "POST", ACT_ON_ENTRY, doors.managers, EVENTS, {"act": "entry_act"}),
    _of_race("GET", "/entries/{entry}/calendar", plan_readers),
    _of_race("GET", PLANS, plan_readers),
    _of_race("POST", PLANS, doors.managers, litres_per_lap=3, laps=[]),
    _of_race("PUT", "/entries/{entry}/plan-hold", doors.managers, is_held=True),
    _of_race("GET", "/entries/{entry}/stint-rules", plan_readers),
    _of_race("PUT", "/entries/{entry}/stint-rules", doors.managers, drivers=[]),
    _of_race_plan("GET", "", plan_readers),
    _of_race_plan("POST", "/repetitions", doors.managers),
    _of_race_plan("PUT", "/strategy", doors.managers, note="Save fuel."),
    _of_race_plan("PUT", "/waivers/{fault}", doors.managers, reason="We know."),
    _of_race_plan("DELETE", "/waivers/{fault}", doors.managers),
    _of_race_plan("POST", "/versions", doors.managers, stints=[]),
    _of_race_plan("POST", "/standing", doors.managers),
    _of_race("GET", "/proposals", doors.managers),
    _of_race("POST", "/proposals", doors.managers, people=[], teams_count=1, seats_least=1, seats_best=1, seats_most=1),
    _of_proposal("GET", ""),
    _of_proposal("DELETE", ""),
    _of_proposal("POST", "/cancellation"),
    _of_proposal("POST", "/repetitions"),
    _of_proposal("POST", "/publication"),
    _of_proposal("POST", "/seats/{seat}/move", team=None),
    _of_proposal("PUT", "/seats/{seat}/lock", is_locked=True),
    _of_proposal("PUT", "/teams/{team}", name="One", slot="{slot}", car="{sim_car}"),
    _of_proposal("PUT", "/teams/{team}/lock", is_locked=True),
    _of_proposal("POST", "/ties", one="{seat}", other="{seat}", bond="apart"),
    _of_proposal("DELETE", "/ties/{tie}"),
    _of_race("GET", "/car-restrictions", doors.seers),
    Row("api races", "PUT", RESTRICTED, doors.managers, EVENTS, {"car": "sim_car"}, {"fuel_percent": 90}),
    Row("api races", "DELETE", RESTRICTED, doors.managers, EVENTS, {"car": "sim_car"}),
    _of_race("GET", "/control", doors.seers),
    _of_race("POST", "/control", doors.managers, kind="red_flag", sentence="Stop on track."),
    _of_race("GET", "/leaderboard", doors.seers),
    _of_race("GET", "/telemetry", doors.managers),
    _of_race("POST", "/telemetry", doors.managers),
    _of_race("POST", "/telemetry/secret", doors.managers),
    _of_race("DELETE", "/telemetry", doors.managers),
    Row("api links", "POST", "/api/telemetry/{key}", unsigned, EVENTS, {"key": "telemetry_key"}, {}),
    _of_race("GET", "/results", doors.seers),
    _of_race("POST", "/results", doors.managers, file="upload"),
    _of_race("GET", "/results/{result_set}", doors.seers),
    _of_race("DELETE", "/results/{result_set}", doors.managers),
    _of_race("POST", "/results/{result_set}/publication", doors.managers),
    _of_race("DELETE", "/results/{result_set}/publication", doors.managers),
    _of_race("GET", "/results/{result_set}/lines", doors.seers),
    _of_race("PATCH", "/results/{result_set}/lines/{line}", doors.managers, penalty_seconds=0),
    _of_race("GET", "/results/{result_set}/lines/{line}/laps", doors.seers),
    _of_race("GET", "/cars", doors.seers),
    _of_race("GET", "/slots", doors.seers),
    _of_race("POST", "/slots", doors.managers, starts_at="2027-03-20T18:00:00Z"),
    _of_race("PATCH", "/slots/{slot}", doors.managers, external_id="77"),
    _of_race("DELETE", "/slots/{slot}", doors.managers),
    _of_race("GET", "/sessions", doors.seers),
    _of_race("PUT", "/sessions", doors.managers, sessions=[]),
    _of_race("GET", "/weather", doors.seers),
    _of_race("PUT", "/weather", doors.managers, weather=[]),
    Row("api series", "GET", "/api/clubs/{slug}/series", doors.club_seers, CLUBS),
    Row("api series", "POST", "/api/clubs/{slug}/series", CLUB_EVENTS, CLUBS, body={"name": "New"}),
    *(Row("api series", "GET", f"{SERIES}{end}", doors.club_seers, CLUBS) for end in SERIES_READ),
    Row("api series", "PATCH", SERIES, CLUB_EVENTS, CLUBS, body={"name": "New"}),
    Row("api series", "PUT", f"{SERIES}/rounds", CLUB_EVENTS, CLUBS, body={"events": []}),
    Row("api series", "POST", f"{SERIES}/adjustments", CLUB_EVENTS, CLUBS, body=TAKEN_OFF),
    Row("api series", "DELETE", f"{SERIES}/adjustments/{{adjustment}}", CLUB_EVENTS, CLUBS),
    Row("api series", "DELETE", SERIES, CLUB_EVENTS, CLUBS),
    _row("GET", "/racing/simulators", doors.everybody),
    _row("GET", "/racing/simulators/{slug}/cars", doors.everybody, SIMULATOR),
    _row("GET", "/racing/simulators/{slug}/tracks", doors.everybody, SIMULATOR),
    _row("GET", "/racing/simulators/{slug}/classes", doors.everybody, SIMULATOR),
    _row("GET", "/racing/simulators/{slug}/licences", doors.everybody, SIMULATOR),
    _row("GET", "/racing/drivers/{profile}", doors.everybody, DRIVER),
    _row("GET", "/racing/drivers/{profile}/ratings", doors.everybody, DRIVER),
    _row("GET", "/racing/drivers/{profile}/laps", doors.everybody, DRIVER),
    _row("GET", "/me/recommended-races", doors.people),
    _row("GET", "/me/driver-profiles", doors.people),
    _row("POST", "/me/driver-profiles", doors.people, **NEW_PROFILE),
    _row("PATCH", "/me/driver-profiles/{profile}", doors.only("holder"), name="Ada"),
    _row("DELETE", "/me/driver-profiles/{profile}", doors.only("holder")),
    _row("GET", "/me/driver-profiles/{profile}/ownership", doors.only("holder")),
    _row("PUT", "/me/driver-profiles/{profile}/ownership", doors.only("holder"), cars=[], tracks=[]),
    _row("POST", "/me/driver-profiles/{profile}/ratings", doors.only("holder"), skill=1500),
    _row(
        "POST",
        "/me/driver-profiles/{profile}/laps",
        doors.only("holder"),
        layout="{layout}",
        car="{sim_car}",
        milliseconds=90000,
    ),
    _row("DELETE", "/me/driver-profiles/{profile}/laps/{lap}", doors.only("holder")),
    _row("POST", "/platform/racing/loading", doors.platform_admins),
    _row("GET", "/platform/racing/{sort}", doors.platform_admins),
    _row("POST", "/platform/racing/{sort}", doors.platform_admins, slug="new", name="New"),
    _row("PATCH", "/platform/racing/{sort}/{row}", doors.platform_admins, name="Newer"),
]
