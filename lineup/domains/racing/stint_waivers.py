"""Faults of stint plans that a planner accepts knowingly, with the reason.

A fault is let go just as it is, in every version that has it: once the plan changes there it is another, and open.
A search for the same race told otherwise may break just as much again; one that begins anew keeps to all rules.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import inputs
from lineup.core.foundation.errors import Invalid, Refusal
from lineup.core.people.actors import Actor
from lineup.domains.racing import stint_plans, stint_problems
from lineup.domains.racing.models import StintPlan, WaivedFault
from lineup.domains.racing.stints import heeding
from lineup.domains.racing.stints.problem import Problem

MOST, LONGEST_REASON = 200, 300


class NoSuchFault(Invalid):
    code = "no_such_fault"
    sentence = _("The plan doesn't break this any more, or breaks it otherwise: look at the page again.")
    field = "fault"


class NeverWaived(Refusal):
    code = "fault_never_waived"
    sentence = _("This can't be driven so, whoever accepts it: change the plan.")
    field = "fault"


class WaiverReasonNeeded(Invalid):
    code = "waiver_reason_needed"
    sentence = _("Say why you accept it: the team reads it beside the plan.")
    field = "reason"


class TooManyWaivers(Refusal):
    code = "too_many_waivers"
    sentence = _("At most %(most)s faults of an entry's plans are accepted; take some back first.")


def heeded(plan: StintPlan) -> Problem:
    """Return the problem of a plan that is searched for: what is accepted in the one it starts from may be so again."""
    asked = stint_problems.of(plan)
    if plan.based_on is None:
        return asked
    plan.based_on.entry = plan.entry
    return heeding.heed(asked, [one for one, _row in stint_plans.judged(plan.based_on).waived])


@transaction.atomic
def waive(plan: StintPlan, fault: str, reason: str, *, by: Actor, at: datetime) -> WaivedFault:
    """Accept the fault with this key; of one that was accepted already the reason is another now.

    Raises NotYourEntry, NoSuchFault, NeverWaived, WaiverReasonNeeded, TooManyWaivers, TooLong, Unstorable.
    """
    stint_plans.check_may_plan(plan.entry, by, at)
    reason = inputs.line(reason, field="reason", most=LONGEST_REASON)
    if not reason:
        raise WaiverReasonNeeded
    judged = stint_plans.judged(plan)
    known = {one.key: one for one in (*judged.faults, *(one for one, _row in judged.waived))}
    if fault not in known:
        raise NoSuchFault
    if not known[fault].is_waivable:
        raise NeverWaived
    rows = WaivedFault.objects.filter(entry=plan.entry)
    if rows.exclude(fault=fault).count() >= MOST:
        raise TooManyWaivers(most=MOST)
    whose = UUID(known[fault].driver) if known[fault].driver else None
    said = {"reason": reason, "signup_id": whose, "waived_by": by.person, "waived_at": at}
    made, _is_new = rows.update_or_create(entry=plan.entry, fault=fault, defaults=said)
    stint_plans.record(plan, "stint_plan.waive", by, at)
    return made


@transaction.atomic
def take_back(plan: StintPlan, fault: str, *, by: Actor, at: datetime) -> None:
    """Let the fault with this key be open again. Raises NotYourEntry, NoSuchFault."""
    stint_plans.check_may_plan(plan.entry, by, at)
    if not WaivedFault.objects.filter(entry=plan.entry, fault=fault).delete()[0]:
        raise NoSuchFault
    stint_plans.record(plan, "stint_plan.take_waiver_back", by, at)
