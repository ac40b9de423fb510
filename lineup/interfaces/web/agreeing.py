"""Consent to hear more, asked for where somebody begins: boxes ticked by nobody but them, needed for nothing."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lineup.core.consents import consents, purposes
from lineup.core.consents.purposes import Purpose
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.interfaces.web.forms import ManyCards


class AgreedField(forms.MultipleChoiceField):
    """What somebody would like beside what they came for: `slug.version` of the text that they read."""

    widget = ManyCards

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Would you like to hear more?"),
            help_text=_("Only if you like: nothing else depends on it, and each mail has a way out."),
            error_messages={"invalid_choice": consents.TextChanged.sentence},
            required=False,
            **kwargs,
        )


class AgreeingForm(forms.Form):
    """A form that also asks for consent; what the person agrees to already is not asked again."""

    agreed = AgreedField()

    def __init__(self, *args: Any, person: Person | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = [purpose for purpose in _not_agreed_to(person) if purpose.is_to_hear]
        if not asked:
            del self.fields["agreed"]
            return
        field: Any = self.fields["agreed"]
        field.choices = [(_value(purpose), purpose.label) for purpose in asked]
        field.widget.hints = {_value(purpose): purpose.text for purpose in asked}


def keep(person: Person, agreed: Sequence[str], *, by: Actor, at: datetime) -> None:
    """Note what somebody ticked in the form, as a word of their own."""
    for value in agreed:
        slug, _dot, version = value.rpartition(".")
        consents.give(person, slug, version=int(version), by=by.as_person(person), at=at)


def _not_agreed_to(person: Person | None) -> Iterator[Purpose]:
    if person is None:
        yield from purposes.installed()
        return
    yield from (one.purpose for one in consents.standing(person) if not one.holds)


def _value(purpose: Purpose) -> str:
    return f"{purpose.slug}.{purpose.version}"
