"""Calendar addresses that programs ask every hour: as little work as can be when nothing changed."""

import hashlib
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lineup.core.foundation import clock
from lineup.core.participation import feeds
from lineup.core.participation.models import Feed, Offering, Place
from lineup.core.participation.transitions import OCCUPYING, State
from lineup.domains.events import calendar
from lineup.domains.events.models import Event

MOST = 1000
FRESH_SECONDS = 600


@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    found = feeds.find(secret)
    feeds.note_read(found, at=clock.now())
    waiting = _waiting(found)
    shown = list(_shown(found).values_list("pk", "updated_at", "offering__state", "revision"))
    etag = _etag(found, shown, waiting)
    unchanged = get_conditional_response(request, etag=etag)
    return _headed(unchanged or _full(found, waiting), etag)


def _shown(found: Feed) -> "QuerySet[Event]":
    """The latest events of the feed, drafts never."""
    rows = feeds.offerings(found).exclude(state=Offering.State.DRAFT).filter(starts_at__isnull=False)
    return Event.objects.filter(pk__in=rows.values("pk")).order_by("-offering__starts_at", "-pk")[:MOST]


def _waiting(found: Feed) -> frozenset[Any]:
    """Where the feed's owner only waits: shown as tentative."""
    if found.club_id:
        return frozenset()
    mine = Place.objects.filter(contact=found.person_id)
    rows = mine.filter(state=State.WAITLISTED).values_list("pool__offering", flat=True)
    sure = mine.filter(state__in=OCCUPYING).values_list("pool__offering", flat=True)
    return frozenset(rows) - frozenset(sure)


def _etag(found: Feed, shown: Sequence[Any], waiting: frozenset[Any]) -> str:
    told = repr((found.pk, shown, sorted(waiting), found.person.language))
    return f'"{hashlib.sha256(told.encode()).hexdigest()[:32]}"'


def _full(found: Feed, waiting: frozenset[Any]) -> HttpResponse:
    keys = list(_shown(found).values_list("pk", flat=True))
    events = Event.objects.filter(pk__in=keys).select_related("offering", "venue", "category")
    with translation.override(found.person.language):
        name = found.club.name if found.club else _("My places on Lineup")
        file = calendar.of_many(
            events.order_by("offering__starts_at", "pk"), name=name, base_url=settings.BASE_URL, tentative=waiting
        )
    return HttpResponse(file, content_type=calendar.CONTENT_TYPE)


def _headed(response: HttpResponse, etag: str) -> HttpResponse:
    # no Last-Modified: an event that leaves the feed changes it without any row being newer
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = f"private, max-age={FRESH_SECONDS}"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
