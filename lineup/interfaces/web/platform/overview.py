"""The platform at a glance: how much there is, and what asks for attention."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from lineup.core.foundation import clock
from lineup.core.participation import census
from lineup.interfaces.web import admins


@dataclass(frozen=True)
class Concern:
    """What is said about a code of `census.concerns`, and where its remedy is."""

    sentence: str | Promise
    tone: str
    route: str = ""
    query: str = ""

    @property
    def href(self) -> str:
        return f"{reverse(self.route)}{self.query}" if self.route else ""


CONCERNS = {
    "no_worker": Concern(_("No background worker has run for two minutes: start one (manage.py work)."), "bad"),
    "work_late": Concern(
        _("Work has been due for more than five minutes: look at the error, or start another worker."),
        "warn",
        "outbox:list",
    ),
    "work_given_up": Concern(_("Some work was given up after twelve tries."), "warn", "outbox:list"),
    "disk_nearly_full": Concern(_("Less than a gigabyte is left on the disk."), "bad"),
    "clubs_ownerless": Concern(
        _("Some clubs have no owner who can sign in."), "warn", "platform:clubs", "?standing=ownerless"
    ),
    "one_admin": Concern(
        _("You are the only platform admin; make somebody else one, for the day you lose your key."),
        "info",
        "platform:people",
    ),
    "flags_overdue": Concern(
        _("Some features should have lost their switch by now; tell who answers for them."), "info", "platform:flags"
    ),
}


@require_safe
@admins.only
def overview(request: HttpRequest) -> HttpResponse:
    at = clock.now()
    found = census.take(at=at)
    concerns = [CONCERNS[code] for code in census.concerns(found, at=at)]
    return render(request, "platform/overview.html", {"census": found, "concerns": concerns})
