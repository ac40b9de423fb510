"""The forms of rooms, sessions and speakers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import money
from lineup.core.foundation.errors import Refusal
from lineup.core.participation import pools
from lineup.core.people.models import Person
from lineup.domains.events.models import Event
from lineup.domains.onsite import rights, rooms, sessions, speakers
from lineup.domains.onsite.clashes import Clashes
from lineup.domains.onsite.models import Room, Session
from lineup.interfaces.web import pool_fields
from lineup.interfaces.web.events.zoned import ZonedField, ZonedForm
from lineup.interfaces.web.forms import ChoiceCards
from lineup.interfaces.web.refusing import Refusing

OF_ATELIERS = ("capacity", "waitlist", "price", "currency", "how_to_pay")


class RoomForm(Refusing, forms.Form):
    """A room; saved by `rooms.create` and `rooms.change`."""

    name = forms.CharField(label=_("Name"), max_length=rooms.LONGEST["name"])
    capacity = forms.IntegerField(
        label=_("People it holds"), required=False, min_value=1, help_text=_("Empty: nobody counts.")
    )
    when_full = forms.ChoiceField(
        label=_("When it is full"), choices=Room.WhenFull.choices, initial=Room.WhenFull.STOP, required=False
    )
    location = forms.CharField(
        label=_("Where it is"),
        required=False,
        max_length=rooms.LONGEST["location"],
        help_text=_("Like: second floor, left."),
    )
    description = forms.CharField(
        label=_("Description"),
        required=False,
        max_length=rooms.LONGEST["description"],
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_when_full(self) -> str:
        """Return what a form without the choice means: nobody more is let in."""
        return self.cleaned_data["when_full"] or str(Room.WhenFull.STOP)


class SpeakerForm(Refusing, forms.Form):
    """Who speaks; saved by `speakers.change`."""

    name = forms.CharField(label=_("Name"), max_length=speakers.LONGEST_NAME)
    about = forms.CharField(
        label=_("About them"),
        required=False,
        max_length=speakers.LONGEST_ABOUT,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        help_text=_("Who signs in with it may answer questions on their sessions. Only organisers see it."),
    )


class SessionForm(Refusing, ZonedForm):
    """A session; saved by `sessions.create` and `sessions.change`. What is of workshops alone is folded away."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=Session.Kind.choices,
        widget=ChoiceCards(
            hints={
                "conference": _("Open to everybody who comes."),
                "atelier": _("With places of its own, free or paid."),
            }
        ),
    )
    title = forms.CharField(label=_("Title"), max_length=sessions.LONGEST_TITLE)
    speakers = forms.CharField(
        label=_("Speakers"),
        required=False,
        max_length=3000,
        help_text=_("One to a line."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    room = forms.ChoiceField(label=_("Room"), required=False)
    starts_at = ZonedField(label=_("Starts"), required=False)
    ends_at = ZonedField(label=_("Ends"), required=False)
    description = forms.CharField(
        label=_("Description"),
        required=False,
        max_length=sessions.LONGEST_DESCRIPTION,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    youtube_live_url = forms.URLField(
        label=_("YouTube live link"), required=False, max_length=300, assume_scheme="https"
    )
    capacity = pool_fields.capacity()
    waitlist = forms.ChoiceField(label=_("When it is full"), choices=pool_fields.WAITLISTS)
    price = forms.DecimalField(
        label=_("Price"), required=False, max_digits=money.DIGITS, decimal_places=money.PLACES, min_value=0
    )
    currency = forms.CharField(label=_("Currency"), required=False, max_length=3, help_text=_("Like EUR."))
    how_to_pay = forms.CharField(label=_("How to pay"), required=False, max_length=pools.LONGEST_HOW_TO_PAY)
    despite_clashes = forms.BooleanField(label=_("Save it all the same"), required=False, widget=forms.HiddenInput())

    def say(self, refusal: Refusal) -> None:
        """Show the refusal; a clash also offers to save all the same."""
        if isinstance(refusal, Clashes):
            self.fields["despite_clashes"].widget = forms.CheckboxInput()
        super().say(refusal)

    def __init__(
        self, *args: Any, event: Event, keeper: Person | None = None, own: Session | None = None, **kwargs: Any
    ) -> None:
        initial = {"time_zone": event.time_zone, **(_initial(own) if own else {"waitlist": "automatic"})}
        super().__init__(*args, initial={**initial, **kwargs.pop("initial", {})}, **kwargs)
        kept = rights.rooms_seen(event, keeper)
        self.rooms = {str(room.pk): room for room in rooms.of(event) if kept is None or room.pk in kept}
        none = [("", _("No room yet"))] if kept is None else []
        self.fields["room"].choices = [  # type: ignore[attr-defined]
            *none,
            *((key, room.name) for key, room in self.rooms.items()),
        ]
        if own:
            del self.fields["kind"]
        if own and not own.pool:
            for field in OF_ATELIERS:
                del self.fields[field]

    @property
    def values(self) -> dict[str, Any]:
        """What was entered, as `sessions.create` and `sessions.change` take it."""
        entered = dict(self.cleaned_data)
        entered["room"] = self.rooms.get(entered["room"])
        entered["speakers"] = entered["speakers"].splitlines()
        if not self._is_atelier:
            return {field: value for field, value in entered.items() if field not in OF_ATELIERS}
        entered["price"] = entered["price"] or None
        if not entered["currency"]:
            del entered["currency"]
        return entered

    @property
    def _is_atelier(self) -> bool:
        return (self.cleaned_data.get("kind") or self.initial.get("kind")) == Session.Kind.ATELIER


def _initial(own: Session) -> dict[str, Any]:
    pool = own.pool
    return {
        **{field: getattr(own, field) for field in sessions.OWN if field != "room"},
        "kind": own.kind,
        "room": str(own.room_id or ""),
        "speakers": "\n".join(own.speakers.order_by("name").values_list("name", flat=True)),
        **({field: getattr(pool, field) for field in OF_ATELIERS} if pool else {"waitlist": "automatic"}),
    }
