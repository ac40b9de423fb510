from django.urls import path

from lineup.interfaces.web.guilds import linking, members, showing

app_name = "guilds"

urlpatterns = [
    path("discord/callback", linking.come_back, name="callback"),
    path("clubs/<slug:slug>/discord/invitation", linking.begin, name="invitation"),
    path("clubs/<slug:slug>/discord/unlinking", linking.unlinking, name="unlinking"),
    path("clubs/<slug:slug>/discord", showing.of_club, name="club"),
    path("clubs/<slug:slug>/discord/members", members.of_server, name="members"),
]
