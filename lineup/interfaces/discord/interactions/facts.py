"""What anybody may hear of bot, server and club: the answers that stand in a channel."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lineup.domains.guilds import cards, figures
from lineup.interfaces.discord.interactions import said
from lineup.interfaces.discord.interactions.asked import Answer, Asked

# as much of what a club says of itself as is gladly read in a channel
LONGEST = 400


def ping(asked: Asked) -> Answer:
    """That the bot is there, and how long the question was under way."""
    if asked.said_at is None:
        return said.private(_("I am here."))
    # two clocks: what is told is never below nothing
    milliseconds = max(0, round((asked.at - asked.said_at).total_seconds() * 1000))
    return said.private(_("I am here. I heard you after %(number)s ms.") % {"number": milliseconds})


def info(asked: Asked) -> Answer:
    """How many are on the server and in the events of the club, and since when the bot is there."""
    found = figures.of(asked.guild, at=asked.at)
    lines = [f"**{said.plain(asked.guild.name or asked.guild.club.name)}**"]
    if asked.guild.linked_at:
        lines.append(_("The bot is here since %(date)s.") % {"date": cards.moment(asked.guild.linked_at, "D")})
    if found.counted_at:
        people = ngettext("%(number)s person is here", "%(number)s people are here", found.people)
        known = ngettext("%(known)s of them linked to the club", "%(known)s of them linked to the club", found.known)
        words = f"{people}, {known} ({cards.moment(found.counted_at, 'R')})."
        lines.append(words % {"number": found.people, "known": found.known})
    ahead = ngettext("%(number)s event is to come", "%(number)s events are to come", found.ahead)
    channels = ngettext(
        "%(channels)s channel is kept for them", "%(channels)s channels are kept for them", found.channels
    )
    lines.append(f"{ahead}, {channels}." % {"number": found.ahead, "channels": found.channels})
    return said.private("\n".join(lines))


def club(asked: Asked) -> Answer:
    """What the club shows to everybody; of one that shows itself to members alone, its name."""
    shown = asked.guild.club
    lines = [f"**{said.plain(shown.name)}**"]
    if shown.is_public:
        where = ", ".join(part for part in (shown.city, shown.country) if part)
        words = " ".join(shown.description.split())
        words = words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"
        lines += [said.plain(part) for part in (where, words) if part]
    else:
        lines.append(_("Its page is for its members."))
    return said.private("\n".join(lines), link=f"{settings.BASE_URL}/clubs/{shown.slug}", label=_("The club"))
