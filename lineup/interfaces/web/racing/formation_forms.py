"""The forms by which teams are formed: what matters, who, and wishes of company."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lineup.domains.racing import proposals, race_classes, slots
from lineup.domains.racing.models import ProposedTeam, ProposedTie, Race, Signup, SimCar, Slot, TeamProposal
from lineup.interfaces.web.racing.entry_forms import SlotField
from lineup.interfaces.web.refusing import Refusing

TIES = 4
USUAL_SIZE = 5


class OrderForm(Refusing, forms.ModelForm):
    """What is asked of a split; carried out by `proposals.order`, whose rules are not repeated here."""

    class Meta:
        model = TeamProposal
        fields = (*proposals.SIZES, *proposals.MATTERS, "seconds")

    def __init__(self, sent: Any = None, *, count: int) -> None:
        start = {"teams_count": max(1, -(-count // USUAL_SIZE)), "seats_least": 3, "seats_best": 5, "seats_most": 6}
        if count < USUAL_SIZE:
            start |= {"seats_least": min(count, 2) or 1, "seats_best": max(count, 1)}
        super().__init__(sent, initial=start)

    def _post_clean(self) -> None:
        """The rules are the domain's: nothing is checked, or set on the row, by the form."""


class WhoField(forms.ModelChoiceField):
    """One who signed up, by name."""

    def label_from_instance(self, row: Any) -> str:
        return str(row.person.name)


class TieForm(Refusing, forms.Form):
    """Two people to keep together or apart, or nothing."""

    one = WhoField(label=_("Who"), queryset=Signup.objects.none(), required=False, empty_label="–")
    bond = forms.ChoiceField(label=_("How"), choices=ProposedTie.Bond.choices, required=False)
    other = WhoField(label=_("With whom"), queryset=Signup.objects.none(), required=False, empty_label="–")
    is_must = forms.BooleanField(label=_("It must be so"), required=False)

    def __init__(self, sent: Any = None, *, among: Any, prefix: str = "tie") -> None:
        super().__init__(sent, prefix=prefix)
        self.fields["one"].queryset = self.fields["other"].queryset = among  # type: ignore[attr-defined]

    def wish(self) -> proposals.Wish | None:
        """Return what the row says, None for nothing."""
        said = self.cleaned_data
        if not said.get("one") or not said.get("other"):
            return None
        return proposals.Wish(said["one"], said["other"], said["bond"] or "together", said["is_must"])


class TeamForm(Refusing, forms.Form):
    """What a team of a proposal is called, and when and in what it races; saved by `proposals.change_team`."""

    name = forms.CharField(label=_("Name"), max_length=proposals.LONGEST_NAME)
    slot = SlotField(label=_("Slot"), queryset=Slot.objects.none(), empty_label=None)
    car = forms.ModelChoiceField(label=_("Car"), queryset=SimCar.objects.none(), empty_label=None)

    def __init__(self, sent: Any = None, *, race: Race, team: ProposedTeam) -> None:
        super().__init__(sent, initial={"name": team.name, "slot": team.slot, "car": team.car})
        shown: Any = self.fields
        shown["slot"].queryset = slots.of(race)
        shown["car"].queryset = race_classes.cars(race)
