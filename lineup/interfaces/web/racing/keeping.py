"""The catalogue kept by platform admins: what there is, rows made and changed, the packaged ones loaded."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lineup.core.foundation import clock, cursors
from lineup.core.foundation.errors import Refusal
from lineup.domains.racing.catalogue import finding, loading, rows, sorts
from lineup.domains.racing.catalogue.sorts import Sort
from lineup.interfaces.web import acting, admins, flash
from lineup.interfaces.web.racing import forms

PAGE = 50
page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@admins.only
def index(request: HttpRequest) -> HttpResponse:
    counted = [{"sort": sort, "count": sort.rows().count()} for sort in sorts.SORTS]
    return render(request, "racing/catalogue.html", {"sorts": counted})


@require_POST
@admins.only
def load(request: HttpRequest) -> HttpResponse:
    added = loading.load(by=acting.actor(request), at=clock.now()).added
    said = ngettext("%(n)s row was added.", "%(n)s rows were added.", added) % {"n": added}
    flash.done(request, said if added else _("All of it is there already."))
    return redirect("racing:catalogue")


@require_safe
@admins.only
def rows_of(request: HttpRequest, sort: str) -> HttpResponse:
    kept, q = sorts.find(sort), request.GET.get("q", "")[:100]
    found = cursors.page(finding.said(kept, q), order=kept.order, cursor=request.GET.get("cursor", ""), size=PAGE)
    return render(
        request, "racing/rows.html", {"sort": kept, "page": found, "q": q, "crumbs": _crumbs(str(kept.label))}
    )


@page
@admins.only
def new(request: HttpRequest, sort: str) -> HttpResponse:
    kept = sorts.find(sort)
    form = forms.of_sort(kept, acting.sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            row = rows.create(kept, by=acting.actor(request), at=clock.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.say(refusal)
        else:
            flash.done(request, _("“%(row)s” is in the catalogue now.") % {"row": row})
            return redirect(_after(kept, row))
    return _form(request, kept, form, _("New"))


def _after(kept: Sort, row: Any) -> str:
    """A class goes on with its cars, everything else is done."""
    if kept.many:
        return reverse("racing:catalogue-row", kwargs={"sort": kept.slug, "pk": row.pk})
    return reverse("racing:catalogue-rows", kwargs={"sort": kept.slug})


@page
@admins.only
def edit(request: HttpRequest, sort: str, pk: Any) -> HttpResponse:
    kept = sorts.find(sort)
    row = rows.find(kept, pk)
    name, form = str(row), forms.of_sort(kept, acting.sent(request), row)
    if form.carries_out(lambda: rows.change(row, by=acting.actor(request), at=clock.now(), **form.cleaned_data)):
        flash.done(request, _("Saved."))
        return redirect("racing:catalogue-rows", sort=kept.slug)
    return _form(request, kept, form, name)


def _form(request: HttpRequest, kept: Sort, form: Any, here: str) -> HttpResponse:
    listed = reverse("racing:catalogue-rows", kwargs={"sort": kept.slug})
    crumbs = [*_crumbs(str(kept.label), listed), (here, "")]
    shown = {"sort": kept, "form": form, "heading": here, "crumbs": crumbs, "back": listed}
    return render(request, "racing/row.html", shown, status=422 if form.errors else 200)


def _crumbs(label: str, href: str = "") -> list[tuple[str, str]]:
    return [(_("Racing catalogue"), reverse("racing:catalogue")), (label, href)]
