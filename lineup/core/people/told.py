"""What people are told about their own account, as (title, sentence, reason, path)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lineup.core.foundation import moments
from lineup.core.people import devices
from lineup.core.people.models import Person, SignIn

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


def guessed(facts: Mapping[str, Any], person: Person) -> Said:
    """Somebody knows the password and tries codes."""
    return (
        _("Somebody is trying to get past your second factor"),
        _("They know your password: choose a new one now. Your second factor has kept them out so far."),
        _("You hear this because it is your account, and many wrong codes were entered for it."),
        "/account/password",
    )


KINDS = {
    "account.new_device": new_device,
    "account.second_factor": second_factor,
    "account.guessed": guessed,
}
