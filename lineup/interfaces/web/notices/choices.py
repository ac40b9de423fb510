"""The page on which people choose what they hear, by which channel and when."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lineup.core.clubs import memberships
from lineup.core.clubs.models import Club
from lineup.core.foundation import clock
from lineup.core.foundation.errors import Refusal
from lineup.core.notices import browsers, channels, preferences, push_keys
from lineup.core.notices.preferences import Line
from lineup.core.people import discord_direct, discord_links
from lineup.core.people.models import Person
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.notices.forms import RhythmForm

MOST_CLUBS = 200


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def choices(request: HttpRequest) -> HttpResponse:
    person = request.person  # type: ignore[attr-defined]
    lines, clubs = preferences.table(person), _clubs(person)
    form = RhythmForm(acting.sent(request), initial=_rhythm(person))
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, person, lines, clubs, form)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            flash.done(request, _("Your choices are saved."))
            return redirect("notices:choices")
    shown = {
        "form": form,
        "groups": groups(_as_sent(request, lines)),
        "channels": channels.installed(),
        "clubs": clubs,
        "muted": _muted(request, person),
        "browsers": browsers.of(person).order_by("-created_at", "-id"),
        "push_key": push_keys.public(push_keys.present()),
        **_discord(person),
    }
    return render(request, "notices/choices.html", shown, status=422 if form.errors else 200)


def _discord(person: Person) -> dict[str, Any]:
    """Whether one can be told at Discord here, and by which account of theirs."""
    if discord_direct.CHANNEL not in channels.slugs() or person.account is None:
        return {}
    return {"tells_at_discord": True, "discord": discord_links.of(person.account)}


def _clubs(person: Person) -> list[Club]:
    mine = Club.objects.filter(pk__in=memberships.clubs_of(person), binned_at=None)
    return list(mine.order_by("name")[:MOST_CLUBS])


def _rhythm(person: Person) -> dict[str, Any]:
    rhythm = preferences.rhythm_of(person)
    return {"quiet_from": rhythm.quiet_from, "quiet_until": rhythm.quiet_until, "pace": rhythm.pace}


def _save(request: HttpRequest, person: Person, lines: list[Line], clubs: list[Club], form: RhythmForm) -> None:
    preferences.change(
        person,
        wishes=wishes(request, lines),
        rhythm=form.cleaned_data,
        muted=[club for club in clubs if str(club.pk) in request.POST.getlist("muted")],
        by=acting.actor(request),
        at=clock.now(),
    )


def wishes(request: HttpRequest, lines: list[Line]) -> dict[tuple[str, str], bool]:
    """Return what the boxes of a form say, of those that were there to be ticked."""
    ticked, there = request.POST.getlist("heard"), request.POST.getlist("there")
    keys = [
        (line.matter.slug, cell.channel)
        for line in lines
        for cell in line.cells
        if cell.offered and not (cell.fixed or line.asks)
    ]
    return {key: "/".join(key) in ticked for key in keys if "/".join(key) in there}


def groups(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the lines under the headings of their groups, which come in the order of their first lines."""
    found: dict[str, dict[str, Any]] = {}
    for line in lines:
        group = line["matter"].group
        found.setdefault(group.slug, {"slug": group.slug, "label": group.label, "lines": []})["lines"].append(line)
    return list(found.values())


def _as_sent(request: HttpRequest, lines: list[Line]) -> list[dict[str, Any]]:
    """The lines with the boxes ticked as they were sent: a form that fails keeps its input."""
    sent = wishes(request, lines)
    return [shown(line, sent) for line in lines]


def shown(line: Line, sent: dict[tuple[str, str], bool]) -> dict[str, Any]:
    """Return a line as its template wants it, with what was sent in place of what is stored."""
    labels = {channel.slug: channel.label for channel in channels.installed()}
    cells = [
        {
            "key": f"{line.matter.slug}/{cell.channel}",
            "label": labels[cell.channel],
            "ticked": sent.get((line.matter.slug, cell.channel), cell.heard),
            "fixed": cell.fixed,
            "offered": cell.offered,
        }
        for cell in line.cells
    ]
    return {"matter": line.matter, "cells": cells, "asks": line.asks}


def _muted(request: HttpRequest, person: Person) -> set[str]:
    sent = request.POST.getlist("muted") if request.method == "POST" else preferences.muted(person)
    return {str(club) for club in sent}
