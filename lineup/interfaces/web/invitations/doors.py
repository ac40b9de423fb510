"""The two ways to an invitation: the link in its mail, or being signed in as who is invited."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Missing
from lineup.core.participation import invitations
from lineup.core.participation.models import Invitation
from lineup.core.people.actors import Actor
from lineup.interfaces.web import acting, secrets

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Door:
    """An invitation, who answers it, and where its pages are."""

    invitation: Invitation
    by: Actor
    route: str
    key: dict[str, Any]

    @property
    def is_link(self) -> bool:
        return self.route == "link"

    def path(self, act: str = "") -> str:
        """Return the address of the invitation's page, or of one of the answers."""
        return reverse(f"invitations:{self.route}{f'_{act}' if act else ''}", kwargs=self.key)


def by_link(view: View) -> View:
    """Give `view(request, door)` the open invitation behind `/i/<secret>`."""

    @wraps(view)
    def wrapped(request: HttpRequest, secret: str) -> HttpResponseBase:
        found = invitations.find(secret, at=clock.now())
        door = Door(found, secrets.actor(request, found.person), "link", {"secret": secret})
        with secrets.clock_of(request, found.person.time_zone if found.person else ""):
            return view(request, door)

    return secrets.keep(wrapped)


def by_account(view: View) -> View:
    """Give `view(request, door)` the invitation behind `/invitations/<uuid>`, to the invited person alone."""

    @login_required
    @wraps(view)
    def wrapped(request: HttpRequest, pk: Any) -> HttpResponseBase:
        return view(request, Door(_own(request, pk), acting.actor(request), "mine", {"pk": pk}))

    return wrapped


def _own(request: HttpRequest, pk: Any) -> Invitation:
    rows = Invitation.objects.select_related(
        "offering__club", "pool__offering", "person__account", "place", "invited_by"
    )
    found = rows.filter(pk=pk, person=request.person).first()  # type: ignore[attr-defined]
    if found is None:
        raise Missing
    return found
