from django.urls import include, path

urlpatterns = [
    path("api/", include("lineup.interfaces.api.urls")),
    path("", include("lineup.interfaces.web.urls")),
]

handler400 = "lineup.interfaces.web.errors.bad_request"
handler403 = "lineup.interfaces.web.errors.forbidden"
handler404 = "lineup.interfaces.web.errors.missing"
handler500 = "lineup.interfaces.web.errors.broken"
