"""One act on many places: done at once with a way back, or asked about first when it takes something away."""

import secrets
import uuid
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Invalid, Refusal
from lineup.core.participation import bulk, queue
from lineup.core.participation.models import Place
from lineup.core.participation.transitions import OCCUPYING
from lineup.interfaces.web import flash
from lineup.interfaces.web.desk import messages, opening
from lineup.interfaces.web.desk.opening import Desk

UNDO = "desk_undo"
KEPT = 5
WHOLE_GROUP = frozenset({"approve", "promote", "offer", "reject"})


class UnknownVerb(Invalid):
    code = "unknown_verb"
    sentence = gettext_lazy("This can’t be done with places; choose one of the buttons below the list.")


class TooMany(Invalid):
    code = "too_many"
    sentence = gettext_lazy("Choose at most %(most)s rows at once.")


@require_POST
@opening.desk
def act(request: HttpRequest, desk: Desk) -> HttpResponse:
    verb, chosen = request.POST.get("verb", ""), _chosen(request, desk)
    if not chosen:
        flash.refused(request, _("Choose at least one row first."))
        return redirect(back(request, desk.path()))
    if verb == "message":
        return messages.to_chosen(request, desk, chosen, back=back(request, desk.path()))
    if verb not in bulk.VERBS or verb == "undo":
        raise UnknownVerb
    if verb in bulk.WITH_REASON and "sure" not in request.POST:
        return _ask(request, desk, verb, chosen)
    reason = " ".join(request.POST.get("reason", "").split())[:300]
    outcome = bulk.act(chosen, verb, offering=desk.offering, by=desk.by, at=clock.now(), reason=reason)
    _say(request, desk, verb, outcome)
    return redirect(back(request, desk.path()))


@require_POST
@opening.desk
def undo(request: HttpRequest, desk: Desk, key: str) -> HttpResponse:
    ids = request.session.get(UNDO, {}).get(key, [])
    chosen = _found(desk, ids)
    outcome = bulk.act(chosen, "undo", offering=desk.offering, by=desk.by, at=clock.now())
    _say(request, desk, "undo", outcome)
    return redirect(desk.path())


def _chosen(request: HttpRequest, desk: Desk) -> list[Place]:
    return _found(desk, picked(request, most=bulk.MOST))


def picked(request: HttpRequest, *, most: int) -> list[uuid.UUID]:
    """Return the ids of the picked rows, each once. Raises TooMany."""
    ids = list(dict.fromkeys(key for value in request.POST.getlist("picked") if (key := _uuid(value))))
    if len(ids) > most:
        raise TooMany(most=most)
    return ids


def _uuid(value: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(value)
    except ValueError:
        return None


def _found(desk: Desk, ids: list[Any]) -> list[Place]:
    """The places of this desk among the ids, in the order of the queue; those of others are not there."""
    rows = Place.objects.select_related("pool", "contact", "participant").filter(pk__in=ids, pool__in=desk.pool_ids)
    found = list(rows.order_by(*queue.ORDER))
    for place in found:
        place.pool = desk.pool(place.pool_id)
    return found


def back(request: HttpRequest, otherwise: str) -> str:
    """Return the page of ours from which a form was sent, or the other one."""
    path = request.POST.get("next", "")
    return path if path and url_has_allowed_host_and_scheme(path, allowed_hosts=None) else otherwise


def _ask(request: HttpRequest, desk: Desk, verb: str, chosen: list[Place]) -> HttpResponse:
    shown = {
        "verb": verb,
        "chosen": chosen,
        "title": _title(verb, len(chosen)),
        "consequences": _consequences(verb, chosen),
        "back": back(request, desk.path()),
    }
    return opening.page(request, desk, "sure.html", shown, room="guests")


def _title(verb: str, number: int) -> str:
    if verb == "reject":
        return ngettext("Turn one request down?", "Turn %(n)d requests down?", number) % {"n": number}
    return ngettext("Take one place back?", "Take %(n)d places back?", number) % {"n": number}


def _consequences(verb: str, chosen: list[Place]) -> list[str]:
    people = len({place.contact_id for place in chosen})
    said = [
        ngettext("One person is told, with your reason.", "%(n)d people are told, with your reason.", people)
        % {"n": people}
    ]
    freed = sum(place.state in OCCUPYING for place in chosen)
    waiting = sum(queue.length(pool) for pool in {place.pool for place in chosen}) if freed else 0
    if verb == "revoke" and freed and waiting:
        said.append(_("The places that become free go to those who wait."))
    said.append(_("You can undo it for ten minutes; nobody is told in the first fifteen seconds."))
    return said


def _say(request: HttpRequest, desk: Desk, verb: str, outcome: bulk.Outcome) -> None:
    done = len(outcome.done)
    if done:
        path = "" if verb == "undo" else desk.path("undo", key=_remember(request, verb, outcome.done))
        flash.done(request, _done_words(verb, done), undo=path)
    elif not outcome.refused:
        flash.refused(request, _("There is nothing left to undo here."))
    for sentence, names in reasons(outcome.refused).items():
        flash.refused(request, _("Not done for %(names)s: %(sentence)s") % {"names": names, "sentence": sentence})


def _done_words(verb: str, done: int) -> str:
    words = {
        "approve": ngettext("One request was approved.", "%(n)d requests were approved.", done),
        "promote": ngettext("One guest was confirmed.", "%(n)d guests were confirmed.", done),
        "offer": ngettext("One place was offered.", "%(n)d places were offered.", done),
        "reject": ngettext("One request was turned down.", "%(n)d requests were turned down.", done),
        "revoke": ngettext("One place was taken back.", "%(n)d places were taken back.", done),
        "undo": ngettext("One change was undone.", "%(n)d changes were undone.", done),
    }
    return words[verb] % {"n": done}


def _remember(request: HttpRequest, verb: str, done: list[Place]) -> str:
    """Keep what was moved, whole groups where the verb moves them, so that one button takes all of it back."""
    ids = {str(place.pk) for place in done}
    if verb in WHOLE_GROUP:
        rows = Place.objects.filter(party__in={p.party for p in done}, state__in={p.state for p in done})
        ids |= {str(pk) for pk in rows.values_list("pk", flat=True)}
    key = secrets.token_urlsafe(6)
    kept = list(request.session.get(UNDO, {}).items())[-KEPT + 1 :]
    request.session[UNDO] = dict([*kept, (key, sorted(ids))])
    return key


def reasons(refused: Iterable[tuple[Place, Refusal]]) -> dict[str, str]:
    """Return the names behind each reason for a refusal, so that five full pools are one sentence."""
    names: dict[str, list[str]] = {}
    for place, refusal in refused:
        names.setdefault(str(refusal), []).append(place.shown_name)
    return {sentence: _shortened(people) for sentence, people in names.items()}


def _shortened(people: list[str]) -> str:
    if len(people) <= 3:
        return ", ".join(people)
    return _("%(names)s and %(n)s more") % {"names": ", ".join(people[:3]), "n": len(people) - 3}
