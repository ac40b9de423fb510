"""My places: what is ahead, what I wait for, what is past."""

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from lineup.core.foundation import clock, cursors
from lineup.core.participation import finding
from lineup.core.participation.models import Invitation, Place
from lineup.core.participation.transitions import LIVE, State
from lineup.core.people.models import Person

TABS = {"upcoming": _("Upcoming"), "waiting": _("Waiting"), "past": _("Past")}
ORDERS = {
    "upcoming": ("pool__offering__starts_at", "id"),
    "waiting": ("pool__offering__starts_at", "id"),
    "past": ("-pool__offering__starts_at", "-id"),
}
PAGE = 20


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    person, at = request.person, clock.now()  # type: ignore[attr-defined]
    tab = request.GET.get("show", "upcoming")
    tab = tab if tab in TABS else "upcoming"
    rows = held(person).filter(_in_tab(tab, at))
    page = cursors.page(rows, order=ORDERS[tab], cursor=request.GET.get("cursor", ""), size=PAGE)
    shown = {"page": page, "tab": tab, "tabs": _tabs(person, tab, at), "invitations": _invited(person, at)}
    return render(request, "places/mine.html", shown)


def held(person: Person) -> "QuerySet[Place]":
    """Return the person's own places (companions stand on the page of each), with what a list shows."""
    rows = Place.objects.filter(participant=person.pk, pool__offering__starts_at__isnull=False)
    return rows.select_related("pool__offering__club", "pool__offering__event__venue")


def _in_tab(tab: str, at: datetime) -> Q:
    over = Q(pool__offering__starts_at__lt=at, pool__offering__ends_at=None) | Q(pool__offering__ends_at__lt=at)
    ahead = ~over & Q(state__in=LIVE)
    if tab == "waiting":
        return ahead & Q(state__in=[State.WAITLISTED, State.REQUESTED])
    if tab == "upcoming":
        return ahead & Q(state__in=[State.CONFIRMED, State.OFFERED])
    return over | ~Q(state__in=LIVE)


def _tabs(person: Person, tab: str, at: datetime) -> list[dict[str, Any]]:
    counts = held(person).aggregate(**{name: Count("pk", filter=_in_tab(name, at)) for name in TABS})
    return [
        {"label": label, "href": f"?show={name}", "count": counts[name], "current": name == tab}
        for name, label in TABS.items()
    ]


def _invited(person: Person, at: datetime) -> list[Invitation]:
    """The person's open invitations, the next to run out first."""
    rows = finding.own_invitations(person).filter(accepted_at=None, declined_at=None, expires_at__gt=at)
    return list(rows.order_by("expires_at")[:10])
