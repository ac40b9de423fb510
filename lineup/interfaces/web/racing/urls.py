from django.urls import path

from lineup.interfaces.web.racing import keeping, looking, profiles

app_name = "racing"

KEPT = "platform/racing"
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
    path(KEPT, keeping.index, name="catalogue"),
    path(f"{KEPT}/loading", keeping.load, name="catalogue-loading"),
    path(f"{KEPT}/<slug:sort>", keeping.rows_of, name="catalogue-rows"),
    path(f"{KEPT}/<slug:sort>/new", keeping.new, name="catalogue-new"),
    path(f"{KEPT}/<slug:sort>/<uuid:pk>", keeping.edit, name="catalogue-row"),
]
