from django.urls import path

from lineup.interfaces.web.invitations import answers
from lineup.interfaces.web.invitations.doors import by_account, by_link

app_name = "invitations"

urlpatterns = [
    path("i/<str:secret>", by_link(answers.show), name="link"),
    path("i/<str:secret>/acceptance", by_link(answers.accept), name="link_acceptance"),
    path("i/<str:secret>/refusal", by_link(answers.decline), name="link_refusal"),
    path("invitations/<uuid:pk>", by_account(answers.show), name="mine"),
    path("invitations/<uuid:pk>/acceptance", by_account(answers.accept), name="mine_acceptance"),
    path("invitations/<uuid:pk>/refusal", by_account(answers.decline), name="mine_refusal"),
]
