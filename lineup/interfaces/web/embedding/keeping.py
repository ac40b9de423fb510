"""Where sign-up may be shown, the snippet to copy, and how it will look."""

from collections.abc import Callable
from typing import Any

from csp.decorators import csp_update
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lineup.core.clubs import permissions
from lineup.core.clubs.models import Club
from lineup.core.foundation import clock
from lineup.core.foundation.errors import Refusal
from lineup.core.participation import embedding
from lineup.core.participation.models import Offering
from lineup.domains.events import events
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.clubs import frame
from lineup.interfaces.web.embedding.forms import CLUB, EmbeddingForm

page = require_http_methods(["GET", "HEAD", "POST"])


@csp_update({"frame-src": ["'self'"]})  # type: ignore[arg-type]  # the preview is a page of ours
@page
@login_required
def of_event(request: HttpRequest, slug: str) -> HttpResponse:
    offering = events.find_managed(request.person, slug=slug).offering  # type: ignore[attr-defined]
    form = EmbeddingForm(acting.sent(request), said=embedding.of(offering), has_club=offering.club_id is not None)
    if _saved(request, offering, form):
        return redirect("embedding:event", slug=slug)
    shown = {
        "offering": offering,
        "form": form,
        "showable": offering.visibility in embedding.SHOWABLE,
        "is_shown": bool(embedding.ancestors(offering)),
        "widget": reverse("embedding:widget", args=[slug]),
        "snippets": _snippets(offering),
    }
    return render(request, "embedding/event.html", shown, status=422 if form.errors else 200)


@page
@login_required
def of_club(request: HttpRequest, slug: str) -> HttpResponse:
    club = permissions.find(request.person, permissions.EDIT_CLUB, slug=slug)  # type: ignore[attr-defined]
    form = EmbeddingForm(acting.sent(request), said=embedding.of(club), has_club=False)
    if _saved(request, club, form):
        return redirect("embedding:club", slug=slug)
    shown = frame.around(request, club, "edit", form=form)
    return render(request, "embedding/club.html", shown, status=422 if form.errors else 200)


def _saved(request: HttpRequest, owner: Offering | Club, form: EmbeddingForm) -> bool:
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        _operation(owner, form)(by=acting.actor(request), at=clock.now())
    except Refusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return False
    flash.done(request, _("Saved."))
    return True


def _operation(owner: Offering | Club, form: EmbeddingForm) -> Callable[..., Any]:
    if isinstance(owner, Offering) and form.cleaned_data["where"] == CLUB:
        return lambda **who: embedding.leave_to_club(owner, **who)
    return lambda **who: embedding.allow(owner, **form.values(), **who)


def _snippets(offering: Offering) -> list[tuple[str, str, str]]:
    """(id, label, HTML to copy), as text that the page still has to escape."""
    address = escape(f"{settings.BASE_URL}{reverse('embedding:widget', args=[offering.slug])}")
    script = escape(f"{settings.BASE_URL}{reverse('embedding:script')}")
    framed = f'<iframe src="{address}" title="{escape(offering.title)}" loading="lazy" width="100%" height="560"'
    return [
        (
            "with-script",
            _("One line, as high as it needs to be"),
            f'<script async src="{script}" data-event="{offering.slug}"></script>',
        ),
        ("without-script", _("Without a script, at a fixed height"), f'{framed} style="border:0"></iframe>'),
    ]
