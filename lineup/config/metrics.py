"""What can be measured: requests and statements of this server, its database pool, and the outbox that all share."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Count, Min
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector

from lineup.config import instruments
from lineup.core.outbox import messages, processes, queues


def text(now: datetime) -> bytes:
    """Everything, as Prometheus reads it."""
    shared = CollectorRegistry()
    shared.register(_Shared(now))
    return generate_latest(_own()) + generate_latest(shared)


def _own() -> CollectorRegistry:
    """What this process counted; with several workers, what all of them did: any of them may be asked."""
    every = CollectorRegistry()
    try:
        MultiProcessCollector(every)
    except ValueError:
        # `serve` names them no common folder: there is one worker
        return instruments.registry
    return every


def oldest_due(now: datetime) -> float:
    """For how many seconds the oldest message of the outbox has been due; 0 when none waits."""
    oldest = messages.waiting().filter(due_at__lte=now).aggregate(oldest=Min("due_at"))["oldest"]
    return (now - oldest).total_seconds() if oldest else 0.0


class _Shared:
    def __init__(self, now: datetime) -> None:
        self.now = now

    def collect(self) -> Iterable[Metric]:
        yield _by("queue", "outbox_waiting", "Messages not yet delivered.", _depths())
        yield _gauge("outbox_dead", "Messages parked after too many tries.", messages.dead().count())
        yield _gauge("outbox_oldest_due_seconds", "Age of the oldest message that is due.", oldest_due(self.now))
        alive = processes.counted(at=self.now)
        yield _by("kind", "processes", "Processes that were heard of within a minute.", alive)
        heard_at = processes.last_heard("gateway", at=self.now)
        if heard_at:
            silent = (self.now - heard_at).total_seconds()
            yield _gauge("gateway_silent_seconds", "For how long Discord has not been heard.", silent)
        undone = processes.undone("gateway", at=self.now)
        yield _by("sort", "gateway_undone", "What the gateway heard and left undone since it began.", undone)
        for name, value in _pool().items():
            yield _gauge(f"database_{name}", "Of this process's pool of connections.", value)


def _depths() -> dict[str, int]:
    waiting = messages.waiting().values_list("queue").annotate(n=Count("pk")).order_by("queue")
    return {queue.name: 0 for queue in queues.installed()} | dict(waiting)


def _by(label: str, name: str, meaning: str, values: Mapping[str, int]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(f"lineup_{name}", meaning, labels=[label])
    for key, value in values.items():
        family.add_metric([key], value)
    return family


def _pool() -> dict[str, int]:
    pool: Any = getattr(connection, "pool", None)
    return pool.get_stats() if pool else {}


def _gauge(name: str, meaning: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"lineup_{name}", meaning, value=value)
