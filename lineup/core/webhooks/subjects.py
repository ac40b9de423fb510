"""Webhooks as the record names them, to those who keep them."""

from collections.abc import Mapping

from django.db.models import Q

from lineup.core.clubs import permissions
from lineup.core.foundation.subjects import Ids, Subject, by_id
from lineup.core.people.models import Person
from lineup.core.webhooks.models import Endpoint


def endpoints(ids: Ids, reader: Person) -> Mapping[str, Subject]:
    """Webhooks by the name they were given."""
    mine = Q(person=reader) | Q(club__in=permissions.clubs_where(reader, permissions.MANAGE_WEBHOOKS))
    if reader.account and reader.account.is_platform_admin:
        mine |= Q(club__isnull=False)
    rows = Endpoint.objects.filter(mine, pk__in=ids)
    return by_id(rows, lambda row: row.name, lambda row: f"/webhooks/{row.pk}")


FINDERS = {"endpoint": endpoints}
