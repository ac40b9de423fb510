"""What is at hand while the old backend's data is carried over."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import ClassVar

from django.db.models import Model
from django.utils.translation import gettext as _

from lineup.core.carrying import luggage
from lineup.core.carrying.records import Record
from lineup.core.participation.models import Place
from lineup.core.people.models import Person
from lineup.domains.events.models import Event
from lineup.domains.onsite.models import Room, Session
from lineup.domains.onsite.roles import EXHIBITOR

# the old backend's amounts name none
CURRENCY = "EUR"


class Luggage(luggage.Luggage):
    """The rows made of the old backend's records."""

    kept: ClassVar[Mapping[str, type[Model]]] = {
        "user": Person,
        "event": Event,
        "room": Room,
        "session": Session,
        "participant": Place,
    }
    joined: ClassVar[Mapping[str, Sequence[str]]] = {
        "user": ("account",),
        "event": ("offering__club",),
        "room": ("event__offering__club",),
        "session": ("event__offering__club",),
        "participant": ("participant__person",),
    }

    def note_files(self, record: Record, *fields: str) -> None:
        """Report the files that a record names: a dump holds their names alone."""
        for field in fields:
            if name := record.text(field):
                self.note(record, _("its file %(name)s is not in the dump: upload it here") % {"name": name})

    def note_once(self, sentence: str) -> None:
        """Report what holds for many records alike."""
        if sentence not in self.notes:
            self.notes.append(sentence)

    @cached_property
    def exhibitors(self) -> frozenset[tuple[str, str]]:
        """The old ids of (user, event) where somebody was assigned as an exhibitor."""
        rows = self.records.get("usereventassignment", ())
        return frozenset((one.key("user"), one.key("event")) for one in rows if one.text("role") == EXHIBITOR)
