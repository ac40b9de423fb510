"""What is on its way to an endpoint: one delivery per thing that happened, sent off once, and sent again when asked."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.audit.models import Entry
from lineup.core.foundation.errors import Missing, Refusal
from lineup.core.outbox import messages
from lineup.core.outbox.messages import Work
from lineup.core.participation.models import PlaceChange
from lineup.core.people.actors import Actor
from lineup.core.webhooks import happenings
from lineup.core.webhooks.models import Delivery, Endpoint
from lineup.core.webhooks.record import Row

TOPIC = "webhook"

# how long the log is kept, and how far a replay reaches back
KEPT = timedelta(days=30)


class EndpointOff(Refusal):
    code = "webhook_off"
    sentence = _("This webhook is switched off; resume it first.")


class StillOnItsWay(Refusal):
    code = "still_on_its_way"
    sentence = _("This is still on its way; wait for its next try.")


def of(endpoint: Endpoint) -> "QuerySet[Delivery]":
    """Return the endpoint's deliveries, for the order -happened_at, -id."""
    return Delivery.objects.filter(endpoint=endpoint)


def find(endpoint: Endpoint, pk: object) -> Delivery:
    """Return the delivery of the endpoint. Raises Missing."""
    found = of(endpoint).filter(pk=pk).first()  # type: ignore[misc]
    if found is None:
        raise Missing
    found.endpoint = endpoint
    return found


def first(endpoint: Endpoint, row: Row | None, *, kind: str, at: datetime) -> Delivery:
    """Return the delivery, not stored yet, of a row of the record; of none for a test."""
    return Delivery(
        endpoint=endpoint,
        kind=kind,
        change=row if isinstance(row, PlaceChange) else None,
        entry=row if isinstance(row, Entry) else None,
        happened_at=row.at if row else at,
        round_began_at=at,
        next_at=at,
    )


def without_known(made: Sequence[Delivery]) -> list[Delivery]:
    """Return those whose row their endpoint was not told before. One query."""
    known = set(_same(made).values_list("endpoint", "change", "entry"))
    return [one for one in made if (one.endpoint_id, one.change_id, one.entry_id) not in known]


def _same(made: Sequence[Delivery]) -> "QuerySet[Delivery]":
    changes = [one.change_id for one in made if one.change_id]
    acts = [one.entry_id for one in made if one.entry_id]
    endpoints = {one.endpoint_id for one in made}
    return Delivery.objects.filter(Q(change__in=changes) | Q(entry__in=acts), endpoint__in=endpoints)


def send_off(made: Sequence[Delivery], *, at: datetime) -> None:
    """Store them and enqueue the first try of each, in the caller's transaction. IntegrityError for a known one."""
    Delivery.objects.bulk_create(made)
    messages.enqueue_many([next_try(one) for one in made], at=at)


def next_try(delivery: Delivery, *, put_off: str = "") -> Work:
    """Return the work that the next try of it is; a try that was put off has a key of its own."""
    number = delivery.attempts + 1
    key = ":".join(part for part in (TOPIC, str(delivery.pk), str(number), put_off) if part)
    return Work(TOPIC, key, {"delivery": str(delivery.pk), "attempt": number})


@transaction.atomic
def test(endpoint: Endpoint, *, at: datetime) -> Delivery:
    """Send a test to the endpoint and return its delivery. Raises EndpointOff."""
    check_on(endpoint)
    delivery = first(endpoint, None, kind=happenings.TEST, at=at)
    send_off([delivery], at=at)
    return delivery


@transaction.atomic
def replay(delivery: Delivery, *, by: Actor, at: datetime) -> Delivery:
    """Send it once more, with the same id and the whole schedule. Raises EndpointOff, StillOnItsWay."""
    check_on(delivery.endpoint)
    if not _begin_again(Delivery.objects.filter(pk=delivery.pk), at):
        raise StillOnItsWay
    entries.record(
        by=by, at=at, action="webhook.replay", on=delivery.endpoint, club_id=delivery.endpoint.club_id,
        metadata={"delivery": str(delivery.pk)},
    )  # fmt: skip
    delivery.refresh_from_db(fields=["state", "next_at"])
    return delivery


def check_on(endpoint: Endpoint) -> None:
    """Raise EndpointOff."""
    if not endpoint.is_on:
        raise EndpointOff


def send_again(endpoint: Endpoint, rows: Sequence[Row], *, kinds: Sequence[str], at: datetime) -> None:
    """Send the endpoint these rows, of these kinds, known or not, in the caller's transaction."""
    made = [first(endpoint, row, kind=kind, at=at) for row, kind in zip(rows, kinds, strict=True)]
    _begin_again(_same(made), at)
    send_off(without_known(made), at=at)


def _begin_again(known: "QuerySet[Delivery]", at: datetime) -> int:
    """A new round of the schedule for those that are not on their way; how many."""
    settled = list(known.exclude(state=Delivery.State.WAITING).select_for_update())
    again = {"state": Delivery.State.WAITING, "tries": 0, "round_began_at": at, "next_at": at}
    Delivery.objects.filter(pk__in=[one.pk for one in settled]).update(**again)
    messages.enqueue_many([next_try(one) for one in settled], at=at)
    return len(settled)


def forget(*, before: datetime, limit: int = 500) -> int:
    """Delete up to `limit` deliveries of what happened before this instant, with their attempts; return how many."""
    old = Delivery.objects.filter(happened_at__lt=before).values_list("pk", flat=True)[:limit]
    with transaction.atomic():
        return Delivery.objects.filter(pk__in=list(old)).delete()[1].get("webhooks.Delivery", 0)
