from django.urls import path
from django.views.i18n import set_language

from lineup.interfaces.web.appearance import views

app_name = "appearance"
urlpatterns = [
    path("appearance/theme", views.theme, name="theme"),
    path("appearance/language", set_language, name="language"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
]
