from django.urls import path

from lineup.interfaces.web.styleguide import views

app_name = "styleguide"
urlpatterns = [
    path("styleguide", views.index, name="index"),
    path("styleguide/confirm", views.confirm, name="confirm"),
    path("styleguide/errors/<int:status>", views.error, name="error"),
]
