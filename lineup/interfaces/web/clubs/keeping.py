"""A club founded, changed, put into the bin and taken out, handed over."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from lineup.core.clubs import clubs, memberships, permissions
from lineup.core.clubs.models import Club, Role
from lineup.core.foundation import clock, pictures
from lineup.core.foundation.errors import Refusal
from lineup.core.participation import in_use
from lineup.core.people.models import Person
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.clubs import frame
from lineup.interfaces.web.clubs.forms import ClubForm, HandOverForm

page = require_http_methods(["GET", "HEAD", "POST"])
MOST_HEIRS = 500
MOST_NAMED = 10


@page
@login_required
def found(request: HttpRequest) -> HttpResponse:
    person = request.person  # type: ignore[attr-defined]
    initial = {"language": person.language, "time_zone": person.time_zone, "is_public": True, "join_policy": "approval"}
    form = ClubForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            club = clubs.found(**_values(form.cleaned_data), by=acting.actor(request), at=clock.now())
        except Refusal as refusal:
            _say(form, refusal)
        else:
            flash.done(request, _("%(club)s is founded. Invite the first members.") % {"club": club.name})
            return redirect("clubs:page", slug=club.slug)
    return render(request, "clubs/new.html", {"form": form}, status=422 if form.errors else 200)


@page
@login_required
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    club = permissions.find(request.person, permissions.EDIT_CLUB, slug=slug)  # type: ignore[attr-defined]
    form = ClubForm(request.POST or None, request.FILES or None, instance=Club.objects.get(pk=club.pk))
    if request.method == "POST" and form.is_valid():
        try:
            clubs.change(club, **_values(form.cleaned_data), by=acting.actor(request), at=clock.now())
        except Refusal as refusal:
            _say(form, refusal)
        else:
            flash.done(request, _("The club's settings are saved."))
            return redirect("clubs:page", slug=club.slug)
    shown = frame.around(request, club, "edit", form=form)
    return render(request, "clubs/edit.html", shown, status=422 if form.errors else 200)


def _values(cleaned: dict[str, Any]) -> dict[str, Any]:
    values = dict(cleaned)
    upload, none = values.pop("picture"), values.pop("no_picture")
    if upload:
        values["logo"] = pictures.square(upload, field="picture")
    elif none:
        values["logo"] = ""
    return values


def _say(form: Any, refusal: Refusal) -> None:
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))


@page
@login_required
def discard(request: HttpRequest, slug: str) -> HttpResponse:
    club = permissions.find(request.person, permissions.TRANSFER, slug=slug)  # type: ignore[attr-defined]
    if request.method != "POST":
        return _ask_to_discard(request, club)
    try:
        clubs.discard(club, by=acting.actor(request), at=clock.now())
    except in_use.ClubHasPublished as refusal:
        return _ask_to_discard(request, club, status=refusal.status)
    flash.done(
        request,
        _("%(club)s is in the bin.") % {"club": club.name},
        undo=reverse("clubs:restoration", kwargs={"slug": club.slug}),
    )
    return redirect("clubs:list")


def _ask_to_discard(request: HttpRequest, club: Club, *, status: int = 200) -> HttpResponse:
    """Name the consequences, or first what stands in the way: published events, with links to them."""
    published = in_use.published_of(club)
    shown = {"club": club, "published": published[:MOST_NAMED], "number": published.count()}
    if shown["number"]:
        shown["refusal"] = in_use.ClubHasPublished(number=shown["number"])
    else:
        shown["consequences"] = _consequences(club)
    return render(request, "clubs/discard.html", shown, status=status)


def _consequences(club: Club) -> list[str]:
    members, events = memberships.live(club).count(), in_use.rows().filter(club=club).count()
    return [
        ngettext("%(n)s member loses the club's pages.", "%(n)s members lose the club's pages.", members)
        % {"n": members},
        ngettext(
            "%(n)s event of it, past, cancelled or a draft, is seen by nobody.",
            "%(n)s events of it, past, cancelled or drafts, are seen by nobody.",
            events,
        )
        % {"n": events},
        _("You can take it out of the bin again, with its events, as it was."),
    ]


@require_POST
@login_required
def restore(request: HttpRequest, slug: str) -> HttpResponse:
    club = clubs.find_in_bin(request.person, slug=slug)  # type: ignore[attr-defined]
    clubs.restore(club, by=acting.actor(request), at=clock.now())
    flash.done(request, _("%(club)s is back, as it was.") % {"club": club.name})
    return redirect("clubs:page", slug=club.slug)


@page
@login_required
def hand_over(request: HttpRequest, slug: str) -> HttpResponse:
    club = permissions.find(request.person, permissions.TRANSFER, slug=slug)  # type: ignore[attr-defined]
    members = memberships.live(club).exclude(role=Role.OWNER).exclude(person__account=None)
    form = HandOverForm(request.POST or None, club=club, members=members.order_by("person__name")[:MOST_HEIRS])
    if request.method == "POST" and form.is_valid():
        heir = Person.objects.get(pk=form.cleaned_data["member"])
        memberships.hand_over(club, heir, by=acting.actor(request), at=clock.now())
        flash.done(request, _("%(name)s owns the club now.") % {"name": heir.name})
        return redirect("clubs:page", slug=club.slug)
    shown = frame.around(request, club, "edit", form=form)
    return render(request, "clubs/ownership.html", shown, status=422 if form.errors else 200)
