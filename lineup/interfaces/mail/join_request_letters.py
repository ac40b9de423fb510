"""The letter with which somebody without an account confirms: the writer of topic "mail-join-request"."""

from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from lineup.core.foundation import moments
from lineup.core.participation import join_requests, place_links
from lineup.core.participation.models import JoinRequest
from lineup.interfaces.mail import details, languages
from lineup.interfaces.mail.letters import Letter


def write(payload: dict[str, Any], at: datetime) -> Letter | None:
    """Return the letter for {request}; None once it was confirmed, ran out, or too many were asked for.

    It repeats nothing that was typed in beside the address: whoever fills the form in must not be
    able to write to strangers.
    """
    request = JoinRequest.objects.select_related("pool__offering").filter(pk=payload["request"]).first()
    if request is None or request.place_id or at >= request.expires_at or join_requests.is_flood(request):
        return None
    with translation.override(languages.known(request.language)):
        return _letter(request, at)


def _letter(request: JoinRequest, at: datetime) -> Letter:
    offering = request.pool.offering
    values = {"title": offering.title, "until": moments.said(request.expires_at, request.time_zone)}
    return Letter(
        to=request.email,
        language=languages.known(request.language),
        subject=_("Confirm that you want to come to %(title)s") % values,
        paragraphs=(
            _("One step is left: confirm with the button. Only then you get your place, or your place in line."),
            _("The link works until %(until)s. Later it shows your place, and lets you change or cancel it.") % values,
        ),
        reason=_(
            "You get this because somebody entered your address to join %(title)s. "
            "If it wasn't you, do nothing: nothing will happen."
        )
        % values,
        button=_("Confirm"),
        url=f"/p/{place_links.mint_for_request(request, at=at)}",
        details=details.about_offering(offering, request.time_zone),
    )
