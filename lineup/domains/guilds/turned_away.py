"""Discord does not let the bot in any more: whoever keeps the installation is told, for nobody else can help."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from lineup.core.foundation import seam
from lineup.core.notices.kinds import Words
from lineup.core.people.models import Account, Person

TOLD = "guild.turned_away"


class Why(StrEnum):
    """INTENT, CONTENT: what is to be switched on at Discord, beside the token's being right."""

    TOKEN = "token"
    INTENT = "intent"
    CONTENT = "content"
    OTHER = "other"


@transaction.atomic
def tell(why: Why, *, at: datetime) -> None:
    """Tell the platform's admins, once a day for the same reason however often the bot tries."""
    for admin in Person.objects.filter(account__role=Account.Role.ADMIN, account__is_active=True).order_by("pk"):
        key = f"{TOLD}:{why}:{at.date().isoformat()}:{admin.pk}"
        seam.tell(admin, TOLD, key=key, facts={"why": why.value}, at=at)


def about(facts: Mapping[str, Any], person: Person) -> Words | None:
    """Return what is to be done about it; None once the person does not keep the installation any more."""
    if not (person.account and person.account.is_platform_admin):
        return None
    then = _("Then restart Lineup; what was missed is made good for.")
    return Words(
        title=_("Discord turns the bot away"),
        sentence=f"{_remedy(Why(facts['why']))} {then}",
        reason=_("You hear this because you look after this installation."),
        path="/platform",
    )


def _remedy(why: Why) -> str:
    return {
        Why.TOKEN: _("Its token is refused: set LINEUP_DISCORD_BOT_TOKEN to the present one."),
        Why.INTENT: _("It is not told of members: switch on its Server Members Intent on Discord’s developer pages."),
        Why.CONTENT: _(
            "It is not told of members, or of what messages say: switch on its Server Members Intent and its Message "
            "Content Intent on Discord’s developer pages, or take LINEUP_DISCORD_MESSAGE_CONTENT away."
        ),
        Why.OTHER: _("The log of the gateway names the code with which Discord ended the connection."),
    }[why]
