"""The forms of those who work at an event: their roles, their duties, what they announce."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lineup.domains.events.models import Event
from lineup.domains.onsite import announcements, rooms, sessions, team
from lineup.domains.onsite.models import Announcement, RoomDuty
from lineup.domains.onsite.roles import Staff
from lineup.interfaces.web.events.zoned import ZonedField, ZonedForm
from lineup.interfaces.web.forms import ChoiceCards
from lineup.interfaces.web.refusing import Refusing


class RoleForm(Refusing, forms.Form):
    """Somebody for the team; saved by `team.add_address`."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    name = forms.CharField(label=_("Name"), required=False, max_length=120, help_text=_("As the team shall read it."))
    role = forms.ChoiceField(
        label=_("Role"),
        choices=Staff.choices,
        widget=ChoiceCards(
            hints={
                Staff.MANAGER: _("The organiser's rights, and sessions in the rooms they have duty in."),
                Staff.CONTROLLER: _("Scans badges at the door of the room they have duty in."),
            }
        ),
    )


class PresidentForm(Refusing, forms.Form):
    """The president of the event; saved by `team.set_president`."""

    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        max_length=254,
        help_text=_("Of a member of the club, or of somebody with a place. Empty: nobody presides."),
    )


class DutyForm(Refusing, ZonedForm):
    """A duty; saved by `duties.assign` and `duties.move`."""

    who = forms.ChoiceField(label=_("Who"))
    room = forms.ChoiceField(label=_("Room"))
    starts_at = ZonedField(label=_("From"))
    ends_at = ZonedField(label=_("Until"))

    def __init__(self, *args: Any, event: Event, own: RoomDuty | None = None, **kwargs: Any) -> None:
        initial = {"time_zone": event.time_zone, **kwargs.pop("initial", {})}
        if own:
            initial |= {"room": str(own.room_id), "starts_at": own.starts_at, "ends_at": own.ends_at}
        super().__init__(*args, initial=initial, **kwargs)
        self.rooms = {str(room.pk): room for room in rooms.of(event)}
        self.fields["room"].choices = [(key, room.name) for key, room in self.rooms.items()]  # type: ignore[attr-defined]
        if own:
            del self.fields["who"]
            return
        self.team = {str(held.pk): held for held in team.of(event)}
        self.fields["who"].choices = [  # type: ignore[attr-defined]
            (key, f"{held.shown_name} · {held.get_role_display()}") for key, held in self.team.items()
        ]

    @property
    def place(self) -> dict[str, Any]:
        """Room and times, as `duties.assign` and `duties.move` take them."""
        entered = self.cleaned_data
        return {
            "room": self.rooms[entered["room"]],
            "starts_at": entered["starts_at"],
            "ends_at": entered["ends_at"],
        }


class AnnouncementForm(Refusing, forms.Form):
    """An announcement; saved by `announcements.make` and `announcements.change`."""

    title = forms.CharField(label=_("Title"), max_length=announcements.LONGEST_TITLE)
    description = forms.CharField(
        label=_("Text"),
        max_length=announcements.LONGEST_DESCRIPTION,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    target = forms.ChoiceField(label=_("For"), choices=Announcement.Target.choices)
    room = forms.ChoiceField(label=_("Room"), required=False, help_text=_("For “Those of one room”."))
    session = forms.ChoiceField(label=_("Session"), required=False, help_text=_("For “Those of one session”."))

    def __init__(self, *args: Any, event: Event, own: Announcement | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if own:
            self.initial.update({field: getattr(own, field) for field in ("title", "description", "target")})
            self.initial.update({"room": str(own.room_id or ""), "session": str(own.session_id or "")})
        self.rooms = {str(room.pk): room for room in rooms.of(event)}
        self.sessions = {str(one.pk): one for one in sessions.of(event)}
        nothing = ("", "–")
        self.fields["room"].choices = [nothing, *((key, row.name) for key, row in self.rooms.items())]  # type: ignore[attr-defined]
        self.fields["session"].choices = [nothing, *((key, row.title) for key, row in self.sessions.items())]  # type: ignore[attr-defined]

    @property
    def values(self) -> dict[str, Any]:
        """What was entered; a room or session that the target does not ask for is left out."""
        entered = dict(self.cleaned_data)
        target = entered["target"]
        entered["room"] = self.rooms.get(entered["room"]) if target == Announcement.Target.ROOM else None
        entered["session"] = self.sessions.get(entered["session"]) if target == Announcement.Target.SESSION else None
        return entered
