from django.urls import path

from lineup.interfaces.web.clubs import (
    invited,
    inviting,
    keeping,
    members,
    news,
    pictures,
    protecting,
    requests,
    showing,
)

app_name = "clubs"

urlpatterns = [
    path("clubs", showing.club_list, name="list"),
    path("clubs/new", keeping.found, name="new"),
    path("clubs/<slug:slug>", showing.club_page, name="page"),
    path("clubs/<slug:slug>/calendar.ics", showing.club_calendar, name="calendar"),
    path("clubs/<slug:slug>/picture.png", pictures.picture, name="picture"),
    path("clubs/<slug:slug>/edit", keeping.edit, name="edit"),
    path("clubs/<slug:slug>/second-factor", protecting.second_factor, name="second-factor"),
    path("clubs/<slug:slug>/news", news.write, name="news"),
    path("clubs/<slug:slug>/discard", keeping.discard, name="discard"),
    path("clubs/<slug:slug>/restoration", keeping.restore, name="restoration"),
    path("clubs/<slug:slug>/ownership", keeping.hand_over, name="ownership"),
    path("clubs/<slug:slug>/leaving", members.leave, name="leaving"),
    path("clubs/<slug:slug>/members", members.members, name="members"),
    path("clubs/<slug:slug>/members/<uuid:pk>/role", members.change_role, name="role"),
    path("clubs/<slug:slug>/members/<uuid:pk>/end", members.end, name="end"),
    path("clubs/<slug:slug>/requests", requests.requests, name="requests"),
    path("clubs/<slug:slug>/requests/<uuid:pk>/approval", requests.approve, name="approval"),
    path("clubs/<slug:slug>/requests/<uuid:pk>/rejection", requests.reject, name="rejection"),
    path("clubs/<slug:slug>/requests/<uuid:pk>/withdrawal", requests.withdraw, name="withdrawal"),
    path("clubs/<slug:slug>/invitations", inviting.club_invitations, name="invitations"),
    path("clubs/<slug:slug>/invitations/<uuid:pk>/revocation", inviting.revoke, name="revocation"),
    path("ci/<str:secret>", invited.by_link, name="by-link"),
    path("ci/<str:secret>/acceptance", invited.accept_by_link, name="accept-by-link"),
    path("ci/<str:secret>/refusal", invited.refuse_by_link, name="refuse-by-link"),
    path("club-invitations/<uuid:pk>", invited.by_id, name="by-id"),
    path("club-invitations/<uuid:pk>/acceptance", invited.accept_by_id, name="accept-by-id"),
    path("club-invitations/<uuid:pk>/refusal", invited.refuse_by_id, name="refuse-by-id"),
    path("files/logos/<str:name>", showing.logo, name="logo"),
]
