"""What the stint plan of an entry asks of its drivers: how many stints each drives, and who starts the race.

What drivers say of themselves, as how many in a row and in the dark, is in their sign-up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.foundation.errors import Invalid
from lineup.core.people.actors import Actor
from lineup.domains.racing import columns, stint_plans
from lineup.domains.racing.models import EntrySeat, RaceEntry

FIELDS = ("stints_least", "stints_most")


class RuleOfNoDriver(Invalid):
    code = "rule_of_no_driver"
    sentence = _("Only who drives this entry has stint rules: choose one of its drivers, or change the line-up first.")
    field = "signup"


class FewestOverMost(Invalid):
    code = "fewest_over_most"
    sentence = _("%(name)s can't drive at least %(least)s stints and at most %(most)s: change one of the two.")
    field = "stints_least"


@dataclass(frozen=True)
class Asked:
    """What is asked of a driver, by sign-up; no most is any number."""

    signup: Any
    stints_least: int | None = 0
    stints_most: int | None = None


@transaction.atomic
def put(entry: RaceEntry, said: Sequence[Asked], *, starter: Any = None, by: Actor, at: datetime) -> list[EntrySeat]:
    """Ask this of the drivers, and let `starter` (a sign-up) start; of who is left out nothing is asked any more.

    Plans that are there are judged by it at once. Returns the seats of the drivers, by name. Raises NotYourEntry,
    RuleOfNoDriver, FewestOverMost, OutOfRange.
    """
    stint_plans.check_may_plan(entry, by, at)
    seats = stint_plans.drivers_of(entry)
    asked = {one.signup: one for one in said}
    if not {*asked, *filter(None, [starter])} <= {seat.signup_id for seat in seats}:
        raise RuleOfNoDriver
    # also who waits in reserve since: one starts at a time
    entry.seats.filter(is_starter=True).exclude(signup=starter).update(is_starter=False)
    for seat in seats:
        _ask(seat, asked.get(seat.signup_id) or Asked(seat.signup_id))
        seat.is_starter = seat.signup_id == starter
        seat.save(update_fields=[*FIELDS, "is_starter"])
    offering = entry.race.event.offering
    metadata = {"entry": str(entry.pk)}
    entries.record(by=by, at=at, action="stint_plan.rules", on=offering, club_id=offering.club_id, metadata=metadata)
    return seats


def _ask(seat: EntrySeat, asked: Asked) -> None:
    for name in FIELDS:
        column = EntrySeat._meta.get_field(name)
        setattr(seat, name, columns.checked(column, getattr(asked, name) or columns.unsaid(column)))
    if seat.stints_most is not None and seat.stints_least > seat.stints_most:
        raise FewestOverMost(name=seat.signup.person.name, least=seat.stints_least, most=seat.stints_most)
