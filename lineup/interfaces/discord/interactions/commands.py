"""The slash commands: their shapes, as Discord is told them, and what each answers."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lineup.core.clubs import permissions
from lineup.core.participation.models import Place
from lineup.core.participation.transitions import LIVE
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.events import listing
from lineup.domains.events.listing import Wanted
from lineup.domains.guilds import asking, cards, guilds, member_syncs
from lineup.domains.racing.models import Race
from lineup.interfaces.discord.interactions import facts, said
from lineup.interfaces.discord.interactions.asked import Answer, Asked

MOST = 10
COMMAND = 1
# needs no permission, but that we know who asks
KNOWN = "known"
# only in a guild
CONTEXTS = [0]


def events(asked: Asked) -> Answer:
    """The next events of the club, as far as the person may see them."""
    rows = listing.upcoming(asked.person, at=asked.at, wanted=Wanted(club=asked.guild.club.slug))
    lines = [_line(row) for row in rows.order_by("starts_at", "id")[:MOST]]
    text = "\n".join(lines) or _("Nothing is planned yet.")
    return said.private(text, link=f"{settings.BASE_URL}/clubs/{asked.guild.club.slug}", label=_("The club"))


def teams(asked: Asked) -> Answer:
    """The teams of the next event that has some."""
    found = asking.next_teams(asked.guild, at=asked.at)
    if found is None:
        return said.private(_("No teams are formed yet."))
    name, several = found
    lines = [f"**{said.plain(name)}**"]
    for team in several:
        drivers = ", ".join(f"<@{number}>" for number in sorted(team.numbers))
        lines.append(f"• {said.plain(team.name)}" + (f": {drivers}" if drivers else ""))
    return said.private("\n".join(lines))


def schedule(asked: Asked) -> Answer:
    """One's own places in what is ahead."""
    mine = Place.objects.filter(participant=asked.human.pk, state__in=sorted(LIVE), pool__offering__binned_at=None)
    ahead = mine.filter(pool__offering__club=asked.guild.club_id, pool__offering__starts_at__gte=asked.at)
    rows = ahead.select_related("pool__offering").order_by("pool__offering__starts_at", "id")[:MOST]
    lines = [f"{_line(row.pool.offering)} ({row.get_state_display()})" for row in rows]
    text = "\n".join(lines) or _("You have no place in anything to come.")
    return said.private(text, link=f"{settings.BASE_URL}/places", label=_("My places"))


def availability(asked: Asked) -> Answer:
    """Where one says when one can drive in the next race."""
    ahead = listing.upcoming(asked.human, at=asked.at, wanted=Wanted(club=asked.guild.club.slug))
    race = Race.objects.filter(event__offering__in=ahead).select_related("event__offering")
    found = race.order_by("event__offering__starts_at", "pk").first()
    if found is None:
        return said.private(_("No race is planned yet."))
    link = f"{settings.BASE_URL}/events/{found.event.offering.slug}/race/sign-up"
    text = _("Say when you can drive: %(title)s") % {"title": said.plain(found.event.offering.title)}
    return said.private(text, link=link, label=_("My hours"))


def sync(asked: Asked) -> Answer:
    """Have the guild and its members looked at at once, for admins of the club. Raises NotAllowed."""
    permissions.check(asked.human, asked.guild.club_id, permissions.EDIT_CLUB)
    by = Actor(asked.human, channel="discord", user_agent="Discord")
    guilds.look_again(asked.guild, by=by, at=asked.at)
    member_syncs.order(asked.guild.club, by=by, at=asked.at)
    text = _("The server and its members are looked at again; what is missing follows within minutes.")
    link = f"{settings.BASE_URL}/clubs/{asked.guild.club.slug}/discord/members"
    return said.private(text, link=link, label=_("The members"))


def link(asked: Asked) -> Answer:
    """How to be known here, or that one is; a name that somebody has here is told to nobody else."""
    if asked.person is None:
        return guide()
    if asked.said_at:
        return said.private(_("I know you: your account is linked."))
    return said.private(_("You are linked as %(name)s.") % {"name": said.plain(asked.person.name)})


def guide() -> Answer:
    """How somebody whom we do not know becomes known."""
    text = _("I don't know you yet. Open your account, choose “Link Discord” there, then try again.")
    return said.private(text, link=f"{settings.BASE_URL}/account/security", label=_("Link my account"))


def overview(asked: Asked) -> Answer:
    """What can be asked, by whom who asks is; where a message asked, also in messages."""
    held = permissions.held(asked.person, asked.guild.club_id)
    fitting = {name: one for name, one in COMMANDS.items() if one.fits(asked.person, held)}
    lines = [f"`/{name}` {command.about}" for name, command in fitting.items()]
    if asked.said_at:
        lines += ["", _("In a message too, after %(mark)s:") % {"mark": mark()}]
        lines.append(" ".join(f"`{name}`" for name, command in fitting.items() if command.is_open))
    return said.private("\n".join([f"**{said.plain(asked.guild.club.name)}**", *lines]))


def mark() -> str:
    """What a message begins with that asks something of us."""
    return "`!`" if settings.DISCORD_MESSAGE_CONTENT else _("a mention of me")


def _line(row: Any) -> str:
    begins = cards.moment(row.starts_at) if row.starts_at else ""
    return f"• {said.plain(row.title)} {begins}".rstrip()


@dataclass(frozen=True)
class Command:
    """`is_open`: a message may ask too, and everybody hears the answer. `needs`: a permission, or to be KNOWN."""

    about: str | Promise
    answer: Callable[[Asked], Answer]
    is_open: bool = False
    needs: str = ""

    def fits(self, person: Person | None, held: Collection[str]) -> bool:
        """Whether it is of use to this person, who holds these permissions."""
        return not self.needs or (person is not None and self.needs in (KNOWN, *held))


COMMANDS = {
    "events": Command(gettext_lazy("List the club's next events"), events),
    "teams": Command(gettext_lazy("Show who drives together"), teams),
    "schedule": Command(gettext_lazy("Show what you have a place in"), schedule, needs=KNOWN),
    "availability": Command(gettext_lazy("Say when you can drive"), availability, needs=KNOWN),
    "club": Command(gettext_lazy("Show the club"), facts.club, is_open=True),
    "info": Command(gettext_lazy("Show bot and server in numbers"), facts.info, is_open=True),
    "ping": Command(gettext_lazy("Ask whether the bot is there"), facts.ping, is_open=True),
    "link": Command(gettext_lazy("Link your account"), link, is_open=True),
    "sync": Command(
        gettext_lazy("Look at the server and its members again (admins)"), sync, needs=permissions.EDIT_CLUB
    ),
    "help": Command(gettext_lazy("Show what can be asked"), overview, is_open=True),
}


def shapes() -> Sequence[dict[str, Any]]:
    """Return the commands as Discord is told of them, each in every language that we speak."""
    return [_shape(name, command) for name, command in COMMANDS.items()]


def _shape(name: str, command: Command) -> dict[str, Any]:
    told = {}
    for code, _label in settings.LANGUAGES:
        with translation.override(code):
            told[code] = str(command.about)
    # Discord knows English by countries; everything else as we do
    others = {code: words for code, words in told.items() if code != "en"}
    shape = {"type": COMMAND, "name": name, "description": told["en"]}
    return {**shape, "description_localizations": others, "contexts": CONTEXTS}
