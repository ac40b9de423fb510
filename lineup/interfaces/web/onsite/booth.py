"""The exhibitor's page: badges scanned, who came, and the booth's own name and floor plan."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lineup.core.foundation import clock, cursors
from lineup.core.foundation.errors import Refusal
from lineup.core.people.actors import Actor
from lineup.domains.events import events
from lineup.domains.events.models import Event
from lineup.domains.onsite import announcements, booths, visits
from lineup.domains.onsite.models import Booth
from lineup.interfaces.web import acting, downloads, errors, files, flash
from lineup.interfaces.web.onsite import showing
from lineup.interfaces.web.secrets import clock_of

PAGE = 50
MOST_ANNOUNCEMENTS = 5
LONGEST_CODE = 300


class ScanForm(forms.Form):
    """What a badge says, scanned or typed."""

    code = forms.CharField(
        label=gettext_lazy("Badge"),
        max_length=LONGEST_CODE,
        help_text=gettext_lazy("Scan it, or type the id below the code."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True, "enterkeyhint": "go"}),
    )


class BoothForm(forms.Form):
    """A booth; saved by `booths.rename` and `booths.set_plan`."""

    name = forms.CharField(
        label=gettext_lazy("Name of the booth"),
        required=False,
        max_length=booths.LONGEST_NAME,
        help_text=gettext_lazy("Who takes part finds it by this among the exhibitors; without one it is not listed."),
    )
    plan = forms.FileField(
        label=gettext_lazy("Floor plan"),
        required=False,
        help_text=gettext_lazy("A PDF of up to 10 MB, for who takes part."),
    )

    def save(self, booth: Booth, *, by: Actor, at: Any) -> bool:
        """Keep what was entered; whether every rule said yes."""
        try:
            booth = booths.rename(booth, self.cleaned_data["name"], by=by, at=at)
            if self.cleaned_data["plan"]:
                booths.set_plan(booth, self.cleaned_data["plan"], by=by, at=at)
        except Refusal as refusal:
            self.add_error({"file": "plan"}.get(refusal.field or "", refusal.field), str(refusal))
            return False
        return True


@dataclass(frozen=True)
class Own:
    """An exhibitor's own booth, and who acts."""

    event: Event
    booth: Booth
    by: Actor

    def path(self, route: str = "booth", **key: Any) -> str:
        return reverse(f"onsite:{route}", kwargs={"slug": self.event.offering.slug, **key})


def own(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Give `view(request, own, …)` the viewer's booth at the event, on its clock. Missing for who does not exhibit."""

    @login_required
    @wraps(view)
    def wrapped(request: HttpRequest, slug: str, **key: Any) -> HttpResponseBase:
        by = acting.actor(request)
        event = events.find_visible(by.person, slug=slug)
        booth = booths.own(event, by.person, at=clock.now())
        with clock_of(request, event.time_zone):
            return view(request, Own(event, booth, by), **key)

    return wrapped


@require_safe
@own
def page(request: HttpRequest, own: Own) -> HttpResponse:
    return _page(request, own, ScanForm())


def _page(request: HttpRequest, own: Own, form: ScanForm, *, status: int = 200, **more: Any) -> HttpResponse:
    rows = visits.of(own.booth)
    found = cursors.page(rows, order=("-scanned_at", "-id"), cursor=request.GET.get("cursor", ""), size=PAGE)
    shown = {
        "event": own.event,
        "offering": own.event.offering,
        "booth": own.booth,
        "form": form,
        "numbers": visits.numbers(own.booth, at=clock.now()),
        "page": found,
        "leads": [(visit, visits.known(visit)) for visit in found.items],
        "announcements": list(announcements.shown_to(own.event, own.by.person)[:MOST_ANNOUNCEMENTS]),
        "crumbs": showing.crumbs(own.event, (_("Your booth"), "")),
        "longest_notes": visits.LONGEST_NOTES,
        **more,
    }
    return render(request, "onsite/booth.html", shown, status=status)


@require_POST
@own
def scan(request: HttpRequest, own: Own) -> HttpResponse:
    """Count the visit of whose badge this is; what may be known of them is shown at once.

    A page whose camera goes on gets itself back, with what it is to say in its box.
    """
    form, scanned, status = ScanForm(request.POST), None, 422
    if form.is_valid():
        try:
            scanned = visits.scan(own.booth, form.cleaned_data["code"], at=clock.now())
        except Refusal as refusal:
            form.add_error("code", str(errors.told(refusal)))
            status = refusal.status
    if request.htmx:  # type: ignore[attr-defined]
        # htmx swaps nothing in that came with an error
        told = _said(scanned) if scanned else " ".join(map(str, form.errors["code"]))
        return _page(request, own, ScanForm(), told=told, tone="good" if scanned else "warn")
    if scanned is None:
        return _page(request, own, form, status=status)
    flash.done(request, _said(scanned))
    return redirect(own.path())


def _said(scanned: visits.Scanned) -> str:
    name = visits.known(scanned.visit)["name"]
    if not scanned.is_fresh:
        return _("%(name)s was here today already.") % {"name": name or _("This visitor")}
    if name:
        return _("%(name)s: the visit is counted.") % {"name": name}
    return _("The visit is counted. This visitor does not share their name.")


@require_POST
@own
def note(request: HttpRequest, own: Own, pk: Any) -> HttpResponse:
    visit = visits.find(own.booth, pk)
    try:
        visits.note(visit, request.POST.get("notes", ""))
        flash.done(request, _("Noted."))
    except Refusal as refusal:
        flash.refused(request, refusal)
    return redirect(own.path())


@require_POST
@own
def remove(request: HttpRequest, own: Own, pk: Any) -> HttpResponse:
    visits.remove(visits.find(own.booth, pk))
    flash.done(request, _("The visit is no longer counted."))
    return redirect(own.path())


@require_safe
@own
def export(request: HttpRequest, own: Own) -> HttpResponseBase:
    return downloads.table(request, visits.lines(own.booth), name=f"{own.event.offering.slug}-{_('visits')}")


@require_safe
@own
def plan(request: HttpRequest, own: Own) -> HttpResponseBase:
    return files.of_booth(own.booth)


@require_http_methods(["GET", "HEAD", "POST"])
@own
def edit(request: HttpRequest, own: Own) -> HttpResponse:
    form = BoothForm(acting.sent(request), request.FILES or None, initial={"name": own.booth.name})
    if request.method == "POST" and form.is_valid() and form.save(own.booth, by=own.by, at=clock.now()):
        flash.done(request, _("Saved."))
        return redirect(own.path())
    crumbs = showing.crumbs(own.event, (_("Your booth"), own.path()), (_("Name and floor plan"), ""))
    shown = {"event": own.event, "offering": own.event.offering, "booth": own.booth, "form": form, "crumbs": crumbs}
    return render(request, "onsite/booth_form.html", shown, status=422 if form.errors else 200)


@require_POST
@own
def remove_plan(request: HttpRequest, own: Own) -> HttpResponse:
    booths.remove_plan(own.booth, by=own.by, at=clock.now())
    flash.done(request, _("The floor plan is gone."))
    return redirect(own.path())
