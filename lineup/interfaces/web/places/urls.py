from django.urls import path

from lineup.interfaces.web.places import acts, answers, badge, files, joining, links, mine, own_badge
from lineup.interfaces.web.places.doors import by_account, by_link

app_name = "places"

urlpatterns = [
    path("pools/<uuid:pk>/join", joining.join, name="join"),
    path("p/<str:secret>", links.show, name="link"),
    path("p/<str:secret>/confirmation", links.confirm, name="link_confirmation"),
    path("p/<str:secret>/acceptance", by_link(acts.accept), name="link_acceptance"),
    path("p/<str:secret>/refusal", by_link(acts.decline), name="link_refusal"),
    path("p/<str:secret>/withdrawal", by_link(acts.withdraw), name="link_withdrawal"),
    path("p/<str:secret>/names", by_link(acts.rename), name="link_names"),
    path("p/<str:secret>/answers", by_link(answers.edit), name="link_answers"),
    path("p/<str:secret>/badge", by_link(badge.show), name="link_badge"),
    path("p/<str:secret>/calendar.ics", by_link(files.calendar), name="link_calendar"),
    path("p/<str:secret>/files/<uuid:file>", by_link(files.download), name="link_file"),
    path("events/<slug:slug>/badge", own_badge.show, name="badge"),
    path("places", mine.index, name="mine"),
    path("places/<uuid:pk>", by_account(acts.show), name="place"),
    path("places/<uuid:pk>/acceptance", by_account(acts.accept), name="place_acceptance"),
    path("places/<uuid:pk>/refusal", by_account(acts.decline), name="place_refusal"),
    path("places/<uuid:pk>/withdrawal", by_account(acts.withdraw), name="place_withdrawal"),
    path("places/<uuid:pk>/names", by_account(acts.rename), name="place_names"),
    path("places/<uuid:pk>/answers", by_account(answers.edit), name="place_answers"),
    path("places/<uuid:pk>/badge", by_account(badge.show), name="place_badge"),
    path("places/<uuid:pk>/calendar.ics", by_account(files.calendar), name="place_calendar"),
    path("places/<uuid:pk>/files/<uuid:file>", by_account(files.download), name="place_file"),
]
