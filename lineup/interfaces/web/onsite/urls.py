from django.urls import path

from lineup.interfaces.web.onsite import exports, rooms, sessions, showing, speakers, stars, timetable

app_name = "onsite"

PUBLIC = "events/<slug:slug>/programme"
DESK = "events/<slug:slug>/desk/programme"

urlpatterns = [
    path(PUBLIC, showing.programme, name="programme"),
    path(f"{PUBLIC}.ics", exports.calendar, name="calendar"),
    path(f"{PUBLIC}.xml", exports.xml, name="xml"),
    path(f"{PUBLIC}.json", exports.json, name="json"),
    path(f"{PUBLIC}/stars", stars.star, name="star"),
    path(f"{PUBLIC}/<uuid:pk>", showing.session, name="session"),
    path(f"{PUBLIC}/<uuid:pk>/status", sessions.mark, name="mark"),
    path(DESK, timetable.index, name="timetable"),
    path(f"{DESK}/move", timetable.move, name="move"),
    path(f"{DESK}/sessions/new", sessions.add, name="session-new"),
    path(f"{DESK}/sessions/<uuid:pk>", sessions.edit, name="session-edit"),
    path(f"{DESK}/sessions/<uuid:pk>/discard", sessions.discard, name="session-discard"),
    path(f"{DESK}/sessions/<uuid:pk>/restoration", sessions.restore, name="session-restoration"),
    path(f"{DESK}/rooms", rooms.index, name="rooms"),
    path(f"{DESK}/rooms/<uuid:pk>", rooms.edit, name="room"),
    path(f"{DESK}/rooms/<uuid:pk>/discard", rooms.discard, name="room-discard"),
    path(f"{DESK}/rooms/<uuid:pk>/restoration", rooms.restore, name="room-restoration"),
    path(f"{DESK}/speakers", speakers.index, name="speakers"),
    path(f"{DESK}/speakers/<uuid:pk>", speakers.edit, name="speaker"),
]
