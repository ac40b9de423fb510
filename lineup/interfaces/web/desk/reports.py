"""All events of a period in one report: of a club, of my own, or of all that I manage."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from lineup.core.clubs import permissions
from lineup.core.clubs.models import Club
from lineup.core.foundation import clock, cursors
from lineup.core.foundation.sheets import Cell
from lineup.core.participation.models import Offering
from lineup.core.people.models import Person
from lineup.domains.events import reports
from lineup.interfaces.web import downloads
from lineup.interfaces.web.desk import report_words
from lineup.interfaces.web.forms import DateInput

PAGE = 25
ORDER = ("-starts_at", "-id")
YEAR = timedelta(days=365)
OWN = "own"


class PeriodForm(forms.Form):
    """Whose events, and which begin when."""

    club = forms.ChoiceField(label=gettext_lazy("Offered by"), required=False)
    begins = forms.DateField(label=gettext_lazy("From"), required=False, widget=DateInput)
    ends = forms.DateField(label=gettext_lazy("Until"), required=False, widget=DateInput)

    def __init__(self, *args: Any, clubs: list[Club], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["club"].choices = [  # type: ignore[attr-defined]
            ("", _("Everybody")),
            (OWN, _("Myself")),
            *((club.slug, club.name) for club in clubs),
        ]


@dataclass(frozen=True)
class Period:
    """What is asked for: of whom, from which day to which, both included, on the viewer's clock."""

    events: "QuerySet[Offering]"
    begins: date
    ends: date
    club: str
    form: PeriodForm

    @property
    def query(self) -> str:
        return urlencode({"club": self.club, "begins": self.begins.isoformat(), "ends": self.ends.isoformat()})


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    period, at = _asked(request), clock.now()
    page = cursors.page(
        period.events.select_related("club"), order=ORDER, cursor=request.GET.get("cursor", ""), size=PAGE
    )
    report = reports.of(period.events, zone=timezone.get_current_timezone(), at=at)
    shown = {
        **report_words.about(report, today=timezone.localtime(at).date()),
        "period": period,
        "page": page,
        "lines": reports.lines(list(page.items), at=at),
        "begun": True,
    }
    return render(request, "desk/reports.html", shown)


def _asked(request: HttpRequest) -> Period:
    person: Person = request.person  # type: ignore[attr-defined]
    clubs = _clubs(person)
    form = PeriodForm(request.GET or None, clubs=clubs)
    # what can't be is left out, the rest of the question stands
    entered = form.cleaned_data if form.is_valid() or form.is_bound else {}
    today = timezone.localtime(clock.now()).date()
    ends = entered.get("ends") or today
    begins = min(entered.get("begins") or ends - YEAR, ends)
    club = entered.get("club", "")
    events = reports.managed_between(
        person,
        club_id=next((one.pk for one in clubs if one.slug == club), None),
        own=club == OWN,
        begins=_midnight(begins),
        ends=_midnight(ends + timedelta(days=1)),
    )
    form.initial = {"club": club, "begins": begins, "ends": ends}
    return Period(events, begins, ends, club, form)


def _clubs(person: Person) -> list[Club]:
    mine = permissions.clubs_where(person, permissions.MANAGE_EVENTS)
    return list(Club.objects.filter(pk__in=mine, binned_at=None).order_by("name"))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), timezone.get_current_timezone())


@login_required
@require_safe
def export(request: HttpRequest) -> HttpResponseBase:
    period = _asked(request)
    if request.GET.get("of") == "events":
        return downloads.table(request, _events_sheet(period), name=_("events"))
    report = reports.of(period.events, zone=timezone.get_current_timezone(), at=clock.now())
    return downloads.table(request, report_words.sheet(report), name=_("report"))


def _events_sheet(period: Period) -> Iterator[list[Cell]]:
    yield [
        _("Event"),
        _("Starts"),
        _("Offered by"),
        _("Sign-ups"),
        _("Confirmed"),
        _("Waiting"),
        _("Checked in"),
        _("Out of"),
        _("Marked paid"),
    ]
    cursor, at = "", clock.now()
    while True:
        found = cursors.page(period.events.select_related("club", "organiser"), order=ORDER, cursor=cursor, size=200)
        yield from (_event_cells(line) for line in reports.lines(list(found.items), at=at))
        if found.next is None:
            return
        cursor = found.next


def _event_cells(line: reports.Line) -> list[Cell]:
    offering = line.offering
    return [
        offering.title,
        offering.starts_at,
        str(offering.club or offering.organiser),
        line.sign_ups,
        line.confirmed,
        line.waiting,
        line.showed_up.part,
        line.showed_up.whole,
        ", ".join(str(total) for total in line.paid),
    ]
