from django.urls import path

from lineup.interfaces.web.qualifications import granting, keeping, own

app_name = "qualifications"
OF_CLUB = "clubs/<slug:slug>/qualifications"
ONE = "qualifications/<uuid:pk>"

urlpatterns = [
    path("qualifications", own.mine, name="mine"),
    path(OF_CLUB, keeping.index, name="list"),
    path(f"{OF_CLUB}/new", keeping.new, name="new"),
    path(ONE, keeping.show, name="one"),
    path(f"{ONE}/edit", keeping.edit, name="edit"),
    path(f"{ONE}/removal", keeping.remove, name="removal"),
    path(f"{ONE}/grant", granting.grant, name="grant"),
    path(f"{ONE}/holdings/<uuid:holding>/revocation", granting.revoke, name="revocation"),
]
