"""The sign-up sheet of a pool: open or closed, what it asks, and how far people answered it."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Missing
from lineup.core.participation import answering, completeness, pools, questions
from lineup.core.participation.completeness import Tally
from lineup.core.participation.models import Pool, Question
from lineup.interfaces.web import answer_fields, flash
from lineup.interfaces.web.desk import opening
from lineup.interfaces.web.desk.opening import Desk

K = Question.Kind


@require_safe
@opening.desk
def show(request: HttpRequest, desk: Desk) -> HttpResponse:
    pool = desk.pool(request.GET["pool"]) if request.GET.get("pool") else next(iter(desk.pools), None)
    if pool is None:
        raise Missing
    asked = questions.of(pool)
    people, lacking = completeness.numbers(pool, asked)
    tallies = completeness.tallies(pool) if asked else {}
    shown = {
        "pool": pool,
        "standing": standing(pool, at=clock.now()),
        "questions": [_row(question, tallies.get(question.pk, Tally())) for question in asked],
        "people": people,
        "lacking": lacking,
        "complete": people - lacking,
        "until": answering.open_until(pool),
    }
    return opening.page(request, desk, "sign_up.html", shown, room="sign-up")


def standing(pool: Pool, *, at: datetime) -> str:
    """Return open, early (opens later) or closed, by the times that the organiser set."""
    if pool.closes_at and at >= pool.closes_at:
        return "closed"
    return "early" if pool.opens_at and at < pool.opens_at else "open"


def _row(question: Question, tally: Tally) -> dict[str, Any]:
    counts = [(choice.pk, choice.label, tally.chosen.get(choice.pk, 0)) for choice in question.open_choices]  # type: ignore[attr-defined]
    if question.kind == K.YES_NO:
        counts = [("yes", _("Yes"), tally.yes), ("no", _("No"), tally.no)]
    return {
        "question": question,
        "condition": answer_fields.condition(question),
        "answered": tally.answered,
        "counts": counts,
    }


@require_POST
@opening.desk
def open_or_close(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponse:
    pool = desk.pool(pk)
    if request.POST.get("to") == "close":
        pools.close_now(pool, by=desk.by, at=clock.now())
        flash.done(request, _("Sign-up is closed. Who waits keeps waiting."))
    else:
        pools.open_now(pool, by=desk.by, at=clock.now())
        flash.done(request, _("Sign-up is open."))
    return redirect(f"{desk.path('sign-up')}?pool={pool.pk}")
