"""People on the platform: found, looked at on the record, given roles, closed out and let in again."""

from typing import Any
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lineup.core.audit.models import Entry
from lineup.core.clubs.models import Membership
from lineup.core.foundation import clock, cursors
from lineup.core.foundation.errors import Missing, Refusal
from lineup.core.participation.models import Place
from lineup.core.participation.transitions import LIVE
from lineup.core.people import directory, second_factors, standing
from lineup.core.people.models import Account, ApiToken, Person
from lineup.interfaces.web import acting, admins, flash
from lineup.interfaces.web.audit import words
from lineup.interfaces.web.platform.forms import CloseForm

STANDINGS = (("", gettext_lazy("Everybody")), *Account.Role.choices, ("closed", gettext_lazy("Closed accounts")),
             ("guest", gettext_lazy("People without an account")))  # fmt: skip
ACTS_SHOWN = 20


@require_safe
@admins.only
def people(request: HttpRequest) -> HttpResponse:
    wanted, chosen = request.GET.get("q", "").strip()[:254], request.GET.get("standing", "")
    rows = directory.search(wanted, standing=chosen if chosen in directory.STANDINGS else "")
    page = cursors.page(rows, order=directory.ORDER, cursor=request.GET.get("cursor", ""), size=50)
    shown = {"page": page, "q": wanted, "standing": chosen, "standings": STANDINGS}
    return render(request, "platform/people.html", shown)


@require_safe
@admins.only
def person(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _found(pk)
    standing.note_look(found, by=acting.actor(request), at=clock.now())
    return render(request, "platform/person.html", {"person": found, "roles": Account.Role.choices, **_known(found)})


def _known(found: Person) -> dict[str, Any]:
    """What an admin needs to help, and no more: how many places, not where."""
    account = found.account
    held = Place.objects.filter(Q(contact=found) | Q(participant=found.pk))
    live = ApiToken.objects.filter(person=found, revoked_at=None)
    return {
        "memberships": Membership.objects.filter(person=found, left_at=None).select_related("club")[:50],
        "places": held.filter(state__in=LIVE).count(),
        "sessions": UserSession.objects.filter(user=account).count() if account else 0,
        "tokens": live.count(),
        "is_protected": second_factors.protects(account),
        "acts": [(entry, words.ACTS.get(entry.action, entry.action)) for entry in _acts_on(found)],
    }


def _acts_on(found: Person) -> "QuerySet[Entry]":
    on = Q(resource="person", resource_id=str(found.pk))
    if found.account_id:
        on |= Q(resource="account", resource_id=str(found.account_id))
    return Entry.objects.filter(on).select_related("actor").order_by("-id")[:ACTS_SHOWN]


@require_POST
@admins.only
def role(request: HttpRequest, pk: UUID) -> HttpResponse:
    found, wanted = with_account(pk), request.POST.get("role", "")
    try:
        standing.change_role(found.account, wanted, by=acting.actor(request), at=clock.now())  # type: ignore[arg-type]
    except Refusal as refusal:
        flash.refused(request, refusal)
    else:
        values = {"name": found.name, "role": Account.Role(wanted).label}
        flash.done(request, _("%(name)s is %(role)s now.") % values)
    return redirect("platform:person", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@admins.only
def closing(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = with_account(pk)
    form = CloseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            standing.deactivate(found.account, **form.cleaned_data, by=acting.actor(request), at=clock.now())  # type: ignore[arg-type]
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            flash.done(request, _("The account of %(name)s is closed.") % {"name": found.name})
            return redirect("platform:person", pk=pk)
    shown = {"person": found, "form": form, "consequences": _consequences()}
    return render(request, "platform/closing.html", shown, status=422 if form.errors else 200)


def _consequences() -> list[str]:
    return [
        _("They are signed out everywhere at once, and can’t sign in."),
        _("Their API tokens and calendar addresses open nothing."),
        _("Their places, events and clubs stay as they are."),
        _("They get a letter with your reason. You can open the account again."),
    ]


@require_POST
@admins.only
def opening(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = with_account(pk)
    standing.reactivate(found.account, by=acting.actor(request), at=clock.now())  # type: ignore[arg-type]
    flash.done(request, _("The account of %(name)s is open again.") % {"name": found.name})
    return redirect("platform:person", pk=pk)


@require_POST
@admins.only
def sign_out(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = with_account(pk)
    standing.sign_out(found.account, by=acting.actor(request), at=clock.now())  # type: ignore[arg-type]
    flash.done(request, _("%(name)s is signed out everywhere.") % {"name": found.name})
    return redirect("platform:person", pk=pk)


@require_POST
@admins.only
def link(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _found(pk)
    try:
        standing.send_link(found, by=acting.actor(request), at=clock.now())
    except Refusal as refusal:
        flash.refused(request, refusal)
    else:
        flash.done(request, _("A link is on its way to %(name)s.") % {"name": found.name})
    return redirect("platform:person", pk=pk)


def _found(pk: UUID) -> Person:
    found = directory.find(pk)
    if found is None:
        raise Missing
    return found


def with_account(pk: UUID) -> Person:
    """Return the person, who has an account. Raises Missing."""
    found = _found(pk)
    if found.account is None:
        raise Missing
    return found
