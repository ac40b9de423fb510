"""The weekly digest goes out: a round a week through all who agreed, to each at eight on Monday on their own clock."""

from datetime import UTC, date, datetime, timedelta

from django.db import transaction

from lineup.core.consents import consents
from lineup.core.outbox import messages
from lineup.core.outbox.messages import Work
from lineup.core.outbox.models import Message
from lineup.core.participation import digests_told
from lineup.core.participation.purposes import WEEKLY_DIGEST

ROUND, LETTER = "digest-round", "digest"
BATCH = 200

# where the day begins first, Monday comes so much before it does in UTC
FIRST = timedelta(hours=14)
# a house that was down for longer leaves the week out
WITHIN = timedelta(days=2)


def is_due(at: datetime) -> bool:
    """Whether it is Monday at eight somewhere, or was not long ago, and this week's round has not begun: cheap."""
    ahead = (at + FIRST).astimezone(UTC)
    monday = _monday(ahead)
    begins = datetime.combine(monday, digests_told.CLOCK, UTC)
    return begins <= ahead < begins + WITHIN and not messages.is_known(_key(monday))


@transaction.atomic
def begin(*, at: datetime) -> None:
    """Begin this week's round, once however often it is asked for."""
    if is_due(at):
        monday = _monday((at + FIRST).astimezone(UTC))
        messages.enqueue(ROUND, key=_key(monday), payload={"monday": monday.isoformat(), "after": ""}, at=at)


@transaction.atomic
def go_on(message: Message, *, at: datetime) -> None:
    """Have a batch of letters written, and enqueue the next batch: the handler of topic "digest-round".

    In one transaction: whoever dies in between has done nothing, and is taken over.
    """
    monday, after = date.fromisoformat(message.payload["monday"]), message.payload["after"]
    found = _readers(after)
    messages.enqueue_many([_letter(monday, person, zone) for person, zone in found], at=at)
    if len(found) == BATCH:
        last = str(found[-1][0])
        payload = {"monday": monday.isoformat(), "after": last}
        messages.enqueue(ROUND, key=f"{_key(monday)}:after:{last}", payload=payload, at=at)


def _readers(after: str) -> list[tuple[object, str]]:
    rows = consents.holders(WEEKLY_DIGEST).exclude(person__email_folded="")
    rows = rows.filter(person__gt=after) if after else rows
    return list(rows.order_by("person").values_list("person", "person__time_zone")[:BATCH])


def _letter(monday: date, person: object, zone: str) -> Work:
    load = {"person": str(person), "kind": digests_told.KIND, "facts": {"monday": monday.isoformat()}}
    return Work(LETTER, f"{_key(monday)}:{person}", load, digests_told.begins_at(monday, zone))


def _monday(at: datetime) -> date:
    day = at.date()
    return day - timedelta(days=day.weekday())


def _key(monday: date) -> str:
    return f"digest:{monday:%G-W%V}"
