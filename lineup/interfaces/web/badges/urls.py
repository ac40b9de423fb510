from django.urls import path

from lineup.interfaces.web.badges import changing, keys, listing, prints

app_name = "badges"

DESK = "events/<slug:slug>/desk/badges"
ONE = f"{DESK}/<str:badge>"
PRINT = f"{DESK}/prints/<uuid:pk>"

urlpatterns = [
    path(DESK, listing.index, name="list"),
    path(f"{DESK}/making", listing.make, name="making"),
    path(f"{DESK}/prints", prints.order, name="prints"),
    path(PRINT, prints.show, name="print"),
    path(f"{PRINT}/badges.pdf", prints.download, name="print-file"),
    path(f"{PRINT}/discard", prints.discard, name="print-discard"),
    path(f"{DESK}/keys", keys.index, name="keys"),
    path(f"{DESK}/keys/new", keys.rotate, name="key-new"),
    path(f"{DESK}/keys/<int:number>/retirement", keys.retire, name="key-retirement"),
    path(f"{ONE}/replacement", changing.replace, name="replacement"),
    path(f"{ONE}/revocation", changing.revoke, name="revocation"),
    path(f"{ONE}/reissue", changing.reissue, name="reissue"),
]
