"""What became of the members of a server, in words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lineup.domains.guilds.matching import Standing, Why

STANDINGS: Mapping[str, str | Promise] = {
    Standing.MATCHED: _("Matched"),
    Standing.NEW: _("New in the club"),
    Standing.LEFT: _("Left the club"),
    Standing.WAITING: _("Waits for you"),
    Standing.CONFLICTING: _("To decide"),
    Standing.UNLINKED: _("Not linked"),
}
# why a human is to decide, and what they can do
WHYS: Mapping[str, str | Promise] = {
    Why.LINKED_TWICE: _("Two people here say that this Discord account is theirs; ask them to unlink it."),
    Why.CLOSED: _("Their account here is closed."),
    Why.SCREENED: _("They have not agreed to the rules of the server yet."),
    Why.ASKS: _("They ask to join: answer the request."),
    Why.TURNED_DOWN: _("Their request was turned down; invite them if you think otherwise now."),
    Why.ENDED: _("They left the club, or their membership was ended; invite them to have them back."),
    Why.HAS_ROLE: _("They left the server, but have a role in the club: end the membership if they are to go."),
    Why.MANY: _("They left the server. So many at once leave the club only when you say so."),
}
PROBLEMS: Mapping[str, str | Promise] = {
    "token": _("The bot can’t sign in to Discord; tell who runs this installation."),
    "guild": _("The bot is no longer in the server: add it again."),
    "hidden": _(
        "Discord does not show the bot who the members are: whoever runs this installation switches on “Server Members "
        "Intent” for the bot in Discord’s developer portal."
    ),
    "refused": _("Discord refused to list the members; look again later."),
    "later": _("Discord asked to be left alone for a while; the next look comes by itself."),
    "unanswered": _("Discord did not answer; the next look comes by itself."),
    "lost": _("The work was cut off; look again."),
}
