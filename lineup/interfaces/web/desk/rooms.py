"""The rooms of a desk, and the links to them."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lineup.core.participation.models import Offering
from lineup.interfaces.web import drawing

# the rooms of the desk by what they are about: one row of groups, and below it the rooms of the one that is open
Group = tuple[Any, tuple[tuple[str, Any], ...]]
GROUPS: Sequence[Group] = (
    (
        _("People"),
        (
            ("guests", _("Guests")),
            ("waitlist", _("Waitlist")),
            ("check-in", _("Check-in")),
            ("invitations", _("Invitations")),
            ("messages", _("Messages")),
        ),
    ),
    (_("Sign-up"), (("sign-up", _("Sign-up")), ("fees", _("Fees")), ("figures", _("Figures")))),
    (
        _("On site"),
        (
            ("onsite:timetable", _("Programme")),
            ("onsite:team", _("Team")),
            ("onsite:announcements-desk", _("Announcements")),
            ("badges:list", _("Badges")),
            ("door:desk", _("Doors")),
            ("onsite:exhibitors", _("Exhibitors")),
        ),
    ),
    (_("Race"), (("racing:race-desk", _("Race")),)),
)
# what only an event has: a course is not at a place and a time
OF_EVENTS = ("check-in",)
LESSONS = (_("Lessons"), (("courses:outline", _("Lessons")),))


def path(slug: str, room: str, **key: Any) -> str:
    """Return the address of a room of an offering's desk; of one that a kind adds, by its full route."""
    return reverse(room if ":" in room else f"desk:{room}", kwargs={"slug": slug, **key})


# kept, because fourteen addresses are worked out for each page: nothing in them changes while a process runs
@lru_cache(maxsize=1024)
def links(kind: str, slug: str, room: str, language: str) -> SafeString:
    """Draw the links to the groups, and to the rooms of the group that is open: that of the room, else the first."""
    found = _of_kind(kind)
    group, inside = next((one for one in found if (room or "guests") in dict(one[1])), found[0])
    groups = [
        {"label": label, "href": path(slug, rooms[0][0]), "current": label is group and bool(room)}
        for label, rooms in found
    ]
    return drawing.tabs(groups, gettext("Desk")) + _beside(slug, room, group, inside)


def _beside(slug: str, room: str, group: Any, rooms: Sequence[tuple[str, Any]]) -> SafeString:
    """The links to the rooms of one group; nothing where there is but one."""
    if len(rooms) == 1:
        return drawing.NOTHING
    parts = ((path(slug, name), drawing.current("page" if name == room else ""), label) for name, label in rooms)
    drawn = format_html_join("", '<a href="{}"{}>{}</a>', parts)
    return format_html('<nav class="desk-rooms" aria-label="{}">{}</nav>', group, drawn)


def _of_kind(kind: str) -> Sequence[Group]:
    """The groups that an offering of this kind has."""
    if kind == Offering.Kind.EVENT:
        return GROUPS
    kept = [
        (label, tuple(one for one in inside if ":" not in one[0] and one[0] not in OF_EVENTS))
        for label, inside in GROUPS
    ]
    return [LESSONS, *(group for group in kept if group[1])]
