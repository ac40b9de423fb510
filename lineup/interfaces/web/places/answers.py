"""What the group answered, changed until the time that the organiser set."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Missing, Refusal
from lineup.core.participation import answering, questions
from lineup.interfaces.web import acting, answer_fields, flash
from lineup.interfaces.web.places.doors import Door


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, door: Door) -> HttpResponse:
    pool = door.place.pool
    asked, party = questions.of(pool), answering.group_of(door.place)
    if not asked or not party:
        raise Missing
    answering.check_open(pool, at=clock.now())
    form = answer_fields.AnswersForm(acting.sent(request), asked=asked, party=party)
    if request.method == "POST" and form.is_valid() and _changed(door, form):
        if not door.is_link:
            flash.done(request, _("Your answers are saved."))
        return redirect(door.path())
    shown = {"form": form, "place": door.place, "back": door.path(), "until": answering.open_until(pool)}
    return render(request, "places/answers.html", shown, status=422 if form.errors else 200)


def _changed(door: Door, form: answer_fields.AnswersForm) -> bool:
    try:
        answering.change(door.place, form.answers, by=door.by, at=clock.now())
    except answering.AnswersWrong as wrong:
        answer_fields.show_wrong(form, wrong)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
    else:
        return True
    return False
