"""What organisers do with an event as a whole. A GET names the consequences, only a POST acts."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Refusal
from lineup.core.participation import audience, offerings
from lineup.core.participation.models import Offering
from lineup.domains.events import events
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.refusing import Refusing
from lineup.interfaces.web.repetitions import scopes

page = require_http_methods(["GET", "HEAD", "POST"])

SEEN_BY = {
    "public": gettext_lazy("Everybody finds it in lists and search, and can join."),
    "unlisted": gettext_lazy("Everybody with its address can open it and join; no list shows it."),
    "club_only": gettext_lazy("The members of the club find it and can join."),
    "invite_only": gettext_lazy("The members of the club find it; who is invited can join."),
    "private": gettext_lazy("Only who is invited sees it and can join."),
}


class CancellationForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Everybody who is told reads it."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 300}),
    )


class CompletionForm(Refusing, forms.Form):
    although_ahead = forms.BooleanField(
        label=gettext_lazy("Finish it although it has not begun"),
        help_text=gettext_lazy("Nobody is told. Cancel it instead if it does not take place: then people are."),
        required=False,
    )


@page
@login_required
def publication(request: HttpRequest, slug: str) -> HttpResponse:
    offering = _find(request, slug)
    if request.method != "POST":
        return render(
            request, "events/publication.html", {"offering": offering, "consequences": _when_published(offering)}
        )
    return _act(request, offering, offerings.publish, _("It is published. Share its address with whom you like."))


def _when_published(offering: Offering) -> list[str]:
    return [str(SEEN_BY[offering.visibility]), _("You can still change everything; who takes part is told of a move.")]


@page
@login_required
def cancellation(request: HttpRequest, slug: str) -> HttpResponse:
    event = events.find_managed(request.person, slug=slug)  # type: ignore[attr-defined]
    offering, occurrence = event.offering, scopes.occurrence_of(event)
    form = CancellationForm(acting.sent(request))
    if request.method == "POST" and form.is_valid():
        people = told(offering)
        reason = form.cleaned_data["reason"]
        return _act(request, offering, offerings.cancel, _("It is cancelled.") + " " + people, reason=reason)
    shown = {
        "offering": offering,
        "form": form,
        "consequences": _when_cancelled(offering),
        "occurrence": occurrence,
    }
    return render(request, "events/cancellation.html", shown, status=422 if form.errors else 200)


def _when_cancelled(offering: Offering) -> list[str]:
    return [
        told(offering),
        _("It stays visible, marked as cancelled, and calendars that know it take it off."),
        _("This is final: plan it again with a copy."),
    ]


def told(offering: Offering) -> str:
    """Return how many people hear of a cancellation or a move, as a sentence."""
    people = audience.people_to_tell(offering)
    if not people:
        return _("Nobody holds a place or waits, so that nobody will be told.")
    return ngettext("%(n)d person will be told.", "%(n)d people will be told.", people) % {"n": people}


@page
@login_required
def completion(request: HttpRequest, slug: str) -> HttpResponse:
    offering, now = _find(request, slug), clock.now()
    form, is_ahead = CompletionForm(acting.sent(request)), offering.is_ahead(now)
    if request.method == "POST" and form.carries_out(
        lambda: offerings.finish(offering, by=acting.actor(request), at=now, **form.cleaned_data)
    ):
        flash.done(request, _("It is finished."))
        return redirect("events:event", slug=slug)
    consequences = _when_finished(offering, is_ahead=is_ahead)
    shown = {"offering": offering, "form": form, "is_ahead": is_ahead, "consequences": consequences}
    return render(request, "events/completion.html", shown, status=422 if form.errors else 200)


def _when_finished(offering: Offering, *, is_ahead: bool) -> list[str]:
    people = audience.people_to_tell(offering) if is_ahead else 0
    return [
        *([_not_told(people)] if people else []),
        _("Nobody can join any more, and freed places are no longer handed on."),
        _("It moves to the past events; who came stays on record."),
        _("Without you it happens by itself when the event is over."),
    ]


def _not_told(people: int) -> str:
    """To finish is not to call off: who counts on it would come in vain."""
    return ngettext(
        "It has not begun: %(n)d person counts on it and is told nothing. Cancel it if it does not take place.",
        "It has not begun: %(n)d people count on it and are told nothing. Cancel it if it does not take place.",
        people,
    ) % {"n": people}


@page
@login_required
def discard(request: HttpRequest, slug: str) -> HttpResponse:
    offering = _find(request, slug)
    if request.method != "POST":
        return render(request, "events/discard.html", {"offering": offering, "consequences": _when_binned()})
    try:
        offerings.discard(offering, by=acting.actor(request), at=clock.now())
    except Refusal as refusal:
        flash.refused(request, refusal)
        return redirect("events:event", slug=slug)
    undo = reverse("events:restoration", kwargs={"slug": slug})
    flash.done(request, _("“%(title)s” is in the bin.") % {"title": offering.title}, undo=undo)
    return redirect("events:bin")


def _when_binned() -> list[str]:
    return [
        _("Nobody sees it any more, its calendar entries stay as they are."),
        _("You can take it out of the bin again, as it was."),
    ]


@require_POST
@login_required
def restoration(request: HttpRequest, slug: str) -> HttpResponse:
    event = events.find_managed(request.person, binned=True, slug=slug)  # type: ignore[attr-defined]
    return _act(request, event.offering, offerings.restore, _("It is back, as it was."))


def _find(request: HttpRequest, slug: str) -> Offering:
    return events.find_managed(request.person, slug=slug).offering  # type: ignore[attr-defined]


def _act(
    request: HttpRequest, offering: Offering, operate: Callable[..., Any], sentence: str, **values: Any
) -> HttpResponse:
    try:
        operate(offering, by=acting.actor(request), at=clock.now(), **values)
    except Refusal as refusal:
        flash.refused(request, refusal)
    else:
        flash.done(request, sentence)
    return redirect("events:event", slug=offering.slug)
