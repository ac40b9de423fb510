"""Phones that scan: made at the desk, opened by their link, revoked."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lineup.core.foundation import clock, qr
from lineup.core.foundation.errors import Refusal
from lineup.domains.onsite.door import devices
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.desk import opening
from lineup.interfaces.web.desk.opening import Desk
from lineup.interfaces.web.door import desk as door_desk
from lineup.interfaces.web.door.forms import DeviceForm
from lineup.interfaces.web.onsite.opening import event_of


@require_http_methods(["GET", "HEAD", "POST"])
@opening.desk
def add(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the link of a new phone, once: as an address, and as a code that the phone can scan."""
    form = DeviceForm(acting.sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            device, secret = devices.make(event_of(desk), by=desk.by, at=clock.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.say(refusal)
        else:
            link = request.build_absolute_uri(reverse("door:device-link", kwargs={"secret": secret}))
            return door_desk.page(
                request, desk, "device.html", {"device": device, "link": link, "code": qr.drawn(link)}
            )
    return door_desk.page(request, desk, "device.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@opening.desk
def revoke(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponse:
    device = devices.find(event_of(desk), pk)
    devices.revoke(device, by=desk.by, at=clock.now())
    flash.done(request, _("“%(device)s” scans no more, and forgets what it holds.") % {"device": device.name})
    return redirect("door:desk", slug=desk.offering.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def open_link(request: HttpRequest, secret: str) -> HttpResponse:
    """Ask whether this phone shall scan; then hand it its secret, which its script keeps."""
    at, by = clock.now(), acting.actor(request)
    if request.method != "POST":
        device = devices.by_link(secret, at=at)
        return render(request, "door/link.html", {"device": device, "offering": device.event.offering})
    device, token = devices.open_by_link(secret, by=by, at=at)
    return render(request, "door/opened.html", {"device": device, "token": token})
