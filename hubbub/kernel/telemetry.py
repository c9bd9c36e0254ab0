"""Counters and gauges for Prometheus; no label ever holds a name, a number or an id."""

from prometheus_client import Counter, Gauge, Histogram

REQUESTS = Counter("hubbub_requests_total", "Requests answered", ["method", "status"])
REQUEST_SECONDS = Histogram(
    "hubbub_request_seconds",
    "Time to answer a request",
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)
SOCKETS = Gauge("hubbub_sockets", "Live sockets open in this process")
TAIL_LAG = Gauge("hubbub_tail_lag_events", "Facts committed that this process has not read yet")
