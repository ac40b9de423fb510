from django.urls import path

from lineup.interfaces.web.notices import browsers, by_link, choices, views

app_name = "notices"

urlpatterns = [
    path("notices", views.notice_list, name="list"),
    path("notices/reading", views.read_all, name="read-all"),
    path("notices/<uuid:pk>/reading", views.read, name="read"),
    path("account/notices", choices.choices, name="choices"),
    path("account/notices/browsers", browsers.add, name="browsers"),
    path("account/notices/browsers/<uuid:pk>/removal", browsers.remove, name="browser-removal"),
    path("service-worker.js", browsers.worker, name="worker"),
    path("n/<str:secret>", by_link.show, name="by-link"),
    path("n/<str:secret>/stop", by_link.stop, name="by-link-stop"),
    path("n/<str:secret>/resumption", by_link.resume, name="by-link-resumption"),
    path("n/<str:secret>/choices", by_link.choose, name="by-link-choices"),
]
