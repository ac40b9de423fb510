"""Fewer mails, by the link in one of them: in one click, or line by line for who has no account."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lineup.core.consents import purposes
from lineup.core.foundation import clock
from lineup.core.foundation.errors import Refusal
from lineup.core.notices import opt_out, preferences
from lineup.core.notices.opt_out import OptOut
from lineup.interfaces.web import acting, secrets
from lineup.interfaces.web.notices.choices import groups, shown, wishes


@secrets.keep
@require_safe
def show(request: HttpRequest, secret: str) -> HttpResponse:
    return _page(request, secret, opt_out.find(secret))


@secrets.keep
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, secret: str) -> HttpResponse:
    """Stop such mails: asked by mail programs without a page or a cookie (RFC 8058), and by our own form.

    Looking at the address stops nothing: machines that check mails look at every one.
    """
    found = opt_out.find(secret)
    if request.method != "POST":
        return redirect("notices:by-link", secret=secret)
    try:
        opt_out.stop(found, by=secrets.actor(request, found.person), at=clock.now())
    except Refusal as refusal:
        return _page(request, secret, found, refusal=refusal)
    return _page(request, secret, found, saved=True)


@secrets.keep
@require_POST
def resume(request: HttpRequest, secret: str) -> HttpResponse:
    found = opt_out.find(secret)
    version = acting.number_sent(request, "version")
    try:
        opt_out.resume(found, version=version, by=secrets.actor(request, found.person), at=clock.now())
    except Refusal as refusal:
        return _page(request, secret, found, refusal=refusal)
    return redirect("notices:by-link", secret=secret)


@secrets.keep
@require_POST
def choose(request: HttpRequest, secret: str) -> HttpResponse:
    """Save the choices of a guest; somebody with an account chooses signed in."""
    found = opt_out.find(secret)
    if not found.person.is_guest:
        return redirect("notices:choices")
    chosen = wishes(request, preferences.table(found.person))
    preferences.choose(found.person, chosen, by=secrets.actor(request, found.person), at=clock.now())
    return _page(request, secret, found, saved=True)


def _page(request: HttpRequest, secret: str, found: OptOut, **said: Any) -> HttpResponse:
    lines = preferences.table(found.person)
    mine = next(line for line in lines if line.matter == found.matter)
    heard = any(cell.heard for cell in mine.cells if cell.channel == opt_out.CHANNEL)
    with translation.override(found.person.language):
        return render(
            request,
            "notices/by_link.html",
            {
                "secret": secret,
                "matter": found.matter,
                "purpose": purposes.find(found.matter.purpose),
                "heard": heard,
                "necessary": opt_out.is_necessary(found.matter),
                "is_guest": found.person.is_guest,
                "groups": groups([_by_mail(shown(line, {})) for line in lines]),
                **said,
            },
            status=said["refusal"].status if "refusal" in said else 200,
        )


def _by_mail(line: dict[str, Any]) -> dict[str, Any]:
    return {**line, "cells": [cell for cell in line["cells"] if cell["key"].endswith(f"/{opt_out.CHANNEL}")]}
