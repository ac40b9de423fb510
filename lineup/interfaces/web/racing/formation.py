"""Teams are formed on the desk: a search ordered, looked at while it goes on, moved by hand, compared, published."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Missing, Refusal
from lineup.domains.events import events
from lineup.domains.racing import proposals, publishing, races
from lineup.domains.racing.formation.refusals import UnknownChoice
from lineup.domains.racing.models import Race, TeamProposal
from lineup.interfaces.web import acting, flash, waiting
from lineup.interfaces.web.desk import opening
from lineup.interfaces.web.desk.opening import Desk, desk
from lineup.interfaces.web.racing import formation_shown
from lineup.interfaces.web.racing.formation_forms import TIES, AgainForm, OrderForm, TeamForm, TieForm

ROOM = "racing:race-desk"
State = TeamProposal.State


@require_http_methods(["GET", "HEAD", "POST"])
@desk
def index(request: HttpRequest, desk: Desk) -> HttpResponse:
    race = _race(desk)
    among = list(proposals.candidates(race))
    form = OrderForm(acting.sent(request), race=race, count=sum(bool(_hours(row)) for row in among))
    rows = [TieForm(acting.sent(request), among=proposals.candidates(race), prefix=f"tie{n}") for n in range(TIES)]
    picked = set(request.POST.getlist("people"))
    made: list[TeamProposal] = []

    def order() -> None:
        chosen = [row for row in among if str(row.pk) in picked]
        ties = [wish for row in rows if row.is_valid() and (wish := row.wish())]
        made.append(proposals.order(race, chosen, ties=ties, by=desk.by, at=clock.now(), **form.cleaned_data))

    if form.carries_out(order):
        return redirect(desk.path("racing:proposal", pk=made[0].pk))
    people = [{"row": row, "hours": _hours(row), "on": _is_on(request, row, picked)} for row in among]
    shown = {
        "race": race,
        "form": form,
        "ties": rows,
        "people": people,
        "proposals": proposals.of(race)[: proposals.MOST],
        "sizes": [form[name] for name in proposals.SIZES],
        "matters": [form[name] for name in proposals.MATTERS],
        "has_classes": race.classes.exists(),
    }
    return opening.page(request, desk, "racing/formation.html", shown, room=ROOM, status=422 if form.errors else 200)


def _hours(row: Any) -> int:
    spans = [one for one in row.windows.all() if one.use == "drive"]
    return round(sum((one.ends_at - one.starts_at).total_seconds() for one in spans) / 3600)


def _is_on(request: HttpRequest, row: Any, picked: set[str]) -> bool:
    return str(row.pk) in picked if request.method == "POST" else bool(_hours(row))


@require_safe
@desk
def show(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponse:
    return _page(request, desk, _proposal(desk, pk))


def _page(request: HttpRequest, desk: Desk, proposal: TeamProposal, **bound: Any) -> HttpResponse:
    if proposal.state in (State.WAITING, State.RUNNING):
        answer = opening.page(request, desk, "racing/proposal_runs.html", {"proposal": proposal}, room=ROOM)
        return waiting.looks_again(answer)
    if proposal.state == State.FAILED:
        return opening.page(request, desk, "racing/proposal_failed.html", {"proposal": proposal}, room=ROOM)
    among = proposals.candidates(proposal.race).filter(proposed_seats__proposal=proposal)
    shown = {
        "proposal": proposal,
        "race": proposal.race,
        "tie": bound.get("tie") or TieForm(among=among),
        "otherwise": AgainForm(proposal=proposal) if proposal.state == State.DONE else None,
        "others": [one for one in proposals.of(proposal.race) if one.pk != proposal.pk and _has_teams(one)],
        "entries": publishing.entries_of(proposal),
        **formation_shown.split(proposal),
    }
    status = 422 if bound else 200
    return opening.page(request, desk, "racing/proposal.html", shown, room=ROOM, status=status)


def _has_teams(proposal: TeamProposal) -> bool:
    return proposal.state in (State.DONE, State.PUBLISHED)


@require_POST
@desk
def move(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponse:
    """Somebody into another team; what that changes is said at once."""
    proposal = _proposal(desk, pk)
    before = formation_shown.measures(proposal)

    def act() -> str:
        seat, team = request.POST.get("seat", ""), request.POST.get("team", "")
        row = proposals.move(proposal, seat, team, by=desk.by, at=clock.now())
        where = row.team.name if row.team else _("left out")
        said = _("%(name)s: %(team)s.") % {"name": row.signup.person.name, "team": where}
        return " ".join([said, *formation_shown.changes(before, formation_shown.measures(proposal))])

    return _done(request, desk, proposal, act)


@require_POST
@desk
def lock(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponse:
    """A team, or somebody in theirs, stays when it is searched again; or no longer."""
    proposal, is_locked = _proposal(desk, pk), request.POST.get("locked") == "1"

    def act() -> str:
        if seat := request.POST.get("seat"):
            proposals.lock(
                proposal, proposals.find_seat(proposal, seat), is_locked=is_locked, by=desk.by, at=clock.now()
            )
        else:
            team = proposals.find_team(proposal, request.POST.get("team", ""))
            proposals.lock(proposal, team, is_locked=is_locked, by=desk.by, at=clock.now())
        return _("Locked.") if is_locked else _("No longer locked.")

    return _done(request, desk, proposal, act)


@require_http_methods(["GET", "HEAD", "POST"])
@desk
def team(request: HttpRequest, desk: Desk, pk: Any, team: Any) -> HttpResponse:
    proposal = _proposal(desk, pk)
    row = proposals.find_team(proposal, team)
    form = TeamForm(acting.sent(request), race=proposal.race, team=row)
    if form.carries_out(lambda: proposals.change_team(proposal, row, by=desk.by, at=clock.now(), **form.cleaned_data)):
        flash.done(request, _("Saved."))
        return redirect(desk.path("racing:proposal", pk=pk))
    shown = {"proposal": proposal, "team": row, "form": form}
    status = 422 if form.errors else 200
    return opening.page(request, desk, "racing/proposed_team.html", shown, room=ROOM, status=status)


@require_POST
@desk
def tie(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponse:
    proposal = _proposal(desk, pk)
    if gone := request.POST.get("untie"):
        return _done(request, desk, proposal, lambda: _untied(proposal, gone, desk))
    among = proposals.candidates(proposal.race).filter(proposed_seats__proposal=proposal)
    form = TieForm(request.POST, among=among)

    def act() -> None:
        if wish := form.wish():
            proposals.tie(proposal, wish, by=desk.by, at=clock.now())

    if form.carries_out(act):
        flash.done(request, _("Noted; searching again keeps to it."))
        return redirect(desk.path("racing:proposal", pk=pk))
    return _page(request, desk, proposal, tie=form)


def _untied(proposal: TeamProposal, pk: str, desk: Desk) -> str:
    proposals.untie(proposal, pk, by=desk.by, at=clock.now())
    return _("The wish is taken away.")


@require_POST
@desk
def again(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponse:
    """Keeping what is locked, with sizes and what matters as it was or as it is sent."""
    proposal = _proposal(desk, pk)
    form = AgainForm(request.POST, proposal=proposal)
    made: list[TeamProposal] = []
    if form.carries_out(lambda: made.append(proposals.again(proposal, by=desk.by, at=clock.now(), **form.said()))):
        return redirect(desk.path("racing:proposal", pk=made[0].pk))
    flash.refused(request, next(iter(form.errors.values()))[0])
    return redirect(desk.path("racing:proposal", pk=pk))


@require_POST
@desk
def cancel(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponse:
    proposal = _proposal(desk, pk)
    proposals.cancel(proposal, by=desk.by, at=clock.now())
    flash.done(request, _("The search ends with the best so far."))
    return redirect(desk.path("racing:proposal", pk=pk))


@require_POST
@desk
def publish(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponse:
    proposal = _proposal(desk, pk)

    def act() -> str:
        made = publishing.publish(proposal, by=desk.by, at=clock.now())
        words = ngettext(
            "%(count)s team is entered, and its people are told.",
            "%(count)s teams are entered, and their people are told.",
            len(made),
        )
        return words % {"count": len(made)}

    return _done(request, desk, proposal, act)


@require_POST
@desk
def remove(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponse:
    proposals.remove(_proposal(desk, pk), by=desk.by, at=clock.now())
    flash.done(request, _("The proposal is deleted."))
    return redirect(desk.path("racing:formation"))


@require_safe
@desk
def compare(request: HttpRequest, desk: Desk, pk: Any, other: Any) -> HttpResponse:
    one, two = _proposal(desk, pk), _proposal(desk, other)
    shown = {"one": one, "other": two, **formation_shown.comparison(one, two)}
    return opening.page(request, desk, "racing/proposals_compared.html", shown, room=ROOM)


def _done(request: HttpRequest, desk: Desk, proposal: TeamProposal, act: Callable[[], str]) -> HttpResponse:
    """Do it and show the proposal again, with what it said, or why it was refused."""
    try:
        flash.done(request, act())
    except Missing:
        # the page is older than the proposal: it was searched or changed since
        flash.refused(request, UnknownChoice(what=_("What you chose")))
    except Refusal as refusal:
        flash.refused(request, refusal)
    return redirect(desk.path("racing:proposal", pk=proposal.pk))


def _race(desk: Desk) -> Race:
    return races.find(events.find_managed(desk.by.person, pk=desk.offering.pk))


def _proposal(desk: Desk, pk: Any) -> TeamProposal:
    return proposals.find(_race(desk), pk)
