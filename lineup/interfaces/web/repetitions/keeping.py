"""An event begins to repeat; its rule is changed, a day skipped, the rest called off. Consequences are named first."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from lineup.core.foundation import clock, zones
from lineup.core.foundation.errors import Missing, Refusal
from lineup.domains.events import events, repetitions, rules, rules_said
from lineup.domains.events.kind import StartNeeded
from lineup.domains.events.models import Occurrence, Repetition
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.repetitions.forms import RuleForm, SinceForm

page = require_http_methods(["GET", "HEAD", "POST"])


@page
@login_required
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    event = events.find_managed(request.person, slug=slug)  # type: ignore[attr-defined]
    known = repetitions.of(event)
    if known:
        return redirect("repetitions:repetition", pk=known.pk)
    if event.offering.starts_at is None:
        raise StartNeeded
    form = RuleForm(acting.sent(request), start=zones.local(event.offering.starts_at, event.time_zone).date())
    if request.method == "POST" and form.is_valid():
        try:
            made = repetitions.begin(event, form.rule(), by=acting.actor(request), at=clock.now())
        except Refusal as refusal:
            form.say(refusal)
        else:
            flash.done(request, _("It repeats. The days of the next three months appear here within moments."))
            return redirect("repetitions:repetition", pk=made.pk)
    shown = {"offering": event.offering, "form": form}
    return render(request, "repetitions/begin.html", shown, status=422 if form.errors else 200)


@page
@login_required
def change_rule(request: HttpRequest, pk: UUID) -> HttpResponse:
    """First the rule, then what follows from it, then the change."""
    repetition = _find(request, pk)
    since_form = SinceForm(acting.sent(request), initial={"since": _next_day(repetition)})
    since = _read_day(request.POST.get("since", "")) or _next_day(repetition)
    form = RuleForm(acting.sent(request), start=since, rule=repetitions.rule_of(repetition))
    if request.method == "POST" and form.is_valid() and since_form.is_valid():
        try:
            return _changed_or_asked(request, repetition, form, since_form)
        except Refusal as refusal:
            form.say(refusal)
    shown = {"repetition": repetition, "form": form, "since_form": since_form, "title": _title(repetition)}
    return render(
        request, "repetitions/rule.html", shown, status=422 if form.errors or since_form.errors else 200
    )  # fmt: skip


def _changed_or_asked(
    request: HttpRequest, repetition: Repetition, form: RuleForm, since_form: SinceForm
) -> HttpResponse:
    given, at = since_form.cleaned_data, clock.now()
    rule = rules.check(rules.read(form.rule()), given["since"])
    if "sure" not in request.POST:
        falling = repetitions.unwanted(repetition, rule, since=given["since"], at=at)
        said = [rules_said.said(rule), *_when_called_off(falling), _("The days that are missing are made.")]
        return _ask(request, repetition, _("Change the rule?"), said, _("Change the rule"))
    repetitions.change_rule(repetition, str(rule), **given, by=acting.actor(request), at=at)
    flash.done(request, _("The new rule holds; its days appear here within moments."))
    return redirect("repetitions:repetition", pk=repetition.pk)


@page
@login_required
def end(request: HttpRequest, pk: UUID) -> HttpResponse:
    repetition = _find(request, pk)
    first = _read_day(request.GET.get("since", "")) or _next_day(repetition)
    form = SinceForm(acting.sent(request), initial={"since": first})
    if request.method == "POST" and form.is_valid():
        at = clock.now()
        if "sure" not in request.POST:
            rest = repetitions.ahead(repetition, at=at, since=form.cleaned_data["since"])
            said = [*_when_called_off(rest), _("No further days are made.")]
            return _ask(request, repetition, _("Call off the rest?"), said, _("Call off the rest"))
        repetitions.end(repetition, **form.cleaned_data, by=acting.actor(request), at=at)
        flash.done(request, _("It ends there; what was ahead is called off within moments."))
        return redirect("repetitions:repetition", pk=repetition.pk)
    shown = {"repetition": repetition, "form": form, "title": _title(repetition)}
    return render(request, "repetitions/end.html", shown, status=422 if form.errors else 200)


@page
@login_required
def skip(request: HttpRequest, pk: UUID, day: str) -> HttpResponse:
    repetition, chosen = _find(request, pk), _read_day(day)
    if chosen is None:
        raise Missing
    if request.method != "POST":
        occurrence = repetitions.ahead(repetition, at=clock.now(), since=chosen).filter(day=chosen)
        said = [*_when_called_off(occurrence), _("The other days stay as they are.")]
        title = _("Skip %(day)s?") % {"day": rules_said.day_said(chosen)}
        return _ask(request, repetition, title, said, _("Skip this day"), with_reason=True)
    return _done(
        request,
        repetition,
        lambda **who: repetitions.skip(repetition, chosen, reason=request.POST.get("reason", "")[:300], **who),
        _("That day is skipped."),
    )


@require_POST
@login_required
def publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    repetition = _find(request, pk)
    said = _("All drafts ahead are published, and so is what is made from now on.")
    return _done(request, repetition, lambda **who: repetitions.publish_drafts(repetition, **who), said)


def _done(request: HttpRequest, repetition: Repetition, operate: Callable[..., Any], said: str) -> HttpResponse:
    flash.tried(request, lambda: operate(by=acting.actor(request), at=clock.now()), said)
    return redirect("repetitions:repetition", pk=repetition.pk)


def _ask(
    request: HttpRequest, repetition: Repetition, title: str, said: list[str], submit: str, *, with_reason: bool = False
) -> HttpResponse:
    """Name the consequences; what was entered goes along unseen."""
    kept = [(name, value) for name in request.POST if name != "csrfmiddlewaretoken"
            for value in request.POST.getlist(name)]  # fmt: skip
    shown = {"repetition": repetition, "title": title, "consequences": said, "submit": submit, "kept": kept}
    return render(request, "repetitions/sure.html", {**shown, "with_reason": with_reason})


def _when_called_off(falling: "QuerySet[Occurrence]") -> list[str]:
    days, people = falling.count(), repetitions.people_to_tell(falling)
    if not days:
        return [_("No day is called off.")]
    return [
        ngettext("%(n)s day is called off.", "%(n)s days are called off.", days) % {"n": days},
        ngettext("%(n)s person will be told.", "%(n)s people will be told.", people) % {"n": people},
    ]


def _find(request: HttpRequest, pk: UUID) -> Repetition:
    return repetitions.find_managed(request.person, pk)  # type: ignore[attr-defined]


def _next_day(repetition: Repetition) -> date:
    at = clock.now()
    day = repetitions.ahead(repetition, at=at).order_by("day").values_list("day", flat=True).first()
    return day or repetitions.today(repetition, at=at)


def _title(repetition: Repetition) -> str:
    return repetitions.title_of(repetition)


def _read_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
