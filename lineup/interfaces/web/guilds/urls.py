from django.urls import path

from lineup.interfaces.web.guilds import showing

app_name = "guilds"

urlpatterns = [path("clubs/<slug:slug>/discord", showing.of_club, name="club")]
