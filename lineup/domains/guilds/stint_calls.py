"""Whom the thread of their team does not call before their stint: told by the ways they chose, in the same minute."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lineup.core.foundation import moments
from lineup.core.notices import notices
from lineup.core.notices.kinds import NoticeKind, Words
from lineup.core.notices.matters import Group, Matter
from lineup.core.people.models import Person
from lineup.domains.guilds import alerts, stint_words
from lineup.domains.guilds.models import EARLIEST_ALERT, Guild, StintAlert
from lineup.domains.racing.models import PlannedStint

TOLD, MATTER = "racing.stint", "stints"
# Discord has so long to take the call in the thread
PATIENCE = timedelta(minutes=2)
EARLIEST = timedelta(minutes=EARLIEST_ALERT)
MATTERS = (Matter(MATTER, Group("racing", gettext_lazy("Races")), gettext_lazy("Before your stint begins")),)
DRIVER = "stint__driver__person__account__discord_link"
Sort, State = StintAlert.Sort, StintAlert.State


def is_due(at: datetime) -> bool:
    """Whether a stint begins soon; a cheap read."""
    return PlannedStint.objects.filter(plan__is_current=True, starts_at__gt=at, starts_at__lte=at + EARLIEST).exists()


def call_due(*, at: datetime) -> int:
    """Tell everybody whose stint comes and whom no thread calls, once each; return how many.

    Where the club's bot calls in threads, those are told who linked no Discord, and everybody once Discord has not
    taken the call for PATIENCE. A club that switched the calls off has none.
    """
    near = alerts.changes_of_all().filter(starts_at__gt=at, starts_at__lte=at + EARLIEST)
    clubs = set(near.values_list("plan__entry__race__event__offering__club", flat=True))
    return sum(_call(guild, at) for guild in _guilds(clubs))


def _guilds(clubs: Iterable[UUID | None]) -> list[Guild]:
    """The clubs' guilds; what it would be of a club that has none, and of whoever organises without a club."""
    rows = {row.pk: row for row in Guild.objects.filter(club__in=[pk for pk in clubs if pk])}
    return [rows.get(pk) or (Guild(club_id=pk) if pk else Guild()) for pk in sorted(clubs, key=str)]


@transaction.atomic
def _call(guild: Guild, at: datetime) -> int:
    if not guild.alerts:
        return 0
    is_called_there = guild.is_linked and guild.is_on and guild.threads
    # who builds the guild at this moment has noted what is due, and says it
    if not (is_called_there and guild.is_at_work(at)):
        alerts.note(guild, at=at)
    told: list[notices.Telling] = []
    settled: list[StintAlert] = []
    rows = list(_untold(guild, at))
    corrected = _corrected(rows)
    for row in rows:
        is_unheard = row.state == State.DUE
        if is_called_there and is_unheard and at < row.noted_at + PATIENCE:
            continue
        settled.append(row)
        told += [
            _telling(row, one)
            for one in _drivers(row, corrected)
            if is_unheard or not hasattr(one.account, "discord_link")
        ]
    notices.tell_many(told, at=at)
    done = StintAlert.objects.filter(pk__in=[row.pk for row in settled])
    done.update(called_at=at)
    if not is_called_there:
        done.filter(state=State.DUE).update(state=State.SENT)
    return len(told)


def _untold(guild: Guild, at: datetime) -> "QuerySet[StintAlert]":
    rows = StintAlert.objects.filter(alerts.of(guild), called_at=None, due_at__lte=at, due_at__gt=at - EARLIEST)
    ahead = Q(stint=None) | Q(stint__starts_at__gt=at)
    return rows.filter(ahead).exclude(state=State.MISSED).select_related(DRIVER)


def _corrected(rows: Iterable[StintAlert]) -> Mapping[tuple[UUID, int], StintAlert]:
    """What was told first of the stints of which these rows tell anew, by entry and number; one query, or none."""
    entries = {row.entry_id for row in rows if row.sort == Sort.CORRECTION}
    first = StintAlert.objects.filter(entry__in=entries, sort=Sort.ALERT).select_related(DRIVER) if entries else ()
    return {(row.entry_id, row.number): row for row in first}


def _drivers(row: StintAlert, corrected: Mapping[tuple[UUID, int], StintAlert]) -> Sequence[Person]:
    """Who drives by what is told, and who would have by what it corrects."""
    before = corrected.get((row.entry_id, row.number)) if row.sort == Sort.CORRECTION else None
    people = [one.stint.driver.person for one in (before, row) if one and one.stint]
    return list({person.pk: person for person in people}.values())


def _telling(row: StintAlert, person: Person) -> notices.Telling:
    return notices.Telling(person.pk, TOLD, f"{TOLD}:{row.pk}:{person.pk}", {"alert": str(row.pk)})


# --- what they read -------------------------------------------------------------------------------


def about(facts: Mapping[str, Any], person: Person) -> Words | None:
    """Return when the person drives, or that they do not any more, as the plan has it now."""
    rows = StintAlert.objects.select_related("stint__driver", "entry__participant", "entry__race__event__offering")
    row = rows.filter(pk=facts["alert"], entry__race__event__offering__binned_at=None).first()
    if row is None:
        return None
    offering = row.entry.race.event.offering
    return Words(
        title=_title(row, person),
        sentence=_sentence(row, person),
        reason=_("You hear this because you are part of %(entry)s at %(title)s.")
        % {"entry": str(row.entry), "title": offering.title},
        path=f"/events/{offering.slug}/race/entries/{row.entry_id}/plan",
        club=offering.club_id,
    )


def _is_theirs(row: StintAlert, person: Person) -> bool:
    return row.stint is not None and row.stint.driver.person_id == person.pk


def _title(row: StintAlert, person: Person) -> str:
    if row.stint is None or not _is_theirs(row, person):
        return _("Changed: you do not take over at stint %(number)s") % {"number": row.number}
    values = {"at": moments.said(row.stint.starts_at, person.time_zone)}
    if row.sort == Sort.ALERT:
        return _("You take over: %(at)s") % values
    return _("Changed: you take over: %(at)s") % values


def _sentence(row: StintAlert, person: Person) -> str:
    if row.stint is None or not _is_theirs(row, person):
        return _("What was said of it before does not hold.")
    return _("Stint %(number)s of %(entry)s: %(facts)s.") % {
        "number": row.number,
        "entry": str(row.entry),
        "facts": stint_words.notes(row.stint),
    }


def _cannot_wait(facts: Mapping[str, Any], person: Person, until: datetime) -> bool:
    return True


def _is_over(facts: Mapping[str, Any], at: datetime) -> bool:
    row = StintAlert.objects.select_related("stint").filter(pk=facts["alert"]).first()
    return row is None or at >= (row.stint.starts_at if row.stint else row.due_at + EARLIEST)


KINDS = (NoticeKind(slug=TOLD, words=about, matter=MATTER, cannot_wait=_cannot_wait, is_over=_is_over),)
