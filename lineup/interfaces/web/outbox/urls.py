from django.urls import path

from lineup.interfaces.web.outbox import views

app_name = "outbox"

urlpatterns = [
    path("outbox", views.outbox, name="list"),
    path("outbox/<uuid:pk>/replay", views.replay, name="replay"),
]
