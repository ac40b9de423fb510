"""Who may drive in a race: its entry requirements against what is known of a driver, told with the remedy."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from lineup.core.foundation.errors import Refusal
from lineup.core.participation.models import Pool
from lineup.core.people.models import Person
from lineup.domains.racing import ratings
from lineup.domains.racing.models import Race, Rating, SimProfile
from lineup.domains.racing.roles import DRIVER, ENTRANT


class ProfileNeeded(Refusal):
    code = "driver_profile_needed"
    sentence = _("This race asks for ratings: add your driver profile for %(simulator)s, and say where you stand.")


class LicenceTooLow(Refusal):
    code = "licence_too_low"
    sentence = _("This race asks for the licence %(asked)s or higher; yours is %(yours)s. Note it when it has risen.")


class LicenceUnknown(Refusal):
    code = "licence_unknown"
    sentence = _("This race asks for the licence %(asked)s or higher; note yours in your driver profile.")


class RatingTooLow(Refusal):
    code = "rating_too_low"
    sentence = _("This race asks for %(name)s %(asked)s or more; yours is %(yours)s. Note it when it has risen.")


class RatingTooHigh(Refusal):
    code = "rating_too_high"
    sentence = _("This race is for %(name)s up to %(asked)s; yours is %(yours)s. Look for one without this limit.")


class RatingUnknown(Refusal):
    code = "rating_unknown"
    sentence = _("This race asks for %(name)s; note yours in your driver profile.")


class TeamsEnter(Refusal):
    code = "teams_enter"
    sentence = _("Here teams enter: sign up as a driver, or ask your team's manager to enter.")


def check_eligible(pool: Pool, person: Person, at: datetime) -> None:
    """Raise why the person may not drive in the race whose pool this is; nothing for pools of another role."""
    if pool.role == ENTRANT:
        raise TeamsEnter
    if pool.role != DRIVER:
        return
    race = Race.objects.select_related("simulator", "licence_least").filter(pool=pool.pk).first()
    if race is not None and asks(race):
        check(race, _notes(race, person))


def asks(race: Race) -> bool:
    """Whether the race asks for a licence or a rating."""
    return any(
        value is not None for value in (race.licence_least, race.safety_least, race.skill_least, race.skill_most)
    )


def _notes(race: Race, person: Person) -> Sequence[Rating] | None:
    """What counts of the person's newest ratings; None where they have no profile there."""
    own = list(SimProfile.objects.filter(person=person, simulator=race.simulator_id))
    if not own:
        return None
    return counted(race, [note for notes in ratings.latest(own).values() for note in notes])


def counted(race: Race, found: list[Rating]) -> list[Rating]:
    """Return those of a driver's newest ratings in the simulator that count for the discipline of the race."""
    if race.discipline == Rating.Discipline.ALL:
        return found
    return [one for one in found if one.discipline in (race.discipline, Rating.Discipline.ALL)]


def check(race: Race, notes: Sequence[Rating] | None) -> None:
    """Raise the first requirement of the race that these ratings of one driver do not meet."""
    if notes is None:
        raise ProfileNeeded(simulator=race.simulator.name)
    _check_licence(race, ratings.highest(notes, "licence"))
    safety = race.simulator.safety_name or _("the safety rating")
    skill = race.simulator.skill_name or _("the skill rating")
    _check_rating(safety, ratings.highest(notes, "safety"), race.safety_least, None)
    _check_rating(skill, ratings.highest(notes, "skill"), race.skill_least, race.skill_most)


def are_met(race: Race, notes: list[Rating]) -> bool:
    """Whether a driver with these newest ratings in the simulator meets what the race asks."""
    try:
        check(race, counted(race, notes))
    except Refusal:
        return False
    return True


def _check_licence(race: Race, held: Any) -> None:
    asked = race.licence_least
    if asked is None:
        return
    if held is None:
        raise LicenceUnknown(asked=asked.name)
    if held.rank < asked.rank:
        raise LicenceTooLow(asked=asked.name, yours=held.name)


def _check_rating(name: object, held: Any, least: Any, most: Any) -> None:
    if least is None and most is None:
        return
    if held is None:
        raise RatingUnknown(name=name)
    if least is not None and held < least:
        raise RatingTooLow(name=name, asked=least, yours=held)
    if most is not None and held > most:
        raise RatingTooHigh(name=name, asked=most, yours=held)
