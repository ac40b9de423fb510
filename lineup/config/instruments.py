"""What each process counts of itself; read by `metrics`. Knows no models: the database's own wrapper counts here."""

from prometheus_client import CollectorRegistry, Histogram, Summary

registry = CollectorRegistry()
REQUESTS = Histogram(
    "lineup_request_seconds",
    "Time to answer, by route and status.",
    ["method", "route", "status"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
    registry=registry,
)
QUERIES = Summary("lineup_query_seconds", "Statements, and the time that they took.", registry=registry)
