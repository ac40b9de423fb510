"""Where a letter's button leads: a page for who can sign in, a fresh secret link for who can't."""

from datetime import datetime
from typing import Any

from lineup.core.clubs import invitations as club_invitations
from lineup.core.clubs.models import ClubInvitation
from lineup.core.notices import opt_out
from lineup.core.notices.matters import Matter
from lineup.core.participation import invitations, place_links
from lineup.core.participation.models import Invitation, Place
from lineup.core.people.models import Person
from lineup.domains.racing import team_invitations
from lineup.domains.racing.models import TeamInvitation
from lineup.interfaces.mail.letters import Exit


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
    if kind == "racing.team_invited":
        return f"/ti/{team_invitations.mint_link(TeamInvitation.objects.get(pk=facts['team_invitation']))}"
    return f"/p/{place_links.mint(place, at=at)}" if place else path


def exit_of(person: Person, matter: Matter) -> Exit:
    """Return how the person gets fewer letters about the matter; of what is necessary, why it goes on."""
    by_link = f"/n/{opt_out.mint(person, matter)}"
    necessary = opt_out.is_necessary(matter)
    return Exit(
        choose=by_link if person.is_guest else "/account/notices",
        stop="" if necessary else by_link,
        why=str(matter.why) if necessary else "",
    )
