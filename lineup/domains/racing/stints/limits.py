"""The rules of a race as constraints. What was driven already is taken as it is: no rule asks for another past."""

from typing import Any

from lineup.domains.racing.stints import turns
from lineup.domains.racing.stints.model import NOBODY, Model
from lineup.domains.racing.stints.problem import MINUTE, Driver, Kind
from lineup.domains.racing.stints.turns import Turn


def add(model: Model) -> None:
    """Add all rules that hold."""
    for number, driver in enumerate(model.problem.drivers):
        own = [turn for turn in model.turns if turn.driver == number]
        _turn_times(model, driver, own)
        _rests(model, number, driver, own)
        _long_rest(model, number, driver, own)
        _totals(model, number, driver)
        _within_window(model, number, driver)
    _numbers_of_drivers(model)
    _locks(model)


def _holds(model: Model, kind: Kind, driver: Driver) -> bool:
    return model.problem.holds(kind, driver.id)


def _turn_times(model: Model, driver: Driver, own: list[Turn]) -> None:
    """Only a turn to the end of the race has no length that is known beforehand."""
    limit = turns.limit_ms(model.problem, driver)
    clock = model.clock
    for turn in own:
        if limit is None or turn.end < clock.count:
            continue
        known = turns.known_ms(clock, turn)
        if known + turns.last_ms(clock)[1] > limit:
            last = clock.latest[-1] - model.begins[-2]
            model.cp.add(known + last <= limit).only_enforce_if(model.turns[turn])


def _rests(model: Model, number: int, driver: Driver, own: list[Turn]) -> None:
    """No two turns touch, and between them lies the rest: for each stint a clique of turns and the rests after them."""
    rest = driver.least("rest", max(model.problem.rules.rest_minutes, driver.rest_minutes)) * MINUTE
    rest = rest if _holds(model, Kind.REST, driver) else 0
    clock, busy = model.clock, [[] for _ in range(model.clock.count)]  # type: ignore[var-annotated]
    for turn in own:
        for stint in range(turn.first, _back(model, turn.end, rest, sure=False)):
            if stint >= clock.fixed or turn.covers(stint):
                busy[stint].append(model.turns[turn])
    for stint in range(clock.fixed, clock.count):
        model.cp.add_at_most_one(busy[stint])
    _doubtful_rests(model, own, rest)


def _back(model: Model, end: int, rest: int, *, sure: bool) -> int:
    """Return the first stint with which a turn may begin after one that ended at `end`, if it can be, or for sure."""
    clock = model.clock
    for stint in range(end + 1, clock.count):
        if (clock.shortest(end, stint) if sure else clock.longest(end, stint)) >= rest:
            return stint
    return clock.count


def _doubtful_rests(model: Model, own: list[Turn], rest: int) -> None:
    """Where it hangs on the pace of the others whether a rest is long enough, its time is asked for."""
    clock = model.clock
    ends: dict[int, list[Any]] = {}
    begins: dict[int, list[Any]] = {}
    for turn in own:
        ends.setdefault(turn.end, []).append(model.turns[turn])
        begins.setdefault(turn.first, []).append(model.turns[turn])
    for end, ending in ends.items():
        if end >= clock.count:
            continue
        for begin in range(_back(model, end, rest, sure=False), _back(model, end, rest, sure=True)):
            if begin >= clock.fixed and begin in begins:
                both = _either(model, ending), _either(model, begins[begin])
                model.cp.add(model.begins[begin] - model.begins[end] >= rest).only_enforce_if(*both)


def _either(model: Model, chosen: list[Any]) -> Any:
    if len(chosen) == 1:
        return chosen[0]
    found = model.cp.new_bool_var("")
    model.cp.add(sum(chosen) == found)
    return found


def _long_rest(model: Model, number: int, driver: Driver, own: list[Turn]) -> None:
    """One window without any of the driver's turns: with these it makes a clique for each stint."""
    wanted = driver.least("long_rest", model.problem.rules.long_rest_minutes) * MINUTE
    if not wanted or not _holds(model, Kind.LONG_REST, driver):
        return
    clock, free = model.clock, {}
    for begin in range(clock.count):
        for end in range(begin + 1, clock.count + 1):
            if clock.longest(begin, end) < wanted:
                continue
            free[begin, end] = model.cp.new_bool_var("")
            if clock.shortest(begin, end) >= wanted:
                break
            model.cp.add(model.begins[end] - model.begins[begin] >= wanted).only_enforce_if(free[begin, end])
    model.cp.add_exactly_one(free.values())
    for stint in range(clock.count):
        resting = [chosen for (begin, end), chosen in free.items() if begin <= stint < end]
        model.cp.add_at_most_one([*resting, *(model.turns[turn] for turn in own if turn.covers(stint))])


def _totals(model: Model, number: int, driver: Driver) -> None:
    rules, stints = model.problem.rules, model.stints(number)
    past = sum(one.driver == driver.id for one in model.problem.driven)
    if _holds(model, Kind.LEAST, driver) and not driver.excused:
        if driver.least_stints:
            model.cp.add(stints >= driver.least("least_stints", driver.least_stints))
        _share(model, number, driver)
        _minutes(model, number, least=driver.least("least_minutes", rules.least_minutes) * MINUTE)
    if _holds(model, Kind.MOST, driver):
        if driver.most_stints is not None:
            model.cp.add(stints <= max(past, driver.most("most_stints", driver.most_stints)))
        if rules.most_minutes is not None:
            _minutes(model, number, most=driver.most("most_minutes", rules.most_minutes) * MINUTE)
    if driver.most_night_stints is not None and _holds(model, Kind.NIGHT, driver):
        dark = sum(
            one.driver == driver.id and model.is_dark(number, model.problem.race.ms(one.starts_at))
            for one in model.problem.driven
        )
        model.cp.add(model.nights_of(number) <= max(dark, driver.most("night", driver.most_night_stints)))


def _minutes(model: Model, number: int, *, least: int = 0, most: int | None = None) -> None:
    """The time at the wheel; that of the last stint counts for who drives it."""
    known = sum(
        turns.known_ms(model.clock, turn) * chosen for turn, chosen in model.turns.items() if turn.driver == number
    )
    last = model.clock.latest[-1] - model.begins[-2]
    drives_last = model.drive[number, model.clock.count - 1]
    if least:
        model.cp.add(known + last >= least).only_enforce_if(drives_last)
        model.cp.add(known >= least).only_enforce_if(drives_last.negated())
    if most is not None:
        past = _past_ms(model, number)
        model.cp.add(known + last <= max(most, past)).only_enforce_if(drives_last)
        model.cp.add(known <= max(most, past)).only_enforce_if(drives_last.negated())


def _past_ms(model: Model, number: int) -> int:
    wanted = model.problem.drivers[number].id
    race = model.problem.race
    return sum(race.ms(one.ends_at) - race.ms(one.starts_at) for one in model.problem.driven if one.driver == wanted)


def _share(model: Model, number: int, driver: Driver) -> None:
    """So many percent of all laps divided by the drivers, rounded up; laps are whole, so the ceiling needs no word."""
    percent = driver.least("fair_share", model.problem.rules.fair_share_percent)
    if not percent:
        return
    clock = model.clock
    own: Any = sum(_laps(model, stint) * model.drive[number, stint] for stint in range(clock.fixed))
    own += sum(clock.laps[number] * model.drive[number, stint] for stint in range(clock.fixed, clock.count - 1))
    last = last_laps(model)
    total = (
        sum(_laps(model, stint) for stint in range(clock.fixed))
        + last
        + sum(
            clock.laps[one] * model.drive[one, stint]
            for one in model.drivers
            for stint in range(clock.fixed, clock.count - 1)
        )
    )
    drives_last = model.drive[number, clock.count - 1]
    least = percent * total
    model.cp.add(100 * len(model.drivers) * (own + last) >= least).only_enforce_if(drives_last)
    model.cp.add(100 * len(model.drivers) * own >= least).only_enforce_if(drives_last.negated())


def _laps(model: Model, stint: int) -> int:
    return model.problem.driven[stint].laps


def last_laps(model: Model) -> Any:
    """Return the laps of the last stint: one at least, and the lap under way when time is up is driven to its end."""
    clock, last = model.clock, model.clock.count - 1
    laps = model.cp.new_int_var(1, max(clock.laps), "")
    for turn, chosen in model.turns.items():
        if turn.end < clock.count or turn.driver == NOBODY:
            continue
        lap = model.problem.drivers[turn.driver].lap_ms
        stop = clock.stop_changed[last] if turn.first == last else clock.stop_kept[last]
        left = model.cp.new_int_var(1, clock.latest[-1], "")
        model.cp.add_max_equality(left, [clock.latest[-1] - model.begins[last] - stop, 1])
        model.cp.add(laps * lap >= left).only_enforce_if(chosen)
        model.cp.add((laps - 1) * lap < left).only_enforce_if(chosen)
    return laps


def _within_window(model: Model, number: int, driver: Driver) -> None:
    """At most so long within any window: those that begin with a stint, and those that end with one, are the worst."""
    rules, clock = model.problem.rules, model.clock
    if rules.window_minutes is None or rules.most_in_window is None or not _holds(model, Kind.WINDOW, driver):
        return
    width, limit = rules.window_minutes * MINUTE, driver.most("window", rules.most_in_window) * MINUTE
    for edge in range(clock.count):
        after = {stint: width - clock.shortest(edge, stint) for stint in range(edge, clock.count)}
        before = {stint: width - clock.shortest(stint + 1, edge + 1) for stint in range(edge + 1)}
        for lengths in (after, before):
            _window(model, number, edge, lengths, limit)


def _window(model: Model, number: int, edge: int, lengths: dict[int, int], limit: int) -> None:
    clock, driver = model.clock, model.problem.drivers[number]
    spent, past = [], 0
    for stint, room in lengths.items():
        takes = min(room, _most_ms(model, number, stint))
        if takes > 0 and stint >= clock.fixed:
            spent.append(takes * model.drive[number, stint])
        elif takes > 0:
            past += takes * (model.problem.driven[stint].driver == driver.id)
    if spent:
        model.cp.add(sum(spent) <= max(0, limit - past)).only_enforce_if(model.drive[number, edge])


def _most_ms(model: Model, number: int, stint: int) -> int:
    clock = model.clock
    if stint < clock.fixed:
        return clock.earliest[stint + 1] - clock.earliest[stint]
    if stint == clock.count - 1:
        return turns.last_ms(clock)[1]
    return clock.whole_ms(number, stint, first=True)


def _numbers_of_drivers(model: Model) -> None:
    rules = model.problem.rules
    if rules.least_drivers > 1 and model.problem.holds(Kind.LEAST_DRIVERS):
        used = []
        for number in model.drivers:
            one = model.cp.new_bool_var("")
            model.cp.add(model.stints(number) >= 1).only_enforce_if(one)
            used.append(one)
        model.cp.add(sum(used) >= rules.least_drivers)


def _locks(model: Model) -> None:
    ids = [driver.id for driver in model.problem.drivers]
    for stint, driver in model.problem.locks.items():
        if model.problem.holds(Kind.LOCK, driver, stint) and model.clock.fixed < stint <= model.clock.count:
            model.cp.add(model.drive[ids.index(driver), stint - 1] == 1)
    starter = model.problem.rules.starter
    if starter is not None and not model.clock.fixed and model.problem.holds(Kind.STARTER, starter):
        model.cp.add(model.drive[ids.index(starter), 0] == 1)
