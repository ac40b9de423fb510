from django.urls import path

from lineup.interfaces.web.embedding import keeping, script, widget

app_name = "embedding"

urlpatterns = [
    path("embed.js", script.script, name="script"),
    path("embed/events/<slug:slug>", widget.widget, name="widget"),
    path("events/<slug:slug>/embedding", keeping.of_event, name="event"),
    path("clubs/<slug:slug>/embedding", keeping.of_club, name="club"),
]
