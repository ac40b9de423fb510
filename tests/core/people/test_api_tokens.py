"""Keys to the API: hashed, shown once, ended, revoked."""

from datetime import timedelta

import pytest

from lineup.core.audit.models import Entry
from lineup.core.foundation import clock, tokens
from lineup.core.foundation.errors import Invalid
from lineup.core.people import api_tokens
from lineup.core.people.models import ApiToken
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("P05")]


def made(member=None, **fields):
    return api_tokens.make(member or factories.member(), name="Laptop", scope="read", at=clock.now(), **fields)


def test_a_token_is_recognised_by_its_secret_and_stored_by_its_digest():
    row, secret = made()
    assert secret.startswith("lnp_")
    assert (row.digest, row.hint) == (tokens.digest(secret), secret[:8])
    assert api_tokens.recognise(secret, at=clock.now()) == row


def test_a_revoked_token_opens_nothing():
    row, secret = made()
    api_tokens.revoke(row, at=clock.now())
    assert api_tokens.recognise(secret, at=clock.now()) is None


def test_an_ended_token_opens_nothing():
    at = clock.now()
    _row, secret = made(expires_at=at + timedelta(days=1))
    assert api_tokens.recognise(secret, at=at)
    assert api_tokens.recognise(secret, at=at + timedelta(days=1)) is None


def test_the_token_of_a_closed_account_opens_nothing():
    member = factories.member()
    _row, secret = made(member)
    member.account.is_active = False
    member.account.save()
    assert api_tokens.recognise(secret, at=clock.now()) is None


def test_use_is_noted_to_within_five_minutes():
    row, _secret = made()
    at = clock.now()
    api_tokens.note_use(row, at=at)
    row.refresh_from_db()
    api_tokens.note_use(row, at=at + timedelta(minutes=4))
    assert ApiToken.objects.get().last_used_at == at


def test_a_token_needs_a_name_and_an_end_ahead():
    with pytest.raises(api_tokens.TokenNameNeeded):
        api_tokens.make(factories.member(), name=" ", scope="read", at=clock.now())
    with pytest.raises(api_tokens.ExpiryPast):
        made(expires_at=clock.now())


def test_making_and_revoking_are_recorded():
    row, _secret = made()
    api_tokens.revoke(row, at=clock.now())
    api_tokens.revoke(row, at=clock.now())
    acts = Entry.objects.filter(resource="apitoken").order_by("id").values_list("action", flat=True)
    assert list(acts) == ["token.make", "token.revoke"]


@pytest.mark.parametrize(
    ("values", "code", "field"),
    [({"name": "x" * 81}, "too_long", "name"), ({"scope": "everything"}, "unknown_choice", "scope")],
)
def test_a_token_that_no_column_holds_is_refused(values, code, field):
    with pytest.raises(Invalid) as refused:
        api_tokens.make(factories.member(), **{"name": "Laptop", "scope": "read", **values}, at=clock.now())
    assert (refused.value.code, refused.value.field, ApiToken.objects.count()) == (code, field, 0)
