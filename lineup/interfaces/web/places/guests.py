"""A guest's wish taken from a form, wherever the form stands: on our page, or within another site."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Refusal
from lineup.core.participation import join_requests
from lineup.core.participation.models import Pool
from lineup.interfaces.web.places import entry
from lineup.interfaces.web.places.forms import GuestForm


@dataclass(frozen=True)
class Asked:
    """What came of it: without a form the link is on its way, else the form is to be shown again."""

    email: str
    form: GuestForm | None = None
    status: int = 200


def ask(request: HttpRequest, pool: Pool) -> Asked:
    """Write the wish down as it was sent, and send the link; what is wrong is said in the form."""
    form = GuestForm(request.POST, pool=pool)
    stopped = entry.refusal(pool, None, at=clock.now())
    if stopped or not form.is_valid():
        return Asked("", form, stopped.status if stopped else 422)
    if form.wants_more:
        return Asked("", form)
    try:
        join_requests.ask(
            pool,
            name=form.cleaned_data["name"],
            email=form.cleaned_data["email"],
            companions=form.company,
            answers=form.answers,
            language=get_language() or settings.LANGUAGE_CODE,
            time_zone=form.cleaned_data["time_zone"] or entry.zone(pool),
            at=clock.now(),
        )
    except Refusal as refusal:
        form.refuse(refusal)
        return Asked("", form, refusal.status)
    return Asked(form.cleaned_data["email"])
