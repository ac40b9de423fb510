"""When something was used last."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, connections, transaction

from lineup.core.foundation import clock, last_times
from lineup.core.people import api_tokens
from lineup.core.people.models import ApiToken
from tests.support import factories

pytestmark = pytest.mark.req("P05")
GRAIN = timedelta(minutes=5)


def token():
    return api_tokens.make(factories.member(), name="Laptop", scope="read", at=clock.now())[0]


def noted(row, at):
    last_times.note(row, "last_used_at", at=at, grain=GRAIN)
    return ApiToken.objects.get().last_used_at


@pytest.mark.django_db
def test_a_use_is_noted_once_the_last_is_a_grain_ago():
    row, at = token(), clock.now()
    assert noted(row, at) == at
    row.refresh_from_db()
    assert noted(row, at + GRAIN - timedelta(seconds=1)) == at
    assert noted(row, at + GRAIN) == at + GRAIN


@pytest.mark.django_db
def test_who_read_the_row_before_another_noted_changes_nothing():
    row, at = token(), clock.now()
    assert noted(ApiToken.objects.get(), at) == at
    assert noted(row, at + timedelta(seconds=1)) == at


@pytest.mark.once
@pytest.mark.django_db(transaction=True)
def test_nobody_waits_for_whoever_holds_the_row():
    if connection.vendor == "sqlite":
        pytest.skip("one writer at a time: SQLite has no rows to wait for")
    row, at = token(), clock.now()

    def note() -> None:
        try:
            last_times.note(row, "last_used_at", at=at, grain=GRAIN)
        finally:
            connections.close_all()

    with transaction.atomic():
        ApiToken.objects.select_for_update().get()
        beside = threading.Thread(target=note)
        beside.start()
        beside.join(timeout=2)
        assert not beside.is_alive()
    assert ApiToken.objects.get().last_used_at is None
