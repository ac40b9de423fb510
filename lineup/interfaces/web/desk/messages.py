"""Letters to those who hold a place, wait or asked for one."""

import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Refusal
from lineup.core.participation import letters
from lineup.core.participation.models import Place
from lineup.core.participation.transitions import State
from lineup.interfaces.web import flash
from lineup.interfaces.web.desk import forms, opening
from lineup.interfaces.web.desk.opening import Desk
from lineup.interfaces.web.letter_form import LetterForm

AUDIENCES: dict[str, tuple[object, tuple[State, ...]]] = {
    "all": (gettext_lazy("Everybody"), ()),
    "confirmed": (gettext_lazy("Who has a place"), (State.CONFIRMED, State.OFFERED)),
    "waitlisted": (gettext_lazy("Who waits"), (State.WAITLISTED,)),
    "requested": (gettext_lazy("Who asked for a place"), (State.REQUESTED,)),
}


def _fresh() -> dict[str, str]:
    return {"key": secrets.token_urlsafe(8)}


@require_http_methods(["GET", "HEAD", "POST"])
@opening.desk
def write(request: HttpRequest, desk: Desk) -> HttpResponse:
    form = forms.AudienceForm(request.POST or None, audiences=_audiences(desk), initial=_fresh())
    if request.method == "POST" and form.is_valid():
        states = AUDIENCES[form.cleaned_data["to"]][1]
        if _sent(form, lambda words: letters.send(desk.offering, states=states, by=desk.by, at=clock.now(), **words)):
            _say(request, letters.count(desk.offering, states=states))
            return redirect(desk.path("messages"))
    status = 422 if form.is_bound else 200
    return opening.page(request, desk, "messages.html", {"form": form}, room="messages", status=status)


def _audiences(desk: Desk) -> list[tuple[str, object]]:
    """Each audience with how many would read it; those that are empty are left out."""
    found = [(name, words, letters.count(desk.offering, states=states)) for name, (words, states) in AUDIENCES.items()]
    return [(name, f"{words} ({number})") for name, words, number in found if number or name == "all"]


def to_chosen(request: HttpRequest, desk: Desk, chosen: list[Place], *, back: str) -> HttpResponse:
    """Write to the people behind some places: first the form, then, with a key, the sending."""
    form = LetterForm(request.POST if "key" in request.POST else None, initial=_fresh())
    if form.is_bound and form.is_valid():

        def send(words: dict[str, Any]) -> int:
            return letters.send_to(chosen, offering=desk.offering, by=desk.by, at=clock.now(), **words)

        if _sent(form, send):
            _say(request, len({place.contact_id for place in chosen}))
            return redirect(back)
    shown = {"form": form, "chosen": chosen, "back": back}
    return opening.page(request, desk, "message.html", shown, room="guests", status=422 if form.is_bound else 200)


def _sent(form: LetterForm, send: Any) -> bool:
    try:
        send({name: form.cleaned_data[name] for name in ("subject", "text", "key")})
    except Refusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return False
    return True


def _say(request: HttpRequest, number: int) -> None:
    words = ngettext("Your message is on its way to one person.", "Your message is on its way to %(n)d people.", number)
    flash.done(request, words % {"n": number} if number else _("There is nobody to tell yet."))
