"""The forms of a stint plan: what a search is asked, the race told otherwise, and stints changed by hand."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation.errors import Refusal
from lineup.domains.racing import laps, stint_plans, stint_problems, stint_rules
from lineup.domains.racing.models import EntrySeat, RaceEntry, StintPlan
from lineup.domains.racing.stint_searching import Wanted
from lineup.interfaces.web.refusing import Refusing

PREFIX = "lap-"
RULES = {"stints_least": _("Fewest stints"), "stints_most": _("Most stints")}


class LapField(forms.CharField):
    """A lap time as people write it, in milliseconds."""

    def clean(self, value: Any) -> Any:
        written = super().clean(value)
        if not written:
            return None
        try:
            return laps.read(written)
        except laps.NotALapTime as refusal:
            raise forms.ValidationError(str(refusal)) from None


class ProposalForm(Refusing, forms.ModelForm):
    """What a plan is searched by; carried out by `stint_searching.propose`, whose rules are not repeated here."""

    class Meta:
        model = StintPlan
        fields = stint_plans.WISHES

    def __init__(self, sent: Any = None, *, entry: RaceEntry, last: StintPlan | None) -> None:
        super().__init__(sent, initial={name: getattr(last, name) for name in stint_plans.WISHES} if last else None)
        self.seats = stint_plans.drivers_of(entry)
        for seat, start in zip(self.seats, _paces(entry, self.seats, last), strict=True):
            self.fields[f"{PREFIX}{seat.signup_id}"] = LapField(
                label=_("Lap time of %(name)s") % {"name": seat.signup.person.name},
                initial=start,
                max_length=12,
                help_text=_("Like 2:18.456."),
            )

    def _post_clean(self) -> None:
        """The rules are the domain's: nothing is checked, or set on the row, by the form."""

    @property
    def wanted(self) -> Wanted:
        """What was asked, once the form is whole."""
        said = self.cleaned_data
        paces = {seat.signup_id: said[f"{PREFIX}{seat.signup_id}"] for seat in self.seats}
        return Wanted(laps=paces, **{name: said[name] for name in stint_plans.WISHES})


def _paces(entry: RaceEntry, seats: Sequence[EntrySeat], last: StintPlan | None) -> list[str]:
    """What each lap field begins with: as it was in the last plan, else the quickest lap."""
    known: Mapping[Any, int] = {row.signup_id: row.lap_ms for row in last.drivers.all()} if last else {}
    best = stint_problems.lap_times(entry, [seat.signup.person_id for seat in seats])
    found = [known.get(seat.signup_id) or best.get(seat.signup.person_id) for seat in seats]
    return [laps.said(one) if one else "" for one in found]


class AgainForm(Refusing, forms.Form):
    """The same race told otherwise; saved by `stint_searching.again`."""

    without = forms.ChoiceField(label=_("Somebody drops out"), required=False)
    later_minutes = forms.IntegerField(label=_("The race starts later, in minutes"), required=False, min_value=0)
    from_now = forms.BooleanField(
        label=_("Plan from now on"),
        required=False,
        help_text=_("What has begun stays, as it was planned until now."),
    )

    def __init__(self, sent: Any = None, *, plan: StintPlan) -> None:
        super().__init__(sent)
        drivers = plan.drivers.select_related("signup__person").order_by("signup__person__name", "pk")
        people = [(str(row.signup_id), row.signup.person.name) for row in drivers if not row.is_excused]
        self.fields["without"].choices = [("", _("Nobody")), *people]  # type: ignore[attr-defined]


class RuleTable(Refusing, forms.Form):
    """What is asked of each driver, in a row of a table, and who starts; saved by `stint_rules.put`."""

    starter = forms.ChoiceField(label=_("Who starts"), required=False)

    def __init__(self, entry: RaceEntry, sent: Any = None) -> None:
        self.seats = stint_plans.drivers_of(entry)
        starts = next((str(seat.signup_id) for seat in self.seats if seat.is_starter), "")
        super().__init__(sent, prefix="rule", initial={"starter": starts})
        people = [(str(seat.signup_id), seat.signup.person.name) for seat in self.seats]
        self.fields["starter"].choices = [("", _("Whoever suits")), *people]  # type: ignore[attr-defined]
        for seat in self.seats:
            for name, words in RULES.items():
                label = f"{words}, {seat.signup.person.name}"
                self.fields[f"{name}-{seat.signup_id}"] = forms.IntegerField(
                    label=label, required=False, initial=getattr(seat, name) or None, min_value=0
                )

    @property
    def rows(self) -> list[tuple[EntrySeat, list[forms.BoundField]]]:
        """Each driver with the fields of their row."""
        return [(seat, [self[f"{name}-{seat.signup_id}"] for name in RULES]) for seat in self.seats]

    @property
    def starts(self) -> UUID | None:
        return UUID(self.cleaned_data["starter"]) if self.cleaned_data["starter"] else None

    @property
    def said(self) -> list[stint_rules.Asked]:
        """What was asked, once the form is whole."""
        read = self.cleaned_data
        return [
            stint_rules.Asked(one.signup_id, **{name: read[f"{name}-{one.signup_id}"] or None for name in RULES})
            for one in self.seats
        ]


class StintTable:
    """Who drives and spots in each stint, as menus, and which of them are locked."""

    def __init__(self, plan: StintPlan) -> None:
        self.stints = list(plan.stints.select_related("driver__person", "spotter__person").order_by("number"))
        rows = plan.drivers.select_related("signup__person").order_by("signup__person__name", "pk")
        self.people = [(str(row.signup_id), row.signup.person.name) for row in rows]
        self.error = ""

    def said(self, sent: Any) -> list[stint_plans.Said]:
        """Return what was chosen for each stint that was sent; those driven already are not meant."""
        return [
            stint_plans.Said(
                one.number,
                sent[f"driver-{one.number}"],
                sent.get(f"spotter-{one.number}") or None,
                is_locked=f"lock-{one.number}" in sent,
            )
            for one in self.stints
            if not one.is_done and f"driver-{one.number}" in sent
        ]

    def say(self, refusal: Refusal) -> None:
        """Show the refusal above the table."""
        self.error = str(refusal)
