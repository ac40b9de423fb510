"""How one gets into an account; one way at least stays."""

from allauth.mfa.models import Authenticator
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation.errors import Refusal
from lineup.core.people.models import Account, DiscordLink

PASSKEY, DISCORD = "passkey", "discord"


class OnlyWayIn(Refusal):
    code = "only_way_in"
    sentence = _("This is the only way into your account: choose a password first, by “Forgot your password?”.")


def check_left(account: Account, *, without: str) -> None:
    """Raise OnlyWayIn if nothing opens the account once this DISCORD link, or one PASSKEY, is gone."""
    passkeys = Authenticator.objects.filter(user=account, type=Authenticator.Type.WEBAUTHN).count()
    ways = passkeys - (without == PASSKEY) + account.has_usable_password()
    if without != DISCORD:
        ways += DiscordLink.objects.filter(account=account).exists()
    if not ways:
        raise OnlyWayIn
