"""People's own things as the record names them: to platform admins, who alone read of these."""

from collections.abc import Mapping

from lineup.core.foundation.subjects import Ids, Subject, by_id, joined
from lineup.core.people.models import Account, ApiToken, Person


def accounts(ids: Ids, reader: Person) -> Mapping[str, Subject]:
    """Accounts by the names of their people."""
    rows = Account.objects.select_related("person").filter(pk__in=ids) if _is_admin(reader) else []
    return by_id(rows, lambda row: getattr(row, "person", None) or row.email)


def persons(ids: Ids, reader: Person) -> Mapping[str, Subject]:
    """People by name."""
    rows = Person.objects.filter(pk__in=ids) if _is_admin(reader) else []
    return by_id(rows, lambda row: row.name)


def api_tokens(ids: Ids, reader: Person) -> Mapping[str, Subject]:
    """Tokens by name and whose they are."""
    rows = ApiToken.objects.select_related("person").filter(pk__in=ids) if _is_admin(reader) else []
    return by_id(rows, lambda row: joined(row.name, row.person.name))


def _is_admin(reader: Person) -> bool:
    return bool(reader.account and reader.account.is_platform_admin)


FINDERS = {"account": accounts, "person": persons, "apitoken": api_tokens}
