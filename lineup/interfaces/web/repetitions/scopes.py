"""Of an event that repeats: is this one meant, this and the following, or all that have not begun?"""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lineup.domains.events import repetitions
from lineup.domains.events.models import Event, Occurrence
from lineup.interfaces.web.forms import ChoiceCards

ONE, FOLLOWING, ALL = "one", "following", "all"
LABELS = {
    ONE: gettext_lazy("Only this one"),
    FOLLOWING: gettext_lazy("This and the following"),
    ALL: gettext_lazy("All that have not begun"),
}


def occurrence_of(event: Event) -> Occurrence | None:
    """Return the event's day in what repeats, or None. One query."""
    found = Occurrence.objects.select_related("repetition").filter(event=event.pk).first()
    if found:
        found.event = event
    return found


def field(occurrence: Occurrence, *names: str, at: datetime) -> forms.ChoiceField:
    """Return the question, with what each answer concerns: so many days, so many people."""
    widget = ChoiceCards(hints={name: _hint(occurrence, name, at) for name in names})
    choices = [(name, LABELS[name]) for name in names]
    return forms.ChoiceField(label=_("Which days"), choices=choices, initial=ONE, widget=widget)


def since(occurrence: Occurrence, scope: str, *, at: datetime) -> date:
    """Return from which day on the scope reaches."""
    return repetitions.today(occurrence.repetition, at=at) if scope == ALL else occurrence.day


def _hint(occurrence: Occurrence, scope: str, at: datetime) -> str:
    if scope == ONE:
        rows: Any = Occurrence.objects.filter(pk=occurrence.pk)
    else:
        rows = repetitions.ahead(occurrence.repetition, at=at, since=since(occurrence, scope, at=at))
    days, people = rows.count(), repetitions.people_to_tell(rows)
    of_days = ngettext("%(n)s day", "%(n)s days", days) % {"n": days}
    of_people = ngettext("%(n)s person takes part.", "%(n)s people take part.", people) % {"n": people}
    return f"{of_days}. {of_people}"
