from django.urls import path

from lineup.interfaces.web.guilds import members, showing

app_name = "guilds"

urlpatterns = [
    path("clubs/<slug:slug>/discord", showing.of_club, name="club"),
    path("clubs/<slug:slug>/discord/members", members.of_server, name="members"),
]
