"""Who a session belongs to."""

from typing import Any

from django.contrib.auth.backends import ModelBackend

from lineup.core.foundation.planned import Given, Planned
from lineup.core.people.models import Account

_ACCOUNT = Planned(
    lambda: Account.objects.select_related("person__participant").filter(pk=Given("account", Account._meta.pk))
)


class Backend(ModelBackend):
    """Reads the account with its person in one query: every page needs both (settings: AUTHENTICATION_BACKENDS)."""

    def get_user(self, user_id: Any) -> Account | None:
        account = _ACCOUNT.first(account=user_id)
        return account if account and self.user_can_authenticate(account) else None
