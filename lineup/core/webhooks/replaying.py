"""Telling an endpoint again all that happened since a time, also what happened while it was switched off."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.foundation.errors import Invalid
from lineup.core.outbox import messages
from lineup.core.outbox.models import Message
from lineup.core.people.actors import Actor
from lineup.core.webhooks import deliveries, record
from lineup.core.webhooks.models import Endpoint

TOPIC = "webhook-replay"


class TooLongAgo(Invalid):
    code = "too_long_ago"
    sentence = _("Replay reaches back %(days)s days; choose a later time.")
    field = "since"


class NotYet(Invalid):
    code = "not_yet"
    sentence = _("Choose a time in the past.")
    field = "since"


@transaction.atomic
def since(endpoint: Endpoint, moment: datetime, *, by: Actor, at: datetime) -> None:
    """Begin to send again, in batches and with the same ids, what it wants of all that happened since `moment`.

    Raises EndpointOff, TooLongAgo, NotYet.
    """
    deliveries.check_on(endpoint)
    if moment < at - deliveries.KEPT:
        raise TooLongAgo(days=deliveries.KEPT.days)
    if moment > at:
        raise NotYet
    told = {"since": moment.isoformat()}
    entries.record(by=by, at=at, action="webhook.replay", on=endpoint, club_id=endpoint.club_id, metadata=told)
    for name in record.NAMES:
        _go_on(endpoint.pk, name, moment, began=at, after=0, at=at)


def _go_on(pk: UUID, name: str, moment: datetime, *, began: datetime, after: int, at: datetime) -> None:
    payload = {"endpoint": str(pk), "record": name, "since": moment.isoformat(), "began": began.isoformat()}
    key = f"{TOPIC}:{pk}:{began.timestamp()}:{name}:{after}"
    messages.enqueue(TOPIC, key=key, payload={**payload, "after": after}, at=at)


@transaction.atomic
def replay_some(message: Message, *, at: datetime) -> None:
    """Send one batch again, and enqueue the next: the handler of topic "webhook-replay"."""
    load = message.payload
    endpoint = Endpoint.objects.filter(pk=load["endpoint"], disabled_at=None).first()
    if endpoint is None:
        return
    moment, began = datetime.fromisoformat(load["since"]), datetime.fromisoformat(load["began"])
    rows = record.rows(load["record"], *_owned_by(endpoint), after=load["after"], start=moment, end=began)
    if rows:
        wanted = _wanted(endpoint, rows)
        deliveries.send_again(endpoint, wanted, kinds=[record.kind_of(row, endpoint) for row in wanted], at=at)
        _go_on(endpoint.pk, load["record"], moment, began=began, after=rows[-1].pk, at=at)


def _owned_by(endpoint: Endpoint) -> tuple[list[UUID], list[UUID]]:
    return [endpoint.club_id] if endpoint.club_id else [], [endpoint.person_id] if endpoint.person_id else []


def _wanted(endpoint: Endpoint, rows: Sequence[record.Row]) -> list[record.Row]:
    owners = record.owners(rows)
    ours, kinds = (endpoint.club_id, endpoint.person_id), record.kinds_of(endpoint)
    return [row for row in rows if owners[row.pk] == ours and record.kind_of(row, endpoint) in kinds]
