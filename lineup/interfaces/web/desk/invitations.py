"""Who was invited, what became of it, and inviting more."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lineup.core.foundation import clock, cursors
from lineup.core.foundation.errors import Missing, Refusal
from lineup.core.participation import invitations
from lineup.core.participation.models import Invitation
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.desk import forms, opening
from lineup.interfaces.web.desk.opening import Desk

PAGE = 50
NO_ADDRESS = gettext_lazy("This is no e-mail address; write it like name@example.org.")


@require_safe
@opening.desk
def index(request: HttpRequest, desk: Desk) -> HttpResponse:
    rows = Invitation.objects.filter(offering=desk.offering).select_related("person", "invited_by", "place")
    page = cursors.page(rows, order=("-created_at", "-id"), cursor=request.GET.get("cursor", ""), size=PAGE)
    shown = {"page": page, "invited": [(row, _standing(row)) for row in page.items]}
    return opening.page(request, desk, "invitations.html", shown, room="invitations")


def _standing(row: Invitation) -> str:
    """accepted, declined, revoked, lapsed or open."""
    answers = (("accepted", row.accepted_at), ("declined", row.declined_at), ("revoked", row.revoked_at))
    answered = next((name for name, at in answers if at), "")
    return answered or ("lapsed" if clock.now() >= row.expires_at else "open")


@require_http_methods(["GET", "HEAD", "POST"])
@opening.desk
def invite(request: HttpRequest, desk: Desk) -> HttpResponse:
    form = forms.InviteForm(acting.sent(request), pools=desk.main)
    if request.method == "POST" and form.is_valid():
        failed = _invite_all(request, desk, form.cleaned_data)
        if not failed:
            return redirect(desk.path("invitations"))
        return _again(request, desk, failed)
    status = 422 if form.is_bound else 200
    return opening.page(request, desk, "invite.html", {"form": form}, room="invitations", status=status)


def _invite_all(request: HttpRequest, desk: Desk, entered: dict[str, Any]) -> list[tuple[forms.Line, str]]:
    """Invite each address; return the lines that could not be, each with its reason."""
    failed = [(line, reason) for line in entered["addresses"] if (reason := _invite_one(desk, line, entered))]
    sent = len(entered["addresses"]) - len(failed)
    if sent:
        flash.done(
            request,
            ngettext("One invitation is on its way.", "%(n)d invitations are on their way.", sent) % {"n": sent},
        )
    return failed


def _invite_one(desk: Desk, line: forms.Line, entered: dict[str, Any]) -> str:
    if not forms.is_address(line.email):
        return str(NO_ADDRESS)
    at = clock.now()
    try:
        invitations.invite(
            desk.offering,
            email=line.email,
            name=line.name,
            pool=None if entered["into"] == forms.LOOK else desk.pool(entered["into"]),
            message=entered["message"],
            hold_place=entered["hold_place"],
            expires_at=at + timedelta(days=entered["days"]),
            by=desk.by,
            at=at,
        )
    except Refusal as refusal:
        return str(refusal)
    return ""


def _again(request: HttpRequest, desk: Desk, failed: list[tuple[forms.Line, str]]) -> HttpResponse:
    """The form once more, with only the lines that failed."""
    entered = request.POST.copy()
    entered["addresses"] = "\n".join(line.text for line, _reason in failed)
    form = forms.InviteForm(entered, pools=desk.main)
    for line, reason in failed:
        form.add_error("addresses", _("%(line)s: %(reason)s") % {"line": line.text, "reason": reason})
    return opening.page(request, desk, "invite.html", {"form": form}, room="invitations", status=422)


@require_POST
@opening.desk
def revoke(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponse:
    rows = Invitation.objects.select_related("offering", "place")
    invitation = rows.filter(pk=pk, offering=desk.offering).first()
    if invitation is None:
        raise Missing
    try:
        invitations.revoke(invitation, by=desk.by, at=clock.now())
        flash.done(request, _("The invitation is taken back; its link no longer works."))
    except Refusal as refusal:
        flash.refused(request, refusal)
    return redirect(desk.path("invitations"))
