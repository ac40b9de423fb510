"""The forms of the catalogue and of driver profiles."""

from typing import Any

from django import forms
from django.db.models import Model
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _

from lineup.domains.racing import ownerships, profiles
from lineup.domains.racing.catalogue import looking
from lineup.domains.racing.catalogue.sorts import Sort
from lineup.domains.racing.models import Layout, Licence, Rating, SimCar, SimProfile, SimTrack, Simulator
from lineup.interfaces.web.forms import GroupedBoxes
from lineup.interfaces.web.refusing import Refusing


class CatalogueForm(Refusing, forms.ModelForm):
    """A row of the catalogue; saved by `rows.create` and `rows.change`, whose rules are not repeated here."""

    def _post_clean(self) -> None:
        """The rules are the domain's: nothing is checked, or set on the row, by the form."""


class Simulated(ModelChoiceIterator):
    """Choices that stand under the simulator they are of."""

    def __iter__(self) -> Any:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        for row in self.queryset.select_related("simulator", "track").order_by("simulator__name", "track__name"):
            yield self.field.prepare_value(row), f"{row.simulator} · {row.track}"


class SimTrackField(forms.ModelChoiceField):
    iterator = Simulated


def of_sort(sort: Sort, sent: Any, row: Model | None = None) -> CatalogueForm:
    """Return the form of a row of this sort; a class that is new has no cars to choose from yet."""
    fields = [name for name in sort.fields if name != sort.many or row is not None]
    shape = forms.modelform_factory(sort.model, form=CatalogueForm, fields=fields)
    form: Any = shape(sent, instance=row)
    for name, field in form.fields.items():
        if isinstance(field, forms.ModelChoiceField):
            _choices(name, field, row)
    if "sim_track" in form.fields:
        label, chosen = form.fields["sim_track"].label, form.initial.get("sim_track")
        form.fields["sim_track"] = SimTrackField(SimTrack.objects.all(), label=label, initial=chosen)
    return form


def _choices(name: str, field: Any, row: Any) -> None:
    if name == "cars":
        rows = looking.cars(row.simulator).prefetch_related(None)
        field.queryset, field.widget = rows.order_by(*looking.CARS_BY), GroupedBoxes()
        field.widget.choices = field.choices
    elif name == "car":
        field.queryset = field.queryset.order_by("maker", "name")
    elif name in ("simulator", "track"):
        field.queryset = field.queryset.order_by("name")


class ProfileForm(Refusing, forms.Form):
    """Somebody in a simulator; saved by `profiles.add` and `profiles.change`."""

    simulator = forms.ModelChoiceField(label=_("Simulator"), queryset=Simulator.objects.none())
    platform_id = forms.CharField(
        label=_("Your id there"),
        max_length=profiles.LONGEST_ID,
        help_text=_("What results name you by: the customer number, or the Steam id. Only you see it."),
    )
    name = forms.CharField(label=_("Your name there"), max_length=profiles.LONGEST_NAME)
    is_public = forms.BooleanField(
        label=_("Everybody may see this profile"),
        required=False,
        help_text=_("Otherwise you alone, and who puts teams together for a race you signed up for."),
    )

    def __init__(self, *args: Any, profile: SimProfile | None = None, **kwargs: Any) -> None:
        if profile is not None:
            kwargs["initial"] = {name: getattr(profile, name) for name in profiles.FIELDS}
        super().__init__(*args, **kwargs)
        if profile is None:
            self.fields["simulator"].queryset = looking.simulators()  # type: ignore[attr-defined]
        else:
            del self.fields["simulator"]


class RatingForm(Refusing, forms.Form):
    """Where one stands; saved by `ratings.note`."""

    discipline = forms.ChoiceField(label=_("Discipline"), choices=Rating.Discipline.choices)
    licence = forms.ModelChoiceField(
        label=_("Licence"), queryset=Licence.objects.none(), required=False, empty_label="–"
    )
    safety = forms.DecimalField(label=_("Safety rating"), required=False, min_value=0, max_digits=6, decimal_places=2)
    skill = forms.IntegerField(label=_("Skill rating"), required=False, min_value=0)

    def __init__(self, sent: Any = None, *, profile: SimProfile) -> None:
        super().__init__(sent, prefix="rating")
        simulator = profile.simulator
        ladder = looking.licences(simulator)
        self.fields["licence"].queryset = ladder  # type: ignore[attr-defined]
        if not ladder:
            del self.fields["licence"]
        for name, label in (("safety", simulator.safety_name), ("skill", simulator.skill_name)):
            if label:
                self.fields[name].label = label


class LapForm(Refusing, forms.Form):
    """A lap; saved by `laps.note`."""

    layout = forms.ModelChoiceField(label=_("Track"), queryset=Layout.objects.none())
    car = forms.ModelChoiceField(label=_("Car"), queryset=SimCar.objects.none())
    time = forms.CharField(label=_("Lap time"), max_length=12, help_text=_("Like 2:18.456."))
    is_wet = forms.BooleanField(label=_("in the rain"), required=False)

    def __init__(self, sent: Any = None, *, profile: SimProfile) -> None:
        super().__init__(sent, prefix="lap")
        cars = looking.cars(profile.simulator).prefetch_related(None).order_by(*looking.CARS_BY)
        self.fields["layout"].queryset = looking.layouts(profile.simulator)  # type: ignore[attr-defined]
        self.fields["car"].queryset = cars  # type: ignore[attr-defined]


class TracksChoice(forms.ModelMultipleChoiceField):
    """Tracks by their names."""

    def label_from_instance(self, row: Any) -> str:
        return str(row.track)


class OwnershipForm(Refusing, forms.Form):
    """What one owns of what is sold; saved by `ownerships.put`."""

    cars = forms.ModelMultipleChoiceField(
        label=_("Cars"), required=False, queryset=SimCar.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    tracks = TracksChoice(
        label=_("Tracks"), required=False, queryset=SimTrack.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, sent: Any = None, *, profile: SimProfile) -> None:
        own = {"cars": ownerships.cars_of(profile), "tracks": ownerships.tracks_of(profile)}
        initial = {name: list(rows.values_list("pk", flat=True)) for name, rows in own.items()}
        super().__init__(sent, prefix="owned", initial=initial)
        self.fields["cars"].queryset = ownerships.sold_cars(profile)  # type: ignore[attr-defined]
        self.fields["tracks"].queryset = ownerships.sold_tracks(profile)  # type: ignore[attr-defined]

    @property
    def sells(self) -> bool:
        """Whether anything is sold in the simulator."""
        return any(self.fields[name].queryset.exists() for name in ("cars", "tracks"))  # type: ignore[attr-defined]

    def said(self) -> dict[str, list[Any]]:
        """Return the ids of what was ticked."""
        return {name: [row.pk for row in rows] for name, rows in self.cleaned_data.items()}
