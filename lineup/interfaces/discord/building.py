"""Looks at a club's guild and brings it to what it should be: the handler of topic "discord"."""

from collections.abc import Mapping
from functools import partial

from django.conf import settings

from lineup.core.foundation import clock
from lineup.core.outbox.models import Message
from lineup.domains.guilds import alerts, asking, rounds
from lineup.domains.guilds.journal import Journal
from lineup.domains.guilds.models import Guild
from lineup.domains.guilds.shape import planning
from lineup.domains.guilds.shape.desired import desired
from lineup.domains.guilds.shape.snapshot import Snapshot
from lineup.domains.guilds.shape.things import Known, Wanted
from lineup.interfaces.discord.brakes import Brakes
from lineup.interfaces.discord.budget import Budget
from lineup.interfaces.discord.converging import Convergence, Report
from lineup.interfaces.discord.limits import BRAKES, BUDGET
from lineup.interfaces.discord.rest import Later, Rest, TokenRefused, TurnedDown, Unanswered

REST_SECONDS = 60.0


def build(message: Message) -> None:
    """Look at the guild that the message names, unless it is linked no more or we have no token."""
    guild = rounds.find(message.payload["guild"])
    if guild is not None and settings.DISCORD_BOT_TOKEN:
        build_now(guild)


def build_now(guild: Guild, *, brakes: Brakes = BRAKES, budget: Budget = BUDGET) -> Report:
    """Bring the guild to what it should be as far as that goes now, write down what came of it, and return that."""
    began_at, rest = clock.now(), Rest(settings.DISCORD_ADDRESS, settings.DISCORD_BOT_TOKEN, budget=budget)
    alerts.note(guild, at=began_at)
    try:
        report = _converge(guild, rest, brakes)
    finally:
        rest.close()
    alerts.settle(guild)
    seconds = report.later_seconds or (0.0 if report.done else REST_SECONDS)
    rounds.end(
        guild, began_at=began_at, is_done=report.done, stopped=report.stopped, rest_seconds=seconds, at=clock.now()
    )
    return report


def _converge(guild: Guild, rest: Rest, brakes: Brakes) -> Report:
    try:
        bot_id = int(rest.get("/users/@me")["id"])
    except TokenRefused:
        brakes.token_refused()
        return Report(stopped="token", later_seconds=brakes.closed_for(_number(guild), at=rest.now()))
    except Later as later:
        return Report(stopped="later", later_seconds=later.seconds)
    except (Unanswered, TurnedDown):
        return Report(stopped="unanswered", later_seconds=brakes.went_wrong(_number(guild), at=rest.now()))
    journal, wanted = Journal(guild, clock.now), partial(_wanted, guild)
    respects = guild.respects_people
    return Convergence(_number(guild), rest, journal, brakes, wanted, bot_id, respects_people=respects).run()


def _wanted(guild: Guild, known: Mapping[str, Known], seen: Snapshot) -> list[Wanted]:
    """Return what the guild is asked for, asked anew for each look at it."""
    at = clock.now()
    asked = asking.asked(guild, address=settings.BASE_URL, at=at)
    return list(desired(asked, at=at, standing=planning.standing(known, seen)).things)


def _number(guild: Guild) -> int:
    return guild.discord_id or 0
