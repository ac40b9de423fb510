from django.urls import path

from lineup.interfaces.web.notices import views

app_name = "notices"

urlpatterns = [
    path("notices", views.notice_list, name="list"),
    path("notices/reading", views.read_all, name="read-all"),
    path("notices/<uuid:pk>/reading", views.read, name="read"),
]
