"""What somebody agreed to: seen with its history, given and taken back; with an account, or by a mailed link."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lineup.core.consents import consents, purposes
from lineup.core.consents.models import Consent
from lineup.core.foundation import clock, cursors
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.core.privacy import by_link
from lineup.interfaces.web import acting, flash, secrets
from lineup.interfaces.web.privacy import words

PAGE_SIZE = 30


@require_safe
@never_cache
@login_required
def show(request: HttpRequest) -> HttpResponse:
    return render(request, "privacy/consents.html", _shown(request, request.person))  # type: ignore[attr-defined]


@require_POST
@login_required
def give(request: HttpRequest, purpose: str) -> HttpResponse:
    _give(request, request.person, purpose, acting.actor(request))  # type: ignore[attr-defined]
    return redirect("privacy:consents")


@require_POST
@login_required
def withdraw(request: HttpRequest, purpose: str) -> HttpResponse:
    _withdraw(request, request.person, purpose, acting.actor(request))  # type: ignore[attr-defined]
    return redirect("privacy:consents")


# --- by a mailed link -----------------------------------------------------------------------------


@secrets.keep
@require_safe
def show_by_link(request: HttpRequest, secret: str) -> HttpResponse:
    return render(
        request,
        "privacy/link_consents.html",
        {"secret": secret, **_shown(request, by_link.guest(secret, at=clock.now()), secret)},
    )


@secrets.keep
@require_POST
def give_by_link(request: HttpRequest, secret: str, purpose: str) -> HttpResponse:
    person = by_link.guest(secret, at=clock.now())
    _give(request, person, purpose, secrets.actor(request, person))
    return redirect("privacy:link-consents", secret=secret)


@secrets.keep
@require_POST
def withdraw_by_link(request: HttpRequest, secret: str, purpose: str) -> HttpResponse:
    person = by_link.guest(secret, at=clock.now())
    _withdraw(request, person, purpose, secrets.actor(request, person))
    return redirect("privacy:link-consents", secret=secret)


# --- both -----------------------------------------------------------------------------------------


def _shown(request: HttpRequest, person: Person, secret: str = "") -> dict[str, Any]:
    rows = consents.history(person)
    page = cursors.page(rows, order=("-id",), cursor=request.GET.get("cursor", ""), size=PAGE_SIZE)
    return {
        "standings": [_with_paths(one, secret) for one in consents.standing(person)],
        "page": page,
        "words": [_said(row) for row in page.items],
    }


def _with_paths(standing: consents.Standing, secret: str) -> dict[str, Any]:
    before, known = ("link-", {"secret": secret}) if secret else ("", {})
    named = {**known, "purpose": standing.purpose.slug}
    return {
        "purpose": standing.purpose,
        "last": standing.last,
        "holds": standing.holds,
        "is_outdated": standing.is_outdated,
        "giving": reverse(f"privacy:{before}consent-giving", kwargs=named),
        "withdrawal": reverse(f"privacy:{before}consent-withdrawal", kwargs=named),
    }


def _said(row: Consent) -> dict[str, Any]:
    purpose = purposes.find(row.purpose)
    return {
        "at": row.at,
        "what": purpose.label if purpose else row.purpose,
        "given": row.given,
        "version": row.version,
        "way": words.WAYS.get(row.channel, row.channel),
    }


def _give(request: HttpRequest, person: Person, purpose: str, by: Actor) -> None:
    try:
        consents.give(person, purpose, version=acting.number_sent(request, "version"), by=by, at=clock.now())
    except consents.TextChanged as refusal:
        flash.refused(request, refusal)
    else:
        flash.done(request, _("Noted: you agreed. You can take it back here at any time."))


def _withdraw(request: HttpRequest, person: Person, purpose: str, by: Actor) -> None:
    consents.withdraw(person, purpose, by=by, at=clock.now())
    flash.done(request, _("Noted: you took it back. It holds at once."))
