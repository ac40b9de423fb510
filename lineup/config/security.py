"""What browsers are told to refuse. No inline script or style anywhere, nothing from other addresses."""

from collections.abc import Callable
from typing import Any

from csp.constants import NONE, SELF
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from lineup.config.environment import Environment

PERMISSIONS = (
    "accelerometer=(), autoplay=(), browsing-topics=(), camera=(self), display-capture=(), geolocation=(), "
    "gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()"
)


def content_policy(environment: Environment) -> dict[str, Any]:
    directives: dict[str, Any] = {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
    if environment.discord_client_id:
        # a form that leads there: browsers check where it ends, not only where it is sent
        directives["form-action"] = [SELF, environment.discord_address]
    if environment.https:
        directives["upgrade-insecure-requests"] = True
    return {"DIRECTIVES": directives}


class BrowserHeaders:
    """Tells browsers what Django has no setting for.

    Which devices our pages may ask for: the camera alone, for badges. That other sites may not load what is
    answered here into theirs (static files are everybody's). That what one person sees is for no shared cache.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        if not request.path_info.startswith(settings.STATIC_URL):
            response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if getattr(request, "person", None):
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response
