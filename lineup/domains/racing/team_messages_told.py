"""Who hears that something was written to a team: its people, once in a while and not for each message."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lineup.core.foundation import marked
from lineup.core.notices import notices
from lineup.core.notices.kinds import NoticeKind, Words
from lineup.core.notices.matters import Group, Matter
from lineup.core.people.models import Person
from lineup.domains.racing import teams
from lineup.domains.racing.models import TeamMember, TeamMessage

WRITTEN, ABOUT = "racing.team_message", "team-messages"
SPAN_MINUTES, SHOWN = 10, 200
MATTERS = (
    Matter(
        ABOUT,
        Group("racing", gettext_lazy("Races")),
        gettext_lazy("What is written in your teams"),
        on=frozenset({"page", "push"}),
    ),
)


def written(message: TeamMessage, *, at: datetime) -> None:
    """Tell the people of the team but its author, of the first message in each ten minutes."""
    members = TeamMember.objects.filter(teams.active(at), team=message.team_id).exclude(person=message.author_id)
    span = int(at.timestamp()) // (SPAN_MINUTES * 60)
    notices.tell_many(
        [
            notices.Telling(
                person_id=pk,
                kind=WRITTEN,
                key=f"{WRITTEN}:{message.team_id}:{pk}:{span}",
                facts={"message": str(message.pk)},
            )
            for pk in members.values_list("person", flat=True)
        ],
        at=at,
    )


def about(facts: Mapping[str, Any], person: Person) -> Words | None:
    """Return what was written, while it stands and the person is in the team."""
    rows = TeamMessage.objects.select_related("team__participant", "author")
    row = rows.filter(pk=facts["message"], taken_back_at=None, team__binned_at=None).first()
    if row is None or not teams.in_use().filter(pk=row.team_id).exists() or not _is_in(row, person):
        return None
    values = {"name": row.author.name, "team": row.team.name}
    return Words(
        title=_("%(name)s writes to %(team)s") % values,
        sentence=marked.plain(row.text, most=SHOWN),
        reason=_("You hear this because you are in the team %(team)s.") % values,
        path=f"/racing/teams/{row.team.slug}/messages",
        club=row.team.club_id,
    )


def _is_in(row: TeamMessage, person: Person) -> bool:
    mine = TeamMember.objects.filter(team=row.team_id, person=person)
    return mine.exclude(status=TeamMember.Status.SUSPENDED).exists()


def _is_over(facts: Mapping[str, Any], at: datetime) -> bool:
    return not TeamMessage.objects.filter(pk=facts["message"], created_at__gt=at - timedelta(days=2)).exists()


KINDS = (NoticeKind(slug=WRITTEN, words=about, matter=ABOUT, is_over=_is_over),)
