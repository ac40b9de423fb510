from django.urls import path

from lineup.interfaces.web.onsite import (
    announcements,
    duties,
    exports,
    my_rooms,
    rooms,
    sessions,
    showing,
    speakers,
    stars,
    team,
    timetable,
)

app_name = "onsite"

PUBLIC = "events/<slug:slug>/programme"
EVENT = "events/<slug:slug>"
OWN_DESK = f"{EVENT}/desk"
DESK = f"{OWN_DESK}/programme"

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
    path(f"{OWN_DESK}/team", team.index, name="team"),
    path(f"{OWN_DESK}/team/president", team.president, name="president"),
    path(f"{OWN_DESK}/team/<uuid:pk>/removal", team.remove, name="team-removal"),
    path(f"{OWN_DESK}/duties", duties.index, name="duties"),
    path(f"{OWN_DESK}/duties/move", duties.move, name="duty-move"),
    path(f"{OWN_DESK}/duties/<uuid:pk>", duties.edit, name="duty"),
    path(f"{OWN_DESK}/duties/<uuid:pk>/end", duties.end, name="duty-end"),
    path(f"{OWN_DESK}/my-rooms", my_rooms.index, name="my-rooms"),
    path(f"{EVENT}/announcements", announcements.read, name="announcements"),
    path(f"{OWN_DESK}/announcements", announcements.index, name="announcements-desk"),
    path(f"{OWN_DESK}/announcements/<uuid:pk>", announcements.edit, name="announcement"),
    path(f"{OWN_DESK}/announcements/<uuid:pk>/discard", announcements.discard, name="announcement-discard"),
    path(f"{OWN_DESK}/announcements/<uuid:pk>/restoration", announcements.restore, name="announcement-restoration"),
    path("duties", my_rooms.mine, name="mine"),
    path("duties/<uuid:pk>/step-down", my_rooms.step_down, name="step-down"),
]
