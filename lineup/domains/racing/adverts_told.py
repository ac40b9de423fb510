"""Who hears what comes of an advert: who put it up, of each answer; who answered, how it was settled."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lineup.core.notices import notices
from lineup.core.notices.kinds import NoticeKind, Words
from lineup.core.notices.matters import Group, Matter
from lineup.core.people.models import Person
from lineup.domains.racing.models import AdvertAnswer

ANSWERED, SETTLED, ABOUT = "racing.advert_answered", "racing.advert_settled", "adverts"
MATTERS = (Matter(ABOUT, Group("racing", gettext_lazy("Races")), gettext_lazy("Answers on the board")),)


def answered(answer: AdvertAnswer, *, at: datetime) -> None:
    """Tell who put the advert up."""
    _tell(answer, answer.advert.author, ANSWERED, at)


def settled(answer: AdvertAnswer, *, at: datetime) -> None:
    """Tell who answered."""
    _tell(answer, answer.author, SETTLED, at)


def _tell(answer: AdvertAnswer, person: Person, kind: str, at: datetime) -> None:
    notices.tell(person, kind, key=f"{kind}:{answer.pk}", facts={"answer": str(answer.pk)}, at=at)


def _row(facts: Mapping[str, Any]) -> AdvertAnswer | None:
    rows = AdvertAnswer.objects.select_related("author", "team__participant", "advert__author", "advert__team")
    return rows.filter(pk=facts["answer"]).first()


def about_answer(facts: Mapping[str, Any], person: Person) -> Words | None:
    """Return who answered and what, while it waits to be settled."""
    row = _row(facts)
    if row is None or row.accepted_at or row.declined_at or row.advert.closed_at:
        return None
    values = {"name": row.author.name, "team": row.team.name if row.team else ""}
    title = _("%(name)s answers you for the team %(team)s") if row.team else _("%(name)s answers your advert")
    return Words(
        title=title % values,
        sentence=row.text,
        reason=_("You hear this because you put an advert on the board."),
        path=f"/racing/board/{row.advert_id}",
        club=row.advert.team.club_id if row.advert.team else None,
    )


def about_settling(facts: Mapping[str, Any], person: Person) -> Words | None:
    """Return what came of the person's answer."""
    row = _row(facts)
    if row is None or not (row.accepted_at or row.declined_at):
        return None
    values = {"name": row.advert.author.name}
    title = _("%(name)s says yes to your answer") if row.accepted_at else _("%(name)s says no to your answer")
    return Words(
        title=title % values,
        sentence=row.reply or (_("Good racing!") if row.accepted_at else _("There are others on the board.")),
        reason=_("You hear this because you answered an advert."),
        path=f"/racing/board/{row.advert_id}",
        club=row.advert.team.club_id if row.advert.team else None,
    )


KINDS = (
    NoticeKind(slug=ANSWERED, words=about_answer, matter=ABOUT),
    NoticeKind(slug=SETTLED, words=about_settling, matter=ABOUT),
)
