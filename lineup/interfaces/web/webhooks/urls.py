from django.urls import path

from lineup.interfaces.web.webhooks import keeping, listing, log, secret

app_name = "webhooks"

ONE = "webhooks/<uuid:pk>"

urlpatterns = [
    path("account/webhooks", listing.mine, name="mine"),
    path("clubs/<slug:slug>/webhooks", listing.of_club, name="club"),
    path("clubs/<slug:slug>/webhooks/record-store", listing.new_store, name="store-new"),
    path(ONE, log.index, name="webhook"),
    path(f"{ONE}/edit", keeping.edit, name="edit"),
    path(f"{ONE}/pause", keeping.pause, name="pause"),
    path(f"{ONE}/resumption", keeping.resume, name="resumption"),
    path(f"{ONE}/removal", keeping.remove, name="removal"),
    path(f"{ONE}/secret", secret.rotate, name="secret"),
    path(f"{ONE}/test", log.test, name="test"),
    path(f"{ONE}/replay", log.replay_since, name="replay-since"),
    path(f"{ONE}/deliveries/<uuid:delivery>", log.delivery, name="delivery"),
    path(f"{ONE}/deliveries/<uuid:delivery>/replay", log.replay, name="replay"),
]
