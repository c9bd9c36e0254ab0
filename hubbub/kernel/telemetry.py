"""Counters and gauges for Prometheus; no label ever holds a name, a number or an id."""

from prometheus_client import Counter, Gauge, Histogram

REQUESTS = Counter("hubbub_requests_total", "Requests answered", ["method", "route", "status"])
REQUEST_SECONDS = Histogram(
    "hubbub_request_seconds",
    "Time to the end of the answer",
    ["route"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)
UNDER_WAY = Gauge("hubbub_requests_under_way", "Requests that are being answered now")
SOCKETS = Gauge("hubbub_sockets", "Live sockets open in this process")
TAIL_LAG = Gauge("hubbub_tail_lag_facts", "Facts committed that the sockets were not told yet")
TAIL_LAG_SECONDS = Gauge(
    "hubbub_tail_lag_seconds",
    "Time for which the first of them has waited; a stranger's long "
    "transaction in the same database cluster holds all of them back",
)
POOL = Gauge("hubbub_database_connections", "Connections of this process", ["pool", "state"])
"""`state` is one of open, idle, or waiting: requests that wait for a connection."""
