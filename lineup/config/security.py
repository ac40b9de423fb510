"""What browsers are told to refuse. No inline script or style anywhere, nothing from other addresses."""

from collections.abc import Callable
from typing import Any

from csp.constants import NONE, SELF
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
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
    if environment.https:
        directives["upgrade-insecure-requests"] = True
    return {"DIRECTIVES": directives}


class PermissionsPolicy:
    """Tells browsers which devices our pages may ask for: the camera alone, for badges."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        return response
