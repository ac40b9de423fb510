"""The changes of a place as sentences, for its holder and for the organiser's desk."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from lineup.core.participation.models import Place, PlaceChange
from lineup.interfaces.web import states

WORDS: Mapping[tuple[str, str], object] = {
    ("join", "confirmed"): _("Signed up and got a place"),
    ("join", "waitlisted"): _("Joined the waitlist"),
    ("request", "requested"): _("Asked for a place"),
    ("offer", "offered"): _("Was offered a place"),
    ("promote", "confirmed"): _("Got a place that became free"),
    ("approve", "confirmed"): _("Was approved"),
    ("approve", "waitlisted"): _("Was approved, and waits for a free place"),
    ("reject", "rejected"): _("Was turned down"),
    ("accept", "confirmed"): _("Accepted the offer"),
    ("decline", "declined"): _("Gave the offered place back"),
    ("lapse", "lapsed"): _("Let the offer pass"),
    ("withdraw", "withdrawn"): _("Gave the place up"),
    ("revoke", "revoked"): _("Lost the place"),
}
UNDONE = _("The organiser took the last step back")


@dataclass(frozen=True)
class Step:
    """One change: in words, by whom, with its look."""

    sentence: object
    by: object
    at: datetime
    reason: str
    tone: str
    icon: str


def steps(place: Place, *, named: bool = False) -> Iterator[Step]:
    """Yield what happened to the place, the latest first; `named`: with the organisers' names. One query."""
    for change in place.changes.select_related("actor").order_by("-id"):
        look = states.look(change.to_state)
        yield Step(
            sentence=WORDS.get((change.action, change.to_state), UNDONE),
            by=_by(change, place, named=named),
            at=change.at,
            reason=change.reason,
            tone=look.tone,
            icon=look.icon,
        )


def _by(change: PlaceChange, place: Place, *, named: bool) -> object:
    if change.channel == "queue":
        return _("the waitlist")
    if change.actor is None:
        return "Lineup"
    if change.actor_id == place.contact_id:
        return change.actor.name if named else _("you")
    return change.actor.name if named else _("the organiser")
