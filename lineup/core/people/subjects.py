"""People's own things as the record names them: to platform admins, who alone read of these."""

from collections.abc import Mapping

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from lineup.core.foundation.subjects import Ids, Subject, by_id, joined
from lineup.core.people.models import Account, ApiToken, Person


def accounts(ids: Ids, reader: Person) -> Mapping[str, Subject]:
    """Accounts by the names of their people."""
    rows = Account.objects.select_related("person").filter(pk__in=ids) if _is_admin(reader) else []
    return by_id(rows, lambda row: getattr(row, "person", None) or row.email, _page_of_account)


def persons(ids: Ids, reader: Person) -> Mapping[str, Subject]:
    """People by name."""
    rows = Person.objects.filter(pk__in=ids) if _is_admin(reader) else []
    return by_id(rows, lambda row: row.name, _page)


def api_tokens(ids: Ids, reader: Person) -> Mapping[str, Subject]:
    """Tokens by name and whose they are."""
    rows = ApiToken.objects.select_related("person").filter(pk__in=ids) if _is_admin(reader) else []
    return by_id(rows, lambda row: joined(row.name, row.person.name))


def sessions(ids: Ids, reader: Person) -> Mapping[str, Subject]:
    """Sessions by whose they are, as long as they last."""
    rows = UserSession.objects.select_related("user__person").filter(pk__in=ids) if _is_admin(reader) else []
    return by_id(rows, lambda row: row.user.person.name)


def second_factors(ids: Ids, reader: Person) -> Mapping[str, Subject]:
    """Second factors by what they are and whose; a removed one has no name any more."""
    rows = Authenticator.objects.select_related("user__person").filter(pk__in=ids) if _is_admin(reader) else []
    return by_id(rows, lambda row: joined(row.get_type_display(), row.user.person.name))


def _page(row: Person) -> str:
    return f"/platform/people/{row.pk}"


def _page_of_account(row: Account) -> str:
    person = getattr(row, "person", None)
    return _page(person) if person else ""


def _is_admin(reader: Person) -> bool:
    return bool(reader.account and reader.account.is_platform_admin)


FINDERS = {
    "account": accounts,
    "person": persons,
    "apitoken": api_tokens,
    "authenticator": second_factors,
    "usersession": sessions,
}
