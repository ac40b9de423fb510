"""What those who keep a webhook are told."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lineup.core.notices.kinds import NoticeKind, Words
from lineup.core.notices.matters import ORGANISING, Matter
from lineup.core.people.models import Person
from lineup.core.webhooks.models import Endpoint


def about_an_end(facts: Mapping[str, Any], person: Person) -> Words | None:
    """Return what to say of an endpoint that was switched off, or None once it is on again or gone."""
    endpoint = Endpoint.objects.select_related("club").filter(pk=facts["endpoint"]).first()
    if endpoint is None or endpoint.is_on:
        return None
    values = {"name": endpoint.name, "why": endpoint.get_disabled_why_display()}
    return Words(
        title=_("The webhook “%(name)s” is switched off") % values,
        sentence=_("Reason: %(why)s. Put the receiver right, then resume the webhook and replay what it missed.")
        % values,
        reason=_reason(endpoint),
        path=f"/webhooks/{endpoint.pk}",
        club=endpoint.club_id,
    )


def _reason(endpoint: Endpoint) -> str:
    if endpoint.club:
        return _("You hear this because you look after %(club)s.") % {"club": endpoint.club.name}
    return _("You hear this because it is your webhook.")


MATTERS = (Matter("webhooks", ORGANISING, gettext_lazy("A webhook you keep is switched off")),)
KINDS = (NoticeKind(slug="webhook.disabled", words=about_an_end, matter="webhooks"),)
