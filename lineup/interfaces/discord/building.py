"""Looks at a club's guild and brings it to what it should be: the handler of topic "discord"."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from django.conf import settings

from lineup.core.foundation import clock
from lineup.core.outbox.models import Message
from lineup.domains.guilds import alerts, asking, guilds, looks, removals, rounds
from lineup.domains.guilds.journal import Journal
from lineup.domains.guilds.models import Guild
from lineup.domains.guilds.shape import planning
from lineup.domains.guilds.shape.asked import Asked
from lineup.domains.guilds.shape.desired import desired
from lineup.domains.guilds.shape.faults import Fault
from lineup.domains.guilds.shape.snapshot import Snapshot
from lineup.domains.guilds.shape.things import Known, Wanted
from lineup.interfaces.discord.brakes import TOKEN_SECONDS, Brakes
from lineup.interfaces.discord.calls import Call
from lineup.interfaces.discord.converging import Convergence, Report
from lineup.interfaces.discord.limits import BRAKES, BUDGET, reach, token_refused
from lineup.interfaces.discord.rest import Later, Rest, TokenRefused, TurnedDown, Unanswered
from lineup.interfaces.discord.shared_budget import AnyBudget

REST_SECONDS = 60.0
NOT_CALLED = Fault("permission", "CHANGE_NICKNAME")


def build(message: Message) -> None:
    """Look at the guild that the message names, unless it is linked no more; without our token only that is noted."""
    if message.payload.get("looks_only"):
        seen = looks.find(message.payload["guild"])
        if seen is not None:
            look_now(seen)
        return
    guild = rounds.find(message.payload["guild"])
    if guild is not None and settings.DISCORD_BOT_TOKEN:
        if message.payload.get("again"):
            BRAKES.check_again(_number(guild))
        build_now(guild)


def look_now(guild: Guild, *, brakes: Brakes = BRAKES, budget: AnyBudget = BUDGET) -> Report:
    """Note what would be done in the guild, do nothing of it, and return that."""
    if not settings.DISCORD_BOT_TOKEN:
        report = Report(stopped="token")
    else:
        # somebody waits for this: a guild that rests is asked all the same
        brakes.check_again(_number(guild))
        report = _run(guild, brakes, budget, only_looks=True)
    _note(guild, report, budget, is_dry=True)
    return report


def build_now(guild: Guild, *, brakes: Brakes = BRAKES, budget: AnyBudget = BUDGET) -> Report:
    """Bring the guild to what it should be as far as that goes now, write down what came of it, and return that."""
    began_at = clock.now()
    alerts.note(guild, at=began_at)
    report = _run(guild, brakes, budget, only_looks=False)
    alerts.settle(guild)
    _note(guild, report, budget, is_dry=False)
    seconds = report.later_seconds or (0.0 if report.done else REST_SECONDS)
    rounds.end(
        guild, began_at=began_at, is_done=report.done, stopped=report.stopped, rest_seconds=seconds, at=clock.now()
    )
    return report


def _run(guild: Guild, brakes: Brakes, budget: AnyBudget, *, only_looks: bool) -> Report:
    if brakes.is_token_refused:
        return Report(stopped="token", later_seconds=TOKEN_SECONDS)
    rest = reach(budget)
    try:
        report = _converge(guild, rest, brakes, only_looks=only_looks)
    finally:
        rest.close()
    if report.stopped == "token":
        token_refused(brakes)
    return report


def _converge(guild: Guild, rest: Rest, brakes: Brakes, *, only_looks: bool) -> Report:
    try:
        bot_id = int(rest.get("/users/@me")["id"])
        faults = () if only_looks else _call_the_bot(guild, rest)
    except TokenRefused:
        return Report(stopped="token", later_seconds=TOKEN_SECONDS)
    except Later as later:
        return Report(stopped="later", later_seconds=later.seconds)
    except (Unanswered, TurnedDown):
        return Report(stopped="unanswered", later_seconds=brakes.went_wrong(_number(guild), at=rest.now()))
    report = Convergence(
        _number(guild),
        rest,
        Journal(guild, clock.now),
        brakes,
        partial(_wanted, guild),
        bot_id,
        respects_people=guild.respects_people,
        agreed=removals.agreed(guild),
        only_looks=only_looks,
        is_unsure=guild.forgot_at is not None,
    ).run()
    report.plan = replace(report.plan, faults=(*report.plan.faults, *report.faults, *faults))
    return report


def _call_the_bot(guild: Guild, rest: Rest) -> tuple[Fault, ...]:
    """Give the bot the name that the club chose, once; what people call it after that, stays."""
    if guild.bot_name == guild.bot_called:
        return ()
    try:
        rest.send(Call("PATCH", f"/guilds/{_number(guild)}/members/@me", {"nick": guild.bot_name or None}))
    except TurnedDown as refusal:
        if refusal.status != 403:
            return ()
        return (NOT_CALLED,)
    guilds.note_name(guild)
    return ()


def _note(guild: Guild, report: Report, budget: AnyBudget, *, is_dry: bool) -> None:
    at, plan = clock.now(), report.plan
    told = {"calls": report.calls, **budget.told()}
    looks.note(guild, plan, report.known, stopped=report.stopped, is_dry=is_dry, budget=told, at=at)
    if not report.stopped:
        asked = asking.asked(guild, address=settings.BASE_URL, at=at) if plan.held else Asked()
        removals.note(guild, plan.held, report.known, asked, is_done=report.done and not is_dry, at=at)


def _wanted(guild: Guild, known: Mapping[str, Known], seen: Snapshot) -> list[Wanted]:
    """Return what the guild is asked for, asked anew for each look at it."""
    at = clock.now()
    asked = asking.asked(guild, address=settings.BASE_URL, at=at)
    return list(desired(asked, at=at, standing=planning.standing(known, seen)).things)


def _number(guild: Guild) -> int:
    return guild.discord_id or 0
