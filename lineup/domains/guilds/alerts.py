"""Who is told of their stint in their team's thread: noted before it is said, and looked after until it was."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils import translation

from lineup.core.participation.models import Offering
from lineup.domains.guilds import guilds, stint_words
from lineup.domains.guilds.models import Guild, StintAlert, Thing
from lineup.domains.guilds.shape import alerts
from lineup.domains.guilds.shape.alerts import Act, Change, Step, Told
from lineup.domains.guilds.shape.asked import Post
from lineup.domains.guilds.shape.things import Words
from lineup.domains.guilds.stint_words import HandOver
from lineup.domains.racing.entry_states import EntryStatus
from lineup.domains.racing.models import PlannedStint

Sort, State, Why = StintAlert.Sort, StintAlert.State, StintAlert.Why
# a guild with stints so near is looked at so often, whatever it was told of
NEAR, OFTEN = timedelta(days=1), timedelta(minutes=5)
# races take a week at most
BEHIND = timedelta(days=8)
LINK = "person__account__discord_link"
TeamKey = tuple[UUID, UUID]


# --- what is planned ------------------------------------------------------------------------------


def changes(club_id: UUID | None) -> "QuerySet[Any]":
    """Return the stints before which a car of the club's races changes hands, in the plans that hold, by their start.

    Each has `before`: the sign-up of who drives until then, and `before_name`. None: of races without a club.
    """
    return changes_of_all().filter(plan__entry__race__event__offering__club=club_id)


def changes_of_all() -> "QuerySet[Any]":
    """Return such stints of everybody's races."""
    rows: QuerySet[Any] = PlannedStint.objects.filter(
        plan__is_current=True,
        plan__entry__status=EntryStatus.CONFIRMED,
        plan__entry__participant__team__isnull=False,
        plan__entry__race__event__offering__binned_at=None,
        plan__entry__race__event__offering__state=Offering.State.PUBLISHED,
        plan__entry__race__event__offering__visibility__in=guilds.SEEN,
    )
    rows = rows.annotate(**_before("plan", "number"))
    rows = rows.filter(before__isnull=False).exclude(driver=F("before"))
    return rows.select_related("plan__entry__participant", "driver__person").order_by("starts_at", "pk")


def _before(plan: str, number: str) -> dict[str, Subquery]:
    one = PlannedStint.objects.filter(plan=OuterRef(plan), number=OuterRef(number) - 1)
    return {
        "before": Subquery(one.values("driver")[:1]),
        "before_name": Subquery(one.values("driver__person__name")[:1]),
    }


def wakes_at(guild: Guild, *, at: datetime) -> datetime | None:
    """Return when the guild is to be looked at for the sake of its stints, or None."""
    if not _is_told(guild):
        return None
    begins = changes(guild.club_id).filter(starts_at__gt=at + _lead(guild)).values_list("starts_at", flat=True).first()
    if begins is None:
        return None
    wakes = begins - _lead(guild)
    return min(wakes, at + OFTEN) if wakes < at + NEAR else wakes


@dataclass(frozen=True)
class Coming:
    """What is to be said, of which entry, and when."""

    due_at: datetime
    entry: str
    words: Words


def coming(guild: Guild, *, at: datetime, limit: int = 20) -> list[Coming]:
    """Return the next alerts by the plans that hold, those already said left out, in its language."""
    if not _is_told(guild):
        return []
    said = StintAlert.objects.filter(
        entry=OuterRef("plan__entry"), number=OuterRef("number"), sort=Sort.ALERT, state=State.SENT
    )
    rows = changes(guild.club_id).filter(starts_at__gt=at).alias(said=Subquery(said.values("pk")[:1])).filter(said=None)
    lead = _lead(guild)
    with translation.override(guild.language):
        return [
            Coming(max(row.starts_at - lead, at), str(row.plan.entry), stint_words.alert(_hand_over(row)))
            for row in rows[:limit]
        ]


def missed(guild: Guild, *, limit: int = 10) -> list[StintAlert]:
    """Return what was not said in time, the last first, with why."""
    rows = StintAlert.objects.filter(of(guild), state=State.MISSED)
    return list(rows.select_related("entry__participant", "stint").order_by("-due_at", "-pk")[:limit])


def _hand_over(row: Any) -> HandOver:
    return HandOver(row.number, row, row.before_name or "")


def _is_told(guild: Guild) -> bool:
    return guild.alerts and guild.threads


def _lead(guild: Guild) -> timedelta:
    return timedelta(minutes=guild.alert_minutes)


# --- what is noted --------------------------------------------------------------------------------


@transaction.atomic
def note(guild: Guild, *, at: datetime) -> None:
    """Write down what is to be said of stints now, before it is; what was too late is kept as missed.

    By whom it is said, the thread or `stint_calls`, is theirs to know.

    What was noted and never begun is noted anew, as the plan has it now.
    """
    settle(guild)
    if not guild.alerts:
        return
    for known in _known(guild, at).values():
        told = {number: found for number in known.rows if (found := known.told(number))}
        plan = [Change(row.number, str(row.driver_id), row.starts_at) for row in known.changes.values()]
        for step in alerts.due(plan, told, lead=_lead(guild), at=at):
            _keep(known, step, guild, at)
        _clear(known, at)


def settle(guild: Guild) -> None:
    """Mark as sent what stands in the guild."""
    rows = list(StintAlert.objects.filter(of(guild), state=State.DUE).select_related("entry"))
    stand = _states(guild, rows)
    sent = [row.pk for row in rows if stand.get(_key(row)) in ("there", "gone", "leaving")]
    StintAlert.objects.filter(pk__in=sent).update(state=State.SENT)


@dataclass
class _Entry:
    """An entry: its changes of driver by number, what was noted by number and sort, and what of that was not begun."""

    pk: UUID
    changes: dict[int, PlannedStint] = field(default_factory=dict)
    rows: dict[int, dict[str, StintAlert]] = field(default_factory=lambda: defaultdict(dict))
    unsent: set[UUID] = field(default_factory=set)

    def told(self, number: int) -> Told | None:
        alert, correction = (self._said(number, sort) for sort in (Sort.ALERT, Sort.CORRECTION))
        last = correction or alert
        if last is None:
            return None
        return Told(
            driver=str(last.stint.driver_id) if last.stint else "",
            starts_at=self.begins(last),
            is_corrected=correction is not None,
            is_missed=last.state == State.MISSED,
        )

    def _said(self, number: int, sort: str) -> StintAlert | None:
        row = self.rows[number].get(sort)
        unheard = row is not None and (row.pk in self.unsent or (sort == Sort.CORRECTION and row.state == State.MISSED))
        return None if unheard else row

    def begins(self, row: StintAlert) -> datetime:
        """Return when the stint begins of which the row tells, or would have begun."""
        alert = self.rows[row.number].get(Sort.ALERT, row)
        told = row.stint or alert.stint
        return told.starts_at if told else row.due_at


def _known(guild: Guild, at: datetime) -> Mapping[UUID, _Entry]:
    found: dict[UUID, _Entry] = {}
    noted = StintAlert.objects.filter(of(guild), due_at__gt=at - BEHIND).select_related("entry", "stint")
    rows = list(noted)
    begun = _states(guild, [row for row in rows if row.state == State.DUE])
    for row in rows:
        entry = found.setdefault(row.entry_id, _Entry(row.entry_id))
        entry.rows[row.number][row.sort] = row
        if row.state == State.DUE and _key(row) not in begun:
            entry.unsent.add(row.pk)
    # what was before the guild was linked is nobody's loss
    since = max(at - NEAR, guild.linked_at or at)
    wanted = Q(starts_at__lte=at + _lead(guild)) | Q(plan__entry__in=list(found))
    for stint in changes(guild.club_id).filter(wanted, starts_at__gt=since):
        pk = stint.plan.entry_id
        found.setdefault(pk, _Entry(pk)).changes[stint.number] = stint
    return found


def _keep(known: _Entry, step: Step, guild: Guild, at: datetime) -> None:
    stint = known.changes.get(step.number)
    if step.act is Act.MISS and stint is not None and stint.is_done:
        # it had begun when the plan was made
        return
    values = {"stint": stint, "due_at": at, "state": State.DUE, "why": ""}
    if step.act in (Act.ALERT, Act.MISS) and stint is not None:
        values["due_at"] = stint.starts_at - _lead(guild)
    if step.act is Act.MISS:
        was_noted = Sort.ALERT in known.rows[step.number]
        values |= {"state": State.MISSED, "why": Why.UNSENT if was_noted else Why.PAST}
    if step.act is Act.FOLLOW:
        values = {"stint": stint}
    sort = Sort.ALERT if step.act in (Act.ALERT, Act.MISS) else Sort.CORRECTION
    row, _made = StintAlert.objects.update_or_create(
        entry_id=known.pk, number=step.number, sort=sort, defaults=values, create_defaults={**values, "noted_at": at}
    )
    known.unsent.discard(row.pk)


def _clear(known: _Entry, at: datetime) -> None:
    """Forget what was noted and holds no more before anybody heard it; what ran out of time is kept as missed."""
    rows = [row for sorts in known.rows.values() for row in sorts.values() if row.pk in known.unsent]
    past = [row.pk for row in rows if known.begins(row) <= at]
    StintAlert.objects.filter(pk__in=past).update(state=State.MISSED, why=Why.UNSENT)
    StintAlert.objects.filter(pk__in=known.unsent.difference(past)).delete()


# --- what is said ---------------------------------------------------------------------------------


def posts(race_ids: Collection[UUID], links: Mapping[UUID, str], *, at: datetime) -> Mapping[TeamKey, Sequence[Post]]:
    """Return what is said of stints in the threads of these races, by race and team. One query.

    `links`: the address of each race's event. What was said stays; what was not is late once the stint begins.
    """
    rows = StintAlert.objects.filter(entry__race__in=race_ids).exclude(state=State.MISSED).order_by("due_at", "pk")
    rows = rows.select_related(f"stint__driver__{LINK}", "entry").annotate(**_before("stint__plan", "stint__number"))
    found: dict[TeamKey, list[Post]] = defaultdict(list)
    first: dict[tuple[UUID, int], Any] = {}
    for row in rows:
        before = first.setdefault((row.entry_id, row.number), row)
        link = f"{links[row.entry.race_id]}/race/entries/{row.entry_id}/plan"
        found[row.entry.race_id, row.entry.participant_id].append(_post(row, _callees([before, row]), link, at))
    return found


def _post(row: Any, calls: tuple[int, ...], link: str, at: datetime) -> Post:
    said = HandOver(row.number, row.stint, row.before_name or "", link, calls)
    words = stint_words.alert(said) if row.sort == Sort.ALERT else stint_words.correction(said)
    is_past = row.stint is not None and row.stint.starts_at <= at
    return Post(_post_id(row), words, is_late=row.state == State.SENT or is_past)


def _callees(rows: Iterable[StintAlert]) -> tuple[int, ...]:
    """The Discord ids of those who drive by these rows and linked theirs."""
    accounts = [row.stint.driver.person.account for row in rows if row.stint]
    links = [getattr(account, "discord_link", None) for account in accounts]
    return tuple(dict.fromkeys(int(link.discord_id) for link in links if link is not None))


def _post_id(row: StintAlert) -> str:
    tail = "" if row.sort == Sort.ALERT else ":changed"
    return f"stint:{row.number}{tail}"


def _key(row: StintAlert) -> str:
    """The key of the message in the guild, as `desired` makes it."""
    return f"event:{row.entry.race_id}/team:{row.entry.participant_id}/msg:{_post_id(row)}"


def of(guild: Guild) -> Q:
    """Return which alerts are of the races of the guild's club."""
    return Q(entry__race__event__offering__club=guild.club_id)


def _states(guild: Guild, rows: Iterable[StintAlert]) -> Mapping[str, str]:
    keys = [_key(row) for row in rows]
    return dict(Thing.objects.filter(guild=guild.pk, key__in=keys).values_list("key", "state")) if keys else {}
