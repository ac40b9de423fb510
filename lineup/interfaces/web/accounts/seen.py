"""When a session was last used, to within five minutes: a write on each page would make reading wait."""

from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponse

from lineup.core.foundation import clock

GRAIN_SECONDS = 300
MARK = "seen_at"


class SessionsSeen:
    """Keeps the list of a person's sessions current (settings: MIDDLEWARE)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and request.session.session_key:
            now = int(clock.now().timestamp())
            if now - request.session.get(MARK, 0) >= GRAIN_SECONDS:
                request.session[MARK] = now
                UserSession.objects.create_from_request(request)
        return self.get_response(request)
