"""The keys that sign an event's badges: looked at, changed, retired."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Refusal
from lineup.domains.onsite import badges, signing_keys
from lineup.interfaces.web import flash
from lineup.interfaces.web.badges import opening
from lineup.interfaces.web.badges.opening import Desk


@require_safe
@opening.desk
def index(request: HttpRequest, desk: Desk) -> HttpResponse:
    event = opening.event_of(desk)
    keys, printed = list(signing_keys.of(event)), badges.printed_under(event)
    rows = [{"key": key, "printed": printed.get(key.number, 0), "signs": key is keys[0]} for key in keys]
    under_way = sum(key.retired_at is None for key in keys) > 1
    return opening.page(request, desk, "keys.html", {"rows": rows, "under_way": under_way})


@require_http_methods(["GET", "HEAD", "POST"])
@opening.desk
def rotate(request: HttpRequest, desk: Desk) -> HttpResponse:
    if request.method == "POST":
        try:
            key = signing_keys.rotate(opening.event_of(desk), by=desk.by, at=clock.now())
            flash.done(request, _("Key %(number)s signs from now on.") % {"number": key.number})
        except Refusal as refusal:
            flash.refused(request, refusal)
        return redirect(opening.path(desk, "keys"))
    shown = {
        "title": _("Make a new signing key?"),
        "consequences": [
            _("Codes are signed with it from now on; “My badge” shows them at once."),
            _("What is printed already keeps opening doors, until you retire the key before."),
            _("Doors that are offline learn of the new key when they are online again."),
        ],
        "submit": _("Make a new key"),
    }
    return _sure(request, desk, shown)


@require_http_methods(["GET", "HEAD", "POST"])
@opening.desk
def retire(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    event = opening.event_of(desk)
    key = signing_keys.find(event, number)
    if request.method == "POST":
        try:
            signing_keys.retire(key, by=desk.by, at=clock.now())
            flash.done(request, _("Key %(number)s is retired.") % {"number": number})
        except Refusal as refusal:
            flash.refused(request, refusal)
        return redirect(opening.path(desk, "keys"))
    printed = badges.printed_under(event).get(number, 0)
    shown = {
        "title": _("Retire key %(number)s?") % {"number": number},
        "consequences": [
            ngettext(
                "One badge on paper opens nothing any more: print it anew.",
                "%(n)d badges on paper open nothing any more: print them anew.",
                printed,
            )
            % {"n": printed}
            if printed
            else _("No badge on paper was signed with it."),
            _("There is no way back."),
        ],
        "submit": _("Retire the key"),
    }
    return _sure(request, desk, shown)


def _sure(request: HttpRequest, desk: Desk, shown: dict[str, Any]) -> HttpResponse:
    return opening.page(request, desk, "sure.html", {"back": opening.path(desk, "keys"), **shown})
