from django.urls import path

from lineup.interfaces.web.door import counting, desk, devices, no_shows, phone, scanning, seeing

app_name = "door"

ONE = "events/<slug:slug>/door"
DESK = "events/<slug:slug>/desk/door"

urlpatterns = [
    path(ONE, scanning.scan, name="scan"),
    path(f"{ONE}/counts", counting.counts, name="counts"),
    path(f"{ONE}/scans", seeing.index, name="scans"),
    path(f"{ONE}/no-shows/<uuid:pk>", no_shows.index, name="no-shows"),
    path(f"{ONE}/no-shows/<uuid:pk>/undo", no_shows.undo, name="no-shows-undo"),
    path(DESK, desk.index, name="desk"),
    path(f"{DESK}/conflicts", desk.conflicts, name="conflicts"),
    path(f"{DESK}/devices", devices.add, name="device-new"),
    path(f"{DESK}/devices/<uuid:pk>/revocation", devices.revoke, name="device-revoke"),
    path("door", phone.shell, name="phone"),
    path("door/worker.js", phone.worker, name="phone-worker"),
    path("door/manifest.webmanifest", phone.manifest, name="phone-manifest"),
    path("door/pack", phone.pack, name="phone-pack"),
    path("door/scans", phone.scan, name="phone-scan"),
    path("door/uploads", phone.take, name="phone-uploads"),
    path("door/link/<str:secret>", devices.open_link, name="device-link"),
]
