"""Switches as the record names them: by their feature, to platform admins."""

from collections.abc import Mapping

from lineup.core.flags.models import Switch
from lineup.core.foundation.subjects import Ids, Subject, by_id
from lineup.core.people.models import Person


def switches(ids: Ids, reader: Person) -> Mapping[str, Subject]:
    """Switches by the name of the feature."""
    is_admin = bool(reader.account and reader.account.is_platform_admin)
    rows = Switch.objects.filter(pk__in=ids) if is_admin else []
    return by_id(rows, lambda row: row.flag, lambda row: f"/platform/flags/{row.flag}")


FINDERS = {"switch": switches}
