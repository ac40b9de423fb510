"""Where a letter's button leads: a page for who can sign in, a fresh secret link for who can't."""

from datetime import datetime
from typing import Any

from lineup.core.clubs import invitations as club_invitations
from lineup.core.clubs.models import ClubInvitation
from lineup.core.participation import invitations, place_links
from lineup.core.participation.models import Invitation, Place
from lineup.core.people.models import Person


def for_notice(
    person: Person, kind: str, facts: dict[str, Any], place: Place | None, path: str, *, at: datetime
) -> str:
    """Return the path of the button; for a guest, the link is minted now and only its digest is kept."""
    if not person.is_guest:
        return path
    if kind == "offering.invited":
        return f"/i/{invitations.mint_link(Invitation.objects.get(pk=facts['invitation']))}"
    if kind == "club.invited":
        return f"/ci/{club_invitations.mint_link(ClubInvitation.objects.get(pk=facts['invitation']))}"
    return f"/p/{place_links.mint(place, at=at)}" if place else path
