"""The guest list as asked for: tab, search, order and page, in three queries whatever its length."""

import itertools
import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
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
    "name": ("called", "pk"),
    "-name": ("-called", "-pk"),
    "state": ("state", "queued_at", "pk"),
    "-state": ("-state", "-queued_at", "-pk"),
    "since": ("queued_at", "pk"),
    "-since": ("-queued_at", "-pk"),
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
    """Return the places that answer the question, in no order."""
    found = _called(_standing(desk.pool_ids, question.tab), question.sort)
    return search(_answered(found, desk, question.answer), question.q)


def _standing(pools: Sequence[Any], tab: str) -> "QuerySet[Place]":
    # by their key: pools themselves can't be gaps of a planned query
    return Place.objects.filter(pool__pk__in=pools, state__in=sorted(TABS[tab][1]))


def _called(found: Any, sort: str) -> Any:
    """The places with the name that they are sorted by, if they are."""
    return found.annotate(called=entered.NAME_FOLDED) if sort.endswith("name") else found


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


def page(desk: Desk, question: Question) -> cursors.Page[dict[str, Any]]:
    """Return one page of rows as dictionaries, ready to be shown.

    First the ids alone, which an index gives; then what is shown of those fifty. (PostgreSQL would plan both as one
    statement anew each time, for longer than the second takes.)
    """
    ids = _ids(desk, question)
    return cursors.Page(items=details([row["pk"] for row in ids.items]), next=ids.next, previous=ids.previous)


def _ids(desk: Desk, question: Question) -> cursors.Page[dict[str, Any]]:
    if not question.q and not question.answer:
        pools = dict(zip(_gaps(len(desk.pools)), desk.pool_ids, strict=True))
        return _whole(question.tab, question.sort, len(desk.pools)).page(question.cursor, **pools)
    found = _sorted_by(rows(desk, question), question.sort)
    return cursors.page(found, order=ORDERS[question.sort], cursor=question.cursor, size=PAGE)


@lru_cache(maxsize=512)
def _whole(tab: str, sort: str, pools: int) -> cursors.Pages[dict[str, Any]]:
    """The list of an offering with so many pools, with nothing searched."""
    held_in = [Given(gap, Pool._meta.pk) for gap in _gaps(pools)]
    return cursors.Pages(lambda: _sorted_by(_standing(held_in, tab), sort), order=ORDERS[sort], size=PAGE)


def _sorted_by(found: "QuerySet[Place]", sort: str) -> "QuerySet[Place, dict[str, Any]]":
    """Their ids, and what they are sorted by."""
    return _called(found, sort).values(*(key.lstrip("-") for key in ORDERS[sort]))


def _gaps(number: int) -> list[str]:
    return [f"gap{one}" for one in range(number)]


_DETAILS = Planned(
    lambda: Place.objects.filter(pk__in=[Given(gap, Place._meta.pk) for gap in _gaps(PAGE)]).values(
        "pk",
        "state",
        "queued_at",
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
    gaps = dict(zip(_gaps(PAGE), itertools.chain(ids, itertools.repeat(ids[-1])), strict=False))
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
