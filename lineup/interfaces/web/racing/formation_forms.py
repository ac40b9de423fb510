"""The forms by which teams are formed: what matters, who, and wishes of company."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lineup.domains.racing import proposals, race_classes, slots
from lineup.domains.racing.models import ProposedTeam, ProposedTie, Race, Signup, SimCar, Slot, TeamProposal
from lineup.interfaces.web.racing.entry_forms import SlotField
from lineup.interfaces.web.refusing import Refusing

TIES = 4
USUAL_LEAST, USUAL_SIZE, USUAL_MOST = 3, 5, 6


class OrderForm(Refusing, forms.ModelForm):
    """What is asked of a split; carried out by `proposals.order`, whose rules are not repeated here."""

    class Meta:
        model = TeamProposal
        fields = (*proposals.SIZES, *proposals.MATTERS, "seconds")

    def __init__(self, sent: Any = None, *, race: Race, count: int) -> None:
        super().__init__(sent, initial=_sizes(race, count))

    def _post_clean(self) -> None:
        """The rules are the domain's: nothing is checked, or set on the row, by the form."""


class AgainForm(Refusing, forms.ModelForm):
    """Sizes and what matters when it is searched again; carried out by `proposals.again`. What is not sent stays."""

    class Meta:
        model = TeamProposal
        fields = proposals.OTHERWISE

    def __init__(self, sent: Any = None, *, proposal: TeamProposal) -> None:
        super().__init__(sent, initial={name: getattr(proposal, name) for name in proposals.OTHERWISE})
        for name, field in self.fields.items():
            field.required = bool(sent) and name in sent

    def _post_clean(self) -> None:
        """The rules are the domain's: nothing is checked, or set on the row, by the form."""

    def said(self) -> dict[str, Any]:
        """Return what was sent."""
        return {name: value for name, value in self.cleaned_data.items() if name in self.data}


def _sizes(race: Race, count: int) -> dict[str, int]:
    """What is usual for so many drivers, within what the race asks."""
    fewest, limit = proposals.limits(race)
    least, best = (USUAL_LEAST, USUAL_SIZE) if count >= USUAL_SIZE else (min(count, 2), count)
    least = min(max(least, fewest), limit)
    most = min(max(USUAL_MOST, least), limit)
    best = min(max(best, least), most)
    teams = max(1, min(-(-count // best), count // least))
    return {"teams_count": teams, "seats_least": least, "seats_best": best, "seats_most": most}


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
