"""Somebody asks to join a club; somebody in it answers."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lineup.core.clubs import clubs, memberships, permissions
from lineup.core.clubs.models import MembershipRequest
from lineup.core.foundation import clock, cursors
from lineup.core.foundation.errors import Missing, Refusal
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.clubs import frame


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def requests(request: HttpRequest, slug: str) -> HttpResponse:
    """List the open requests, to who may answer; POST adds one's own."""
    if request.method == "POST":
        return _ask(request, slug)
    club = permissions.find(request.person, permissions.MANAGE_MEMBERS, slug=slug)  # type: ignore[attr-defined]
    rows = club.requests.filter(decision="open").select_related("person")
    page = cursors.page(rows, order=("asked_at", "id"), cursor=request.GET.get("cursor", ""), size=25)
    return render(request, "clubs/requests.html", frame.around(request, club, "requests", page=page))


def _ask(request: HttpRequest, slug: str) -> HttpResponse:
    club = clubs.find_visible(request.person, slug=slug)  # type: ignore[attr-defined]
    message = request.POST.get("message", "")
    try:
        memberships.ask(club, message=message, by=acting.actor(request), at=clock.now())
    except Refusal as refusal:
        flash.refused(request, refusal)
    else:
        flash.done(request, _("You asked to join %(club)s; we tell you when they answer.") % {"club": club.name})
    return redirect("clubs:page", slug=slug)


@require_POST
@login_required
def approve(request: HttpRequest, slug: str, pk: str) -> HttpResponse:
    asked = _managed(request, slug, pk)
    try:
        memberships.approve(asked, by=acting.actor(request), at=clock.now())
    except Refusal as refusal:
        flash.refused(request, refusal)
    else:
        flash.done(request, _("%(name)s is a member now, and was told.") % {"name": asked.person.name})
    return redirect("clubs:requests", slug=slug)


@require_POST
@login_required
def reject(request: HttpRequest, slug: str, pk: str) -> HttpResponse:
    asked = _managed(request, slug, pk)
    reason = request.POST.get("reason", "")
    try:
        memberships.reject(asked, reason=reason, by=acting.actor(request), at=clock.now())
    except Refusal as refusal:
        flash.refused(request, refusal)
    else:
        flash.done(request, _("%(name)s was told no.") % {"name": asked.person.name})
    return redirect("clubs:requests", slug=slug)


def _managed(request: HttpRequest, slug: str, pk: str) -> MembershipRequest:
    club = permissions.find(request.person, permissions.MANAGE_MEMBERS, slug=slug)  # type: ignore[attr-defined]
    found = club.requests.select_related("club", "person").filter(pk=pk).first()
    if found is None:
        raise Missing
    return found


@require_POST
@login_required
def withdraw(request: HttpRequest, slug: str, pk: str) -> HttpResponse:
    rows = MembershipRequest.objects.filter(club__slug=slug, person=request.person)  # type: ignore[attr-defined]
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Missing
    try:
        memberships.withdraw(found, by=acting.actor(request), at=clock.now())
    except Refusal as refusal:
        flash.refused(request, refusal)
    else:
        flash.done(request, _("You took your request back."))
    return redirect("clubs:page", slug=slug)
