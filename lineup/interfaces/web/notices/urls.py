from django.urls import path

from lineup.interfaces.web.notices import by_link, choices, views

app_name = "notices"

urlpatterns = [
    path("notices", views.notice_list, name="list"),
    path("notices/reading", views.read_all, name="read-all"),
    path("notices/<uuid:pk>/reading", views.read, name="read"),
    path("account/notices", choices.choices, name="choices"),
    path("n/<str:secret>", by_link.show, name="by-link"),
    path("n/<str:secret>/stop", by_link.stop, name="by-link-stop"),
    path("n/<str:secret>/resumption", by_link.resume, name="by-link-resumption"),
    path("n/<str:secret>/choices", by_link.choose, name="by-link-choices"),
]
