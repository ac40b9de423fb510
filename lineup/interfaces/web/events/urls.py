from django.urls import path

from lineup.interfaces.web.events import acts, bin, calendars, discovering, documents, editing, pictures, showing  # noqa: A004

app_name = "events"

urlpatterns = [
    path("", discovering.index, name="discover"),
    path("events", discovering.index, name="list"),
    path("events/month", discovering.this_month, name="this_month"),
    path("events/month/<str:month>", discovering.month, name="month"),
    path("events/new", editing.new, name="new"),
    path("bin", bin.index, name="bin"),
    path("events/<slug:slug>", showing.page, name="event"),
    path("events/<slug:slug>/edit", editing.edit, name="edit"),
    path("events/<slug:slug>/copy", editing.copy, name="copy"),
    path("events/<slug:slug>/publication", acts.publication, name="publication"),
    path("events/<slug:slug>/cancellation", acts.cancellation, name="cancellation"),
    path("events/<slug:slug>/completion", acts.completion, name="completion"),
    path("events/<slug:slug>/discard", acts.discard, name="discard"),
    path("events/<slug:slug>/restoration", acts.restoration, name="restoration"),
    path("events/<slug:slug>/calendar.ics", calendars.file, name="calendar"),
    path("events/<slug:slug>/picture.png", pictures.picture, name="picture"),
    path("events/<slug:slug>/files", documents.index, name="files"),
    path("events/<slug:slug>/files/<uuid:pk>", documents.download, name="file"),
    path("events/<slug:slug>/files/<uuid:pk>/discard", documents.discard, name="file_discard"),
    path("events/<slug:slug>/files/<uuid:pk>/restoration", documents.restoration, name="file_restoration"),
]
