from django.urls import path

from lineup.interfaces.web.desk import (
    adding,
    answers,
    checking_in,
    export,
    fees,
    figures,
    guest,
    guests,
    home,
    invitations,
    many,
    messages,
    pools,
    questions,
    reports,
    sign_up,
    waitlist,
)

app_name = "desk"

ONE = "events/<slug:slug>/desk"
QUESTIONS = f"{ONE}/pools/<uuid:pk>/questions"

urlpatterns = [
    path("desk", home.index, name="home"),
    path("desk/reports", reports.index, name="reports"),
    path("desk/reports.csv", reports.export, name="reports-export"),
    path(ONE, guests.index, name="guests"),
    path(f"{ONE}/many", many.act, name="many"),
    path(f"{ONE}/undo/<str:key>", many.undo, name="undo"),
    path(f"{ONE}/guests.csv", export.guests, name="export"),
    path(f"{ONE}/fees", fees.index, name="fees"),
    path(f"{ONE}/fees/marks", fees.mark, name="fees-mark"),
    path(f"{ONE}/fees/marks/<uuid:act>/undo", fees.undo, name="fees-undo"),
    path(f"{ONE}/fees.csv", fees.export, name="fees-export"),
    path(f"{ONE}/guests/new", adding.add, name="add"),
    path(f"{ONE}/guests/<uuid:pk>", guest.show, name="guest"),
    path(f"{ONE}/guests/<uuid:pk>/answers", answers.edit, name="answers"),
    path(f"{ONE}/sign-up", sign_up.show, name="sign-up"),
    path(f"{ONE}/pools/<uuid:pk>/opening", sign_up.open_or_close, name="opening"),
    path(f"{QUESTIONS}", questions.index, name="questions"),
    path(f"{QUESTIONS}/new", questions.add, name="question-new"),
    path(f"{QUESTIONS}/<uuid:question>", questions.edit, name="question"),
    path(f"{QUESTIONS}/<uuid:question>/position", questions.move, name="question-position"),
    path(f"{QUESTIONS}/<uuid:question>/retirement", questions.retire, name="question-retirement"),
    path(f"{QUESTIONS}/<uuid:question>/restoration", questions.restore, name="question-restoration"),
    path(f"{ONE}/waitlist", waitlist.index, name="waitlist"),
    path(f"{ONE}/waitlist/<uuid:pk>/preference", waitlist.prefer, name="prefer"),
    path(f"{ONE}/check-in", checking_in.index, name="check-in"),
    path(f"{ONE}/check-in/<uuid:pk>", checking_in.arrive, name="arrive"),
    path(f"{ONE}/check-in/<uuid:pk>/undo", checking_in.undo, name="arrive-undo"),
    path(f"{ONE}/invitations", invitations.index, name="invitations"),
    path(f"{ONE}/invitations/new", invitations.invite, name="invite"),
    path(f"{ONE}/invitations/<uuid:pk>/revocation", invitations.revoke, name="invitation-revocation"),
    path(f"{ONE}/messages", messages.write, name="messages"),
    path(f"{ONE}/figures", figures.show, name="figures"),
    path(f"{ONE}/figures.csv", figures.export, name="figures-export"),
    path(f"{ONE}/pools/<uuid:pk>", pools.change, name="pool"),
]
