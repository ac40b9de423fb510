"""Stint plans that follow the race: where a car was seen to change hands, the plan that holds moves along."""

from datetime import datetime, timedelta
from uuid import UUID

from lineup.core.people.actors import Actor
from lineup.domains.racing import stint_plans, stint_problems
from lineup.domains.racing.models import RaceEntry, StintPlan
from lineup.domains.racing.stints import shifting

# of an entry: half of the versions that are kept are for people
MOST = stint_plans.MOST_VERSIONS // 2
# nobody by name: a timing tool, through the API
TIMING = Actor(channel="api")


def follow(entry: RaceEntry, *, driver: UUID | None, seen_at: datetime, at: datetime) -> StintPlan | None:
    """Move the plan that holds to where this driver (a sign-up) was seen to take over, in the caller's transaction.

    Returns the version that holds from now on, based on the one before, or None where nothing moves: no plan holds,
    it is held by hand, was moved MOST times, or `shifting.shifted` finds no move. Drivers are not told anew: what they
    were told of the plan reads the one that holds, and so do alerts.
    """
    # one after the other, as whoever plans: see check_may_plan
    entry = RaceEntry.objects.select_for_update(of=("self",)).select_related("race__event__offering").get(pk=entry.pk)
    plan = StintPlan.objects.filter(entry=entry, is_current=True).first()
    if plan is None or entry.is_plan_held:
        return None
    plan.entry = entry
    ends_at = plan.green_flag_at + timedelta(minutes=plan.minutes)
    moved = shifting.shifted(
        stint_problems.drawn(plan), driver=str(driver) if driver else None, seen_at=seen_at, race_ends_at=ends_at
    )
    if moved is None or StintPlan.objects.filter(entry=entry, moved_from__isnull=False).count() >= MOST:
        return None
    locked = set(plan.stints.filter(is_locked=True).values_list("number", flat=True))
    first = plan.moved_from_id or plan.pk
    made = stint_plans.succeed(plan, moved, locked, by=TIMING, at=at, moved_from_id=first, planned_from=seen_at)
    stint_plans.put_into_force(made)
    stint_plans.record(made, "stint_plan.move", TIMING, at)
    return made
