"""Certificates: one's own, those of a course for its keepers, and whether one holds for whoever has its number."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lineup.core.foundation import clock, cursors
from lineup.core.foundation.errors import Missing, Refusal
from lineup.domains.courses import certificates
from lineup.domains.courses.models import Certificate
from lineup.interfaces.web import acting, files, flash
from lineup.interfaces.web.courses import forms, opening
from lineup.interfaces.web.courses.opening import Taught

PAGE = 30
LONGEST = 60


# --- verified by whoever has the number ---------------------------------------------------------


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Ask for a number, and lead on to what it says."""
    wanted = request.GET.get("number", "").replace("\x00", "").strip()[:LONGEST]
    number = certificates.plain(wanted)
    if number:
        try:
            found = certificates.verify(number)
        except Missing:
            shown = {"number": wanted, "unknown": True}
            return render(request, "courses/certificate_search.html", shown, status=404)
        return redirect("courses:certificate", number=found.said_number)
    return render(request, "courses/certificate_search.html", {"number": wanted})


@require_safe
def verify(request: HttpRequest, number: str) -> HttpResponse:
    """Say whose it is, for which course of whom, and whether it holds: no more."""
    return shown(request, certificates.verify(number))


def shown(request: HttpRequest, found: Certificate, *, is_signed: bool = False) -> HttpResponse:
    """Return the page that says whether it holds; `is_signed`: a badge led here, and its signature is right."""
    offered_by = found.course.offering.club or found.course.offering.organiser
    about = {
        "certificate": found,
        "status": found.status(clock.now()),
        "offered_by": offered_by,
        "is_signed": is_signed,
    }
    return render(request, "courses/certificate.html", about)


# --- one's own ----------------------------------------------------------------------------------


@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    rows = certificates.of(request.person)  # type: ignore[attr-defined]
    page = cursors.page(rows, order=certificates.ORDER, cursor=request.GET.get("cursor", ""), size=PAGE)
    return render(request, "courses/certificates_mine.html", {"page": page, "rows": _standing(page.items)})


def _standing(rows: Any) -> list[tuple[Certificate, str]]:
    at = clock.now()
    return [(row, row.status(at)) for row in rows]


@require_safe
@login_required
def sheet(request: HttpRequest, number: str) -> HttpResponseBase:
    try:
        found = certificates.sheet_for(request.person, number)  # type: ignore[attr-defined]
    except Missing:
        raise
    except Refusal as refusal:
        flash.refused(request, refusal)
        return redirect("courses:certificates-mine")
    return files.of_certificate(found)


# --- of a course --------------------------------------------------------------------------------


@require_safe
@opening.taught
def index(request: HttpRequest, taught: Taught) -> HttpResponse:
    rows = certificates.of_course(taught.course).select_related("enrolment")
    page = cursors.page(rows, order=certificates.ORDER, cursor=request.GET.get("cursor", ""), size=PAGE)
    missing = certificates.without(taught.course).count() if taught.course.certificate_enabled else 0
    shown = {"page": page, "rows": _standing(page.items), "missing": missing}
    return opening.page(request, taught, "certificates.html", shown, room="certificates")


@require_POST
@opening.taught
def issue(request: HttpRequest, taught: Taught) -> HttpResponse:
    """Give theirs to those who completed the course before it granted certificates."""
    then = taught.path("certificates")
    try:
        number = certificates.issue_missing(taught.course, by=taught.by, at=clock.now())
    except Refusal as refusal:
        flash.refused(request, refusal)
        return redirect(then)
    said = ngettext("One certificate was issued.", "%(n)s certificates were issued.", number)
    flash.done(request, said % {"n": number})
    return redirect(then)


@require_http_methods(["GET", "HEAD", "POST"])
@opening.taught
def revoke(request: HttpRequest, taught: Taught, number: str) -> HttpResponse:
    found = certificates.find(taught.course, number)
    form = forms.RevocationForm(acting.sent(request))
    if form.carries_out(lambda: certificates.revoke(found, by=taught.by, at=clock.now(), **form.cleaned_data)):
        undo = taught.path("certificate-reinstatement", number=found.said_number)
        flash.done(request, _("The certificate of %(name)s is revoked.") % {"name": found.name}, undo=undo)
        return redirect(taught.path("certificates"))
    shown = {"form": form, "certificate": found, "public": reverse("courses:certificate", args=[found.said_number])}
    status = 422 if form.errors else 200
    return opening.page(request, taught, "certificate_revoke.html", shown, room="certificates", status=status)


@require_POST
@opening.taught
def reinstate(request: HttpRequest, taught: Taught, number: str) -> HttpResponse:
    found = certificates.find(taught.course, number)
    return opening.act(
        request,
        lambda: certificates.reinstate(found, by=taught.by, at=clock.now()),
        _("The certificate of %(name)s holds again.") % {"name": found.name},
        then=taught.path("certificates"),
    )
