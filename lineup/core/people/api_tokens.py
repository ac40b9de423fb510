"""Keys to the API: made, shown once, found by digest, revoked."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import inputs, last_times, seam, tokens
from lineup.core.foundation.errors import Invalid
from lineup.core.foundation.planned import Given, Planned
from lineup.core.people.actors import Actor
from lineup.core.people.models import ApiToken, Person

# a write on every call would make each read a write
LAST_USE_GRAIN = timedelta(minutes=5)


class TokenNameNeeded(Invalid):
    code = "token_name_needed"
    sentence = _("Name the token, so that you recognise it when you want to revoke it.")
    field = "name"


class ExpiryPast(Invalid):
    code = "expiry_past"
    sentence = _("Choose an expiry in the future, or none.")
    field = "expires_at"


def make(
    person: Person,
    *,
    name: str,
    scope: str,
    at: datetime,
    expires_at: datetime | None = None,
    by: Actor | None = None,
) -> tuple[ApiToken, str]:
    """Return the token's row and its secret, which is never to be had again.

    Raises TokenNameNeeded, TooLong, Unstorable, UnknownChoice, ExpiryPast.
    """
    name = inputs.line(name, field="name", most=80)
    if not name:
        raise TokenNameNeeded
    inputs.choice(scope, ApiToken.Scope.values, field="scope")
    if expires_at is not None and expires_at <= at:
        raise ExpiryPast
    secret = tokens.new()
    with transaction.atomic():
        row = ApiToken.objects.create(
            person=person,
            name=name,
            scope=scope,
            hint=tokens.hint(secret),
            digest=tokens.digest(secret),
            created_at=at,
            expires_at=expires_at,
        )
        seam.record(by=by or Actor(person), at=at, action="token.make", on=row, metadata={"scope": scope})
    return row, secret


# on the way of every request
_BY_DIGEST = Planned(
    lambda: ApiToken.objects.select_related("person__account", "person__participant").filter(
        digest=Given("digest", ApiToken._meta.get_field("digest"))
    )
)


def recognise(secret: str, *, at: datetime) -> ApiToken | None:
    """Return the live token of this secret with its person and account, or None. One query."""
    row = _BY_DIGEST.first(digest=tokens.digest(secret))
    if row is None or row.revoked_at or (row.expires_at and row.expires_at <= at):
        return None
    return row if row.person.account and row.person.account.is_active else None


def note_use(token: ApiToken, *, at: datetime) -> None:
    """Remember the use, to within five minutes."""
    last_times.note(token, "last_used_at", at=at, grain=LAST_USE_GRAIN)


def revoke(token: ApiToken, *, at: datetime, by: Actor | None = None) -> None:
    """Close the token for good; a second time changes nothing."""
    with transaction.atomic():
        if ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=at):
            seam.record(by=by or Actor(token.person), at=at, action="token.revoke", on=token)
