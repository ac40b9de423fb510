"""The actor behind a request: what every operation wants as its `by=`."""

from django.http import HttpRequest, QueryDict

from lineup.core.people.actors import Actor


def actor(request: HttpRequest) -> Actor:
    """Return who acts through this page, from which address and with which browser."""
    return Actor(
        person=getattr(request, "person", None),
        channel="web",
        address=request.META.get("REMOTE_ADDR"),
        user_agent=request.headers.get("User-Agent", ""),
    )


def sent(request: HttpRequest) -> QueryDict | None:
    """Return what a form was sent with, be it nothing at all; None where the page is only asked for."""
    return request.POST if request.method == "POST" else None


def number_sent(request: HttpRequest, name: str) -> int:
    """Return the small whole number that a form sent under this name; 0 for none, or for what is none."""
    sent = request.POST.get(name, "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 6 else 0


def index_sent(request: HttpRequest, now: int) -> int:
    """Return the index that a form sent: one up, one down, or a number (from a drop); else the present one."""
    to = request.POST.get("to", "")
    if to in ("up", "down"):
        return now + (1 if to == "down" else -1)
    return number_sent(request, "to") if to else now
