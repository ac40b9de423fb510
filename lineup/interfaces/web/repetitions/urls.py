from django.urls import path

from lineup.interfaces.web.repetitions import joining, keeping, showing

app_name = "repetitions"

ONE = "repetitions/<uuid:pk>"

urlpatterns = [
    path("events/<slug:slug>/repetition", keeping.begin, name="begin"),
    path(ONE, showing.page, name="repetition"),
    path(f"{ONE}/calendar.ics", showing.calendar_file, name="calendar"),
    path(f"{ONE}/places", joining.join, name="places"),
    path(f"{ONE}/rule", keeping.change_rule, name="rule"),
    path(f"{ONE}/end", keeping.end, name="end"),
    path(f"{ONE}/publication", keeping.publish, name="publication"),
    path(f"{ONE}/days/<str:day>/skip", keeping.skip, name="skip"),
]
