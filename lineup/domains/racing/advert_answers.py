"""Answers to adverts: given once, settled once; who is accepted by a team, or accepts one, is in it."""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import inputs
from lineup.core.foundation.errors import Forbidden, Invalid, Missing, Refusal
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.racing import adverts, adverts_told, team_members, teams
from lineup.domains.racing.models import Advert, AdvertAnswer, Role, Team

Kind = Advert.Kind
LONGEST, MOST, MOST_A_DAY = 1000, 100, 20
DAY = timedelta(days=1)
ORDER = ("-created_at", "-id")


class AnswerNeeded(Invalid):
    code = "advert_answer_needed"
    sentence = _("Write a few words, so that they know who answers.")
    field = "text"


class OwnAdvert(Refusal):
    code = "own_advert"
    sentence = _("This advert is yours; others answer it.")


class TeamOfAnswerNeeded(Invalid):
    code = "advert_answer_team_needed"
    sentence = _("They look for a team: say which of yours wants them.")
    field = "team"


class AnsweredOtherwise(Refusal):
    code = "advert_answered_already"
    sentence = _("You answered this advert; take your answer back to answer anew.")


class TooManyAnswers(Refusal):
    code = "too_many_advert_answers"
    sentence = _("This is enough for now: an advert takes %(most)s answers, and you give %(daily)s a day.")
    status = 429


class NotYourAnswer(Forbidden):
    code = "not_your_advert_answer"
    sentence = _("Only who gave this answer can take it back.")


class Settled(Refusal):
    code = "advert_answer_settled"
    sentence = _("This answer was accepted or declined already; nothing changes that.")


def of(advert: Advert) -> "QuerySet[AdvertAnswer]":
    """Return the answers with who gave them, the latest first."""
    return AdvertAnswer.objects.filter(advert=advert).select_related("author", "team__participant").order_by(*ORDER)


def own(advert: Advert, person: Person) -> AdvertAnswer | None:
    """Return what the person answered, or None."""
    return of(advert).filter(author=person).first()


def find(advert: Advert, pk: Any) -> AdvertAnswer:
    """Return the answer to the advert with this id. Raises Missing."""
    try:
        found = of(advert).get(pk=pk)
    except (AdvertAnswer.DoesNotExist, ValidationError, ValueError):
        raise Missing from None
    found.advert = advert
    return found


def check_own(answer: AdvertAnswer, person: Person | None) -> None:
    """Raise NotYourAnswer for all but who gave it."""
    if person is None or person.pk != answer.author_id:
        raise NotYourAnswer


@transaction.atomic
def give(advert: Advert, text: str, *, team: Team | None = None, by: Actor, at: datetime) -> AdvertAnswer:
    """Return the answer; who put the advert up is told. The same once more changes nothing.

    Raises AnswerNeeded, OwnAdvert, AdvertOver, TeamOfAnswerNeeded, NotInThisTeam, InTheTeamAlready, AnsweredOtherwise,
    TooManyAnswers, TooLong, Unstorable.
    """
    text = inputs.prose(text, field="text", most=LONGEST)
    if not text:
        raise AnswerNeeded
    if by.human.pk == advert.author_id:
        raise OwnAdvert
    team = _team(advert, team, by, at)
    _lock(advert)
    if not adverts.is_open(advert, at=at):
        raise adverts.AdvertOver
    given = own(advert, by.human)
    if given is not None:
        if (given.text, given.team_id) == (text, team.pk if team else None):
            return given
        raise AnsweredOtherwise
    daily = AdvertAnswer.objects.filter(author=by.human, created_at__gt=at - DAY)
    if of(advert).count() >= MOST or daily.count() >= MOST_A_DAY:
        raise TooManyAnswers(most=MOST, daily=MOST_A_DAY)
    made = AdvertAnswer.objects.create(advert=advert, author=by.human, team=team, text=text, created_at=at)
    adverts_told.answered(made, at=at)
    return made


def _team(advert: Advert, team: Team | None, by: Actor, at: datetime) -> Team | None:
    """The team in whose name it is answered; who is in the team that looks for drivers need not answer it."""
    if advert.kind == Kind.TEAM_WANTED:
        if team is None:
            raise TeamOfAnswerNeeded
        teams.check(team, by.person, teams.INVITE, at=at)
        _check_outside(team, advert.author)
        return team
    if advert.team is not None:
        _check_outside(advert.team, by.human)
    return None


def _check_outside(team: Team, person: Person) -> None:
    if team_members.own(team, person) is not None:
        raise team_members.InTheTeamAlready(field="team")


@transaction.atomic
def accept(answer: AdvertAnswer, *, reply: str = "", by: Actor, at: datetime) -> AdvertAnswer:
    """Say yes, with a reply: who looks for a team, or answers one, is in it from now on, as a driver.

    The advert stays until it is closed. Raises NotYourAdvert, Settled, NotInThisTeam where who offered the team may no
    longer, InTheTeamAlready, TeamFull, TooLong, Unstorable.
    """
    _settle(answer, reply, by, at, accepted_at=at)
    advert = answer.advert
    adverts.record(advert, "advert.accept", by, at)
    if advert.kind == Kind.DRIVER_WANTED and advert.team is not None:
        team_members.admit(advert.team, answer.author, role=Role.DRIVER, by=by, at=at)
    if advert.kind == Kind.TEAM_WANTED and answer.team is not None:
        teams.check(answer.team, answer.author, teams.INVITE, at=at)
        team_members.admit(answer.team, advert.author, role=Role.DRIVER, by=by, at=at)
    return answer


@transaction.atomic
def decline(answer: AdvertAnswer, *, reply: str = "", by: Actor, at: datetime) -> AdvertAnswer:
    """Say no, with a reply. Raises NotYourAdvert, Settled, TooLong, Unstorable."""
    _settle(answer, reply, by, at, declined_at=at)
    adverts.record(answer.advert, "advert.decline", by, at)
    return answer


@transaction.atomic
def take_back(answer: AdvertAnswer, *, by: Actor, at: datetime) -> None:
    """Delete one's own answer, while it is not settled. Raises NotYourAnswer, Settled."""
    check_own(answer, by.person)
    open_ = AdvertAnswer.objects.filter(pk=answer.pk, accepted_at=None, declined_at=None)
    if not open_.delete()[0]:
        raise Settled


def _settle(answer: AdvertAnswer, reply: str, by: Actor, at: datetime, **settled: datetime) -> None:
    adverts.check_may_settle(answer.advert, by.person, at=at)
    values = {"reply": inputs.prose(reply, field="reply", most=LONGEST), **settled}
    # asked in the same statement: two who settle at once are one
    if not AdvertAnswer.objects.filter(pk=answer.pk, accepted_at=None, declined_at=None).update(**values):
        raise Settled
    for name, value in values.items():
        setattr(answer, name, value)
    adverts_told.settled(answer, at=at)


def _lock(advert: Advert) -> None:
    """Let one at a time answer the advert until the transaction ends, and see it as it stands."""
    Advert.objects.select_for_update().only("pk").get(pk=advert.pk)
    advert.refresh_from_db(fields=["closed_at", "ends_at"])
