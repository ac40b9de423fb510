"""Clubs as people find them: the list, the page, its calendar, its logo."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lineup.core.clubs import clubs, memberships
from lineup.core.clubs.models import Club
from lineup.core.foundation import clock, cursors
from lineup.core.foundation.errors import Missing
from lineup.core.people.models import Person
from lineup.domains.events import calendar, listing
from lineup.domains.events.models import Event
from lineup.interfaces.web import binned, files, prose
from lineup.interfaces.web.clubs import frame
from lineup.interfaces.web.clubs.forms import AskForm
from lineup.interfaces.web.events import cards
from lineup.interfaces.web.feeds import answers
from lineup.interfaces.web.shared import Shared

UPCOMING_SHOWN = 6
CALENDAR_SHOWN = 500


@require_safe
def club_list(request: HttpRequest) -> HttpResponse:
    person, wanted = request.person, request.GET.get("q", "").strip()[:100]  # type: ignore[attr-defined]
    rows = clubs.visible_to(person).filter(_matches(wanted)).annotate(members=Count("memberships", _LIVE))
    shown = {
        "page": cursors.page(rows, order=("name", "id"), cursor=request.GET.get("cursor", ""), size=24),
        "q": wanted,
        "mine": _mine(person),
        "binned": _binned(request, person),
        "may_found": clubs.may_found(person),
    }
    return render(request, "clubs/list.html", shown)


_LIVE = Q(memberships__left_at=None)


def _binned(request: HttpRequest, person: Person | None) -> cursors.Page[Club] | None:
    if person is None:
        return None
    return binned.page(request, clubs.in_bin_of(person))


def _matches(wanted: str) -> Q:
    return Q(name__icontains=wanted) | Q(city__icontains=wanted) if wanted else Q()


def _mine(person: Person | None) -> set[object]:
    if person is None:
        return set()
    return set(memberships.clubs_of(person).values_list("club", flat=True))


@require_safe
def club_page(request: HttpRequest, slug: str) -> HttpResponse:
    person = request.person  # type: ignore[attr-defined]
    club = clubs.find_visible(person, slug=slug)
    wanted = listing.Wanted(club=club.slug)
    upcoming = listing.upcoming(person, at=clock.now(), wanted=wanted).order_by(*wanted.order())
    shown = {
        "shared": Shared(
            title=club.name,
            summary=prose.plain(club.description) or club.name,
            path=reverse("clubs:page", kwargs={"slug": club.slug}),
            picture=reverse("clubs:picture", kwargs={"slug": club.slug}),
            is_everybodys=club.is_public,
            is_indexed=club.is_public,
        ),
        "upcoming": [_card(offering, person) for offering in upcoming[:UPCOMING_SHOWN]],
        "member_count": memberships.live(club).count(),
        "asked": club.requests.filter(person=person, decision="open").first() if person else None,
        "ask_form": AskForm(),
    }
    return render(request, "clubs/page.html", frame.around(request, club, "page", **shown))


def _card(offering: Any, person: Person | None) -> dict[str, Any]:
    pool = next(iter(offering.attendee_pools), None)
    return {"offering": offering, "event": offering.event, "pool": pool, "zone": cards.zone_for(person, offering)}


@require_safe
def club_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer the public events of the club, to calendar programs that know no secret."""
    club = clubs.find_visible(None, slug=slug)
    at = clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
    offerings = listing.between(
        None, start=at - timedelta(days=90), end=at + timedelta(days=730), wanted=listing.Wanted(club=club.slug)
    )
    shown = Event.objects.filter(offering__in=offerings.values("pk")).order_by("offering__starts_at", "pk")
    told = [club.pk, club.name, answers.seen(shown[:CALENDAR_SHOWN])]
    return answers.answer(request, told=told, write=lambda: _calendar(club, shown), who="public")


def _calendar(club: Club, shown: "QuerySet[Event]") -> bytes:
    events = shown.select_related("offering", "venue", "category")[:CALENDAR_SHOWN]
    return calendar.of_many(events, name=club.name, base_url=settings.BASE_URL)


@require_safe
def logo(request: HttpRequest, name: str) -> FileResponse:
    """Answer a club's logo to whom the club is shown."""
    path = f"logos/{name}"
    if not clubs.visible_to(request.person).filter(logo=path).exists():  # type: ignore[attr-defined]
        raise Missing
    return files.picture(path)
