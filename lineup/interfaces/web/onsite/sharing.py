"""What exhibitors may know: said once for all who scan one's badge, or for each; and taken back."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Missing
from lineup.core.people.models import Person
from lineup.domains.events import attendees, events
from lineup.domains.events.models import Event
from lineup.domains.onsite import booths, sharing
from lineup.domains.onsite.models import Booth
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.onsite import showing

WORDS = {"name": gettext_lazy("My name"), "email": gettext_lazy("My e-mail address"), "phone": gettext_lazy("My phone")}


class SharingForm(forms.Form):
    """What may be known; `booth` is one that scanned the badge, or nothing for all."""

    booth = forms.UUIDField(required=False)
    fields_shared = forms.MultipleChoiceField(choices=list(WORDS.items()), required=False)


def _own(request: HttpRequest, slug: str) -> tuple[Person, Event]:
    """Who shares, at which event. Raises Missing for who has no part in it."""
    person: Any = request.person  # type: ignore[attr-defined]
    event = events.find_visible(person, slug=slug)
    if not (attendees.comes(person, event) or booths.exhibits(event, person)):
        raise Missing
    return person, event


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def page(request: HttpRequest, slug: str) -> HttpResponse:
    person, event = _own(request, slug)
    if request.method == "POST":
        form = SharingForm(request.POST)
        if form.is_valid():
            booth = _booth(person, event, form.cleaned_data["booth"])
            fields = form.cleaned_data["fields_shared"]
            sharing.say(person, event, fields, booth=booth, by=acting.actor(request), at=clock.now())
            flash.done(request, _("Saved. Exhibitors see no more than this, from now on."))
        return redirect("onsite:sharing", slug=slug)
    shown = {
        "event": event,
        "offering": event.offering,
        "words": [(field, WORDS[field]) for field in sharing.FIELDS],
        "to_all": sharing.to_all(person, event),
        "scanners": sharing.scanners(person, event),
        "crumbs": showing.crumbs(event, (_("What exhibitors know"), "")),
    }
    return render(request, "onsite/sharing.html", shown)


def _booth(person: Person, event: Event, pk: Any) -> Booth | None:
    """The booth, if it scanned this person; others need not be there for them."""
    if not pk:
        return None
    found = next((one.booth for one in sharing.scanners(person, event) if one.booth.pk == pk), None)
    if found is None:
        raise Missing
    return found


@require_POST
@login_required
def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    person, event = _own(request, slug)
    sharing.withdraw(person, event, by=acting.actor(request), at=clock.now())
    flash.done(request, _("No exhibitor knows anything of you any more."))
    return redirect("onsite:sharing", slug=slug)
