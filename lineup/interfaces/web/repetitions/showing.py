"""What repeats, with its days: for everybody who may see one of them."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lineup.core.foundation import clock, cursors
from lineup.core.foundation.errors import Refusal
from lineup.core.participation.models import Offering, Place, Pool
from lineup.core.participation.transitions import LIVE
from lineup.core.people.models import Person
from lineup.domains.events import calendar, events, repetitions, rules_said
from lineup.domains.events.kind import ATTENDEE
from lineup.domains.events.models import Event, Repetition
from lineup.interfaces.web import secrets

PAGE = 25
MOST_IN_CALENDAR = 500


@require_safe
def page(request: HttpRequest, pk: UUID) -> HttpResponse:
    repetition = repetitions.find_visible(request.person, pk)  # type: ignore[attr-defined]
    return of(request, repetition)


def of(request: HttpRequest, repetition: Repetition, *, refused: list[tuple[Pool, Refusal]] | None = None) -> Any:
    """Return the page; with what could not be joined just now, and why."""
    person, at = request.person, clock.now()  # type: ignore[attr-defined]
    rows = events.with_all(repetitions.events_of(repetition, person)).filter(starts_at__gte=at - timedelta(hours=12))
    rows = rows.select_related("event__occurrence").prefetch_related(_POOLS)
    found = cursors.page(rows, order=("starts_at", "id"), cursor=request.GET.get("cursor", ""), size=PAGE)
    with secrets.clock_of(request, repetition.time_zone):
        shown = {
            "repetition": repetition,
            "title": repetitions.title_of(repetition),
            "rule": rules_said.said(repetitions.rule_of(repetition)),
            "page": found,
            "rows": _rows(found.items, person),
            "may_manage": repetitions.may_manage(repetition, person),
            "refused": refused or [],
            "event_zone": repetition.time_zone,
        }
        return render(request, "repetitions/repetition.html", shown, status=409 if refused else 200)


_POOLS = Prefetch("pools", Pool.objects.filter(role=ATTENDEE), to_attr="attendee_pools")


def _rows(offerings: Any, person: Person | None) -> list[dict[str, Any]]:
    """Each with its pool and the viewer's place in it; one query for all places."""
    pools = {offering.pk: next(iter(offering.attendee_pools), None) for offering in offerings}
    held = _held(person, [pool.pk for pool in pools.values() if pool])
    return [_row(offering, pools[offering.pk], held) for offering in offerings]


def _held(person: Person | None, pools: list[Any]) -> dict[Any, Place]:
    if person is None:
        return {}
    rows = Place.objects.filter(pool__in=pools, participant=person.pk, state__in=LIVE)
    return {place.pool_id: place for place in rows}


def _row(offering: Offering, pool: Pool | None, held: dict[Any, Place]) -> dict[str, Any]:
    place = held.get(pool.pk) if pool else None
    open_to_all = pool is not None and pool.admission != Pool.Admission.INVITATION
    joinable = offering.state == Offering.State.PUBLISHED and open_to_all and place is None
    return {"offering": offering, "pool": pool, "place": place, "joinable": joinable, "at": offering.starts_at}


@require_safe
def calendar_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The days one may see, as a calendar: each is an event of its own, as in every other calendar of ours."""
    repetition = repetitions.find_visible(request.person, pk)  # type: ignore[attr-defined]
    shown = repetitions.events_of(repetition, request.person).exclude(state=Offering.State.DRAFT)  # type: ignore[attr-defined]
    keys = shown.filter(starts_at__gte=clock.now() - timedelta(days=90)).order_by("starts_at")[:MOST_IN_CALENDAR]
    rows = Event.objects.select_related("offering", "venue", "category").filter(pk__in=[row.pk for row in keys])
    rows = rows.order_by("offering__starts_at", "pk")
    body = calendar.of_many(rows, name=repetitions.title_of(repetition), base_url=settings.BASE_URL)
    response = HttpResponse(body, content_type=calendar.CONTENT_TYPE)
    response.headers["Content-Disposition"] = 'attachment; filename="days.ics"'
    response.headers["Cache-Control"] = "private, no-cache"
    return response
