"""Rules and points of a split told once more, minute by minute, in another way than the search's."""

import statistics
from datetime import timedelta


def broken(club, teams):
    """Return every rule that the split breaks, in words."""
    where = {}
    for team in teams:
        for one in team.drivers:
            where.setdefault(one, []).append(team.id)
    found = [f"{one.id} is in {where.get(one.id)}" for one in club.drivers if len(where.get(one.id, [])) != 1]
    found += [f"{team.id} has {len(team.drivers)}" for team in teams
              if not club.sizes.least <= len(team.drivers) <= club.sizes.most]  # fmt: skip
    if len(teams) != club.teams:
        found.append(f"{len(teams)} teams")
    by_id = {team.id: team for team in teams}
    for frame in club.frames:
        team = by_id[frame.id]
        found += [f"{one} left {frame.id}" for one in frame.drivers if one not in team.drivers]
        if frame.slot not in (None, team.slot) or frame.car not in (None, team.car):
            found.append(f"{frame.id} changed")
    for tie in club.ties:
        together = len({where[one][0] for one in tie.drivers}) == 1
        apart = len({where[one][0] for one in tie.drivers}) == len(set(tie.drivers))
        if tie.must and not (together if tie.bond == "together" else apart):
            found.append(f"{tie}")
    return found


def points(club, teams):
    """Return what the split costs by the formula of docs/racing/formation.md."""
    weights, drivers = club.weights, {one.id: one for one in club.drivers}
    ratings = [one.rating for one in club.drivers]
    mean, deviation, total = statistics.fmean(ratings), statistics.pstdev(ratings), 0.0
    for team in teams:
        people = [drivers[one] for one in team.drivers]
        slot = next(one for one in club.slots if one.id == team.slot)
        free = list(_free(club, people, slot))
        total += weights.uncovered_hour * free.count(0) * club.bin_minutes / 60
        total += weights.thin_hour * free.count(1) * club.bin_minutes / 60
        for one in people:
            total += weights.slot * (len(one.slots) > 0 and team.slot not in one.slots)
            span = (slot.starts_at, slot.starts_at + timedelta(minutes=slot.minutes))
            total += weights.absent * all(w.ends_at <= span[0] or w.starts_at >= span[1] for w in one.windows)
            total += weights.car * (list(one.cars).index(team.car) if team.car in one.cars else len(one.cars))
        away = (statistics.fmean(one.rating for one in people) - mean) / deviation if deviation else 0
        total += weights.balance * away**2 + weights.size * (len(people) - club.sizes.best) ** 2
    return total + _ties(club, teams)


def _free(club, people, slot):
    """Of each bin, how many are free in every one of its minutes."""
    for begin in range(0, slot.minutes, club.bin_minutes):
        minutes = range(begin, min(begin + club.bin_minutes, slot.minutes))
        instants = [slot.starts_at + timedelta(minutes=minute) for minute in minutes]
        yield sum(all(any(w.starts_at <= at < w.ends_at for w in one.windows) for at in instants) for one in people)


def _ties(club, teams):
    where = {one: team.id for team in teams for one in team.drivers}
    total = 0.0
    for tie in club.ties:
        people = list(dict.fromkeys(tie.drivers))
        for number, one in enumerate(people):
            for other in people[number + 1 :]:
                together = where[one] == where[other]
                total += club.weights.tie * (5 if tie.must else 1) * (together != (tie.bond == "together"))
    return total
