"""The ledger counted again from its places: every number must come out as it is kept."""

from collections.abc import Iterator

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from lineup.core.foundation.faults import Fault
from lineup.core.participation.models import Place, PlaceChange, Pool
from lineup.core.participation.transitions import LIVE, OCCUPYING


def faults() -> Iterator[Fault]:
    """Yield what does not add up; nothing, in a healthy house. Reads all places."""
    yield from _wrong_counts()
    yield from _states_without_their_change()
    yield from _split_groups()


def _wrong_counts() -> Iterator[Fault]:
    held = Place.objects.filter(pool=OuterRef("pk"), state__in=OCCUPYING).order_by()
    counted = held.values("pool").annotate(n=Count("pk")).values("n")
    rows = Pool.objects.annotate(counted=Coalesce(Subquery(counted), 0)).exclude(taken=F("counted"))
    for pool in rows.iterator():
        yield Fault("wrong_count", f"Pool {pool.pk} says {pool.taken} taken, its places say {pool.counted}.")


def _states_without_their_change() -> Iterator[Fault]:
    last = PlaceChange.objects.filter(place=OuterRef("pk")).order_by("-id").values("to_state")[:1]
    rows = Place.objects.annotate(last=Coalesce(Subquery(last), "state")).exclude(last=F("state"))
    for place in rows.iterator():
        yield Fault("state_without_change", f"Place {place.pk} is {place.state}, its last change says {place.last}.")
    for bare in Place.objects.exclude(Q(pk__in=PlaceChange.objects.values("place"))).iterator():
        yield Fault("no_history", f"Place {bare.pk} is {bare.state} without any change.")


def _split_groups() -> Iterator[Fault]:
    """A group waits together and is offered places together."""
    undecided = Q(state__in=LIVE - {"confirmed"})
    rows = Place.objects.filter(undecided).values("party").annotate(n=Count("state", distinct=True)).filter(n__gt=1)
    for row in rows.iterator():
        yield Fault("split_group", f"Group {row['party']} stands in {row['n']} undecided states at once.")
