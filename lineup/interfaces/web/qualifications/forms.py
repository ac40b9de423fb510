"""The forms of qualifications: what one is, to whom it is granted, why it is revoked."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lineup.core.participation import holdings, qualifications
from lineup.core.participation.models import Offering, Qualification
from lineup.interfaces.web.forms import MomentField
from lineup.interfaces.web.refusing import Refusing


class QualificationForm(Refusing, forms.Form):
    """What a qualification is; saved by `qualifications.create`, `change` and `put_granting`."""

    name = forms.CharField(label=_("Name"), max_length=qualifications.LONGEST_NAME)
    how = forms.CharField(
        label=_("How to get it"),
        required=False,
        max_length=qualifications.LONGEST_HOW,
        help_text=_("Who lacks it reads this, beside the courses that grant it."),
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": qualifications.LONGEST_HOW}),
    )
    months = forms.IntegerField(
        label=_("Months for which it is held"),
        required=False,
        min_value=1,
        max_value=qualifications.MOST_MONTHS,
        help_text=_("Empty: for ever. A certificate that expires ends it on its own day."),
    )
    grace_days = forms.IntegerField(
        label=_("Days of grace"),
        min_value=0,
        max_value=qualifications.MOST_GRACE_DAYS,
        initial=0,
        help_text=_("So long after its end it is still taken for held."),
    )
    remind_days = forms.IntegerField(
        label=_("Days before its end"),
        min_value=0,
        max_value=qualifications.MOST_REMIND_DAYS,
        initial=21,
        help_text=_("Then its holder is told that it ends; and once more when it has ended."),
    )
    granted_by = forms.MultipleChoiceField(
        label=_("Courses that grant it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Who gets the certificate of one of these from now on is granted it."),
    )

    def __init__(
        self, sent: Any = None, *, courses: Iterable[Offering], qualification: Qualification | None = None
    ) -> None:
        super().__init__(sent, initial=_initial(qualification) if qualification else None)
        choices = [(one.slug, one.title) for one in courses]
        self.fields["granted_by"].choices = choices  # type: ignore[attr-defined]
        if not choices:
            del self.fields["granted_by"]

    def values(self) -> dict[str, Any]:
        """Return what `qualifications.create` and `change` take."""
        return {field: self.cleaned_data[field] for field in qualifications.FIELDS}


def _initial(found: Qualification) -> dict[str, Any]:
    granted_by = [one.slug for one in qualifications.granting(found)]
    return {**{field: getattr(found, field) for field in qualifications.FIELDS}, "granted_by": granted_by}


class GrantForm(Refusing, forms.Form):
    """To whom it is granted by hand, and why; done by `holdings.grant_by_hand`."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail address"), max_length=254, help_text=_("They are told; it is theirs under this address.")
    )
    reason = forms.CharField(
        label=_("Why"),
        max_length=holdings.LONGEST_REASON,
        help_text=_("It stands in the club's record, and its holder reads it."),
    )
    held_until = MomentField(
        label=_("Held until"), required=False, help_text=_("Empty: as long as the qualification is held as a rule.")
    )


class RevokeForm(Refusing, forms.Form):
    """Why it is held no longer; done by `holdings.revoke`."""

    reason = forms.CharField(label=_("Why"), max_length=holdings.LONGEST_REASON, help_text=_("Its holder reads it."))
