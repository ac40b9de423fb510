"""What is said for each reason of the rule: a word, a sentence, and what to do about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lineup.domains.onsite.door import rule


@dataclass(frozen=True)
class Said:
    """`word` is read from afar; `sentence` says why, `remedy` what to do, or nothing."""

    word: Any
    sentence: Any
    remedy: Any = ""


_GO_IN = pgettext_lazy("door", "Come in")
_STOP = pgettext_lazy("door", "Stop")

WORDS: Mapping[str, Said] = {
    "not_a_badge": Said(
        pgettext_lazy("door", "No badge"),
        _("This is not a badge of ours."),
        _("Hold the badge still and nearer, or look the person up by name."),
    ),
    "forged": Said(
        pgettext_lazy("door", "Forged"),
        _("The signature of this badge is wrong: it was not made here."),
        _("Keep the badge and call an organiser."),
    ),
    "unknown_key": Said(
        pgettext_lazy("door", "Unknown key"),
        _("This badge was signed with a key that is not known here."),
        _("Let the device update itself where there is network, or look the person up by name."),
    ),
    "retired_key": Said(
        pgettext_lazy("door", "Outdated"),
        _("This badge was signed with a key that is out of use."),
        _("Send the person to the desk for a new badge, or look them up by name."),
    ),
    "other_event": Said(
        pgettext_lazy("door", "Other event"),
        _("This badge is of another event."),
        _("Ask for the badge of this event, or look the person up by name."),
    ),
    "unknown_badge": Said(
        pgettext_lazy("door", "Unknown"),
        _("No badge of this event has this number."),
        _("Look the person up by name."),
    ),
    "revoked": Said(
        pgettext_lazy("door", "Replaced"),
        _("This badge was replaced by another and is no longer valid."),
        _("Ask for the newer badge, or send the person to the desk."),
    ),
    "event_off": Said(
        pgettext_lazy("door", "Event off"),
        _("The event does not take place."),
        _("Ask an organiser."),
    ),
    "not_on_duty": Said(
        pgettext_lazy("door", "Not on duty"),
        _("Whoever scans has no duty here at this time."),
        _("Ask an organiser for the room, or who is on duty to scan."),
    ),
    "left": Said(pgettext_lazy("door", "Goodbye"), _("They have left, and are no longer counted inside.")),
    "not_inside": Said(
        pgettext_lazy("door", "Not inside"),
        _("They were not counted inside; nothing was changed."),
    ),
    "wrong_day": Said(
        pgettext_lazy("door", "Wrong day"),
        _("The event has not begun: its doors open on another day."),
        _("Tell them when it begins."),
    ),
    "event_over": Said(
        pgettext_lazy("door", "Over"),
        _("The event is over."),
        _("Tell them that the doors are closed."),
    ),
    "staff": Said(_GO_IN, _("Belongs to the team of the event.")),
    "not_on_the_list": Said(
        pgettext_lazy("door", "Not on the list"),
        _("They have no place at this event."),
        _("Send them to the desk, where a place can be given."),
    ),
    "still_waiting": Said(
        pgettext_lazy("door", "Waiting list"),
        _("They wait for a place at this event and have none yet."),
        _("Send them to the desk: a free place can be given there."),
    ),
    "not_qualified": Said(
        pgettext_lazy("door", "Qualification"),
        _("They do not hold the qualification that the sign-up asks for."),
        _("Send them to the desk; once somebody grants it there, scan again."),
    ),
    "unpaid": Said(
        pgettext_lazy("door", "Unpaid"),
        _("The fee for the event is not paid yet."),
        _("Send them to the desk to pay; once it is marked there, scan again."),
    ),
    "back": Said(pgettext_lazy("door", "Welcome back"), _("They had left, and are here again.")),
    "already_in": Said(
        pgettext_lazy("door", "Already in"),
        _("This badge has been let in before."),
        _("Check who carries it; if they had gone out, note that first with “Going out”."),
    ),
    "welcome": Said(pgettext_lazy("door", "Welcome"), _("They are checked in.")),
    "not_checked_in": Said(
        pgettext_lazy("door", "Entrance first"),
        _("They have not been checked in at the entrance."),
        _("Send them to the entrance first."),
    ),
    "wrong_room": Said(
        pgettext_lazy("door", "Wrong room"),
        _("They have a place in another room at this time."),
        _("Send them to that room."),
    ),
    "not_on_the_session_list": Said(
        pgettext_lazy("door", "No place here"),
        _("They have no place in this workshop."),
        _("If there are free places, they can take one on their phone or at the desk; then scan again."),
    ),
    "waiting_for_the_session": Said(
        pgettext_lazy("door", "Waiting list"),
        _("They wait for a place in this workshop and have none yet."),
        _("Ask them to wait beside the door: places of who does not come are given on."),
    ),
    "session_not_qualified": Said(
        pgettext_lazy("door", "Qualification"),
        _("They do not hold the qualification that this workshop asks for."),
        _("Send them to the desk; once somebody grants it there, scan again."),
    ),
    "session_unpaid": Said(
        pgettext_lazy("door", "Unpaid"),
        _("This workshop is not paid yet."),
        _("Send them to the desk to pay; once it is marked there, scan again."),
    ),
    "still_inside": Said(
        pgettext_lazy("door", "Already inside"),
        _("They are counted in this room already, and not counted twice."),
        _("Check who carries the badge."),
    ),
    "room_full": Said(
        _STOP,
        _("The room is full."),
        _("Let somebody in when somebody leaves; scan who goes out with “Going out”."),
    ),
    "over_capacity": Said(
        pgettext_lazy("door", "Room full"),
        _("They may go in, but the room holds no more people."),
        _("Tell an organiser, and stop when nobody fits in."),
    ),
    "moved": Said(_GO_IN, _("They have left the room they were in, and are counted here.")),
    "enter": Said(_GO_IN, _("They are counted in this room.")),
}


# of a scan that another system made: no reason of the rule, which was not asked
CARRIED = "carried_over"
_CARRIED = Said(
    pgettext_lazy("door", "Carried over"), _("This was scanned in the system before this one, which kept no reason.")
)


def of(reason: str) -> Said:
    """Return the words of the reason, in the language of who asks."""
    return _CARRIED if reason == CARRIED else WORDS[reason]


def table() -> dict[str, dict[str, Any]]:
    """Return every reason with its colour and its words as text, for a device that decides by itself."""
    return {
        reason: {**row, "word": str(said.word), "sentence": str(said.sentence), "remedy": str(said.remedy)}
        for reason, row in rule.REASONS.items()
        for said in [WORDS[reason]]
    }
