"""The desk of one offering, opened to those who manage it and to nobody else."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language

from lineup.core.foundation.errors import Missing
from lineup.core.foundation.planned import Given, Planned
from lineup.core.participation import kinds, offerings
from lineup.core.participation.models import Offering, Place, Pool
from lineup.core.people.actors import Actor
from lineup.interfaces.web import acting
from lineup.interfaces.web.desk import rooms


@dataclass(frozen=True)
class Desk:
    """An offering with its pools, and who manages it now."""

    offering: Offering
    pools: list[Pool]
    by: Actor

    def path(self, room: str = "guests", **key: Any) -> str:
        """Return the address of a room of this desk; of one that a kind adds, by its full route."""
        return rooms.path(self.offering.slug, room, **key)

    @property
    def main(self) -> list[Pool]:
        """The pools that the offering itself is about: those of the first role."""
        return [pool for pool in self.pools if pool.role == self.pools[0].role]

    @property
    def pool_ids(self) -> list[Any]:
        return [pool.pk for pool in self.pools]

    def pool(self, pk: Any) -> Pool:
        """Return the pool with this id. Raises Missing for one of another offering."""
        return _one([pool for pool in self.pools if str(pool.pk) == str(pk)])

    def place(self, pk: Any) -> Place:
        """Return the place with this id, with what its page shows. Raises Missing for one of another offering."""
        rows = Place.objects.select_related("participant__person", "contact__account", "entered")
        place = _one(list(rows.filter(pk=pk, pool__in=self.pool_ids)))
        place.pool = self.pool(place.pool_id)
        return place


def _one(found: list[Any]) -> Any:
    if not found:
        raise Missing
    return found[0]


_POOLS = Planned(lambda: Pool.objects.filter(offering=Given("offering", Pool._meta.get_field("offering"))))


def desk(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Give `view(request, desk, …)` the desk behind the slug. Missing and NotManager become their pages."""

    @login_required
    @wraps(view)
    def wrapped(request: HttpRequest, slug: str, **key: Any) -> HttpResponseBase:
        by = acting.actor(request)
        offering = offerings.find_managed(by.person, slug=slug)
        pools = kinds.in_order(offering, _POOLS.rows(offering=offering.pk))
        for pool in pools:
            pool.offering = offering
        return view(request, Desk(offering, pools, by), **key)

    return wrapped


def page(
    request: HttpRequest, desk: Desk, template: str, shown: dict[str, Any], *, room: str = "", status: int = 200
) -> HttpResponse:
    """Return a page in the frame of the desk, with the links to its rooms."""
    frame = {
        "desk": desk,
        "offering": desk.offering,
        "pools": desk.pools,
        "main": desk.main,
        "event_path": kinds.of(desk.offering).path(desk.offering),
        "room_links": rooms.links(desk.offering.kind, desk.offering.slug, room, get_language() or ""),
        "taken": sum(pool.taken for pool in desk.main),
        "capacity": _capacity(desk.main),
    }
    template = template if "/" in template else f"desk/{template}"
    return render(request, template, {**frame, **shown}, status=status)


def _capacity(pools: list[Pool]) -> int | str:
    if any(pool.capacity is None for pool in pools):
        return ""
    return sum(pool.capacity or 0 for pool in pools)
