"""What somebody narrows the list of events by: read from the address, shown above the list."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lineup.core.people.models import Person
from lineup.domains.events import facets, topics
from lineup.domains.events.listing import Wanted

Option = tuple[str, str | Promise]

WHEN: list[Option] = [
    ("", _("Any time")),
    ("today", _("Today")),
    ("weekend", _("This weekend")),
    ("week", _("Next 7 days")),
    ("month", _("Next 30 days")),
]
NARROWING = ("q", "category", "tag", "place", "when", "club")
LONGEST = 100
AT_MOST = {"week": 7, "month": 30}


@dataclass(frozen=True)
class Filters:
    """The chosen values by name, what can be chosen, and the same as a `Wanted`."""

    chosen: dict[str, str]
    wanted: Wanted
    past: bool
    categories: list[Option]
    places: list[Option]
    clubs: list[Option]
    tags: list[tuple[str, str, bool, str]]

    when = WHEN

    @property
    def narrows(self) -> bool:
        return any(self.chosen.values())


def of(request: HttpRequest, person: Person | None, *, at: datetime) -> Filters:
    """Return the filters in the address of this page; values that make no sense narrow nothing or find nothing."""
    past = bool(request.GET.get("past"))
    chosen = {name: request.GET.get(name, "").replace("\x00", "").strip()[:LONGEST] for name in NARROWING}
    chosen["when"] = "" if past else chosen["when"]
    choices = facets.of(person, at=at)
    return Filters(
        chosen=chosen,
        wanted=wanted(chosen, at=timezone.localtime(at)),
        past=past,
        categories=[("", _("All categories")), *((row.slug, str(row)) for row in topics.categories())],
        places=_with(_places(choices.cities), chosen["place"]),
        clubs=_with([("", _("All clubs")), *choices.clubs], chosen["club"]),
        tags=[(slug, name, slug == chosen["tag"], _toggled(request.GET, slug)) for slug, name in choices.tags],
    )


def _places(cities: list[str]) -> list[Option]:
    return [("", _("Anywhere")), ("online", _("Online")), *((f"in {city}", city) for city in cities)]


def _with(options: list[Option], value: str) -> list[Option]:
    """A value that is not among the options is offered too, so that the page shows what it does."""
    known = {key for key, _ in options}
    return options if value in known else [*options, (value, value.removeprefix("in "))]


def _toggled(query: QueryDict, tag: str) -> str:
    changed = query.copy()
    changed.pop("cursor", None)
    if changed.get("tag") == tag:
        del changed["tag"]
    else:
        changed["tag"] = tag
    return f"?{changed.urlencode()}"


def wanted(chosen: dict[str, str], *, at: datetime) -> Wanted:
    """Return what these values ask for; days begin at midnight of `at`'s zone."""
    place = chosen["place"]
    after, before = _days(chosen["when"], at)
    return Wanted(
        text=chosen["q"],
        category=chosen["category"],
        tag=chosen["tag"],
        where="online" if place == "online" else "",
        city=place.removeprefix("in ") if place != "online" else "",
        club=chosen["club"],
        after=after,
        before=before,
    )


def _days(when: str, at: datetime) -> tuple[datetime | None, datetime | None]:
    midnight = datetime.combine(at.date(), time(), tzinfo=at.tzinfo)
    if when == "today":
        return None, midnight + timedelta(days=1)
    if when == "weekend":
        saturday = midnight + timedelta(days=5 - at.weekday())
        return saturday, saturday + timedelta(days=2)
    return None, at + timedelta(days=AT_MOST[when]) if when in AT_MOST else None
