from django.urls import path

from lineup.interfaces.web.venues import keeping

app_name = "venues"

urlpatterns = [
    path("venues", keeping.index, name="list"),
    path("venues/new", keeping.new, name="new"),
    path("venues/<uuid:pk>/edit", keeping.edit, name="edit"),
    path("venues/<uuid:pk>/discard", keeping.discard, name="discard"),
    path("venues/<uuid:pk>/restoration", keeping.restoration, name="restoration"),
]
