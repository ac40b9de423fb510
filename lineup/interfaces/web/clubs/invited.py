"""An invitation into a club as the invited person sees it: by its link, or signed in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lineup.core.clubs import invitations
from lineup.core.clubs.models import ClubInvitation, Role
from lineup.core.foundation import clock
from lineup.core.foundation.errors import Refusal
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.clubs.forms import ROLE_HINTS


@require_safe
@never_cache
def by_link(request: HttpRequest, secret: str) -> HttpResponse:
    return _page(request, invitations.find(secret, at=clock.now()), reverse("clubs:by-link", args=[secret]))


@require_safe
@never_cache
@login_required
def by_id(request: HttpRequest, pk: str) -> HttpResponse:
    return _page(request, _mine(request, pk), reverse("clubs:by-id", args=[pk]))


def _page(request: HttpRequest, invitation: ClubInvitation, path: str) -> HttpResponse:
    person = request.person  # type: ignore[attr-defined]
    shown = {
        "invitation": invitation,
        "club": invitation.club,
        "role": Role(invitation.role).label,
        "role_hint": ROLE_HINTS.get(Role(invitation.role), ""),
        "path": path,
        # without the secret: it would else be kept, in clear, with the wish to open an account
        "back": reverse("clubs:by-id", args=[invitation.pk]),
        "is_mine": bool(person and person.email_folded == invitation.email_folded),
    }
    return render(request, "clubs/invited.html", shown)


@require_POST
@login_required
def accept_by_link(request: HttpRequest, secret: str) -> HttpResponse:
    return _accept(request, invitations.find(secret, at=clock.now()))


@require_POST
@login_required
def accept_by_id(request: HttpRequest, pk: str) -> HttpResponse:
    return _accept(request, _mine(request, pk))


def _accept(request: HttpRequest, invitation: ClubInvitation) -> HttpResponse:
    try:
        invitations.accept(invitation, by=acting.actor(request), at=clock.now())
    except invitations.AnothersInvitation:
        raise
    except Refusal as refusal:
        flash.refused(request, refusal)
    else:
        flash.done(request, _("Welcome to %(club)s!") % {"club": invitation.club.name})
    return redirect("clubs:page", slug=invitation.club.slug)


@require_POST
def refuse_by_link(request: HttpRequest, secret: str) -> HttpResponse:
    return _refuse(request, invitations.find(secret, at=clock.now()))


@require_POST
@login_required
def refuse_by_id(request: HttpRequest, pk: str) -> HttpResponse:
    return _refuse(request, _mine(request, pk))


def _refuse(request: HttpRequest, invitation: ClubInvitation) -> HttpResponse:
    invitations.decline(invitation, by=acting.actor(request), at=clock.now())
    flash.done(request, _("You turned the invitation of %(club)s down.") % {"club": invitation.club.name})
    return redirect("clubs:list")


def _mine(request: HttpRequest, pk: str) -> ClubInvitation:
    return invitations.find_for(request.person, pk=pk, at=clock.now())  # type: ignore[attr-defined]
