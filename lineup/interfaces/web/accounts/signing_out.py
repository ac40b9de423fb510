"""The way out: who leaves a browser is told nothing more in it, whoever sits before it then."""

from contextlib import suppress

from allauth.account import views as allauth_views
from django.http import HttpRequest, HttpResponseBase

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Missing
from lineup.core.notices import browsers
from lineup.interfaces.web import acting

# under which a session keeps the browser that shows its person's notices
SHOWS_NOTICES = "shows_notices"


def sign_out(request: HttpRequest) -> HttpResponseBase:
    """End the session, and the notices that this browser shows."""
    shows = request.session.get(SHOWS_NOTICES)
    person = request.person  # type: ignore[attr-defined]
    if request.method == "POST" and person and shows:
        with suppress(Missing):
            browsers.remove(person, shows, by=acting.actor(request), at=clock.now())
    return allauth_views.logout(request)
