"""The questions of a pool: written, put in order, taken away and brought back."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lineup.core.foundation import clock, ordering
from lineup.core.foundation.errors import Missing, Refusal
from lineup.core.participation import questions
from lineup.core.participation.models import Pool, Question
from lineup.core.participation.questions import Condition
from lineup.interfaces.web import acting, answer_fields, flash
from lineup.interfaces.web.desk import opening
from lineup.interfaces.web.desk.opening import Desk

K = Question.Kind
ALWAYS = ""


class QuestionForm(forms.Form):
    """A question as its organiser writes it; of whom it is asked is chosen where people come in groups."""

    text = forms.CharField(label=gettext_lazy("Question"), max_length=questions.LONGEST_QUESTION)
    help = forms.CharField(
        label=gettext_lazy("Help"),
        required=False,
        max_length=questions.LONGEST_HELP,
        help_text=gettext_lazy("A sentence below the question."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Answered by"), choices=K.choices)
    choices = forms.CharField(
        label=gettext_lazy("Choices"),
        required=False,
        help_text=gettext_lazy("One to a line; needed where people choose."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    required = forms.BooleanField(label=gettext_lazy("Needs an answer"), required=False)
    each_person = forms.BooleanField(
        label=gettext_lazy("Ask each person of a group"),
        required=False,
        help_text=gettext_lazy("Without it, who signs the group up answers once."),
    )
    only_if = forms.ChoiceField(label=gettext_lazy("Ask it"), required=False)

    def __init__(self, *args: Any, pool: Pool, earlier: list[Question], own: Question | None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.conditions = _conditions(earlier)
        self.fields["only_if"].choices = [  # type: ignore[attr-defined]
            (ALWAYS, _("Always")),
            *((key, answer) for key, (answer, _condition) in self.conditions.items()),
        ]
        if pool.party_limit == 1:
            del self.fields["each_person"]
        if len(self.conditions) == 0:
            del self.fields["only_if"]
        if own:
            del self.fields["kind"]
            self.initial.update(_initial(own))
            if own.kind not in questions.WITH_CHOICES:
                del self.fields["choices"]

    @property
    def values(self) -> dict[str, Any]:
        """What was entered, as `questions.add` and `questions.change` take it."""
        entered = dict(self.cleaned_data)
        chosen = entered.pop("only_if", ALWAYS)
        entered["condition"] = self.conditions[chosen][1] if chosen else None
        if "choices" in entered:
            entered["choices"] = entered["choices"].splitlines()
        return entered


def _conditions(earlier: list[Question]) -> dict[str, tuple[str, Condition]]:
    """Every answer on which a question may depend: its key, in words, and as a condition."""
    found: dict[str, tuple[str, Condition]] = {}
    for on in earlier:
        if on.kind == K.YES_NO:
            found[f"{on.pk}:yes"] = (_if(on, _("Yes")), Condition(on, yes=True))
            found[f"{on.pk}:no"] = (_if(on, _("No")), Condition(on, yes=False))
        for choice in on.open_choices:  # type: ignore[attr-defined]
            found[f"{on.pk}:{choice.pk}"] = (_if(on, choice.label), Condition(on, choice=choice))
    return found


def _if(on: Question, answer: str) -> str:
    return _("if “%(question)s” is answered with “%(answer)s”") % {"question": str(on), "answer": answer}


def _initial(own: Question) -> dict[str, Any]:
    answer = own.only_if_choice_id or answer_fields.YES_NO[own.only_if_yes]
    labels = own.choices.filter(retired_at=None).order_by("position").values_list("label", flat=True)
    return {
        "text": own.wording.text,
        "help": own.wording.help,
        "choices": "\n".join(labels),
        "required": own.required,
        "each_person": own.each_person,
        "only_if": f"{own.only_if_id}:{answer}" if own.only_if_id else ALWAYS,
    }


@require_safe
@opening.desk
def index(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponse:
    pool = desk.pool(pk)
    rows = [(question, answer_fields.condition(question)) for question in questions.of(pool)]
    shown = {"pool": pool, "questions": rows, "most": questions.MOST, "full": len(rows) >= questions.MOST}
    return opening.page(request, desk, "questions.html", shown, room="sign-up")


@require_http_methods(["GET", "HEAD", "POST"])
@opening.desk
def add(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponse:
    pool = desk.pool(pk)
    form = QuestionForm(acting.sent(request), pool=pool, earlier=questions.of(pool), own=None)
    if request.method == "POST" and form.is_valid():
        try:
            questions.add(pool, by=desk.by, at=clock.now(), **form.values)
        except Refusal as refusal:
            _refuse(form, refusal)
        else:
            flash.done(request, _("The question is asked from now on."))
            return redirect(desk.path("questions", pk=pk))
    return _page(request, desk, pool, form)


@require_http_methods(["GET", "HEAD", "POST"])
@opening.desk
def edit(request: HttpRequest, desk: Desk, pk: Any, question: Any) -> HttpResponse:
    pool = desk.pool(pk)
    own = questions.find(pool, question)
    earlier = [one for one in questions.of(pool) if one.position < own.position]
    form = QuestionForm(acting.sent(request), pool=pool, earlier=earlier, own=own)
    if request.method == "POST" and form.is_valid():
        try:
            questions.change(own, by=desk.by, at=clock.now(), **form.values)
        except Refusal as refusal:
            _refuse(form, refusal)
        else:
            flash.done(request, _("Saved. What people answered before stays as they answered it."))
            return redirect(desk.path("questions", pk=pk))
    return _page(request, desk, pool, form, own=own)


def _refuse(form: QuestionForm, refusal: Refusal) -> None:
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))


def _page(request: HttpRequest, desk: Desk, pool: Pool, form: QuestionForm, own: Any = None) -> HttpResponse:
    shown = {"pool": pool, "form": form, "own": own}
    return opening.page(request, desk, "question.html", shown, room="sign-up", status=422 if form.errors else 200)


@require_POST
@opening.desk
def move(request: HttpRequest, desk: Desk, pk: Any, question: Any) -> HttpResponse:
    pool = desk.pool(pk)
    own = questions.find(pool, question)
    if own.retired_at is not None:
        raise Missing
    index = acting.index_sent(request, ordering.index_of(own, questions.of(pool)))
    try:
        questions.move(own, index=index, by=desk.by, at=clock.now())
    except Refusal as refusal:
        flash.refused(request, refusal)
    return redirect(desk.path("questions", pk=pk))


@require_POST
@opening.desk
def retire(request: HttpRequest, desk: Desk, pk: Any, question: Any) -> HttpResponse:
    try:
        questions.retire(questions.find(desk.pool(pk), question), by=desk.by, at=clock.now())
    except Refusal as refusal:
        flash.refused(request, refusal)
    else:
        undo = desk.path("question-restoration", pk=pk, question=question)
        flash.done(request, _("It is asked no more. What people answered is kept."), undo=undo)
    return redirect(desk.path("questions", pk=pk))


@require_POST
@opening.desk
def restore(request: HttpRequest, desk: Desk, pk: Any, question: Any) -> HttpResponse:
    try:
        questions.restore(questions.find(desk.pool(pk), question), by=desk.by, at=clock.now())
        flash.done(request, _("It is asked again, as the last question."))
    except Refusal as refusal:
        flash.refused(request, refusal)
    return redirect(desk.path("questions", pk=pk))
