"""Sessions in the database (settings: SESSION_ENGINE), read by a query that is planned once.

Every page of who is signed in begins with it.
"""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from lineup.core.foundation.planned import Given, Planned

_CURRENT = Planned(
    lambda: Session.objects.filter(
        session_key=Given("key", Session._meta.pk), expire_date__gt=Given("at", Session._meta.get_field("expire_date"))
    )
)


class SessionStore(db.SessionStore):
    """Django's, but for how a session is looked up."""

    def _get_session_from_db(self) -> Session | None:
        try:
            found = _CURRENT.first(key=self.session_key, at=timezone.now())
        except ValueError:  # a cookie with what no key of ours holds
            found = None
        if found is None:
            self._session_key = None
        return found
