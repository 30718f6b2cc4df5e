"""Every metric there is, made from the figures of the whole installation."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import accumulate

from webapp.actions.figures import Figures
from webapp.domain.figures import LATENESS_SECONDS, LATER, LATER_STILL, Counted
from webapp.domain.reminders import DeliveryState, OccurrenceKind, ReceiptKind
from webapp.storage.gauges import HostState
from webapp.web.exposition import COUNTER, GAUGE, HISTOGRAM, Metric, Sample

OUTCOMES = (
    DeliveryState.ACCEPTED,
    DeliveryState.GONE,
    DeliveryState.REFUSED,
    DeliveryState.EXPIRED,
    LATER,
)


def metrics_of(figures: Figures, now: datetime) -> list[Metric]:
    """Every metric, in the order of a reminder's life."""
    return [
        *_claiming(figures),
        *_sending(figures),
        _lateness(figures),
        *_queue(figures, now),
        *_hosts(figures.hosts, now),
        *_running(figures),
        *_crowd(figures),
    ]


def _claiming(figures: Figures) -> Iterator[Metric]:
    yield _gauge(
        "unhunch_reminders_due",
        "Plans and snoozes that are due and not yet claimed.",
        figures.overdue,
    )
    yield _counter(
        "unhunch_reminders_claimed_total",
        "Reminders that became due, sent or not, by kind.",
        _labelled(figures, Counted.CLAIMED, "kind", OccurrenceKind),
    )
    yield _counter(
        "unhunch_reminders_unsent_total",
        "Reminders that were not sent, by reason.",
        _labelled(figures, Counted.UNSENT, "reason", ()),
    )


def _sending(figures: Figures) -> Iterator[Metric]:
    yield _counter(
        "unhunch_deliveries_total",
        "What push services made of messages; 'later' counts each time one was put off.",
        _labelled(figures, Counted.OUTCOME, "outcome", OUTCOMES),
    )
    yield _counter(
        "unhunch_lease_recoveries_total",
        "Deliveries taken over from a sender that died or hung.",
        (Sample(figures.totals.get((Counted.RECOVERED, ""), 0)),),
    )
    yield _counter(
        "unhunch_receipts_total",
        "What devices reported, by kind.",
        _labelled(figures, Counted.RECEIPT, "kind", ReceiptKind),
    )


def _lateness(figures: Figures) -> Metric:
    classes = [*(f"{most:g}" for most in LATENESS_SECONDS), LATER_STILL]
    counts = accumulate(figures.totals.get((Counted.LATENESS, name), 0) for name in classes)
    buckets = [
        Sample(count, {"le": "+Inf" if name == LATER_STILL else name}, "_bucket")
        for name, count in zip(classes, counts, strict=True)
    ]
    total = figures.totals.get((Counted.LATENESS_MS, ""), 0) / 1000
    return Metric(
        "unhunch_lateness_seconds",
        HISTOGRAM,
        "From the planned instant of a reminder until a push service accepted it.",
        (*buckets, Sample(total, suffix="_sum"), Sample(buckets[-1].value, suffix="_count")),
    )


def _queue(figures: Figures, now: datetime) -> Iterator[Metric]:
    queue = figures.queue
    waited = (now - queue.oldest_at).total_seconds() if queue.oldest_at else 0.0
    yield _gauge("unhunch_deliveries_waiting", "Deliveries not settled yet.", queue.waiting)
    yield _gauge("unhunch_deliveries_leased", "Of these, in the hands of a sender.", queue.leased)
    yield _gauge(
        "unhunch_deliveries_left_behind",
        "Of these, in the hands of a sender whose lease ran out.",
        queue.left_behind,
    )
    yield _gauge(
        "unhunch_delivery_oldest_seconds",
        "How long the delivery that should have been tried first has waited for that.",
        max(waited, 0.0),
    )
    yield _gauge(
        "unhunch_queue_jobs", "Jobs that wait for a worker, where there is a queue.", figures.jobs
    )


def _hosts(hosts: tuple[HostState, ...], now: datetime) -> Iterator[Metric]:
    yield Metric(
        "unhunch_push_host_paused",
        GAUGE,
        "1 while nothing is sent to this push service, by host and reason.",
        tuple(
            Sample(
                int(host.paused_until is not None and host.paused_until > now),
                {"host": host.host, "reason": host.reason or ""},
            )
            for host in hosts
        ),
    )
    yield Metric(
        "unhunch_push_host_failures",
        GAUGE,
        "Failures in a row at this push service.",
        tuple(Sample(host.failures, {"host": host.host}) for host in hosts),
    )


def _running(figures: Figures) -> Iterator[Metric]:
    age = figures.tick_age_seconds
    yield Metric(
        "unhunch_tick_age_seconds",
        GAUGE,
        "Since a scheduler last looked for due reminders; absent before the first time.",
        (Sample(age),) if age is not None else (),
    )
    yield _counter(
        "unhunch_outages_total",
        "How often nobody looked for due reminders for a while.",
        (Sample(figures.outages.count),),
    )
    yield _counter(
        "unhunch_outage_seconds_total",
        "For how long nobody looked for due reminders, altogether.",
        (Sample(figures.outages.seconds),),
    )


def _crowd(figures: Figures) -> Iterator[Metric]:
    crowd = figures.crowd
    yield _gauge("unhunch_people", "People, counted at most five minutes ago.", crowd.people)
    yield _gauge(
        "unhunch_devices", "Devices that can be reached, counted with the people.", crowd.devices
    )


def _gauge(name: str, meaning: str, value: float) -> Metric:
    return Metric(name, GAUGE, meaning, (Sample(value),))


def _counter(name: str, meaning: str, samples: tuple[Sample, ...]) -> Metric:
    return Metric(name, COUNTER, meaning, samples)


def _labelled(
    figures: Figures, counted: Counted, label: str, always: Iterable[str]
) -> tuple[Sample, ...]:
    """A sample for every label counted so far, and for those that are always told, in order."""
    found = {text: value for (name, text), value in figures.totals.items() if name == counted}
    known = {str(text): 0 for text in always}
    return tuple(Sample(value, {label: text}) for text, value in sorted((known | found).items()))
