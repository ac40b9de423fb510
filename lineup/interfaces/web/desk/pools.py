"""How one gets in: capacity, admission, waitlist, sign-up window."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Refusal
from lineup.core.participation import pools, queue
from lineup.interfaces.web import flash
from lineup.interfaces.web.desk import forms, opening
from lineup.interfaces.web.desk.opening import Desk


@require_http_methods(["GET", "HEAD", "POST"])
@opening.desk
def change(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponse:
    pool = desk.pool(pk)
    form = forms.PoolForm(request.POST or None, pool=pool)
    if request.method == "POST" and form.is_valid():
        try:
            pools.change(pool, by=desk.by, at=clock.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            flash.done(request, _("Saved. Whatever became free went to those who wait."))
            return redirect(desk.path("pool", pk=pool.pk))
    shown = {"form": form, "pool": pool, "waiting": queue.length(pool)}
    return opening.page(request, desk, "pool.html", shown, room="pool", status=422 if form.is_bound else 200)
