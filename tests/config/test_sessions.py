"""Sessions are looked up as Django does, by a query that is planned once."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from lineup.config.sessions import SessionStore

pytestmark = [pytest.mark.django_db, pytest.mark.req("Q21")]


def test_a_session_is_found_by_its_key_until_it_is_over(django_assert_num_queries):
    store = SessionStore()
    store["word"] = "kept"
    store.create()
    assert SessionStore(store.session_key).load() == {"word": "kept"}
    with django_assert_num_queries(1):
        assert SessionStore(store.session_key)["word"] == "kept"
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    over = SessionStore(store.session_key)
    assert (over.load(), over.session_key) == ({}, None)


@pytest.mark.parametrize("key", ["nobodyhasthiskey", "a key with \0 in it"])
def test_a_key_that_is_not_ours_is_an_empty_session(key):
    store = SessionStore(key)
    assert (store.load(), store.session_key) == ({}, None)
