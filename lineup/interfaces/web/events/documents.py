"""Files of an event: kept by its organisers, handed out so that no browser opens or runs them."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Refusal
from lineup.domains.events import events, files
from lineup.domains.events.models import Event, EventFile
from lineup.interfaces.web import acting, binned, flash
from lineup.interfaces.web import files as downloads
from lineup.interfaces.web.forms import ChoiceCards


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("PDF, picture, plain text or office document, up to 10 MB."),
    )
    use = forms.ChoiceField(
        label=gettext_lazy("What it is"),
        choices=EventFile.Use.choices,
        required=False,
        help_text=gettext_lazy("A new programme or guide, as PDF, takes the place of the one before."),
    )
    audience = forms.ChoiceField(
        label=gettext_lazy("For whom"), choices=EventFile.Audience.choices, widget=ChoiceCards, initial="everybody"
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def index(request: HttpRequest, slug: str) -> HttpResponse:
    event = events.find_managed(request.person, slug=slug)  # type: ignore[attr-defined]
    form = FileForm(acting.sent(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            files.add(
                event,
                form.cleaned_data["file"],
                audience=form.cleaned_data["audience"],
                use=form.cleaned_data["use"],
                by=acting.actor(request),
                at=clock.now(),
            )
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            flash.done(request, _("The file is there."))
            return redirect("events:files", slug=slug)
    shown = {"offering": event.offering, "form": form, "crumbs": _crumbs(event), **_lists(request, event)}
    return render(request, "events/files.html", shown, status=422 if form.errors else 200)


def _crumbs(event: Event) -> list[tuple[str, str]]:
    path = reverse("events:event", kwargs={"slug": event.offering.slug})
    return [(event.offering.title, path), (_("Files"), "")]


def _lists(request: HttpRequest, event: Event) -> dict[str, Any]:
    return {
        "files": list(event.files.filter(binned_at=None).order_by("name", "id")),
        "binned": binned.page(request, files.binned(event)),
    }


@require_safe
def download(request: HttpRequest, slug: str, pk: object) -> HttpResponseBase:
    person = request.person  # type: ignore[attr-defined]
    return downloads.of_event(files.find(events.find_visible(person, slug=slug), person, pk))


@require_POST
@login_required
def discard(request: HttpRequest, slug: str, pk: object) -> HttpResponse:
    person = request.person  # type: ignore[attr-defined]
    file = files.find(events.find_managed(person, slug=slug), person, pk)
    files.discard(file, by=acting.actor(request), at=clock.now())
    undo = reverse("events:file_restoration", kwargs={"slug": slug, "pk": pk})
    flash.done(request, _("“%(name)s” is in the bin.") % {"name": file.name}, undo=undo)
    return redirect("events:files", slug=slug)


@require_POST
@login_required
def restoration(request: HttpRequest, slug: str, pk: object) -> HttpResponse:
    file = files.find_binned(events.find_managed(request.person, slug=slug), pk)  # type: ignore[attr-defined]
    files.restore(file, by=acting.actor(request), at=clock.now())
    flash.done(request, _("“%(name)s” is back.") % {"name": file.name})
    return redirect("events:files", slug=slug)
