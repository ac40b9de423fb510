"""What a guest answered, put right by the organiser, who may do so at any time."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Missing
from lineup.core.participation import answering, questions
from lineup.interfaces.web import acting, answer_fields, flash
from lineup.interfaces.web.desk import opening
from lineup.interfaces.web.desk.opening import Desk


@require_http_methods(["GET", "HEAD", "POST"])
@opening.desk
def edit(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponse:
    place = desk.place(pk)
    asked, party = questions.of(place.pool), answering.group_of(place)
    if not asked or not party:
        raise Missing
    form = answer_fields.AnswersForm(acting.sent(request), asked=asked, party=party)
    if request.method == "POST" and form.is_valid():
        try:
            answering.change(place, form.answers, by=desk.by, at=clock.now())
        except answering.AnswersWrong as wrong:
            answer_fields.show_wrong(form, wrong)
        else:
            flash.done(request, _("The answers are saved."))
            return redirect(desk.path("guest", pk=pk))
    shown = {"form": form, "place": place}
    return opening.page(request, desk, "answers.html", shown, room="guests", status=422 if form.errors else 200)
