"""How sign-up went, in numbers, for who manages the event; and for all events of a period."""

from datetime import UTC, date, timedelta
from typing import Any, Self
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from lineup.core.clubs import permissions
from lineup.core.foundation import clock
from lineup.core.participation import audience, figures
from lineup.core.participation.models import Offering
from lineup.domains.events import events, reports
from lineup.interfaces.api import keys
from lineup.interfaces.api.fees import TotalShown
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Moment, Sent, Slug

router = Router(tags=["guest list"])

YEAR = timedelta(days=365)


class ShareShown(Shown):
    """So many (`part`) of so many (`whole`)."""

    part: int
    whole: int

    @classmethod
    def of(cls, share: figures.Share) -> Self:
        return cls.made(part=share.part, whole=share.whole)


class DayShown(Shown):
    day: date
    sign_ups: int


class ReportShown(Shown):
    """How sign-up went.

    `kept`: sign-ups that still stand, of all; `waited_and_came`: of all who ever waited; `showed_up`: checked in, of
    the confirmed in what has begun; `sources`: sign-ups by the way in; `given_up`: confirmed places given up, by how
    long before the start; days are those of the event's time zone, else UTC.
    """

    by_state: dict[str, int]
    kept: ShareShown
    waited_and_came: ShareShown
    showed_up: ShareShown
    sources: dict[str, int]
    given_up: dict[str, int]
    fees: list[TotalShown]
    sign_ups_by_day: list[DayShown]

    @classmethod
    def of(cls, report: reports.Report, **more: object) -> Self:
        return cls.made(
            by_state=dict(report.by_state),
            kept=ShareShown.of(report.kept),
            waited_and_came=ShareShown.of(report.conversion),
            showed_up=ShareShown.of(report.showed_up),
            sources=dict(report.sources),
            given_up=dict(report.leads),
            fees=[TotalShown.of(total) for total in report.fees],
            sign_ups_by_day=[DayShown.made(day=day, sign_ups=number) for day, number in report.by_day],
            **more,
        )


class FiguresShown(ReportShown):
    """`people_to_tell` would hear of a cancellation."""

    people_to_tell: int


class PeriodWanted(Sent):
    """Which events: those that begin in the span (its end left out), by default in the last 365 days."""

    club: Slug | None = Field(None, description="Only of this club.")
    begins: Moment | None = None
    ends: Moment | None = None


@router.get("/events/{slug}/figures", response=FiguresShown, summary="Show how sign-up went")
def show(request: HttpRequest, slug: Slug) -> Any:
    """Counted from the ledger, now."""
    event = events.find_managed(keys.person(request), slug=slug)
    rows = Offering.objects.filter(pk=event.pk)
    report = reports.of(rows, zone=ZoneInfo(event.time_zone), at=clock.now())
    return FiguresShown.of(report, people_to_tell=audience.people_to_tell(event.offering))


@router.get("/reports", response=ReportShown, summary="Report on all events of a period")
def report(request: HttpRequest, wanted: Query[PeriodWanted]) -> Any:
    """Of the events that one manages."""
    person, at = keys.person(request), clock.now()
    club = permissions.find(person, permissions.MANAGE_EVENTS, slug=wanted.club) if wanted.club else None
    ends = wanted.ends or at
    found = reports.managed_between(
        person,  # type: ignore[arg-type]
        club_id=club.pk if club else None,
        begins=wanted.begins or ends - YEAR,
        ends=ends,
    )
    return ReportShown.of(reports.of(found, zone=UTC, at=at))
