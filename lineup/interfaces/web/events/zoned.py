"""Dates and times entered in the event's own zone."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import zones
from lineup.interfaces.web.forms import MomentField


class ZonedField(MomentField):
    """An instant entered as date and time on the clock of `zone`, which the form sets before it cleans."""

    zone = "UTC"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.error_messages["no_such_time"] = _("The clocks skip this time on that day; choose another.")

    def compress(self, data_list: Any) -> datetime | None:
        if not data_list or not any(data_list):
            return None
        day, clock = data_list
        if day in self.empty_values or clock in self.empty_values:
            raise ValidationError(_("Enter a date and a time."), code="invalid")
        return self._instant(datetime.combine(day, clock))

    def _instant(self, naive: datetime) -> datetime:
        # where the clocks go back, the first of the two
        try:
            instant = naive.replace(tzinfo=ZoneInfo(self.zone)).astimezone(UTC)
        except (OverflowError, ValueError):
            raise ValidationError(_("Enter a valid date."), code="invalid") from None
        if on_clock(instant, self.zone) != naive:
            raise ValidationError(self.error_messages["no_such_time"], code="no_such_time")
        return instant


def on_clock(instant: datetime | None, zone: str) -> datetime | None:
    """Return what a clock of the zone shows at the instant, for the form's fields."""
    return zones.local(instant, zone).replace(tzinfo=None) if instant else None


class ZonedForm(forms.Form):
    """A form whose ZonedFields are in the zone of its field `time_zone`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.data.get("time_zone") or self.initial.get("time_zone") or "UTC"
        self.instants = {name: self.initial.get(name) for name in self._zoned()}
        for name, instant in self.instants.items():
            self.fields[name].zone = chosen if zones.is_known(chosen) else "UTC"  # type: ignore[attr-defined]
            shown = on_clock(instant, self.initial.get("time_zone", "UTC"))
            self.initial[name] = shown and shown.replace(second=0, microsecond=0)

    def _zoned(self) -> list[str]:
        return [name for name, field in self.fields.items() if isinstance(field, ZonedField)]

    def clean(self) -> dict[str, Any]:
        """What was not touched stays the same instant, to the second and on either side of a change of clocks."""
        cleaned = super().clean() or self.cleaned_data
        if "time_zone" not in self.changed_data:
            for name, instant in self.instants.items():
                if name not in self.changed_data and name in cleaned:
                    cleaned[name] = instant
        return cleaned
