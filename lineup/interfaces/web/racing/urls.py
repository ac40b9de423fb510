from django.urls import path

from lineup.interfaces.web.racing import keeping, looking, profiles, race, race_desk

app_name = "racing"

KEPT = "platform/racing"
RACE = "events/<slug:slug>/race"
DESK = "events/<slug:slug>/desk/race"
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
    path(RACE, race.page, name="race"),
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
