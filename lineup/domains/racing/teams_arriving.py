"""Teams out of a simulator's file: looked at first, then made, renamed and their drivers invited as if by hand."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from lineup.core.clubs import memberships, permissions
from lineup.core.clubs.models import Club
from lineup.core.foundation.errors import Invalid, Refusal
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.events import organising
from lineup.domains.racing import results, team_invitations, teams
from lineup.domains.racing.catalogue import looking
from lineup.domains.racing.models import SimProfile, Simulator, Team, TeamInvitation, TeamMember
from lineup.domains.racing.result_files.shape import Source
from lineup.domains.racing.result_files.team_names import NamedTeam


class SimulatorNotKnown(Invalid):
    code = "simulator_not_known"
    sentence = _("The simulator of this file is not in the catalogue; ask a platform admin to add it.")
    field = "file"


class InTheBin(Invalid):
    code = "team_in_the_bin"
    sentence = _("This team is in the bin; take it out first.")
    field = "external_id"


class State(StrEnum):
    """What becomes of a team."""

    NEW = "new"
    RENAMED = "renamed"
    # it is here under this name
    STANDS = "stands"
    REFUSED = "refused"


@dataclass(frozen=True)
class Foreseen:
    """What would become, or became, of a team of the file; `before` is its name until now.

    `invited` are members of the club; so many drivers were `asked` before or are in the team, `unknown` is the rest.
    """

    named: NamedTeam
    state: State
    team: Team | None = None
    before: str = ""
    invited: tuple[Person, ...] = ()
    asked: int = 0
    unknown: int = 0
    reason: str = ""
    is_done: bool = False

    @property
    def changes(self) -> bool:
        """Whether there is anything to do."""
        return self.state in (State.NEW, State.RENAMED) or bool(self.invited)

    @property
    def is_ours(self) -> bool:
        """Whether the club has to do with it: it is here, or one of the members drove for it."""
        return self.state in (State.RENAMED, State.STANDS) or bool(self.invited)


def may_invite(club: Club, person: Person | None) -> bool:
    """Whether drivers are invited: an invitation shows its address, which in a club its admins alone may know."""
    return permissions.may(person, club.pk, permissions.MANAGE_MEMBERS)


def foresee(club: Club, source: Source, named: Sequence[NamedTeam], *, by: Actor) -> list[Foreseen]:
    """Return what would become of each team, in their order. A fixed number of queries; nothing is written.

    Raises NotAllowed without the right to make the club's teams, SimulatorNotKnown.
    """
    organising.check_may(club, by)
    simulator = _simulator(source)
    known = _known(club, simulator, named) if may_invite(club, by.person) else {}
    here = _here(simulator, named)
    own = [team for team in here.values() if team.club_id == club.pk]
    asked = _asked(own, known.values())
    return [_foreseen(club, one, here, known, asked) for one in named]


def bring(
    club: Club, source: Source, named: Sequence[NamedTeam], *, chosen: Collection[str], by: Actor, at: datetime
) -> list[Foreseen]:
    """Make or rename the teams whose ids are chosen, and invite their drivers; return what became of each.

    Each by the operations that its pages use: what a rule refuses is left and said, the rest is done. The same again
    changes nothing. Raises what `foresee` raises.
    """
    simulator = _simulator(source)
    return [
        _brought(club, simulator, one, by, at) if one.named.external_id in chosen and one.changes else one
        for one in foresee(club, source, named, by=by)
    ]


def _simulator(source: Source) -> Simulator:
    found = looking.simulators().filter(slug=results.SIMULATORS[source]).first()
    if found is None:
        raise SimulatorNotKnown
    return found


def _known(club: Club, simulator: Simulator, named: Iterable[NamedTeam]) -> Mapping[str, Person]:
    """Members by their ids in the simulator; a profile that its driver hides names nobody."""
    ids = {pk for one in named for pk in one.drivers}
    people = memberships.live(club).values("person")
    rows = SimProfile.objects.filter(simulator=simulator, platform_id__in=ids, is_public=True, person__in=people)
    rows = rows.exclude(person__email_folded="").select_related("person")
    return {row.platform_id: row.person for row in rows if row.person}


def _here(simulator: Simulator, named: Iterable[NamedTeam]) -> Mapping[str, Team]:
    ids = {spelling for one in named for spelling in _spellings(one.external_id)}
    rows = Team.objects.filter(simulator=simulator, external_id__in=ids).select_related("participant", "club")
    return {team.external_id: team for team in rows}


def _spellings(external_id: str) -> tuple[str, str]:
    """As the file has it, and as the simulator's pages have it: results set a minus before the id of a team."""
    return external_id, external_id[1:] if external_id.startswith("-") else f"-{external_id}"


def _asked(own: Sequence[Team], people: Iterable[Person]) -> Collection[tuple[Any, str]]:
    """Who is in which of these teams, or was ever invited: who said no is not asked again."""
    by_id = {person.pk: person.email_folded for person in people}
    rows = TeamMember.objects.filter(team__in=own, person__in=by_id).values_list("team_id", "person_id")
    sent = TeamInvitation.objects.filter(team__in=own, email_folded__in=by_id.values())
    return {(team, by_id[person]) for team, person in rows} | set(sent.values_list("team_id", "email_folded"))


def _foreseen(
    club: Club,
    named: NamedTeam,
    here: Mapping[str, Team],
    known: Mapping[str, Person],
    asked: Collection[tuple[Any, str]],
) -> Foreseen:
    people = [known[pk] for pk in named.drivers if pk in known]
    one = Foreseen(named, State.NEW, unknown=len(named.drivers) - len(people))
    team = next((here[pk] for pk in _spellings(named.external_id) if pk in here), None)
    try:
        one = _judged(club, one, team)
    except Refusal as refusal:
        return _refused(one, refusal)
    new = tuple(dict.fromkeys(p for p in people if team is None or (team.pk, p.email_folded) not in asked))
    return replace(one, invited=new, asked=len(people) - len(new))


def _judged(club: Club, one: Foreseen, team: Team | None) -> Foreseen:
    if team is None:
        if not one.named.name:
            raise teams.TeamNameNeeded
        return one
    # whose it is else, and what it is called, is not told
    if team.club_id != club.pk:
        raise teams.ImportedAlready
    if team.binned_at:
        raise InTheBin
    is_renamed = one.named.name not in ("", team.name)
    return replace(one, team=team, before=team.name, state=State.RENAMED if is_renamed else State.STANDS)


def _refused(one: Foreseen, refusal: Refusal) -> Foreseen:
    return replace(one, state=State.REFUSED, invited=(), reason=str(refusal))


def _brought(club: Club, simulator: Simulator, one: Foreseen, by: Actor, at: datetime) -> Foreseen:
    named, team = one.named, one.team
    try:
        if team is None:
            team = teams.create(
                name=named.name, club=club, simulator=simulator, external_id=named.external_id, by=by, at=at
            )
        elif one.state == State.RENAMED:
            teams.change(team, name=named.name, by=by, at=at)
    except Refusal as refusal:
        return _refused(one, refusal)
    invited = tuple(person for person in one.invited if _invites(team, person, by, at))
    left = len(one.invited) - len(invited)
    return replace(one, team=team, invited=invited, asked=one.asked + left, is_done=True)


def _invites(team: Team, person: Person, by: Actor, at: datetime) -> bool:
    """Whether the invitation is on its way; one that somebody else sent meanwhile is enough."""
    try:
        team_invitations.invite(team, email=person.email, by=by, at=at)
    except Refusal:
        return False
    return True
