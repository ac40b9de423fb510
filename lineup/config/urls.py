from django.urls import include, path

urlpatterns = [
    path("api/", include("lineup.interfaces.api.urls")),
    path("", include("lineup.interfaces.web.urls")),
]
