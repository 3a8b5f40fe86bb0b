"""What the server counts, for Prometheus. No metric holds a question, a name or a report."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

_BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.5, 3, 6, 12, 30, 60, 120)


class Metrics:
    """The metrics of one server."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "askreports_requests", "Requests answered.", ("method", "route", "status"), registry=self.registry
        )
        self.latency = Histogram(
            "askreports_request_seconds",
            "From the request to the end of its response.",
            ("route",),
            buckets=_BUCKETS,
            registry=self.registry,
        )
        self.waiting = Gauge(
            "askreports_queue_length", "Requests that wait for their turn.", registry=self.registry
        )
        self.working = Gauge("askreports_working", "Requests that are worked on.", registry=self.registry)
        self.generation = Gauge(
            "askreports_generation", "Number of the live generation of the index.", registry=self.registry
        )
        self.reports = Gauge("askreports_reports", "Reports in the index.", registry=self.registry)
        ProcessCollector(registry=self.registry)  # memory, processor time, open files

    def text(self) -> bytes:
        """All metrics in the text format of Prometheus."""
        return generate_latest(self.registry)
