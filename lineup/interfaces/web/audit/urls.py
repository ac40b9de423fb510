from django.urls import path

from lineup.interfaces.web.audit import views

app_name = "audit"

urlpatterns = [
    path("platform/audit", views.everything, name="list"),
    path("clubs/<slug:slug>/audit", views.of_club, name="club"),
]
