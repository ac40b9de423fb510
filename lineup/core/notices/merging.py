"""What a guest was still to be told, when they turn out to be somebody with an account."""

from datetime import datetime

from lineup.core.notices import channels
from lineup.core.outbox import messages
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person


def take_over(guest: Person, into: Person, *, by: Actor, at: datetime) -> None:
    """Tell the other person what was on its way to the guest."""
    topics = [channel.topic for channel in channels.beyond_the_page()]
    for message in messages.waiting().filter(topic__in=("notice", *topics), payload__person=str(guest.pk)):
        message.payload = {**message.payload, "person": str(into.pk)}
        message.save(update_fields=["payload"])
