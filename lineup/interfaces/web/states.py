"""How each state of an offering or a place looks and reads: one table for badge, filter and history."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy as _


@dataclass(frozen=True)
class Look:
    """The words, colour tone and icon of a state."""

    label: str | Promise
    tone: str
    icon: str


STATES = {
    "draft": Look(_("state", "Draft"), "quiet", "pencil"),
    "published": Look(_("state", "Published"), "good", "globe-alt"),
    "cancelled": Look(_("state", "Cancelled"), "bad", "no-symbol"),
    "finished": Look(_("state", "Finished"), "quiet", "flag"),
    "archived": Look(_("state", "Archived"), "quiet", "archive-box"),
    "enrolled": Look(_("enrolment", "Learning"), "info", "academic-cap"),
    "paused": Look(_("enrolment", "Paused"), "warn", "pause"),
    "completed": Look(_("enrolment", "Completed"), "good", "check-badge"),
    "valid": Look(_("certificate", "Valid"), "good", "check-badge"),
    "expired": Look(_("certificate", "Expired"), "warn", "clock"),
    "in_grace": Look(_("qualification", "Ended, days of grace"), "warn", "clock"),
    "pending": Look(_("enrolment", "Requested"), "violet", "hand-raised"),
    "requested": Look(_("state", "Requested"), "violet", "hand-raised"),
    "waitlisted": Look(_("state", "On the waitlist"), "warn", "clock"),
    "offered": Look(_("state", "Place offered"), "info", "gift"),
    "confirmed": Look(_("state", "Confirmed"), "good", "check"),
    "withdrawn": Look(_("state", "Withdrawn"), "quiet", "arrow-uturn-left"),
    "declined": Look(_("state", "Declined"), "quiet", "x-mark"),
    "lapsed": Look(_("state", "Lapsed"), "quiet", "clock"),
    "rejected": Look(_("state", "Rejected"), "bad", "x-mark"),
    "revoked": Look(_("state", "Revoked"), "bad", "no-symbol"),
    "owed": Look(_("fee", "To be paid"), "warn", "banknotes"),
    "paid": Look(_("fee", "Paid"), "good", "check"),
    "waived": Look(_("fee", "Waived"), "quiet", "hand-thumb-up"),
    "to_refund": Look(_("fee", "To be given back"), "bad", "arrow-uturn-left"),
    "refunded": Look(_("fee", "Given back"), "quiet", "arrow-uturn-left"),
    "dropped": Look(_("fee", "No longer owed"), "quiet", "x-mark"),
    "waiting": Look(_("state", "On its way"), "info", "clock"),
    "delivered": Look(_("state", "Delivered"), "good", "check"),
    "failed": Look(_("state", "Failed"), "bad", "x-mark"),
    "skipped": Look(_("state", "Not sent"), "quiet", "minus"),
    "pas_encore": Look(_("session", "Not yet"), "quiet", "clock"),
    "en_cours": Look(_("session", "Running"), "good", "play"),
    "termine": Look(_("session", "Over"), "quiet", "flag"),
    "badge_printed": Look(_("badge", "Printed"), "good", "check"),
    "badge_new": Look(_("badge", "To print"), "info", "printer"),
    "badge_revoked": Look(_("badge", "Revoked"), "bad", "no-symbol"),
    "key_signs": Look(_("key", "Signs now"), "good", "key"),
    "key_valid": Look(_("key", "Still valid"), "warn", "clock"),
    "key_retired": Look(_("key", "Retired"), "quiet", "no-symbol"),
    "line_entered": Look(_("line", "Place"), "good", "check"),
    "line_waits": Look(_("line", "Waitlist"), "warn", "clock"),
    "line_held": Look(_("line", "On the list already"), "quiet", "user"),
    "line_skipped": Look(_("line", "Left out"), "quiet", "minus"),
    "line_refused": Look(_("line", "Refused"), "bad", "x-mark"),
    "line_undone": Look(_("line", "Taken back"), "quiet", "arrow-uturn-left"),
    "line_left": Look(_("line", "Left as it is"), "info", "minus"),
    "marks_changes": Look(_("marks", "Changes"), "info", "pencil-square"),
    "marks_done": Look(_("marks", "Marked"), "good", "check"),
    "marks_same": Look(_("marks", "Stands already"), "quiet", "minus"),
    "marks_empty": Look(_("marks", "No points given"), "quiet", "minus"),
    "named_new": Look(_("team", "New"), "info", "plus"),
    "named_renamed": Look(_("team", "Renamed"), "info", "pencil-square"),
    "named_stands": Look(_("team", "Stands already"), "quiet", "minus"),
    "named_left": Look(_("team", "Left"), "quiet", "minus"),
    "named_refused": Look(_("team", "Refused"), "bad", "x-mark"),
    "marks_refused": Look(_("marks", "Refused"), "bad", "x-mark"),
    "full": Look(_("state", "Full"), "warn", "users"),
    "deleted": Look(_("state", "In the bin"), "bad", "trash"),
}


def look(state: str) -> Look:
    """Return the look of a state; an unknown one is shown by its own name."""
    return STATES.get(state) or Look(state.replace("_", " ").capitalize(), "quiet", "minus")
