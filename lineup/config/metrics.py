"""What can be measured: requests of this process, its database pool, and the outbox that all share."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Min
from prometheus_client import CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric

from lineup.core.outbox import messages

registry = CollectorRegistry()
REQUESTS = Histogram(
    "lineup_request_seconds",
    "Time to answer, by route and status.",
    ["method", "route", "status"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
    registry=registry,
)


def text(now: datetime) -> bytes:
    """Everything, as Prometheus reads it."""
    shared = CollectorRegistry()
    shared.register(_Shared(now))
    return generate_latest(registry) + generate_latest(shared)


def oldest_due(now: datetime) -> float:
    """For how many seconds the oldest message of the outbox has been due; 0 when none waits."""
    oldest = messages.waiting().filter(due_at__lte=now).aggregate(oldest=Min("due_at"))["oldest"]
    return (now - oldest).total_seconds() if oldest else 0.0


class _Shared:
    def __init__(self, now: datetime) -> None:
        self.now = now

    def collect(self) -> Iterable[Metric]:
        yield _gauge("outbox_waiting", "Messages not yet delivered.", messages.waiting().count())
        yield _gauge("outbox_dead", "Messages parked after too many tries.", messages.dead().count())
        yield _gauge("outbox_oldest_due_seconds", "Age of the oldest message that is due.", oldest_due(self.now))
        for name, value in _pool().items():
            yield _gauge(f"database_{name}", "Of this process's pool of connections.", value)


def _pool() -> dict[str, int]:
    pool: Any = getattr(connection, "pool", None)
    return pool.get_stats() if pool else {}


def _gauge(name: str, meaning: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"lineup_{name}", meaning, value=value)
