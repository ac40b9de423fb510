from django.urls import path

from lineup.interfaces.web.feeds import calendars

app_name = "feeds"

urlpatterns = [path("feeds/<str:secret>.ics", calendars.feed, name="calendar")]
