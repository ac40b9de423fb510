"""A guest added by hand: somebody who called, or stands at the door."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Missing, Refusal
from lineup.core.participation import entering
from lineup.core.participation.models import Place
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.desk import forms, opening
from lineup.interfaces.web.desk.opening import Desk


@require_http_methods(["GET", "HEAD", "POST"])
@opening.desk
def add(request: HttpRequest, desk: Desk) -> HttpResponse:
    if not desk.pools:
        raise Missing
    form = forms.AddForm(acting.sent(request), pools=desk.pools)
    if request.method == "POST" and form.is_valid():
        try:
            place = _enter(desk, form.cleaned_data)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            flash.done(request, _("%(name)s is on the list.") % {"name": place.shown_name})
            return redirect(desk.path("guest", pk=place.pk))
    return opening.page(request, desk, "add.html", {"form": form}, room="guests", status=422 if form.is_bound else 200)


def _enter(desk: Desk, entered: dict[str, Any]) -> Place:
    offer = entered["how"] == "offer"
    name, email = entered["name"], entered["email"]
    pool = desk.pool(entered["pool"]) if "pool" in entered else desk.pools[0]
    return entering.enter(pool, name=name, email=email, offer=offer, by=desk.by, at=clock.now())
