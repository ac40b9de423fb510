"""The board: adverts put up, found, changed and closed."""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.foundation import inputs
from lineup.core.foundation.errors import Forbidden, Invalid, Missing, Refusal
from lineup.core.participation import offerings
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.racing import teams
from lineup.domains.racing.models import Advert, Race, Simulator, Team

Kind = Advert.Kind
LONGEST, MOST_OPEN = 2000, 5
DAYS, MOST_DAYS = 30, 90
ORDER = ("-created_at", "-id")
# an advert is kept so long after its end, for who answered it
KEPT_DAYS, BATCH = 90, 500


class WordsNeeded(Invalid):
    code = "advert_words_needed"
    sentence = _("Say in a few words what you look for, or offer.")
    field = "text"


class TeamNeeded(Invalid):
    code = "advert_team_needed"
    sentence = _("Say for which team you look for drivers.")
    field = "team"


class TeamIsHidden(Refusal):
    code = "advert_of_hidden_team"
    sentence = _("Nobody could see who looks for drivers: let everybody see the team first.")
    field = "team"


class AnotherSimulator(Invalid):
    code = "advert_race_of_other_simulator"
    sentence = _("This race is in another simulator; choose the simulator of the race.")
    field = "race"


class TooManyAdverts(Refusal):
    code = "too_many_adverts"
    sentence = _("You have %(most)s adverts on the board; close one first.")


class NotYourAdvert(Forbidden):
    code = "not_your_advert"
    sentence = _("This advert is somebody else's; only who put it up, or looks after its team, can do this.")


class AdvertOver(Refusal):
    code = "advert_over"
    sentence = _("This advert is closed; look on the board for others.")


def is_open(advert: Advert, *, at: datetime) -> bool:
    """Whether the advert stands on the board at this instant."""
    return advert.closed_at is None and at < advert.ends_at


def _rows() -> "QuerySet[Advert]":
    return Advert.objects.select_related(
        "author", "team__participant", "team__club", "simulator", "race__event__offering"
    )


def on_board(person: Person, *, at: datetime, kind: str = "", simulator: Simulator | None = None) -> "QuerySet[Advert]":
    """Return what stands on the board, the latest first; narrowed by kind and simulator where they are given."""
    shown = Q(team=None) | Q(team__in=teams.visible_to(person).values("pk"))
    rows = _rows().filter(shown, closed_at=None, ends_at__gt=at, author__anonymised_at=None)
    if kind in Kind.values:
        rows = rows.filter(kind=kind)
    if simulator is not None:
        rows = rows.filter(simulator=simulator)
    return rows.order_by(*ORDER)


def of(person: Person) -> "QuerySet[Advert]":
    """Return the person's adverts, closed ones too, the latest first."""
    return _rows().filter(author=person).order_by(*ORDER)


def find(person: Person, pk: Any, *, at: datetime) -> Advert:
    """Return the advert that stands on the board, or that the person put up or answered. Raises Missing."""
    standing = on_board(person, at=at).values("pk")
    known = Q(pk__in=standing) | Q(author=person) | Q(answers__author=person)
    try:
        return _rows().filter(known, pk=pk).distinct().get()
    except (Advert.DoesNotExist, ValidationError, ValueError):
        raise Missing from None


def may_settle(advert: Advert, person: Person | None, *, at: datetime) -> bool:
    """Whether the person reads and settles the answers: who put it up, and for a team who invites into it."""
    if person is None:
        return False
    if advert.team is None:
        return advert.author_id == person.pk
    return teams.INVITE in teams.held(advert.team, person, at=at)


def check_may_settle(advert: Advert, person: Person | None, *, at: datetime) -> None:
    """Raise NotYourAdvert for who may not settle its answers."""
    if not may_settle(advert, person, at=at):
        raise NotYourAdvert


@transaction.atomic
def put_up(
    *,
    kind: str,
    simulator: Simulator,
    text: str,
    team: Team | None = None,
    race: Race | None = None,
    days: int = DAYS,
    by: Actor,
    at: datetime,
) -> Advert:
    """Return the new advert, which stands for so many days; `team` is for who looks for drivers alone.

    Raises UnknownChoice, WordsNeeded, TeamNeeded, TeamIsHidden, NotInThisTeam, AnotherSimulator, OutOfRange, TooLong,
    TooManyAdverts.
    """
    kind = inputs.choice(kind, Kind.values, field="kind")
    days = inputs.number(days, field="days", least=1, most=MOST_DAYS)
    team = _team(team, by, at) if kind == Kind.DRIVER_WANTED else None
    if race is not None and race.simulator_id != simulator.pk:
        raise AnotherSimulator
    # one at a time, so that two at once do not both find room
    Person.objects.select_for_update().only("pk").get(pk=by.human.pk)
    if Advert.objects.filter(author=by.human, closed_at=None, ends_at__gt=at).count() >= MOST_OPEN:
        raise TooManyAdverts(most=MOST_OPEN)
    made = Advert.objects.create(
        kind=kind,
        author=by.human,
        team=team,
        simulator=simulator,
        race=race,
        text=_words(text),
        created_at=at,
        ends_at=at + timedelta(days=days),
    )
    record(made, "advert.put_up", by, at)
    return made


def _team(team: Team | None, by: Actor, at: datetime) -> Team:
    if team is None:
        raise TeamNeeded
    teams.check(team, by.person, teams.INVITE, at=at)
    if not team.is_public:
        raise TeamIsHidden
    return team


def _words(text: str) -> str:
    text = inputs.prose(text, field="text", most=LONGEST)
    if not text:
        raise WordsNeeded
    return text


@transaction.atomic
def change(advert: Advert, *, text: str, by: Actor, at: datetime) -> Advert:
    """Say it in other words. Raises NotYourAdvert, AdvertOver, WordsNeeded, TooLong, Unstorable."""
    check_may_settle(advert, by.person, at=at)
    if not is_open(advert, at=at):
        raise AdvertOver
    advert.text = _words(text)
    advert.save(update_fields=["text"])
    record(advert, "advert.change", by, at)
    return advert


@transaction.atomic
def close(advert: Advert, *, by: Actor, at: datetime) -> Advert:
    """Take it off the board; again changes nothing. Raises NotYourAdvert."""
    check_may_settle(advert, by.person, at=at)
    if Advert.objects.filter(pk=advert.pk, closed_at=None).update(closed_at=at):
        record(advert, "advert.close", by, at)
    advert.refresh_from_db(fields=["closed_at"])
    return advert


def race_shown(advert: Advert, person: Person) -> Race | None:
    """Return the race of the advert where the person may know of its event, else None. One query where it has one."""
    race = advert.race
    if race is None or not offerings.visible_to(person).filter(pk=race.event_id).exists():
        return None
    return race


@transaction.atomic
def forget(before: datetime) -> int:
    """Delete some of what ended before this instant, with its answers; return how many adverts."""
    old = list(Advert.objects.filter(ends_at__lt=before).order_by("ends_at").values_list("pk", flat=True)[:BATCH])
    Advert.objects.filter(pk__in=old).delete()
    return len(old)


def record(advert: Advert, action: str, by: Actor, at: datetime) -> None:
    """Write down what was done with the advert, for the club of its team where it has one."""
    club = advert.team.club_id if advert.team else None
    entries.record(by=by, at=at, action=action, on=advert, club_id=club, metadata={"kind": advert.kind})
