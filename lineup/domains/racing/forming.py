"""The search for teams as a task: apart from whoever serves pages, with progress, the best so far, and an end."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import translation

from lineup.core.foundation.errors import Refusal
from lineup.core.outbox.models import Message
from lineup.domains.racing import apart, asking, proposals
from lineup.domains.racing.formation import words
from lineup.domains.racing.formation.answers import Limits, NoSplit, Progress
from lineup.domains.racing.formation.club import Proposal, Team
from lineup.domains.racing.models import TeamProposal

State = TeamProposal.State
PULSE_SECONDS = 1.5


def go_on(message: Message, *, at: datetime) -> None:
    """Search the teams of a proposal; one that is gone or has ended asks for nothing.

    Killed meanwhile, the next worker begins anew: the same seed gives the same teams.
    """
    rows = TeamProposal.objects.select_related("race__event__offering", "race__simulator", "made_by")
    proposal = rows.filter(pk=message.payload["proposal"], state__in=[State.WAITING, State.RUNNING]).first()
    if proposal is None:
        return
    TeamProposal.objects.filter(pk=proposal.pk).update(state=State.RUNNING)
    with translation.override(proposal.made_by.language):
        _search(proposal, at)


def _search(proposal: TeamProposal, at: datetime) -> None:
    free = set(proposals.candidates(proposal.race).values_list("pk", flat=True))
    # who withdrew since it was ordered takes no seat from others
    gone = proposal.seats.exclude(signup__in=free).values_list("signup", flat=True)
    club = asking.club(proposal, without=gone)
    try:
        found = apart.propose(club, Limits(float(proposal.seconds), proposal.seed), Watch(proposal))
    except NoSplit as refusal:
        _failed(proposal, " ".join([str(refusal), *words.conflict(club, refusal.conflict)]), at)
    except Refusal as refusal:
        _failed(proposal, str(refusal), at)
    else:
        _found(proposal, found, at + timedelta(seconds=found.seconds))


class Watch:
    """Hears of the progress, keeps it with the best teams so far now and then, and says when it is enough."""

    def __init__(self, proposal: TeamProposal) -> None:
        self.proposal, self.kept_at = proposal, -PULSE_SECONDS

    def __call__(self, progress: Progress) -> bool:
        if progress.seconds - self.kept_at < PULSE_SECONDS:
            return True
        self.kept_at = progress.seconds
        rows = TeamProposal.objects.filter(pk=self.proposal.pk, cancelled_at=None)
        values: dict[str, Any] = {"step": progress.step, "steps": progress.steps, "points": progress.points}
        if not rows.update(**values):
            return False
        keep(self.proposal, progress.teams())
        return True


@transaction.atomic
def keep(proposal: TeamProposal, teams: Iterable[Team]) -> None:
    """Let these be the teams of the proposal."""
    rows = {team.position: team for team in proposal.teams.all()}
    for team in teams:
        row = rows[asking.position_of(team.id)]
        row.slot_id, row.car_id = team.slot, team.car
        row.save(update_fields=["slot", "car"])
        proposal.seats.filter(signup__pk__in=team.drivers).update(team=row)


@transaction.atomic
def _found(proposal: TeamProposal, found: Proposal, at: datetime) -> None:
    values: dict[str, Any] = {"points": found.measures.points, "bound": found.bound, "step": found.steps}
    if TeamProposal.objects.filter(pk=proposal.pk, state=State.RUNNING).update(state=State.DONE, ended_at=at, **values):
        keep(proposal, found.teams)


def _failed(proposal: TeamProposal, problem: str, at: datetime) -> None:
    rows = TeamProposal.objects.filter(pk=proposal.pk, state=State.RUNNING)
    rows.update(state=State.FAILED, problem=problem, ended_at=at)
