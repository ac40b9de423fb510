"""The stint plan of an entry: read, proposed, told otherwise, changed by hand, put into force."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lineup.core.foundation import clock, cursors
from lineup.core.foundation.errors import Refusal
from lineup.domains.racing import (
    entry_rights,
    stint_answers,
    stint_calendar,
    stint_plans,
    stint_rules,
    stint_searching,
    stint_waivers,
)
from lineup.domains.racing.models import RaceEntry, StintPlan
from lineup.domains.racing.stint_plans import Judged
from lineup.domains.racing.stints import whatif
from lineup.interfaces.web import acting, flash, moments, waiting
from lineup.interfaces.web.racing import entries, plan_chart
from lineup.interfaces.web.racing.plan_forms import AgainForm, ProposalForm, RuleTable, StintTable

VERSIONS = 20
Status = StintPlan.Status


@require_safe
@login_required
def show(request: HttpRequest, slug: str, pk: Any, version: int | None = None) -> HttpResponse:
    entry = _entry(request, slug, pk)
    plan = stint_plans.newest(entry) if version is None else stint_plans.find(entry, version)
    return _page(request, entry, plan)


@require_POST
@login_required
def propose(request: HttpRequest, slug: str, pk: Any) -> HttpResponse:
    entry, by = _entry(request, slug, pk), acting.actor(request)
    entry_rights.check_may_change(entry, by.person, at=clock.now())
    last = stint_plans.newest(entry)
    form = ProposalForm(request.POST, entry=entry, last=last)
    if form.carries_out(lambda: stint_searching.propose(entry, form.wanted, by=by, at=clock.now())):
        return _searching(request, entry)
    return _page(request, entry, last, form=form)


@require_POST
@login_required
def again(request: HttpRequest, slug: str, pk: Any, version: int) -> HttpResponse:
    entry, plan, at = *_found(request, slug, pk, version), clock.now()
    form = AgainForm(request.POST, plan=plan)

    def search() -> None:
        said = form.cleaned_data
        stint_searching.again(
            plan,
            without=UUID(said["without"]) if said["without"] else None,
            later_minutes=said["later_minutes"] or 0,
            planned_from=at if said["from_now"] else None,
            by=acting.actor(request),
            at=at,
        )

    if form.carries_out(search):
        return _searching(request, entry)
    return _page(request, entry, plan, otherwise=form)


def _searching(request: HttpRequest, entry: RaceEntry) -> HttpResponse:
    flash.done(request, _("The plan is being searched for; it will be there in some seconds."))
    newest = stint_plans.of(entry)[0]
    return redirect("racing:plan-version", slug=_slug(entry), pk=entry.pk, version=newest.version)


@require_POST
@login_required
def edit(request: HttpRequest, slug: str, pk: Any, version: int) -> HttpResponse:
    entry, plan = _found(request, slug, pk, version)
    table = StintTable(plan)
    try:
        made = stint_plans.edit(plan, table.said(request.POST), by=acting.actor(request), at=clock.now())
    except Refusal as refusal:
        table.say(refusal)
        return _page(request, entry, plan, table=table)
    flash.done(request, _("Saved as version %(version)s.") % {"version": made.version})
    return redirect("racing:plan-version", slug=slug, pk=pk, version=made.version)


@require_POST
@login_required
def use(request: HttpRequest, slug: str, pk: Any, version: int) -> HttpResponse:
    _entry_of, plan = _found(request, slug, pk, version)
    try:
        stint_plans.use(plan, by=acting.actor(request), at=clock.now())
    except Refusal as refusal:
        flash.refused(request, refusal)
    else:
        flash.done(request, _("This plan stands; its drivers are told."))
    return redirect("racing:plan-version", slug=slug, pk=pk, version=version)


@require_POST
@login_required
def note(request: HttpRequest, slug: str, pk: Any, version: int) -> HttpResponse:
    _entry_of, plan = _found(request, slug, pk, version)
    try:
        stint_plans.note(plan, request.POST.get("note", ""), by=acting.actor(request), at=clock.now())
    except Refusal as refusal:
        flash.refused(request, refusal)
    else:
        flash.done(request, _("Saved."))
    return redirect("racing:plan-version", slug=slug, pk=pk, version=version)


@require_POST
@login_required
def waive(request: HttpRequest, slug: str, pk: Any, version: int) -> HttpResponse:
    """Accept a fault knowingly."""
    _entry_of, plan = _found(request, slug, pk, version)
    fault, reason = request.POST.get("fault", ""), request.POST.get("reason", "")
    try:
        stint_waivers.waive(plan, fault, reason, by=acting.actor(request), at=clock.now())
    except Refusal as refusal:
        flash.refused(request, refusal)
    else:
        flash.done(request, _("Accepted. It is open again when the plan changes there."))
    return redirect("racing:plan-version", slug=slug, pk=pk, version=version)


@require_POST
@login_required
def take_back(request: HttpRequest, slug: str, pk: Any, version: int) -> HttpResponse:
    """Let a fault be open again."""
    _entry_of, plan = _found(request, slug, pk, version)
    try:
        stint_waivers.take_back(plan, request.POST.get("fault", ""), by=acting.actor(request), at=clock.now())
    except Refusal as refusal:
        flash.refused(request, refusal)
    else:
        flash.done(request, _("It is open again."))
    return redirect("racing:plan-version", slug=slug, pk=pk, version=version)


@require_POST
@login_required
def hold(request: HttpRequest, slug: str, pk: Any) -> HttpResponse:
    """By hand from now on, or along with the race again."""
    entry, is_held = _entry(request, slug, pk), request.POST.get("is_held") == "yes"
    stint_plans.hold(entry, is_held=is_held, by=acting.actor(request), at=clock.now())
    flash.done(request, _("Telemetry leaves the plan alone.") if is_held else _("The plan moves along with the race."))
    return redirect("racing:plan", slug=slug, pk=pk)


@require_POST
@login_required
def rules(request: HttpRequest, slug: str, pk: Any) -> HttpResponse:
    """How many stints each drives, and who starts."""
    entry, by = _entry(request, slug, pk), acting.actor(request)
    entry_rights.check_may_change(entry, by.person, at=clock.now())
    table = RuleTable(entry, request.POST)
    if table.carries_out(lambda: stint_rules.put(entry, table.said, starter=table.starts, by=by, at=clock.now())):
        flash.done(request, _("Saved. The plan is judged by it, and the next search keeps to it."))
        return redirect("racing:plan", slug=slug, pk=pk)
    return _page(request, entry, stint_plans.newest(entry), rule_table=table)


@require_safe
@login_required
def calendar(request: HttpRequest, slug: str, pk: Any) -> HttpResponse:
    """The viewer's own stints by the plan that holds, for their calendar."""
    entry, person = _entry(request, slug, pk), request.person  # type: ignore[attr-defined]
    content = stint_calendar.of(entry, person, base_url=settings.BASE_URL)
    headers = {"Content-Disposition": f'attachment; filename="{slug}.ics"'}
    return HttpResponse(content, content_type=stint_calendar.CONTENT_TYPE, headers=headers)


# --- the page -------------------------------------------------------------------------------------


def _entry(request: HttpRequest, slug: str, pk: Any) -> RaceEntry:
    """Return the entry, to who may read its plans. Raises Missing, PlanHidden."""
    entry = entries.find(request, slug, pk)
    stint_plans.check_may_read(entry, request.person, at=clock.now())  # type: ignore[attr-defined]
    return entry


def _found(request: HttpRequest, slug: str, pk: Any, version: int) -> tuple[RaceEntry, StintPlan]:
    """Return the entry and this version, to who may plan. Raises Missing, PlanHidden, NotYourEntry."""
    entry = _entry(request, slug, pk)
    entry_rights.check_may_change(entry, request.person, at=clock.now())  # type: ignore[attr-defined]
    return entry, stint_plans.find(entry, version)


def _slug(entry: RaceEntry) -> str:
    return entry.race.event.offering.slug


def _page(
    request: HttpRequest,
    entry: RaceEntry,
    plan: StintPlan | None,
    *,
    form: ProposalForm | None = None,
    otherwise: AgainForm | None = None,
    table: StintTable | None = None,
    rule_table: RuleTable | None = None,
) -> HttpResponse:
    person, race = request.person, entry.race  # type: ignore[attr-defined]
    may, zone = entry_rights.may_change(entry, person, at=clock.now()), timezone.get_current_timezone_name()
    found = stint_plans.judged(plan) if plan and plan.status in (Status.READY, Status.SEARCHING) else None
    told = stint_answers.told(found, zone) if found else []
    is_searched = plan is not None and plan.status == Status.SEARCHING
    shown = {
        "entry": entry,
        "race": race,
        "offering": race.event.offering,
        "plan": plan,
        "may": may,
        "edits": may and not is_searched,
        "chart": plan_chart.of(found) if found and found.stints else None,
        "people": _people(found) if found and found.stints else (),
        "faults": [one for one in told if one.waiver is None],
        "waived": [one for one in told if one.waiver is not None],
        "why": stint_answers.why_none(plan, zone) if plan else None,
        "changed": _changed(plan, found),
        "table": table or (StintTable(plan) if plan else None),
        "form": (form or ProposalForm(entry=entry, last=plan)) if may and not is_searched else form,
        "otherwise": (otherwise or AgainForm(plan=plan)) if may and plan and plan.status == Status.READY else None,
        "rule_table": (rule_table or RuleTable(entry)) if may else None,
        "page": cursors.page(
            stint_plans.of(entry), order=("-version",), cursor=request.GET.get("cursor", ""), size=VERSIONS
        ),
        "crumbs": entries.crumbs(
            race,
            (_("Entries"), entries.path(race, "entries")),
            (str(entry), entries.path(race, "entry", pk=entry.pk)),
            (_("Stint plan"), ""),
        ),
    }
    failed = any(one and one.errors for one in (form, otherwise, rule_table)) or bool(table and table.error)
    answer = render(request, "racing/plan.html", shown, status=422 if failed else 200)
    # what somebody is filling in is not taken from them
    return waiting.looks_again(answer) if is_searched and not failed else answer


def _people(found: Judged) -> list[dict[str, Any]]:
    """How much everybody drives, in the order of the chart."""
    assert found.measures
    return [
        {
            "name": driver.name,
            "stints": found.measures.stints[driver.id],
            "time": moments.duration(found.measures.minutes[driver.id]),
            "laps": found.measures.laps[driver.id],
            "spots": sum(one.spotter == driver.id for one in found.stints),
        }
        for driver in found.problem.drivers
    ]


def _changed(plan: StintPlan | None, found: Judged | None) -> list[whatif.Change]:
    """What is otherwise than in the version that this one is based on."""
    if plan is None or found is None or not found.stints or plan.based_on is None:
        return []
    before = stint_plans.judged(plan.based_on).stints
    return list(whatif.changes(before, found.stints)) if before else []
