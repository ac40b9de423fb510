from django.urls import path

from lineup.interfaces.web.outbox import views

app_name = "outbox"

urlpatterns = [
    path("platform/outbox", views.outbox, name="list"),
    path("platform/outbox/<uuid:pk>/replay", views.replay, name="replay"),
    path("platform/outbox/topics/<slug:topic>/replay", views.replay_topic, name="replay-topic"),
]
