"""The actor behind a request: what every operation wants as its `by=`."""

from django.http import HttpRequest

from lineup.core.people.actors import Actor


def actor(request: HttpRequest) -> Actor:
    """Return who acts through this page, from which address and with which browser."""
    return Actor(
        person=getattr(request, "person", None),
        channel="web",
        address=request.META.get("REMOTE_ADDR"),
        user_agent=request.headers.get("User-Agent", ""),
    )
