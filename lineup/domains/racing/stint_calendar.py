"""Somebody's stints as iCalendar (RFC 5545): what they drive and spot by the plan that holds."""

from datetime import UTC
from urllib.parse import urlsplit

import icalendar
from django.db.models import Q
from django.utils.translation import gettext as _

from lineup.core.people.models import Person
from lineup.domains.events import calendar as events_calendar
from lineup.domains.events import checks
from lineup.domains.racing.models import PlannedStint, RaceEntry

CONTENT_TYPE = events_calendar.CONTENT_TYPE


def of(entry: RaceEntry, person: Person, *, base_url: str) -> bytes:
    """Return the calendar of the person's stints in the entry, empty while no plan holds.

    A later version keeps each stint's name, so that a calendar moves it instead of adding another.
    """
    file = events_calendar.begun("PUBLISH", name=f"{entry} · {entry.race.event.offering.title}")
    rows = PlannedStint.objects.filter(plan__entry=entry, plan__is_current=True).select_related("plan", "driver")
    for stint in rows.filter(Q(driver__person=person) | Q(spotter__person=person)).order_by("number"):
        file.add_component(_entry(entry, stint, person, base_url))
    return file.to_ical()


def _entry(entry: RaceEntry, stint: PlannedStint, person: Person, base_url: str) -> icalendar.Event:
    offering, drives = entry.race.event.offering, stint.driver.person_id == person.pk
    made = icalendar.Event()
    made.add("uid", f"{entry.pk}-{stint.number}@{urlsplit(base_url).hostname}")
    made.add("sequence", stint.plan.version)
    made.add("dtstamp", (stint.plan.ended_at or stint.plan.created_at).astimezone(UTC))
    made.add("dtstart", stint.starts_at.astimezone(UTC).replace(microsecond=0))
    made.add("dtend", stint.ends_at.astimezone(UTC).replace(microsecond=0))
    words = _("Stint %(number)s: drive, %(title)s") if drives else _("Stint %(number)s: spot, %(title)s")
    made.add("summary", words % {"number": stint.number, "title": checks.one_line(offering.title)})
    made.add("url", f"{base_url}/events/{offering.slug}/race/entries/{entry.pk}/plan")
    return made
