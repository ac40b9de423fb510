"""What stands above each page of a club: its name, and the tabs that the viewer may open."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from lineup.core.clubs import factor_rule, invitations, permissions
from lineup.core.clubs.models import Club
from lineup.core.participation import qualifications
from lineup.core.people.models import Person
from lineup.domains.racing import series

# tabs that are rooms of their own
ELSEWHERE = {
    "audit": "audit:club",
    "discord": "guilds:club",
    "webhooks": "webhooks:club",
    "series": "racing:series-list",
    "qualifications": "qualifications:list",
}


def around(request: HttpRequest, club: Club, current: str, **shown: Any) -> dict[str, Any]:
    """Return the context of a page of the club; `current` is the name of its tab."""
    person = request.person  # type: ignore[attr-defined]
    held = permissions.held(person, club.pk)
    return {
        "club": club,
        "held": held,
        "role": permissions.role_of(person, club.pk) if person else None,
        "tabs": _tabs(club, held, person, current),
        "asks_me": _asks(club, person),
        "crumbs": [(_("Clubs"), reverse("clubs:list")), (club.name, "")],
        **shown,
    }


def _asks(club: Club, person: Person | None) -> bool:
    """Whether the club asks this person for a second factor they have not; no query where it asks nobody."""
    return person is not None and club.second_factor != Club.Protected.NOBODY and factor_rule.is_asked(person.pk, club)


def _tabs(club: Club, held: frozenset[str], person: Person | None, current: str) -> list[dict[str, Any]]:
    manages = permissions.MANAGE_MEMBERS in held
    rows = [
        ("page", _("Overview"), None, True),
        (
            "series",
            pgettext("of races", "Series"),
            None,
            permissions.MANAGE_EVENTS in held or series.of_club(club, person).exists(),
        ),
        ("qualifications", _("Qualifications"), None, _has_qualifications(club, held)),
        ("members", _("Members"), None, permissions.SEE_MEMBERS in held),
        ("requests", _("Requests"), _open_requests(club) if manages else None, manages),
        ("invitations", _("Invitations"), invitations.open_of(club).count() if manages else None, manages),
        ("news", _("News"), None, permissions.EDIT_CLUB in held),
        ("discord", _("Discord"), None, permissions.EDIT_CLUB in held),
        ("webhooks", _("Webhooks"), None, permissions.MANAGE_WEBHOOKS in held),
        ("edit", _("Settings"), None, permissions.EDIT_CLUB in held),
        ("audit", _("Record"), None, permissions.SEE_AUDIT in held),
    ]
    shown = [
        {"label": label, "href": _path(name, club), "count": count, "current": name == current}
        for name, label, count, may in rows
        if may
    ]
    return shown if len(shown) > 1 else []


def _has_qualifications(club: Club, held: frozenset[str]) -> bool:
    """Whether the tab is of use: to who names some, and to members once there is one."""
    if permissions.MANAGE_COURSES in held:
        return True
    return permissions.SEE_MEMBERS in held and qualifications.of_club(club).exists()


def _open_requests(club: Club) -> int:
    return club.requests.filter(decision="open").count()


def _path(name: str, club: Club) -> str:
    return reverse(ELSEWHERE.get(name, f"clubs:{name}"), kwargs={"slug": club.slug})
