"""A badge gets a new code, is revoked, or is issued again: what that means is said first."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lineup.core.foundation import clock
from lineup.domains.onsite import badge_holders, badges
from lineup.domains.onsite.models import Badge
from lineup.interfaces.web import flash
from lineup.interfaces.web.badges import opening
from lineup.interfaces.web.badges.opening import Desk


@require_http_methods(["GET", "HEAD", "POST"])
@opening.desk
def replace(request: HttpRequest, desk: Desk, badge: str) -> HttpResponse:
    found = badges.find(opening.event_of(desk), badge)
    if request.method == "POST":
        said = _("%(badge)s has a new code; it stands among those to print.") % {"badge": found}
        return _done(request, desk, lambda: badges.replace(found, by=desk.by, at=clock.now()), said)
    name = _name(found)
    shown = {
        "title": _("Replace the badge of %(name)s?") % {"name": name},
        "consequences": [
            _("It gets a new code under the same number, %(badge)s.") % {"badge": found},
            _("What is printed of it so far opens nothing any more, from now on and at every door."),
            _("The page “My badge” shows the new code at once."),
        ],
        "submit": _("Make a new code"),
    }
    return _sure(request, desk, shown)


@require_http_methods(["GET", "HEAD", "POST"])
@opening.desk
def revoke(request: HttpRequest, desk: Desk, badge: str) -> HttpResponse:
    found = badges.find(opening.event_of(desk), badge)
    if request.method == "POST":
        said = _("%(badge)s is revoked.") % {"badge": found}
        return _done(request, desk, lambda: badges.revoke(found, by=desk.by, at=clock.now()), said)
    shown = {
        "title": _("Revoke the badge of %(name)s?") % {"name": _name(found)},
        "consequences": [
            _("No code of it opens a door any more, neither on paper nor on a phone."),
            _("Their place stays; at the door they are found by name."),
            _("You can issue the badge again, under a new code."),
        ],
        "submit": _("Revoke"),
    }
    return _sure(request, desk, shown)


@require_POST
@opening.desk
def reissue(request: HttpRequest, desk: Desk, badge: str) -> HttpResponse:
    found = badges.find(opening.event_of(desk), badge)
    said = _("%(badge)s holds again, under a new code; it stands among those to print.") % {"badge": found}
    return _done(request, desk, lambda: badges.reissue(found, by=desk.by, at=clock.now()), said)


def _name(badge: Badge) -> str:
    return badge_holders.named(badge.event, [badge.person_id])[badge.person_id].name


def _sure(request: HttpRequest, desk: Desk, shown: dict[str, Any]) -> HttpResponse:
    return opening.page(request, desk, "sure.html", {"back": opening.path(desk), **shown})


def _done(request: HttpRequest, desk: Desk, operate: Callable[[], object], said: str) -> HttpResponse:
    flash.tried(request, operate, said)
    return redirect(opening.path(desk))
