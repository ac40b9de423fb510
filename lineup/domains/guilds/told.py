"""What people are told who came into a club through its guild, or who look after it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lineup.core.clubs.models import Club, Membership
from lineup.core.notices.kinds import NoticeKind, Words
from lineup.core.notices.matters import ORGANISING, Matter
from lineup.core.people.models import Person
from lineup.domains.guilds import looks, removals, stint_calls, turned_away

MEMBER, SERVERS = "guild.member", "discord-servers"


def about_membership(facts: Mapping[str, Any], person: Person) -> Words | None:
    """Return into which club somebody came, or None once they are no member any more."""
    row = Membership.objects.select_related("club").filter(pk=facts["membership"], left_at=None).first()
    if row is None or row.club.binned_at is not None:
        return None
    values = {"club": row.club.name}
    return Words(
        title=_("Welcome to %(club)s") % values,
        sentence=_(
            "You are on its Discord server, so you are a member of the club now. If you don’t want to be, leave the "
            "club on its page: the server does not bring you back."
        ),
        reason=_("You hear this because you linked Discord to your account here."),
        path=f"/clubs/{row.club.slug}",
        club=row.club_id,
    )


def about_removals(facts: Mapping[str, Any], person: Person) -> Words | None:
    """Return that many removals wait for a human, or None once nothing does."""
    club = Club.objects.filter(pk=facts["club"], binned_at=None).first()
    number = removals.waiting(club).count() if club else 0
    if club is None or not number:
        return None
    values = {"club": club.name, "number": number}
    return Words(
        title=_("%(club)s: removals on the Discord server wait for you") % values,
        sentence=ngettext(
            "The bot would remove %(number)s channel or role at once; that is more than it does by itself. Look at the "
            "list: let it go, or keep it.",
            "The bot would remove %(number)s channels and roles at once; that is more than it does by itself. Look at "
            "the list: let them go, or keep them.",
            number,
        )
        % values,
        reason=_("You hear this because you look after %(club)s.") % values,
        path=f"/clubs/{club.slug}/discord/removals",
        club=club.pk,
    )


def about_faults(facts: Mapping[str, Any], person: Person) -> Words | None:
    """Return that the bot can't do all it should on a server, or None once it can."""
    club = Club.objects.filter(pk=facts["club"], binned_at=None).first()
    look = looks.of(club) if club else None
    if club is None or look is None or not looks.needs_people(look):
        return None
    values = {"club": club.name}
    return Words(
        title=_("%(club)s: the bot can’t do its work on the Discord server") % values,
        sentence=_("See what is missing, and what to do about it; the bot goes on by itself once it is put right."),
        reason=_("You hear this because you look after %(club)s.") % values,
        path=f"/clubs/{club.slug}/discord/health",
        club=club.pk,
    )


KINDS = (
    NoticeKind(slug=looks.TOLD, words=about_faults, matter=SERVERS),
    NoticeKind(slug=MEMBER, words=about_membership, matter="club-answers"),
    NoticeKind(slug=removals.TOLD, words=about_removals, matter=SERVERS),
    NoticeKind(slug=turned_away.TOLD, words=turned_away.about, matter=SERVERS),
    *stint_calls.KINDS,
)
MATTERS = (
    Matter(SERVERS, ORGANISING, gettext_lazy("The Discord server of a club you look after needs you")),
    *stint_calls.MATTERS,
)
