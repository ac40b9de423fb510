"""The questions on a session: asked, voted for, answered; a watching page hears of changes by its pulse."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Refusal
from lineup.core.people.models import Person
from lineup.domains.events import events
from lineup.domains.onsite import pulses, questions, sessions
from lineup.domains.onsite.models import Session
from lineup.domains.onsite.questions import Floor
from lineup.interfaces.web import acting, errors, flash
from lineup.interfaces.web.onsite import question_list, showing

MARKS = {
    "answered": questions.answer,
    "open": questions.reopen,
    "hidden": questions.hide,
    "shown": questions.unhide,
}


class QuestionForm(forms.Form):
    """What somebody asks; saved by `questions.ask`."""

    text = forms.CharField(
        label=gettext_lazy("Your question"), max_length=questions.LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )
    is_anonymous = forms.BooleanField(
        label=gettext_lazy("Without my name"),
        required=False,
        help_text=gettext_lazy("Otherwise everybody in this session reads it beside your question."),
    )


class AnswerForm(forms.Form):
    """What is answered in writing; saved by `questions.answer`."""

    answer = forms.CharField(
        label=gettext_lazy("Your answer"), max_length=questions.LONGEST_ANSWER, widget=forms.Textarea(attrs={"rows": 6})
    )


@dataclass(frozen=True)
class Reader:
    """Who reads the questions of which session, and what they may do there."""

    session: Session
    person: Person
    floor: Floor

    def path(self, route: str = "questions", **key: Any) -> str:
        slug = self.session.event.offering.slug
        return reverse(f"onsite:{route}", kwargs={"slug": slug, "pk": self.session.pk, **key})


def _reader(request: HttpRequest, slug: str, pk: Any) -> Reader:
    """Who asks for a page of the session's questions. Raises Missing, AccessNeeded, NotPaid."""
    person: Any = request.person  # type: ignore[attr-defined]
    session = sessions.find(events.find_visible(person, slug=slug), pk)
    return Reader(session, person, questions.check_reads(session, person))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def index(request: HttpRequest, slug: str, pk: Any) -> HttpResponse:
    reader = _reader(request, slug, pk)
    form = QuestionForm(acting.sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            questions.ask(reader.session, by=acting.actor(request), at=clock.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(errors.told(refusal)))
        else:
            flash.done(request, _("Your question is there."))
            return redirect(reader.path())
    session, title = reader.session, reader.session.title
    back = reverse("onsite:session", kwargs={"slug": slug, "pk": pk})
    programme = reverse("onsite:programme", kwargs={"slug": slug})
    shown = {
        "form": form,
        "session": session,
        "offering": session.event.offering,
        "crumbs": showing.crumbs(session.event, (_("Programme"), programme), (title, back), (_("Questions"), "")),
        **_list(reader, cursor=request.GET.get("cursor", "")),
    }
    return render(request, "onsite/questions.html", shown, status=422 if form.errors else 200)


def _list(reader: Reader, *, cursor: str = "", anew: bool = False, refusal: object = "") -> dict[str, Any]:
    """What the list shows; without a cursor it is the one that follows its pulse."""
    at, keeps = clock.now(), reader.floor.may_answer
    # read first: what is drawn is at least as new
    pulse = questions.pulse(reader.session.pk, at=at)
    if cursor or anew:
        page = question_list.page(reader.session, keeps=keeps, cursor=cursor)
    else:
        page = question_list.first(reader.session, pulse=pulse, keeps=keeps, at=at)
    voted = questions.voted_by(reader.person, reader.session) if page.items else frozenset()
    return {
        "reader": reader,
        "floor": reader.floor,
        "page": page,
        "items": question_list.items(page.items, person=reader.person, voted=voted, may_vote=reader.floor.may_ask),
        "pulse": pulse,
        "refusal": refusal,
        **({} if cursor else _watched(reader, at)),
    }


def _watched(reader: Reader, at: datetime) -> dict[str, str]:
    """What a page asks that watches; who keeps the session reads more than the others, and a list of their own."""
    found = question_list.paths(reader.session)
    if reader.floor.may_answer:
        return found
    reading = pulses.Reading(reader.session.pk, get_language() or "en")
    return {**found, "shared_path": reverse("onsite:questions-shared", args=[pulses.list_key(reading, at=at)])}


@require_safe
@login_required
def listed(request: HttpRequest, slug: str, pk: Any) -> HttpResponse:
    """The list alone, for a page that heard of a change."""
    return _part(request, _list(_reader(request, slug, pk)))


@require_safe
def shared(request: HttpRequest, key: str) -> HttpResponse:
    """The list that all have who watch; who asks is not looked at, so that it costs next to nothing."""
    at = clock.now()
    reading = pulses.reading_of(key, at=at)
    found = question_list.shared(reading, pulse=questions.pulse(reading.session_id, at=at), at=at)
    return HttpResponse(found, headers={"Cache-Control": "private, no-store", "Content-Language": reading.language})


def _part(request: HttpRequest, shown: dict[str, Any]) -> HttpResponse:
    response = render(request, "onsite/question_list.html", shown)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _answered(request: HttpRequest, reader: Reader, refusal: Refusal | None) -> HttpResponse:
    """The list anew for who has scripts, else the page."""
    if request.headers.get("HX-Request"):
        return _part(request, _list(reader, anew=True, refusal=errors.told(refusal) if refusal else ""))
    if refusal:
        flash.refused(request, refusal)
    return redirect(reader.path())


@require_POST
@login_required
def vote(request: HttpRequest, slug: str, pk: Any) -> HttpResponse:
    """Want a question answered too (`vote`), or no more (`unvote`)."""
    reader, by = _reader(request, slug, pk), acting.actor(request)
    act = questions.unvote if "unvote" in request.POST else questions.vote
    wanted = request.POST.get("vote") or request.POST.get("unvote")
    if not wanted:
        return _answered(request, reader, None)
    question = questions.find(reader.session, wanted)
    try:
        act(question, by=by, at=clock.now())
    except Refusal as refusal:
        return _answered(request, reader, refusal)
    return _answered(request, reader, None)


@require_POST
@login_required
def mark(request: HttpRequest, slug: str, pk: Any) -> HttpResponse:
    """Say that a question is `answered` in the room, or `open` again; make it `hidden`, or `shown` again."""
    reader = _reader(request, slug, pk)
    name = next((name for name in MARKS if name in request.POST), "")
    if not name:
        return _answered(request, reader, None)
    question = questions.find(reader.session, request.POST[name], hidden=reader.floor.may_answer)
    MARKS[name](question, by=acting.actor(request), at=clock.now())  # type: ignore[operator]
    return _answered(request, reader, None)


@require_POST
@login_required
def remove(request: HttpRequest, slug: str, pk: Any) -> HttpResponse:
    """Take one's own question back."""
    reader = _reader(request, slug, pk)
    if wanted := request.POST.get("question"):
        questions.take_back(questions.find(reader.session, wanted), by=acting.actor(request))
    return _answered(request, reader, None)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def answer(request: HttpRequest, slug: str, pk: Any, question: Any) -> HttpResponse:
    """The answer in writing, for who keeps the session."""
    reader = _reader(request, slug, pk)
    if not reader.floor.may_answer:
        raise questions.NotAnswering
    row = questions.find(reader.session, question, hidden=True)
    form = AnswerForm(acting.sent(request), initial={"answer": row.answer})
    if request.method == "POST" and form.is_valid():
        try:
            questions.answer(row, form.cleaned_data["answer"], by=acting.actor(request), at=clock.now())
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            flash.done(request, _("Your answer is there."))
            return redirect(reader.path())
    event, path = reader.session.event, reader.path()
    crumbs = showing.crumbs(event, (reader.session.title, path), (_("Answer"), ""))
    shown = {"form": form, "question": row, "offering": event.offering, "back": path, "crumbs": crumbs}
    return render(request, "onsite/answer.html", shown, status=422 if form.errors else 200)
