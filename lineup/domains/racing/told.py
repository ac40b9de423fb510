"""What people are told of racing, in their own words and only while it is true."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from lineup.core.notices.kinds import NoticeKind, Words
from lineup.core.people.models import Person
from lineup.domains.racing import (
    adverts_told,
    control_told,
    entries_told,
    plans_told,
    results_said,
    team_invitations,
    team_messages_told,
)
from lineup.domains.racing.models import TeamInvitation


def about_invitation(facts: Mapping[str, Any], person: Person) -> Words | None:
    """Return into which team somebody is invited, or None once it was answered or revoked."""
    rows = TeamInvitation.objects.select_related("team__participant", "invited_by")
    row = rows.filter(pk=facts["team_invitation"], team__binned_at=None).first()
    if row is None or row.accepted_at or row.declined_at or row.revoked_at:
        return None
    values = {"name": row.invited_by.name, "team": row.team.name}
    return Words(
        title=_("%(name)s invites you into the team %(team)s") % values,
        sentence=row.message or _("As: %(role)s.") % {"role": row.get_role_display()},
        reason=_("You hear this because %(name)s entered your address.") % values,
        path=f"/team-invitations/{row.pk}",
        club=row.team.club_id,
    )


KINDS = (
    NoticeKind(slug=team_invitations.TOLD, words=about_invitation, matter="invitations"),
    *entries_told.KINDS,
    *plans_told.KINDS,
    *results_said.KINDS,
    *control_told.KINDS,
    *team_messages_told.KINDS,
    *adverts_told.KINDS,
)
MATTERS = (*control_told.MATTERS, *team_messages_told.MATTERS, *adverts_told.MATTERS)
