"""A proposal as its page shows it: each team with its coverage bar, measures, and whose wish failed and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import localize
from django.utils.translation import gettext as _

from lineup.domains.racing import asking, proposals, publishing
from lineup.domains.racing.formation import measuring, words
from lineup.domains.racing.formation.club import Club, Measures, Team
from lineup.domains.racing.formation.measuring import Bar
from lineup.domains.racing.models import ProposedSeat, ProposedTeam, TeamProposal

# so few cells of a bar are read at a glance
MOST_CELLS = 24


@dataclass(frozen=True)
class Measure:
    """A measure of a split in words; fewer are better in all."""

    label: str
    figure: str
    value: float


def measures(proposal: TeamProposal) -> Sequence[Measure]:
    """Return the measures of the teams as they stand; none where there is no team."""
    return _measured(*asking.standing(proposal))


def _measured(club: Club, teams: Sequence[Team]) -> Sequence[Measure]:
    return list(_in_words(measuring.of_all(club, teams))) if teams else ()


def _hours(minutes: int) -> str:
    hours = round(minutes / 60, 1)
    return f"{localize(int(hours) if hours.is_integer() else hours)} h"


def _in_words(found: Measures) -> Iterator[Measure]:
    for label, minutes in (
        (_("Hours without a driver"), found.uncovered_minutes),
        (_("Hours with only one"), found.thin_minutes),
    ):
        yield Measure(label, _hours(minutes), minutes)
    for label, value in (
        (_("Wished for another slot"), found.slot_misses),
        (_("No hour in their slot"), found.absent),
        (_("Steps down lists of cars"), found.car_steps),
        (_("Spread of mean ratings"), round(found.rating_spread)),
        (_("Wishes of company that fail"), found.failed_ties),
        (_("Points, fewer are better"), round(found.points, 1)),
    ):
        yield Measure(label, localize(value), value)


def changes(before: Sequence[Measure], after: Sequence[Measure]) -> list[str]:
    """Return a sentence for each measure that changed, with whether it is better."""
    said = []
    for one, other in zip(before, after, strict=False):
        if one.value != other.value:
            better = _("better") if other.value < one.value else _("worse")
            facts = {"label": one.label, "before": one.figure, "after": other.figure, "better": better}
            said.append(_("%(label)s: %(before)s → %(after)s, %(better)s.") % facts)
    return said or [_("No measure changes.")]


def split(proposal: TeamProposal) -> dict[str, Any]:
    """Return the teams with all that explains them, who is left out, and who is gone."""
    club, teams = asking.standing(proposal)
    rows = proposals.seats_of(proposal)
    named = {asking.team_id(team.position): team for team in proposal.teams.select_related("slot", "car__car")}
    explained = {found.team.id: found for found in measuring.explained(club, teams)}
    names = {key: team.name for key, team in named.items()}
    skills = asking.skills_of(proposal.race, [row.signup for row in rows])
    gone = {row.pk for row in publishing.gone(proposal)} if proposal.state == TeamProposal.State.DONE else set()
    shown = [
        _team(club, team, explained.get(key), names, [row for row in rows if row.team_id == team.pk], skills)
        for key, team in sorted(named.items(), key=lambda item: item[1].position)
    ]
    ties = proposal.ties.select_related("one__person", "other__person").order_by("pk")
    return {
        "teams": shown,
        "options": [(team["row"].pk, team["row"].name) for team in shown],
        "left_out": [row for row in rows if row.team_id is None],
        "gone": gone,
        "measures": _measured(club, teams),
        "wishes": list(ties),
    }


def _team(
    club: Club, row: ProposedTeam, found: Any, names: dict[str, str], seats: Sequence[ProposedSeat], skills: Any
) -> dict[str, Any]:
    return {
        "row": row,
        "seats": [{"row": seat, "skill": skills.get(seat.signup_id)} for seat in seats],
        "sentences": words.summary(found) if found else (),
        "missed": [words.missed(club, found, one, names) for one in found.missed] if found else (),
        "bar": cells(found.bar) if found else (),
        "points": round(found.measures.points, 1) if found else None,
    }


def cells(bar: Sequence[Bar]) -> list[dict[str, Any]]:
    """Return the bar in few cells: of each, from when, and how many can drive in all of it at the least."""
    step = max(1, -(-len(bar) // MOST_CELLS))
    parts = [bar[start : start + step] for start in range(0, len(bar), step)]
    return [{"starts_at": part[0].starts_at, "drivers": min(one.drivers for one in part)} for part in parts]


def comparison(one: TeamProposal, other: TeamProposal) -> dict[str, Any]:
    """Return two proposals measure by measure, and who is in teams of other company."""
    pairs = [
        {"label": a.label, "one": a.figure, "other": b.figure, "better": (b.value < a.value) - (b.value > a.value)}
        for a, b in zip(measures(one), measures(other), strict=False)
    ]
    was = {row.signup_id: row for row in proposals.seats_of(one)}
    now = {row.signup_id: row for row in proposals.seats_of(other)}
    moved = [
        {"name": now[pk].signup.person.name, "one": _name(was[pk]), "other": _name(now[pk])}
        for pk in now
        if pk in was and _name(was[pk]) != _name(now[pk])
    ]
    return {"pairs": pairs, "moved": moved}


def _name(row: ProposedSeat) -> str:
    return row.team.name if row.team else _("left out")
