"""Messages as the record names them: by their topic, to platform admins."""

from collections.abc import Mapping

from lineup.core.foundation.subjects import Ids, Subject, by_id
from lineup.core.outbox.models import Message
from lineup.core.people.models import Person


def messages(ids: Ids, reader: Person) -> Mapping[str, Subject]:
    """Messages by topic; what was delivered long ago is forgotten."""
    is_admin = bool(reader.account and reader.account.is_platform_admin)
    rows = Message.objects.filter(pk__in=ids).only("topic") if is_admin else []
    return by_id(rows, lambda row: row.topic, lambda _row: "/platform/outbox")


FINDERS = {"message": messages}
