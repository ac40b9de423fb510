"""What people are told about their own account, as (title, sentence, reason, path)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lineup.core.foundation import moments
from lineup.core.people import devices
from lineup.core.people.models import DiscordLink, Person, SignIn

Said = tuple[str, str, str, str]
PATH = "/account/security"


def new_device(facts: Mapping[str, Any], person: Person) -> Said | None:
    """Somebody signed in with a browser that never did before."""
    found = SignIn.objects.filter(pk=facts["sign_in"]).first()
    if found is None:
        return None
    values = {
        "device": devices.words(found.user_agent),
        "address": found.address or _("an unknown address"),
        "at": moments.said(found.at, person.time_zone),
    }
    return (
        _("You signed in on a new device: %(device)s") % values,
        _("It was on %(at)s, from %(address)s. If it was not you, sign that device out and choose a new password.")
        % values,
        _("You hear this because it is your account; we tell you of each new device."),
        PATH,
    )


TITLES: Mapping[str, object] = {
    "app_added": gettext_lazy("An authenticator app was set up for your account"),
    "app_removed": gettext_lazy("The authenticator app was removed from your account"),
    "passkey_added": gettext_lazy("A passkey was added to your account"),
    "passkey_removed": gettext_lazy("A passkey was removed from your account"),
    "codes_renewed": gettext_lazy("Your account has new recovery codes"),
    "discord_linked": gettext_lazy("Discord was linked to your account"),
    "discord_unlinked": gettext_lazy("Discord was unlinked from your account"),
    "reset": gettext_lazy("The second factor of your account was taken away"),
    "code_used": gettext_lazy("A recovery code of your account was used"),
}


def second_factor(facts: Mapping[str, Any], person: Person) -> Said:
    """Something about the second factor changed, or a recovery code was used."""
    return (
        str(TITLES[facts["what"]]),
        _("It was on %(at)s. If it was not you, choose a new password and look at the ways to sign in.")
        % {"at": moments.said(datetime.fromisoformat(facts["at"]), person.time_zone)},
        _("You hear this because it is your account; we tell you of each change to how one signs in."),
        PATH,
    )


def factor_ends(facts: Mapping[str, Any], person: Person) -> Said | None:
    """The second factor is about to be taken away; nothing to say once it is kept, or gone."""
    ends_at = datetime.fromisoformat(facts["ends_at"])
    if person.account is None or person.account.factors_end_at != ends_at:
        return None
    return (
        _("Your second factor will be taken away"),
        _(
            "Whoever runs this service was told that you lost it. On %(at)s it goes, and your password alone signs in. "
            "Have you lost nothing? Sign in with it before then, and it stays."
        )
        % {"at": moments.said(ends_at, person.time_zone)},
        _("You hear this because it is your account; nobody takes its second factor away without your hearing of it."),
        PATH,
    )


def guessed(facts: Mapping[str, Any], person: Person) -> Said:
    """Somebody knows the password and tries codes."""
    return (
        _("Somebody is trying to get past your second factor"),
        _("They know your password: choose a new one now. Your second factor has kept them out so far."),
        _("You hear this because it is your account, and many wrong codes were entered for it."),
        "/account/password",
    )


def discord_closed(facts: Mapping[str, Any], person: Person) -> Said | None:
    """Discord does not let the bot write to them; nothing to say once it does."""
    if not DiscordLink.objects.filter(pk=facts["link"], closed_at__isnull=False).exists():
        return None
    return (
        _("Discord does not let us write to you"),
        _(
            "Allow messages from members in the settings of a server that you share with the bot, then save your "
            "choices again: what you chose to hear at Discord is told there anew."
        ),
        _("You hear this because you chose to be told at Discord."),
        "/account/notices",
    )


KINDS = {
    "account.new_device": new_device,
    "account.second_factor": second_factor,
    "account.guessed": guessed,
    "account.factor_ends": factor_ends,
}
