from django.urls import include, path

from lineup.interfaces.api import lane, problem_pages
from lineup.interfaces.discord.interactions import receiving

urlpatterns = [
    path(f"{lane.PASSED_BY.strip('/')}/interactions", receiving.receive),
    path("api/", include("lineup.interfaces.api.urls")),
    path("problems", problem_pages.index, name="problems"),
    path("problems/<slug:problem>", problem_pages.page, name="problem"),
    path("", include("lineup.interfaces.web.urls")),
]

handler400 = "lineup.interfaces.web.errors.bad_request"
handler403 = "lineup.interfaces.web.errors.forbidden"
handler404 = "lineup.interfaces.web.errors.missing"
handler500 = "lineup.interfaces.web.errors.broken"
