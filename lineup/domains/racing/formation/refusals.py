"""What no split can be asked for, told before anything is searched."""

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from lineup.core.foundation.errors import Invalid
from lineup.domains.racing.formation.club import Bond, Club, Tie
from lineup.domains.racing.stints import windows

MOST_DRIVERS = 2_000
LONGEST_MINUTES = 7 * 24 * 60


class NobodySignedUp(Invalid):
    code = "nobody_signed_up"
    sentence = _("Nobody signed up yet: there is no team to make.")
    field = "drivers"


class NoSlots(Invalid):
    code = "no_slots"
    sentence = _("The race has no time at which it is held: add one.")
    field = "slots"


class NoCars(Invalid):
    code = "no_cars"
    sentence = _("The race allows no car yet: add cars to its classes.")
    field = "cars"


class NamedTwice(Invalid):
    code = "named_twice"
    sentence = _("%(name)s stands in the list twice: keep one of the two.")
    field = "drivers"


class BadSizes(Invalid):
    code = "bad_sizes"
    sentence = _("Give the number of teams and their sizes so that least ≤ best ≤ most, and at least one driver each.")
    field = "sizes"


class TooManyDrivers(Invalid):
    code = "too_many_drivers"
    sentence = ngettext_lazy(
        "%(count)s driver is too many for %(teams)s teams of at most %(most)s: add a team, or make somebody a reserve.",
        "%(count)s drivers are too many for %(teams)s teams of at most %(most)s: add a team, or make some reserves.",
        "count",
    )
    field = "teams"


class TooFewDrivers(Invalid):
    code = "too_few_drivers"
    sentence = ngettext_lazy(
        "%(count)s driver is too few for %(teams)s teams of at least %(least)s: take a team away, or find others.",
        "%(count)s drivers are too few for %(teams)s teams of at least %(least)s: take a team away, or find others.",
        "count",
    )
    field = "teams"


class NoHours(Invalid):
    code = "no_hours"
    sentence = _("%(names)s can't drive in any slot: ask for their hours, or make them reserves.")
    field = "drivers"


class CarNotInClass(Invalid):
    code = "car_not_in_class"
    sentence = _("%(names)s chose only cars that no class of this race allows: ask for another choice.")
    field = "cars"


class UnknownChoice(Invalid):
    code = "unknown_choice"
    sentence = _("%(what)s is not of this race or not of this list: load the page again.")


class ConflictingLocks(Invalid):
    code = "conflicting_locks"
    sentence = _("%(name)s is locked into two teams: take one of the two locks off.")
    field = "frames"


class TeamOverfull(Invalid):
    code = "team_overfull"
    sentence = _("%(count)s drivers are locked into one team of at most %(most)s: take a lock off.")
    field = "frames"


class OnlyOneInTie(Invalid):
    code = "only_one_in_tie"
    sentence = _("To keep together or apart takes two people at least.")
    field = "ties"


class SlotTooLong(Invalid):
    code = "slot_too_long"
    sentence = _("A race lasts from a minute to a week: check the slot %(name)s.")
    field = "slots"


class BadRating(Invalid):
    code = "bad_rating"
    sentence = _("The rating of %(name)s is not a number.")
    field = "drivers"


def check(club: Club) -> None:
    """Raise the first of these refusals that is due; nothing if the club can be split."""
    if not club.drivers:
        raise NobodySignedUp
    if not club.slots:
        raise NoSlots
    if not club.cars:
        raise NoCars
    _slots(club)
    _people(club)
    _numbers(club)
    _frames(club)
    for tie in club.ties:
        _tie(club, tie)


def _slots(club: Club) -> None:
    for slot in club.slots:
        if not 0 < slot.minutes <= LONGEST_MINUTES:
            raise SlotTooLong(name=slot.name)
    if not 1 <= club.bin_minutes <= 24 * 60:
        raise BadSizes(_("Hours are looked at in steps of a minute to a day."), field="bin_minutes")


def _people(club: Club) -> None:
    counts = Counter(driver.id for driver in club.drivers)
    for one in club.drivers:
        if counts[one.id] > 1:
            raise NamedTwice(name=one.name)
        if not abs(one.rating) < float("inf"):
            raise BadRating(name=one.name)
    if idle := [one.name for one in club.drivers if not any(_in(one.windows, slot) for slot in club.slots)]:
        raise NoHours(names=_names(idle))
    allowed = {car.id for car in club.cars}
    if astray := [one.name for one in club.drivers if one.cars and not allowed & set(one.cars)]:
        raise CarNotInClass(names=_names(astray))
    slots = {slot.id for slot in club.slots}
    for one in club.drivers:
        if unknown := set(one.slots) - slots:
            raise UnknownChoice(what=min(unknown), field="slots")


def _in(own: Iterable[windows.Window], slot: object) -> bool:
    return bool(windows.within(own, slot.starts_at, slot.ends_at))  # type: ignore[attr-defined]


def _names(names: list[str]) -> str:
    return ", ".join(names[:10]) + (f" (+{len(names) - 10})" if len(names) > 10 else "")


def _numbers(club: Club) -> None:
    sizes, count = club.sizes, len(club.drivers)
    if not 1 <= sizes.least <= sizes.best <= sizes.most or club.teams < 1:
        raise BadSizes
    if count > min(MOST_DRIVERS, club.teams * sizes.most):
        raise TooManyDrivers(count=count, teams=club.teams, most=sizes.most)
    if count < club.teams * sizes.least:
        raise TooFewDrivers(count=count, teams=club.teams, least=sizes.least)
    if len(club.frames) > club.teams:
        raise BadSizes(_("More teams are settled than there shall be: add a team, or let one go."), field="frames")


def _frames(club: Club) -> None:
    people = {driver.id: driver.name for driver in club.drivers}
    slots, cars = {one.id for one in club.slots}, {one.id for one in club.cars}
    seen: set[str] = set()
    if len({frame.id for frame in club.frames}) < len(club.frames):
        raise BadSizes(_("Two settled teams have the same name."), field="frames")
    for frame in club.frames:
        for what, known in ((frame.slot, slots), (frame.car, cars), *((one, people) for one in frame.drivers)):
            if what is not None and what not in known:
                raise UnknownChoice(what=what, field="frames")
        if twice := seen & set(frame.drivers):
            raise ConflictingLocks(name=people[min(twice)])
        if len(frame.drivers) > club.sizes.most:
            raise TeamOverfull(count=len(frame.drivers), most=club.sizes.most)
        seen |= set(frame.drivers)


def _tie(club: Club, tie: Tie) -> None:
    people = {driver.id for driver in club.drivers}
    if unknown := set(tie.drivers) - people:
        raise UnknownChoice(what=min(unknown), field="ties")
    if len(set(tie.drivers)) < 2 or tie.bond not in Bond:
        raise OnlyOneInTie
