"""What is said of a team: how its race is covered, whose wish failed and why; and of what contradicts itself."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lineup.domains.racing.formation.answers import Conflict, Lock, Settled
from lineup.domains.racing.formation.club import Bond, Club
from lineup.domains.racing.formation.measuring import Explanation, Missed


def summary(explanation: Explanation) -> tuple[str, ...]:
    """Return the measures of a team in sentences, what is wrong first."""
    measures = explanation.measures
    found = [_covered(measures.uncovered_minutes)]
    if measures.thin_minutes:
        facts = {"hours": _hours(measures.thin_minutes)}
        found.append(_("In %(hours)s h only one driver is there.") % facts)
    found.append(_("Ratings lie %(spread)s apart.") % {"spread": round(measures.rating_spread)})
    return tuple(found)


def _covered(minutes: int) -> str:
    if not minutes:
        return _("Somebody can drive in every hour.")
    return _("Nobody can drive in %(hours)s h of the race.") % {"hours": _hours(minutes)}


def _hours(minutes: int) -> str:
    return f"{minutes / 60:g}"


def missed(club: Club, explanation: Explanation, one: Missed, teams: Mapping[str, str]) -> str:
    """Return whose wish failed, why, and where it would not have; `teams` are their names by id."""
    names = {driver.id: driver.name for driver in club.drivers}
    slots = {slot.id: slot.name for slot in club.slots}
    cars = {car.id: car.name for car in club.cars}
    team = explanation.team
    facts = {"name": names[one.driver], "slot": slots[team.slot], "car": cars[team.car]}
    if one.tie is not None:
        others = ", ".join(names[other] for other in one.tie.drivers if other != one.driver)
        if one.tie.bond == Bond.TOGETHER:
            return _("%(name)s is not with all of %(others)s.") % {**facts, "others": others}
        return _("%(name)s is with one of %(others)s.") % {**facts, "others": others}
    said = {
        "slot": _("%(name)s wished for another slot than %(slot)s."),
        "absent": _("%(name)s has no hour in %(slot)s."),
        "car": _("%(name)s put %(car)s further down the list, or not on it."),
    }[one.what] % facts
    return f"{said} {_elsewhere(one, teams)}"


def _elsewhere(one: Missed, teams: Mapping[str, str]) -> str:
    if not one.better:
        return _("No team has what they wish for.")
    named = ", ".join(teams.get(team, team) for team in one.better[:3])
    return ngettext(
        "It would be so in %(teams)s.", "It would be so in one of %(count)s teams: %(teams)s.", len(one.better)
    ) % {"teams": named, "count": len(one.better)}


def conflict(club: Club, found: Conflict) -> tuple[str, ...]:
    """Return the conflict in words, one sentence for each lock and must."""
    return tuple(_settled(club, one) for one in found.settled)


def _settled(club: Club, settled: Settled) -> str:
    names = {driver.id: driver.name for driver in club.drivers}
    if isinstance(settled, Lock):
        return _("%(name)s is locked into the team %(team)s.") % {"name": names[settled.driver], "team": settled.team}
    facts = {"names": ", ".join(names[one] for one in settled.drivers)}
    if settled.bond == Bond.TOGETHER:
        return _("%(names)s must be in one team.") % facts
    return _("%(names)s must be in different teams.") % facts
