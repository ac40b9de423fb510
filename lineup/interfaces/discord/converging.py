"""Brings a guild to what it should be: what is to be done is written down before it is sent, and looked for before
it is sent again."""

import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

import structlog

from lineup.domains.guilds.shape import faults, planning
from lineup.domains.guilds.shape.adoption import SKEW_MS
from lineup.domains.guilds.shape.faults import Fault
from lineup.domains.guilds.shape.permissions import INVITED
from lineup.domains.guilds.shape.planning import Plan
from lineup.domains.guilds.shape.snapshot import DISCORD_EPOCH_MS, Snapshot
from lineup.domains.guilds.shape.things import Act, Kind, Known, Operation, State, Wanted
from lineup.interfaces.discord import calls, reading
from lineup.interfaces.discord.brakes import Brakes
from lineup.interfaces.discord.calls import NotYet, Place
from lineup.interfaces.discord.recalling import recall
from lineup.interfaces.discord.rest import Later, Rest, TokenRefused, TurnedDown, Unanswered

log = structlog.get_logger("lineup.discord")

ROUNDS = 5
PAGE = 1000
# Discord knows no such thing: people took it away
NO_SUCH = frozenset({10003, 10008, 10011})
NO_MEMBER = 10007
# a message of more than an hour was changed too often: it is, later
NOT_SO_OFTEN = 30046
PASSING = frozenset({*NO_SUCH, NO_MEMBER, NOT_SO_OFTEN})
NO_GUILD = 10004
FORBIDDEN = 403


class Journal(Protocol):
    """What is known of one guild, kept: each write stands before the next call is made."""

    def rows(self) -> Mapping[str, Known]:
        """Return what is known, by key."""

    def write(self, key: str, row: Known | None) -> None:
        """Keep the row; None: the thing is not ours any more."""


@dataclass
class Report:
    """What came of it. `done`: the guild is as it should be. `later_seconds`: when to come again, if somebody asked to
    be left alone. `stopped`: why nothing more was tried, in one word. `plan`: the last, made from what was `known`.
    `refused`: keys of what Discord did not take, with its codes; `faults`: those of them that people are to look at."""

    done: bool = False
    calls: int = 0
    later_seconds: float = 0.0
    stopped: str = ""
    plan: Plan = field(default_factory=Plan)
    known: Mapping[str, Known] = field(default_factory=dict)
    refused: list[tuple[str, int]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


@dataclass
class Convergence:
    """One guild on its way. `wanted` is asked anew for each round, with what stands. `only_looks`: nothing is done.
    `is_unsure`: something of ours there may be forgotten."""

    guild_id: int
    rest: Rest
    journal: Journal
    brakes: Brakes
    wanted: Callable[[Mapping[str, Known], Snapshot], list[Wanted]]
    bot_id: int
    respects_people: bool = True
    agreed: Collection[str] = ()
    only_looks: bool = False
    is_unsure: bool = False
    now_ms: Callable[[], int] = lambda: int(time.time() * 1000)

    def run(self) -> Report:
        """Look, plan and do until there is nothing more to do, or nothing that can be done now."""
        report = Report()
        closed = self.brakes.closed_for(self.guild_id, at=self.rest.now())
        if closed:
            report.stopped, report.later_seconds = "resting", closed
            return report
        try:
            for number in range(ROUNDS):
                if self._round(report, is_first=not number):
                    report.done = not report.refused
                    self.brakes.went_well(self.guild_id)
                    break
        except TokenRefused:
            self.brakes.token_refused()
            report.stopped = "token"
        except Later as later:
            report.stopped, report.later_seconds = "later", later.seconds
        except Unanswered:
            # what was sent last may be done or not: the next look tells
            report.stopped = "unanswered"
            report.later_seconds = self.brakes.went_wrong(self.guild_id, at=self.rest.now())
        except TurnedDown as refusal:
            report.stopped = "guild" if refusal.code == NO_GUILD or refusal.status == FORBIDDEN else "refused"
            report.later_seconds = self.brakes.went_wrong(self.guild_id, at=self.rest.now())
        return report

    def _round(self, report: Report, *, is_first: bool) -> bool:
        """Whether there was nothing left to do."""
        seen, known = self._look(), self.journal.rows()
        wanted = self.wanted(known, seen)
        if is_first:
            seen = recall(self.rest, seen, known, wanted, everything=self.is_unsure)
        report.plan = planning.plan(wanted, known, seen, respects_people=self.respects_people, agreed=self.agreed)
        report.known = known
        if self.only_looks:
            report.plan = replace(report.plan, faults=self._every_fault(report.plan, seen))
            return True
        barred = {key for key, _code in report.refused}
        steps = [one for one in report.plan.operations if one.key not in barred]
        for key in report.plan.missing:
            self.journal.write(key, known[key].but(state=State.GONE))
        for one in steps:
            self._step(one, seen, report)
        return not steps and not report.plan.missing

    def _every_fault(self, plan: Plan, seen: Snapshot) -> tuple[Fault, ...]:
        """Return also what the bot lacks of all that it was invited with, be it needed now or another day."""
        lacking = [Fault("permission", name) for name in faults.lacking(seen, INVITED)]
        once = {(one.code, one.what): one for one in (*lacking, *plan.faults)}
        return tuple(sorted(once.values()))

    def _step(self, one: Operation, seen: Snapshot, report: Report) -> None:
        place = Place(seen, self.journal.rows())
        if one.act in (Act.TAKE_OVER, Act.LET_GO):
            self.journal.write(one.key, calls.settled(one, place))
            return
        try:
            call = calls.call(one, place)
        except NotYet:
            return
        row = calls.begun(one, place, at_ms=self.now_ms())
        if row is not None:
            self.journal.write(one.key, row)
        report.calls += 1
        try:
            told = self.rest.send(call)
        except TurnedDown as refusal:
            self._turned_down(one, refusal, place, report)
            return
        except Later:
            # nothing was done, and nothing will be before the next look
            self.journal.write(one.key, place.rows.get(one.key))
            raise
        pk = int(told["id"]) if isinstance(told, dict) and "id" in told else 0
        self.journal.write(one.key, calls.settled(one, place, id=pk))

    def _turned_down(self, one: Operation, refusal: TurnedDown, place: Place, report: Report) -> None:
        """Put down what the refusal tells; the same step is not tried again in this run."""
        before = place.rows.get(one.key)
        if refusal.code == NO_GUILD:
            self.journal.write(one.key, before)
            raise refusal
        if one.act is Act.REMOVE and refusal.status == 404:
            self.journal.write(one.key, None)
            return
        if one.act is Act.CHANGE and refusal.code in NO_SUCH and before:
            self.journal.write(one.key, before.but(state=State.GONE))
            return
        # who left the guild can be given nothing; they are asked for again when they are back
        self.journal.write(one.key, None if refusal.code == NO_MEMBER else before)
        report.refused.append((one.key, refusal.code))
        if refusal.status != 404 and refusal.code not in PASSING:
            log.warning(
                "step_refused", guild=self.guild_id, step=one.act, key=one.key, code=refusal.code, why=refusal.message
            )
            report.faults.append(faults.refused(one, before))
        if refusal.status == FORBIDDEN and self.brakes.was_forbidden(self.guild_id):
            raise refusal

    # --- looking ---

    def _look(self) -> Snapshot:
        guild = f"/guilds/{self.guild_id}"
        return reading.snapshot(
            self.rest.get(guild),
            me=self.rest.get(f"{guild}/members/{self.bot_id}"),
            channels=self.rest.get(f"{guild}/channels"),
            threads=self.rest.get(f"{guild}/threads/active")["threads"],
            messages=[one for row in self._lost_messages() for one in self._messages_since(row)],
        )

    def _lost_messages(self) -> list[Known]:
        rows = self.journal.rows().values()
        return [row for row in rows if row.kind is Kind.MESSAGE and row.state is State.MAKING and row.parent_id]

    def _messages_since(self, row: Known) -> list[Mapping[str, object]]:
        """Return what was said in the channel since; nothing where it is gone."""
        after = max(0, row.began_ms - SKEW_MS - DISCORD_EPOCH_MS) << 22
        try:
            return list(self.rest.get(f"/channels/{row.parent_id}/messages", after=after, limit=100))
        except TurnedDown as refusal:
            if refusal.status == 404:
                return []
            raise
