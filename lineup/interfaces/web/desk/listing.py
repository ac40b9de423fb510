"""The guest list as asked for: tab, search, order and page, in four queries whatever its length."""

import itertools
import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import cursors, text
from lineup.core.foundation.planned import Given, Planned
from lineup.core.participation import completeness, entered, questions
from lineup.core.participation.models import Answer, Fee, Place, Pool
from lineup.core.participation.transitions import LIVE, State
from lineup.interfaces.web.desk.opening import Desk

PAGE = 50
LONGEST_SEARCH = 80

TABS: Mapping[str, tuple[object, frozenset[State]]] = {
    "all": (_("Everybody"), LIVE),
    "requested": (_("Requests"), frozenset({State.REQUESTED})),
    "confirmed": (_("Confirmed"), frozenset({State.CONFIRMED})),
    "offered": (_("Offered"), frozenset({State.OFFERED})),
    "waitlisted": (_("Waiting"), frozenset({State.WAITLISTED})),
    "gone": (_("Gone"), frozenset(State) - LIVE),
}
ORDERS: Mapping[str, Sequence[str]] = {
    "name": ("called", "id"),
    "-name": ("-called", "-id"),
    "state": ("state", "queued_at", "id"),
    "-state": ("-state", "-queued_at", "-id"),
    "since": ("queued_at", "id"),
    "-since": ("-queued_at", "-id"),
}


MISSING = "missing"
YES_NO = ("yes", "no")


@dataclass(frozen=True)
class Question:
    """What the organiser wants to see of the list; `answer` is MISSING, or a question's id with yes, no or a choice."""

    tab: str = "all"
    q: str = ""
    sort: str = "-since"
    cursor: str = ""
    answer: str = ""
    with_answers: bool = False

    @property
    def query(self) -> str:
        """The question as an address asks it, without its page."""
        columns = {"columns": "answers"} if self.with_answers else {}
        return urlencode({"show": self.tab, "q": self.q, "sort": self.sort, "answer": self.answer, **columns})


def asked(query: QueryDict) -> Question:
    """Return the question of an address; what is unknown in it is left out."""
    tab, sort = query.get("show", "all"), query.get("sort", "-since")
    return Question(
        tab=tab if tab in TABS else "all",
        q=query.get("q", "").strip()[:LONGEST_SEARCH],
        sort=sort if sort in ORDERS else "-since",
        cursor=query.get("cursor", ""),
        answer=query.get("answer", "")[:80],
        with_answers=query.get("columns") == "answers",
    )


def rows(desk: Desk, question: Question) -> "QuerySet[Place]":
    """Return the places that answer the question, in no order; `called`: by what name they are sorted."""
    found = Place.objects.filter(pool__in=desk.pool_ids, state__in=sorted(TABS[question.tab][1]))
    if question.sort.endswith("name"):
        found = found.alias(called=entered.NAME_FOLDED)
    return search(_answered(found, desk, question.answer), question.q)


def _answered(found: "QuerySet[Place]", desk: Desk, answer: str) -> "QuerySet[Place]":
    """Narrow the places to those with this answer, or without one that they need; an unknown one narrows nothing."""
    if answer == MISSING:
        return found.filter(completeness.incomplete([one for pool in desk.pools for one in questions.of(pool)]))
    asked, _colon, value = answer.partition(":")
    given = Answer.objects.filter(place=OuterRef("pk"))
    try:
        given = given.filter(question=uuid.UUID(asked))
        given = given.filter(yes=value == "yes") if value in YES_NO else given.filter(choices=uuid.UUID(value))
    except ValueError:
        return found
    return found.filter(Exists(given))


def search(found: "QuerySet[Place]", q: str) -> "QuerySet[Place]":
    """Narrow the places to those whose name or address has every word of `q`, in any spelling."""
    if q.strip():
        found = found.alias(called=entered.NAME_FOLDED, written_to=entered.EMAIL_FOLDED)
    for word in text.fold(q).split():
        found = found.filter(Q(called__contains=word) | Q(written_to__contains=word))
    return found


def page(desk: Desk, question: Question) -> cursors.Page:
    """Return one page of rows as dictionaries, ready to be shown.

    First the ids alone, which an index gives; then what is shown of those fifty.
    """
    order = ORDERS[question.sort]
    found = rows(desk, question).only("state", "queued_at")
    if question.sort.endswith("name"):
        found = found.annotate(called=entered.NAME_FOLDED)
    ids = cursors.page(found, order=order, cursor=question.cursor, size=PAGE)
    shown = details([row.pk for row in ids.items])
    return cursors.Page(items=shown, next=ids.next, previous=ids.previous)  # type: ignore[arg-type]


GAPS = [f"place{number}" for number in range(PAGE)]
_DETAILS = Planned(
    lambda: Place.objects.filter(pk__in=[Given(gap, Place._meta.pk) for gap in GAPS]).values(
        "pk",
        "state",
        "queued_at",
        "held_until",
        "priority",
        "party",
        here_at=F("attendance__at"),
        owes=Q(fee__state=Fee.State.DUE),
        name=entered.NAME,
        is_companion=~Q(participant=F("contact")),
        contact_name=F("contact__name"),
        email=entered.EMAIL,
    )
)


def details(ids: Sequence[Any]) -> list[dict[str, Any]]:
    """Return what a row shows of each place, in the order of at most PAGE ids. One query."""
    if not ids:
        return []
    # a planned query has a fixed number of gaps: the last id fills those that are left
    gaps = dict(zip(GAPS, itertools.chain(ids, itertools.repeat(ids[-1])), strict=False))
    by_id: dict[object, Any] = {row["pk"]: row for row in _DETAILS.rows(**gaps)}
    return [by_id[pk] for pk in ids if pk in by_id]


_COUNTS = Planned(
    lambda: (
        Place.objects.filter(
            pool__offering=Given("offering", Pool._meta.get_field("offering")),
            state__in=sorted(set(State) - {State.CONFIRMED}),
        )
        .order_by()
        .values_list("state")
        .annotate(Count("pk"))
    )
)


def tabs(desk: Desk, question: Question) -> list[dict[str, Any]]:
    """Return the tabs with how many stand in each. One query, which does not read the confirmed."""
    counts = Counter(dict(_COUNTS.rows(offering=desk.offering.pk)))
    counts[State.CONFIRMED] = sum(pool.taken for pool in desk.pools) - counts[State.OFFERED]
    here = desk.path()
    return [
        {
            "label": label,
            "href": f"{here}?show={name}{'&columns=answers' if question.with_answers else ''}",
            "count": sum(counts[state] for state in states),
            "current": name == question.tab,
        }
        for name, (label, states) in TABS.items()
    ]
