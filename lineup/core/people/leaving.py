"""What an account leaves behind in tables that are not its own, when its person is erased."""

from datetime import datetime

from django.contrib.sessions.models import Session
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation.errors import Refusal
from lineup.core.people.actors import Actor
from lineup.core.people.models import Account, AddressChange, Person

CHUNK = 500


class LastAdminStays(Refusal):
    code = "last_admin_stays"
    sentence = _("This is the last platform admin; make somebody else one first.")


def leave(person: Person, *, by: Actor, at: datetime) -> None:
    """End the person's sessions, in the caller's transaction. Raises LastAdminStays."""
    account = person.account
    if account is None:
        return
    admins = Account.objects.select_for_update().filter(role=Account.Role.ADMIN, is_active=True)
    if [row.pk for row in admins] == [account.pk]:
        raise LastAdminStays
    _forget_sessions(account)


def _forget_sessions(account: Account) -> None:
    """Delete every session that somebody signed in to the account; who it is stands inside."""
    found = [
        session.session_key
        for session in Session.objects.iterator(CHUNK)
        if session.get_decoded().get("_auth_user_id") == str(account.pk)
    ]
    Session.objects.filter(session_key__in=found).delete()


def former_addresses(person: Person) -> set[str]:
    """Return the addresses that the person's account had, or once wanted."""
    if person.account_id is None:
        return set()
    rows = AddressChange.objects.filter(account=person.account_id).values_list("former", "email")
    return {address for row in rows for address in row}
