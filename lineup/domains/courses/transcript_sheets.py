"""The transcript on paper, in the active language and on the clock of whose it is."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from importlib import resources
from typing import Any

from django.conf import settings
from django.template.defaultfilters import floatformat
from django.utils import translation
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from lineup.core.foundation import moments, typesetting
from lineup.core.people.models import Person
from lineup.domains.courses import enrolments, transcripts
from lineup.domains.courses.models import Certificate, Enrolment

TEMPLATE = resources.files(__package__) / "transcript.typ"
NAME = "transcript.pdf"
# set while somebody waits
MOST = 200
STATUSES = {
    "enrolled": pgettext_lazy("enrolment", "Learning"),
    "paused": pgettext_lazy("enrolment", "Paused"),
    "completed": pgettext_lazy("enrolment", "Completed"),
    "withdrawn": pgettext_lazy("state", "Withdrawn"),
}
HOLDS = {
    "valid": pgettext_lazy("certificate", "Valid"),
    "expired": pgettext_lazy("certificate", "Expired"),
    "revoked": pgettext_lazy("state", "Revoked"),
}


def pdf(person: Person, *, at: datetime) -> bytes:
    """Return the transcript as a PDF, with the MOST latest attempts; if there are more it says so. Four queries."""
    return typesetting.pdf(TEMPLATE, said(person, at=at), tagged=True)


def said(person: Person, *, at: datetime) -> dict[str, Any]:
    """Return what the sheets say, as the template reads it."""
    rows = transcripts.of(person)
    latest, number = list(rows.order_by(*transcripts.ORDER)[:MOST]), rows.count()
    results = transcripts.results(row.pk for row in latest)
    return {
        "language": translation.get_language() or settings.LANGUAGE_CODE,
        "heading": _("Transcript"),
        "name": person.name,
        "stands": _("As it stands on %(day)s") % {"day": moments.day(at, person.time_zone)},
        "nothing": "" if latest else _("No course was begun yet."),
        "left_out": _left_out(number),
        "attempts": [_attempt(row, results.get(row.pk, ()), person, at) for row in latest],
    }


def _left_out(number: int) -> str:
    if number <= MOST:
        return ""
    sentence = ngettext("%(n)s earlier attempt is left out.", "%(n)s earlier attempts are left out.", number - MOST)
    return sentence % {"n": number - MOST}


def _attempt(row: Enrolment, results: Sequence[transcripts.Result], person: Person, at: datetime) -> dict[str, Any]:
    offering = row.course.offering
    offered_by = offering.club or offering.organiser
    about = [str(row.course.subject), offered_by.name if offered_by else ""]
    if row.attempt > 1:
        about.append(_("attempt %(n)s") % {"n": row.attempt})
    completed = moments.day(row.completed_at, person.time_zone) if row.completed_at else "–"
    return {
        "title": offering.title,
        "about": " · ".join(one for one in about if one),
        "status": str(STATUSES.get(enrolments.status(row.place, row), STATUSES["withdrawn"])),
        "facts": [
            [_("Begun"), moments.day(row.begun_at, person.time_zone)],
            [_("Completed"), completed],
            [_("Progress"), f"{_percent(row.percent)} ({row.done}/{row.course.counted})"],
            [_("Minutes"), number_format(row.focus_seconds // 60)],
        ],
        "certificate": _certificate(getattr(row, "certificate", None), at),
        "results": [[one.title, _percent(one.score), _("passed") if one.passed else ""] for one in results],
    }


def _percent(score: Decimal | int) -> str:
    return f"{floatformat(score, -2)}\N{NO-BREAK SPACE}%"


def _certificate(row: Certificate | None, at: datetime) -> list[str]:
    """Its words, then the address at which anybody sees whether it holds."""
    if row is None:
        return []
    words = _("Certificate %(number)s: %(status)s") % {"number": row.said_number, "status": HOLDS[row.status(at)]}
    return [words, f"{settings.BASE_URL}/certificates/{row.said_number}"]
