"""What people are told who came into a club through its guild."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from lineup.core.clubs.models import Membership
from lineup.core.notices.kinds import NoticeKind, Words
from lineup.core.people.models import Person

MEMBER = "guild.member"


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


KINDS = (NoticeKind(slug=MEMBER, words=about_membership, matter="club-answers"),)
