"""How the record is narrowed: by who, what, which club, and when."""

import uuid
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lineup.core.audit.models import Entry
from lineup.core.foundation import text
from lineup.interfaces.web.forms import DateInput


class Filters(forms.Form):
    """Everything optional; `narrowed` ignores what makes no sense."""

    who = forms.CharField(label=_("Who"), max_length=120, required=False)
    action = forms.CharField(label=_("Act"), max_length=60, required=False)
    resource = forms.CharField(label=_("On what"), max_length=64, required=False)
    club = forms.CharField(label=_("Club"), max_length=120, required=False)
    since = forms.DateField(label=_("From"), required=False, widget=DateInput())
    until = forms.DateField(label=_("To"), required=False, widget=DateInput())

    def narrowed(self, rows: "QuerySet[Entry]") -> "QuerySet[Entry]":
        """Return the entries that fit."""
        self.is_valid()
        wanted: dict[str, Any] = {name: value for name, value in self.cleaned_data.items() if value}
        for name, value in wanted.items():
            rows = NARROWERS[name](rows, value)
        return rows

    @property
    def is_used(self) -> bool:
        return any(self.data.get(name) for name in self.fields)


def _by_who(rows: "QuerySet[Entry]", wanted: str) -> "QuerySet[Entry]":
    return rows.filter(actor__participant__name_folded__contains=text.fold(wanted))


def _by_action(rows: "QuerySet[Entry]", wanted: str) -> "QuerySet[Entry]":
    return rows.filter(action__startswith=wanted.strip().lower())


def _by_resource(rows: "QuerySet[Entry]", wanted: str) -> "QuerySet[Entry]":
    """Entries on a thing by its id, or on every thing of a sort ("event", "place")."""
    try:
        return rows.filter(resource_id=str(uuid.UUID(wanted.strip())))
    except ValueError:
        return rows.filter(resource=wanted.strip().lower())


def _by_club(rows: "QuerySet[Entry]", wanted: str) -> "QuerySet[Entry]":
    return rows.filter(club__name__icontains=wanted.strip())


def _since(rows: "QuerySet[Entry]", day: Any) -> "QuerySet[Entry]":
    return rows.filter(at__gte=_midnight(day))


def _until(rows: "QuerySet[Entry]", day: Any) -> "QuerySet[Entry]":
    return rows.filter(at__lt=_midnight(day + timedelta(days=1)))


def _midnight(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


NARROWERS = {
    "who": _by_who,
    "action": _by_action,
    "resource": _by_resource,
    "club": _by_club,
    "since": _since,
    "until": _until,
}
