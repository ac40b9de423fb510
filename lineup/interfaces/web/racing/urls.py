from django.urls import path

from lineup.interfaces.web.racing import (
    entries,
    entries_desk,
    formation,
    keeping,
    looking,
    profiles,
    race,
    race_desk,
    signing_up,
    team_people,
    teams,
)

app_name = "racing"

KEPT = "platform/racing"
RACE = "events/<slug:slug>/race"
DESK = "events/<slug:slug>/desk/race"
PROPOSAL = f"{DESK}/teams/<uuid:pk>"
TEAM = "racing/teams/<slug:slug>"
INVITED = "team-invitations/<uuid:pk>"
PROFILE = "racing/profiles/<uuid:pk>"

urlpatterns = [
    path("racing", looking.home, name="home"),
    path("racing/simulators/<slug:slug>", looking.cars, name="cars"),
    path("racing/simulators/<slug:slug>/tracks", looking.tracks, name="tracks"),
    path("racing/drivers/<uuid:pk>", profiles.driver, name="driver"),
    path("racing/profiles/new", profiles.new, name="profile-new"),
    path(PROFILE, profiles.edit, name="profile"),
    path(f"{PROFILE}/ratings", profiles.rate, name="profile-ratings"),
    path(f"{PROFILE}/laps", profiles.lap, name="profile-laps"),
    path(f"{PROFILE}/removal", profiles.remove, name="profile-removal"),
    path("racing/teams", teams.index, name="teams"),
    path("racing/new-team", teams.new, name="team-new"),
    path(TEAM, teams.show, name="team"),
    path(f"{TEAM}/edit", teams.edit, name="team-edit"),
    path(f"{TEAM}/discard", teams.discard, name="team-discard"),
    path(f"{TEAM}/restoration", teams.restore, name="team-restoration"),
    path(f"{TEAM}/invitations", team_people.invite, name="team-invitations"),
    path(f"{TEAM}/invitations/<uuid:pk>/revocation", team_people.revoke, name="team-revocation"),
    path(f"{TEAM}/members/<uuid:pk>", team_people.member, name="team-member"),
    path(f"{TEAM}/members/<uuid:pk>/removal", team_people.remove, name="team-member-removal"),
    path(f"{TEAM}/members/<uuid:pk>/ownership", team_people.hand_over, name="team-ownership"),
    path("files/team-logos/<str:name>", teams.logo, name="team-logo"),
    path("ti/<str:secret>", team_people.by_link, name="team-link"),
    path("ti/<str:secret>/refusal", team_people.refuse_by_link, name="team-link-refusal"),
    path(INVITED, team_people.by_id, name="team-invitation"),
    path(f"{INVITED}/acceptance", team_people.accept, name="team-invitation-acceptance"),
    path(f"{INVITED}/refusal", team_people.refuse, name="team-invitation-refusal"),
    path(RACE, race.page, name="race"),
    path(f"{RACE}/sign-up", signing_up.page, name="sign-up"),
    path(f"{RACE}/sign-up/interest", signing_up.interest, name="sign-up-interest"),
    path(f"{RACE}/sign-up/withdrawal", signing_up.withdraw, name="sign-up-withdrawal"),
    path(f"{RACE}/entries", entries.index, name="entries"),
    path(f"{RACE}/entries/new", entries.new, name="entry-new"),
    path(f"{RACE}/entries/<uuid:pk>", entries.show, name="entry"),
    path(f"{RACE}/entries/<uuid:pk>/line-up", entries.line_up, name="entry-line-up"),
    path(f"{RACE}/entries/<uuid:pk>/<slug:act>", entries.act, name="entry-act"),
    path(f"{DESK}/entries", entries_desk.index, name="entries-desk"),
    path(f"{DESK}/teams", formation.index, name="formation"),
    path(PROPOSAL, formation.show, name="proposal"),
    path(f"{PROPOSAL}/cancellation", formation.cancel, name="proposal-cancellation"),
    path(f"{PROPOSAL}/moves", formation.move, name="proposal-moves"),
    path(f"{PROPOSAL}/locks", formation.lock, name="proposal-locks"),
    path(f"{PROPOSAL}/ties", formation.tie, name="proposal-ties"),
    path(f"{PROPOSAL}/teams/<uuid:team>", formation.team, name="proposed-team"),
    path(f"{PROPOSAL}/search", formation.again, name="proposal-search"),
    path(f"{PROPOSAL}/publication", formation.publish, name="proposal-publication"),
    path(f"{PROPOSAL}/removal", formation.remove, name="proposal-removal"),
    path(f"{PROPOSAL}/comparison/<uuid:other>", formation.compare, name="proposal-comparison"),
    path(f"{DESK}/sign-ups", signing_up.index, name="sign-ups"),
    path(DESK, race_desk.index, name="race-desk"),
    path(f"{DESK}/sessions", race_desk.sessions, name="race-sessions"),
    path(f"{DESK}/weather", race_desk.weather, name="race-weather"),
    path(f"{DESK}/classes", race_desk.add_class, name="race-classes"),
    path(f"{DESK}/classes/<uuid:pk>/removal", race_desk.remove_class, name="race-class-removal"),
    path(f"{DESK}/slots", race_desk.add_slot, name="race-slots"),
    path(f"{DESK}/slots/<uuid:pk>/removal", race_desk.remove_slot, name="race-slot-removal"),
    path(KEPT, keeping.index, name="catalogue"),
    path(f"{KEPT}/loading", keeping.load, name="catalogue-loading"),
    path(f"{KEPT}/<slug:sort>", keeping.rows_of, name="catalogue-rows"),
    path(f"{KEPT}/<slug:sort>/new", keeping.new, name="catalogue-new"),
    path(f"{KEPT}/<slug:sort>/<uuid:pk>", keeping.edit, name="catalogue-row"),
]
