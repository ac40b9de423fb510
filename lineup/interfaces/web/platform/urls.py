from django.urls import path

from lineup.interfaces.web.platform import categories, clubs, factor_resets, flags, overview, people

app_name = "platform"

urlpatterns = [
    path("platform", overview.overview, name="overview"),
    path("platform/people", people.people, name="people"),
    path("platform/people/<uuid:pk>", people.person, name="person"),
    path("platform/people/<uuid:pk>/role", people.role, name="role"),
    path("platform/people/<uuid:pk>/closing", people.closing, name="closing"),
    path("platform/people/<uuid:pk>/opening", people.opening, name="opening"),
    path("platform/people/<uuid:pk>/sign-out", people.sign_out, name="sign-out"),
    path("platform/people/<uuid:pk>/link", people.link, name="link"),
    path("platform/people/<uuid:pk>/second-factor", factor_resets.ask, name="factor-reset"),
    path("platform/people/<uuid:pk>/second-factor/keeping", factor_resets.keep, name="factor-keeping"),
    path("platform/clubs", clubs.clubs, name="clubs"),
    path("platform/clubs/<slug:slug>", clubs.club, name="club"),
    path("platform/clubs/<slug:slug>/discard", clubs.discard, name="club-discard"),
    path("platform/clubs/<slug:slug>/restoration", clubs.restore, name="club-restoration"),
    path("platform/clubs/<slug:slug>/ownership", clubs.hand_over, name="club-ownership"),
    path("platform/categories", categories.categories, name="categories"),
    path("platform/categories/<slug:slug>", categories.category, name="category"),
    path("platform/categories/<slug:slug>/move", categories.move, name="category-move"),
    path("platform/categories/<slug:slug>/removal", categories.remove, name="category-removal"),
    path("platform/flags", flags.flags, name="flags"),
    path("platform/flags/<slug:name>", flags.flag, name="flag"),
    path("platform/flags/<slug:name>/reset", flags.reset, name="flag-reset"),
    path("platform/flags/<slug:name>/removal", flags.removal, name="flag-removal"),
]
