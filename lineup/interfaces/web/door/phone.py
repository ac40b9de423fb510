"""The installed page of a phone that scans, also without network: an empty shell, what it holds, and what it sends.

The shell names nobody and is the same for everybody. What the phone holds and sends is known by its own secret, so that
it needs no session, which may be over by the time the network is back.
"""

import json
import uuid
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from lineup.core.foundation import clock, moments
from lineup.core.foundation.errors import Invalid, Refusal
from lineup.core.people.actors import Actor
from lineup.domains.onsite.door import devices, doors, packs, scans, telling, uploads
from lineup.domains.onsite.door.scans import Wanted
from lineup.domains.onsite.door.uploads import Made
from lineup.domains.onsite.models import Device

WORKER = "lineup/js/door/worker.js"
HEADER = "X-Door-Device"
# what the shell needs to open without network
KEPT = (
    "lineup/css/foundation.css",
    "lineup/css/layout.css",
    "lineup/css/controls.css",
    "lineup/css/components.css",
    "lineup/css/door.css",
    "lineup/js/door/phone.js",
    "lineup/js/door/camera.js",
    "lineup/js/door/code.js",
    "lineup/js/door/deciding.js",
    "lineup/js/door/house.js",
    "lineup/js/door/pack.js",
    "lineup/js/door/rule.js",
    "lineup/js/door/sound.js",
    "lineup/js/door/store.js",
    "lineup/js/qr/read.js",
    "lineup/js/qr/dark.js",
    "lineup/js/qr/finders.js",
    "lineup/js/qr/grid.js",
    "lineup/js/qr/matrix.js",
    "lineup/js/qr/mending.js",
    "lineup/js/qr/spelling.js",
)


# what comes of reading what a phone sent, if it is something else
WRONG = (ValueError, KeyError, TypeError, AttributeError, OverflowError, OSError)


class NotScans(Invalid):
    code = "not_scans"
    sentence = gettext_lazy("These are no scans as a device sends them; let it update itself.")


@require_safe
def shell(request: HttpRequest) -> HttpResponse:
    return render(request, "door/phone.html", {})


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The script that answers for the shell without network, with the addresses of what it needs."""
    kept = [reverse("door:phone"), *(static(name) for name in KEPT)]
    head = f"const KEPT = {json.dumps(kept)};\nconst LANGUAGE = {json.dumps(get_language())};\n"
    response = HttpResponse(head.encode() + _worker(), content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Service-Worker-Allowed"] = reverse("door:phone")
    return response


@cache
def _worker() -> bytes:
    return Path(str(finders.find(WORKER))).read_bytes()


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    icon = {"src": static("lineup/icons/mark.svg"), "sizes": "any", "type": "image/svg+xml"}
    return JsonResponse(
        {
            "name": _("Lineup, the door"),
            "short_name": _("Door"),
            "start_url": reverse("door:phone"),
            "scope": reverse("door:phone"),
            "display": "standalone",
            "background_color": "#faf9f6",
            "theme_color": "#faf9f6",
            "icons": [icon],
        },
        content_type="application/manifest+json",
    )


@require_safe
def pack(request: HttpRequest) -> HttpResponse:
    """What the phone is to hold; 403 tells it to forget everything."""
    at = clock.now()
    try:
        return _private(JsonResponse(packs.make(_device(request, at), at=at)))
    except Refusal as refusal:
        return _refused(refusal)


@csrf_exempt
@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """Take scans that were made without network; the same again is taken once."""
    at = clock.now()
    try:
        device = _device(request, at)
        sent_at, made, strange = _sent(request.body)
        taken = uploads.take(device, made, sent_at=sent_at, by=_by(request, device), at=at)
    except Refusal as refusal:
        return _refused(refusal)
    strange += [str(one.client_id) for one in made if not uploads.is_understood(one)]
    return _private(JsonResponse({"taken": [str(one) for one in taken], "strange": strange}))


@csrf_exempt
@require_POST
def scan(request: HttpRequest) -> HttpResponse:
    """Answer a scan while there is network: the house decides, for who holds the phone."""
    at = clock.now()
    try:
        device = _device(request, at)
        wanted, room_id = _wanted(request.body)
        by = _by(request, device)
        opened = doors.open_to(device.holder, slug=device.event.offering.slug, room_id=room_id, at=at)
        answer = scans.scan(opened, wanted, device=device, by=by, at=at)
    except Refusal as refusal:
        return _refused(refusal)
    told = telling.told(answer, opened)
    before = moments.said(told.before, device.event.time_zone) if told.before else None
    said = {"word": str(told.word), "sentence": str(told.sentence), "remedy": str(told.remedy)}
    shown = {"reason": told.reason, "granted": told.granted, "colour": told.colour, "name": told.name, "words": said}
    return _private(JsonResponse({**shown, "before": before, "expected_in": answer.decision.expected_in}))


def _by(request: HttpRequest, device: Device) -> Actor:
    return Actor(device.holder, channel="web", address=request.META.get("REMOTE_ADDR"))


def _wanted(body: bytes) -> tuple[Wanted, Any]:
    try:
        told = json.loads(body)
        wanted = Wanted(uuid.UUID(told["client_id"]), str(told["code"]), way=str(told["way"]))
        return wanted, told.get("room") or None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise NotScans from None


def _device(request: HttpRequest, at: datetime) -> Device:
    return devices.recognise(request.headers.get(HEADER, ""), at=at)


def _sent(body: bytes) -> tuple[datetime, list[Made], list[str]]:
    """When it was sent, the scans, and the ids of what is none: one of these keeps no other from being taken."""
    made, strange = [], []
    try:
        told = json.loads(body)
        sent_at, rows = _moment(told["sent_at"]), list(told["scans"])
    except WRONG:
        raise NotScans from None
    for one in rows:
        try:
            made.append(_made(one))
        except WRONG:
            strange.append(str(one.get("client_id", "")) if isinstance(one, dict) else "")
    return sent_at, made, strange


def _made(one: Any) -> Made:
    return Made(
        client_id=uuid.UUID(one["client_id"]),
        code=str(one["code"]),
        at=_moment(one["at"]),
        reason=str(one["reason"]),
        room_id=uuid.UUID(one["room"]) if one.get("room") else None,
        way=str(one["way"]),
    )


def _moment(milliseconds: Any) -> datetime:
    return datetime.fromtimestamp(float(milliseconds) / 1000, UTC)


def _refused(refusal: Refusal) -> HttpResponse:
    return _private(JsonResponse({"code": refusal.code, "detail": str(refusal)}, status=refusal.status))


def _private(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "private, no-store"
    return response
