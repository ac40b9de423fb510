"""What people are told about clubs: facts looked up when it is said."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from lineup.core.clubs import factor_rule
from lineup.core.clubs.models import Club, ClubInvitation, MembershipRequest
from lineup.core.foundation import moments
from lineup.core.people.models import Person

# title, sentence, reason, path, and whose news it is
Said = tuple[str, str, str, str, UUID]


def asked(facts: Mapping[str, Any], person: Person) -> Said | None:
    """Somebody asks to join; None once it was answered."""
    request = MembershipRequest.objects.select_related("club", "person").get(pk=facts["request"])
    if request.decision != MembershipRequest.Decision.OPEN:
        return None
    values = {"name": request.person.name, "club": request.club.name}
    return (
        _("%(name)s asks to join %(club)s") % values,
        request.message,
        _("You hear this because you look after the members of %(club)s.") % values,
        f"/clubs/{request.club.slug}/requests",
        request.club_id,
    )


def decided(facts: Mapping[str, Any], person: Person) -> Said | None:
    """One's own request was answered."""
    request = MembershipRequest.objects.select_related("club").get(pk=facts["request"])
    values = {"club": request.club.name}
    approved = request.decision == MembershipRequest.Decision.APPROVED
    return (
        (_("Welcome to %(club)s") if approved else _("%(club)s turned your request down")) % values,
        _("You are a member now.") if approved else request.reason,
        _("You hear this because you asked to join %(club)s.") % values,
        f"/clubs/{request.club.slug}",
        request.club_id,
    )


def handed_over(facts: Mapping[str, Any], person: Person) -> Said | None:
    """The club is now one's own."""
    club = Club.objects.get(pk=facts["club"])
    values = {"club": club.name}
    return (
        _("You now own %(club)s") % values,
        _("The former owner handed the club over to you and is an admin now."),
        _("You hear this because you are the owner of %(club)s.") % values,
        f"/clubs/{club.slug}",
        club.pk,
    )


def invited(facts: Mapping[str, Any], person: Person) -> Said | None:
    """An invitation into a club; None once it was answered or revoked."""
    invitation = ClubInvitation.objects.select_related("club", "invited_by").get(pk=facts["invitation"])
    if invitation.accepted_at or invitation.declined_at or invitation.revoked_at:
        return None
    values = {"name": invitation.invited_by.name, "club": invitation.club.name}
    return (
        _("%(name)s invites you into %(club)s") % values,
        invitation.message,
        _("You hear this because %(name)s entered your address.") % values,
        f"/club-invitations/{invitation.pk}",
        invitation.club_id,
    )


def second_factor(facts: Mapping[str, Any], person: Person) -> Said | None:
    """The club asks for a second factor; None once the person has one, or it asks no more."""
    club = Club.objects.get(pk=facts["club"])
    if not factor_rule.is_asked(person.pk, club) or club.second_factor_from is None:
        return None
    values = {"club": club.name, "from": moments.said(club.second_factor_from, person.time_zone)}
    if club.second_factor_enforced:
        title = _("%(club)s waits for your second factor")
        sentence = _("Until you have one, what your role in it allows is closed to you. Your places stay yours.")
    else:
        title = _("%(club)s asks for a second factor")
        sentence = _(
            "From %(from)s on, what your role in it allows needs one: a passkey or an authenticator app. "
            "Setting it up takes a minute."
        )
    return (
        title % values,
        sentence % values,
        _("You hear this because you are a member of %(club)s and have no second factor yet.") % values,
        "/account/security",
        club.pk,
    )
