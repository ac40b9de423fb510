"""What I organise, with what waits for me."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from lineup.core.clubs import factor_rule
from lineup.core.foundation import clock, cursors
from lineup.core.participation import in_use, offerings
from lineup.core.participation.models import Offering, Place, Pool
from lineup.core.participation.transitions import State
from lineup.core.people.models import Person
from lineup.domains.events import organising

TABS = {"ahead": _("Ahead"), "drafts": _("Drafts"), "past": _("Past")}
ORDERS = {"ahead": ("starts_at", "id"), "drafts": ("-created_at", "-id"), "past": ("-starts_at", "-id")}
PAGE = 20


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    person, at = request.person, clock.now()  # type: ignore[attr-defined]
    tab = request.GET.get("show", "ahead")
    tab = tab if tab in TABS else "ahead"
    rows = _managed(person).filter(_in_tab(tab, at)).select_related("club", "event__venue")
    page = cursors.page(rows, order=ORDERS[tab], cursor=request.GET.get("cursor", ""), size=PAGE)
    shown = {
        "page": page,
        "cards": _cards(page.items),
        "tab": tab,
        "tabs": _tabs(person, tab, at),
        "held_up": [] if page.items else factor_rule.holding_up(person),
        "may_organise": organising.may_organise(person),
    }
    return render(request, "desk/home.html", shown)


def _managed(person: Person) -> "QuerySet[Offering]":
    # an offering is a club's or a person's, never both: no row comes twice; courses have a desk of their own
    return in_use.rows().filter(offerings.managed_by(person), kind=Offering.Kind.EVENT)


def _in_tab(tab: str, at: datetime) -> Q:
    draft = Q(state=Offering.State.DRAFT)
    over = Q(ends_at__lt=at) | Q(ends_at=None, starts_at__lt=at)
    ahead = Q(state=Offering.State.PUBLISHED) & ~over
    if tab == "drafts":
        return draft
    return ahead if tab == "ahead" else ~draft & ~ahead


def _tabs(person: Person, tab: str, at: datetime) -> list[dict[str, Any]]:
    counts = _managed(person).aggregate(**{name: Count("pk", filter=_in_tab(name, at)) for name in TABS})
    return [
        {"label": label, "href": f"?show={name}", "count": counts[name], "current": name == tab}
        for name, label in TABS.items()
    ]


def _cards(found: Iterable[Offering]) -> list[dict[str, Any]]:
    """Each offering with its figures; two queries, however many there are."""
    found = list(found)
    pools: dict[Any, list[Pool]] = {offering.pk: [] for offering in found}
    for pool in Pool.objects.filter(offering__in=found):
        pools[pool.offering_id].append(pool)
    counts = _open_counts(found)
    return [_card(offering, pools[offering.pk], counts) for offering in found]


def _open_counts(found: list[Offering]) -> dict[tuple[Any, str], int]:
    rows = Place.objects.filter(pool__offering__in=found, state__in=[State.REQUESTED, State.WAITLISTED]).order_by()
    counted = rows.values_list("pool__offering", "state").annotate(Count("pk"))
    return {(offering, state): number for offering, state, number in counted}


def _card(offering: Offering, pools: list[Pool], counts: dict[tuple[Any, str], int]) -> dict[str, Any]:
    unlimited = any(pool.capacity is None for pool in pools)
    return {
        "offering": offering,
        "taken": sum(pool.taken for pool in pools),
        "capacity": "" if unlimited else sum(pool.capacity or 0 for pool in pools),
        "waiting": counts.get((offering.pk, State.WAITLISTED), 0),
        "requests": counts.get((offering.pk, State.REQUESTED), 0),
    }
