"""One try to deliver: what came of it, and what follows: nothing, the next try over three days, or the end."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from lineup.core.notices import notices
from lineup.core.outbox import messages
from lineup.core.webhooks import deliveries, endpoints
from lineup.core.webhooks.models import Attempt, Delivery, Endpoint

MINUTE, HOUR = 60, 3600
# after the first try, as Standard Webhooks has it: 75 hours and a half in all
SCHEDULE_SECONDS = (5, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR)
LONGEST_WAIT_SECONDS = 24 * HOUR
GONE = 410

LONGEST_EXCERPT = 500
# how fine the last success is kept: a write per delivery would make writers queue for the endpoint's row
SUCCESS_GRAIN = timedelta(minutes=1)
FIRST_REST_SECONDS = 5
LONGEST_REST_SECONDS = 600

# what a receiver may send back of ours: addresses, signatures, keys
SECRETS = re.compile(
    r"[^\s\"'<>@]+@[^\s\"'<>]+|(?:whsec_|lnp_|v1,)\S+|\b(?:bearer|basic)\s+\S+|[A-Za-z0-9+/=_-]{32,}", re.IGNORECASE
)


@dataclass(frozen=True)
class Outcome:
    """What came of a try: a status, or else a `failure` in one word. `slow`: it let us wait to the end.

    `had`: the receiver says by its status that it has this already.
    """

    status: int | None = None
    failure: str = ""
    duration_ms: int = 0
    excerpt: str = ""
    retry_after_seconds: int = 0
    slow: bool = False
    had: bool = False

    @property
    def arrived(self) -> bool:
        return self.had or (self.status is not None and 200 <= self.status < 300)


def to_make(pk: str, *, number: int) -> Delivery | None:
    """Return the delivery with its endpoint if this try of it is still to be made."""
    rows = Delivery.objects.select_related("endpoint", "change", "entry")
    return rows.filter(pk=pk, state=Delivery.State.WAITING, attempts=number - 1).first()


@transaction.atomic
def skip(delivery: Delivery) -> None:
    """Give the delivery up untried: its endpoint was switched off, or there is nothing to tell any more."""
    rows = Delivery.objects.filter(pk=delivery.pk, state=Delivery.State.WAITING)
    rows.update(state=Delivery.State.SKIPPED, next_at=None)


@transaction.atomic
def put_off(delivery: Delivery, *, until: datetime) -> None:
    """Let the try wait, uncounted, while its endpoint rests."""
    Delivery.objects.filter(pk=delivery.pk).update(next_at=until)
    messages.enqueue_many([deliveries.next_try(delivery, put_off=f"{until.timestamp():.0f}")], at=until)


@transaction.atomic
def note(delivery: Delivery, outcome: Outcome, *, at: datetime) -> None:
    """Write down what came of the try, and begin what follows. A try that was made twice is noted once."""
    rows = Delivery.objects.filter(pk=delivery.pk, state=Delivery.State.WAITING, attempts=delivery.attempts)
    if not rows.update(attempts=F("attempts") + 1, tries=F("tries") + 1):
        return
    delivery.attempts, delivery.tries = delivery.attempts + 1, delivery.tries + 1
    _log(delivery, outcome, at)
    if outcome.arrived:
        _settle(delivery, Delivery.State.DELIVERED)
        _note_success(delivery.endpoint, at)
    elif outcome.status == GONE:
        _settle(delivery, Delivery.State.FAILED)
        _switch_off(delivery.endpoint, Endpoint.Disabled.GONE, at)
    else:
        _let_rest(delivery.endpoint, outcome, at)
        _try_again_or_give_up(delivery, outcome, at)


def _log(delivery: Delivery, outcome: Outcome, at: datetime) -> None:
    Attempt.objects.create(
        delivery=delivery,
        at=at,
        status=outcome.status,
        failure=outcome.failure,
        duration_ms=outcome.duration_ms,
        excerpt=cleaned(outcome.excerpt),
    )


def cleaned(excerpt: str) -> str:
    """Return the beginning of an answer, printable, without what looks like an address or a secret."""
    plain = "".join(sign if sign.isprintable() else " " for sign in excerpt)
    return SECRETS.sub("…", " ".join(plain.split()))[:LONGEST_EXCERPT]


def _settle(delivery: Delivery, state: str) -> None:
    delivery.state, delivery.next_at = state, None
    delivery.save(update_fields=["state", "next_at"])


def _note_success(endpoint: Endpoint, at: datetime) -> None:
    stale = Q(succeeded_at=None) | Q(succeeded_at__lt=at - SUCCESS_GRAIN) | Q(times_slow__gt=0)
    Endpoint.objects.filter(stale, pk=endpoint.pk).update(succeeded_at=at, times_slow=0, rests_until=None)


def _let_rest(endpoint: Endpoint, outcome: Outcome, at: datetime) -> None:
    if outcome.slow:
        seconds = min(FIRST_REST_SECONDS * 2 ** min(endpoint.times_slow, 10), LONGEST_REST_SECONDS)
        rests = {"times_slow": F("times_slow") + 1, "rests_until": at + timedelta(seconds=seconds)}
        Endpoint.objects.filter(pk=endpoint.pk, times_slow__lt=1000).update(**rests)


def _try_again_or_give_up(delivery: Delivery, outcome: Outcome, at: datetime) -> None:
    if delivery.tries > len(SCHEDULE_SECONDS):
        _settle(delivery, Delivery.State.FAILED)
        _give_up_on(delivery, at)
        return
    asked = min(outcome.retry_after_seconds, LONGEST_WAIT_SECONDS)
    delivery.next_at = at + timedelta(seconds=max(SCHEDULE_SECONDS[delivery.tries - 1], asked))
    delivery.save(update_fields=["next_at"])
    messages.enqueue_many([deliveries.next_try(delivery)], at=delivery.next_at)


def _give_up_on(delivery: Delivery, at: datetime) -> None:
    """Nothing arrived during the whole schedule: nobody is there. One message that is refused is no reason."""
    others = deliveries.of(delivery.endpoint).filter(state=Delivery.State.DELIVERED)
    if not others.filter(attempt_log__at__gte=delivery.round_began_at).exists():
        _switch_off(delivery.endpoint, Endpoint.Disabled.FAILING, at)


def _switch_off(endpoint: Endpoint, why: str, at: datetime) -> None:
    if not endpoints.disable(endpoint, why, at=at):
        return
    for person in endpoints.keepers(endpoint):
        key = f"webhook-off:{endpoint.pk}:{at.timestamp():.0f}:{person.pk}"
        notices.tell(person, "webhook.disabled", key=key, facts={"endpoint": str(endpoint.pk)}, at=at)
