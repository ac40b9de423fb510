"""Acts in words: what is recorded as `club.change` reads "Club: change" in the viewer's language where we know it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lineup.core.audit.models import Entry

ACTS: dict[str, str | Promise] = {
    "account.create": _("opened an account"),
    "account.sign_in": _("signed in"),
    "account.change_password": _("changed the password"),
    "account.reset_password": _("chose a new password by a mailed link"),
    "token.make": _("made an API token"),
    "token.revoke": _("revoked an API token"),
    "club.found": _("founded the club"),
    "club.change": _("changed the club’s settings"),
    "club.discard": _("moved the club to the bin"),
    "club.restore": _("took the club out of the bin"),
    "club.invite": _("invited somebody into the club"),
    "club.uninvite": _("revoked an invitation into the club"),
    "club.hand_over": _("handed the club over"),
    "membership.ask": _("asked to join the club"),
    "membership.approved": _("let somebody in"),
    "membership.rejected": _("turned a request down"),
    "membership.withdrawn": _("took the request back"),
    "membership.admit": _("became a member, or made somebody one"),
    "membership.change_role": _("changed a role"),
    "membership.end": _("ended a membership"),
}


def of(entry: Entry) -> str:
    """Return what was done, in words, or the name of the act where there are none."""
    return str(ACTS.get(entry.action, entry.action))
