"""The forms of a race: what it is, its parts, its forecast, its classes and slots."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation.errors import Refusal
from lineup.domains.racing import car_restrictions, race_classes, races, slots
from lineup.domains.racing.catalogue import looking
from lineup.domains.racing.models import CarClass, CarRestriction, Race, RaceClass, RaceSession, Simulator, Slot
from lineup.interfaces.web.events.zoned import ZonedField, ZonedForm
from lineup.interfaces.web.refusing import Refusing

SPARE = 3


class SimulatorForm(forms.Form):
    """The first step of making an event a race."""

    simulator = forms.ModelChoiceField(label=_("Simulator"), queryset=Simulator.objects.none())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["simulator"].queryset = looking.simulators()  # type: ignore[attr-defined]


class RaceForm(Refusing, forms.ModelForm):
    """What a race is; saved by `races.create` and `races.change`, whose rules are not repeated here."""

    class Meta:
        model = Race
        fields = races.FIELDS
        widgets = {"requirement": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, simulator: Simulator, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        layout: Any = self.fields["layout"]
        layout.queryset = looking.layouts(simulator)
        licences: Any = self.fields["licence_least"]
        licences.queryset = looking.licences(simulator)
        for name, label in (("safety_least", simulator.safety_name), ("skill_least", simulator.skill_name)):
            if label:
                self.fields[name].label = _("Lowest %(rating)s") % {"rating": label}
        if simulator.skill_name:
            self.fields["skill_most"].label = _("Highest %(rating)s") % {"rating": simulator.skill_name}

    def _post_clean(self) -> None:
        """The rules are the domain's: nothing is checked, or set on the row, by the form."""


class RestrictionForm(Refusing, forms.ModelForm):
    """How a car is held back; saved by `car_restrictions.put`, whose rules are not repeated here."""

    class Meta:
        model = CarRestriction
        fields = ("car", *car_restrictions.FIELDS)

    def __init__(self, *args: Any, race: Race, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        car: Any = self.fields["car"]
        car.queryset = race_classes.cars(race)

    def _post_clean(self) -> None:
        """The rules are the domain's: nothing is checked, or set on the row, by the form."""


class ClassForm(Refusing, forms.Form):
    """A class that races; saved by `race_classes.add`."""

    car_class = forms.ModelChoiceField(label=_("Class"), queryset=CarClass.objects.none())
    most_entries = forms.IntegerField(
        label=_("Most entries"), required=False, min_value=1, help_text=_("Empty: as many as come.")
    )

    def __init__(self, sent: Any = None, *, race: Race) -> None:
        super().__init__(sent, prefix="class")
        self.fields["car_class"].queryset = looking.classes(race.simulator)  # type: ignore[attr-defined]


class ClassEntriesForm(Refusing, forms.Form):
    """How many may enter in a class; saved by `race_classes.change`."""

    most_entries = forms.IntegerField(
        label=_("Most entries"), required=False, min_value=1, help_text=_("Empty: as many as come.")
    )

    def __init__(self, sent: Any = None, *, race_class: RaceClass) -> None:
        super().__init__(sent, initial={"most_entries": race_class.pool.capacity})

    def field_at_fault(self, refusal: Refusal) -> str | None:
        """What the pool calls its capacity."""
        return "most_entries"


class SlotForm(Refusing, ZonedForm):
    """A slot; saved by `slots.add` and `slots.change`."""

    starts_at = ZonedField(label=_("Starts"))
    ends_at = ZonedField(label=_("Ends"), required=False)
    opens_at = ZonedField(label=_("Registration opens in the simulator"), required=False)
    external_id = forms.CharField(label=_("Its id in the simulator"), required=False, max_length=60)

    def __init__(self, sent: Any = None, *, zone: str, slot: Slot | None = None) -> None:
        said = {name: getattr(slot, name) for name in slots.SAID} if slot else {}
        super().__init__(sent, prefix="slot", initial={**said, "time_zone": zone})


class PartForm(forms.Form):
    """A part of the evening, or nothing."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[("", "–"), *RaceSession.Kind.choices], required=False)
    minutes = forms.IntegerField(label=_("Minutes"), required=False, min_value=1)
    laps = forms.IntegerField(label=_("Laps"), required=False, min_value=1)

    @property
    def is_said(self) -> bool:
        return bool(self.cleaned_data.get("kind"))


class PointForm(forms.Form):
    """The forecast of a moment, or nothing."""

    minute = forms.IntegerField(label=_("Minute"), required=False, min_value=0)
    air_celsius = forms.IntegerField(label=_("Air, °C"), required=False)
    rain_percent = forms.IntegerField(label=_("Rain, %"), required=False, min_value=0, max_value=100)
    cloud_percent = forms.IntegerField(label=_("Clouds, %"), required=False, min_value=0, max_value=100)
    wind_kmh = forms.IntegerField(label=_("Wind, km/h"), required=False, min_value=0)
    is_night = forms.BooleanField(label=_("Night"), required=False)

    @property
    def is_said(self) -> bool:
        return self.cleaned_data.get("minute") is not None


class Rows(Refusing):
    """A table of small forms: those that are there, and some to spare. Empty ones say nothing."""

    def __init__(self, shape: Any, prefix: str, sent: Any, there: Sequence[dict[str, Any]], most: int) -> None:
        self.error = ""
        count = min(most, len(there) + SPARE)
        filled = [*there, *({} for _spare in range(count - len(there)))]
        self.forms = [shape(sent, prefix=f"{prefix}{number}", initial=row) for number, row in enumerate(filled)]
        for number, form in enumerate(self.forms, 1):
            for field in form.fields.values():
                field.widget.attrs["aria-label"] = f"{field.label}, {number}"

    def is_valid(self) -> bool:
        """Whether each row is fit to be read."""
        fit = [form.is_valid() for form in self.forms]
        return all(fit)

    def said(self) -> list[dict[str, Any]]:
        """Return what the rows say, without the empty ones."""
        return [form.cleaned_data for form in self.forms if form.is_said]

    def say(self, refusal: Refusal) -> None:
        """Show the refusal above the table."""
        self.error = str(refusal)


def parts(race: Race, sent: Any = None) -> Rows:
    """Return the table of the parts of the evening."""
    there = [dict(row) for row in race.sessions.order_by("position").values("kind", "minutes", "laps")]
    return Rows(PartForm, "part", sent, there, races.MOST_SESSIONS)


def points(race: Race, sent: Any = None) -> Rows:
    """Return the table of the forecast."""
    there = [dict(row) for row in race.weather.order_by("minute").values(*PointForm.base_fields)]
    return Rows(PointForm, "point", sent, there, races.MOST_POINTS)
