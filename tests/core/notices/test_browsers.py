"""The browsers that push reaches: whose they are, and what is taken for one."""

import pytest

from lineup.core.audit.models import Entry
from lineup.core.foundation import clock
from lineup.core.foundation.errors import Missing
from lineup.core.notices import browsers
from lineup.core.notices.models import Browser
from tests.support import factories, push_service
from tests.support.push_service import Reader, encoded

pytestmark = [pytest.mark.django_db, pytest.mark.req("P12", "P03")]

URL = "https://push.example.org/abc"


def add(person, url=URL, reader=None, **changes):
    keys = {**(reader or Reader()).keys, **changes}
    return browsers.add(person, endpoint=url, **keys, by=factories.actor(person), at=clock.now())


def test_the_same_browser_again_keeps_its_row_and_gets_its_new_keys():
    ann, second = factories.member(), Reader(b"another secret!!")
    first = add(ann)
    again = add(ann, reader=second)
    row = Browser.objects.get()
    assert (row.pk, row.created_at, row.p256dh, row.auth) == (
        first.pk,
        first.created_at,
        second.keys["p256dh"],
        second.keys["auth"],
    )
    assert again.pk == first.pk


def test_whoever_used_the_browser_before_hears_in_it_no_longer():
    ann, bo = factories.member(), factories.member()
    add(ann)
    add(bo)
    assert [browsers.of(person).count() for person in (ann, bo)] == [0, 1]


@pytest.mark.parametrize(
    "wrong",
    [
        {"p256dh": ""},
        {"p256dh": encoded(b"\x04" + b"\x01" * 64)},
        {"p256dh": encoded(b"\x04" * 33)},
        {"p256dh": "not base64 ☂"},
        {"auth": ""},
        {"auth": encoded(b"x" * 15)},
        {"auth": "*" * 22},
    ],
)
def test_what_no_browser_gives_is_refused(wrong):
    with pytest.raises(browsers.NotASubscription):
        add(factories.member(), **wrong)
    assert not Browser.objects.exists()


def test_there_is_a_most_of_browsers_and_the_same_one_does_not_count_twice(monkeypatch):
    monkeypatch.setattr(browsers, "MOST", 2)
    ann = factories.member()
    for number in range(2):
        add(ann, f"{URL}/{number}")
    add(ann, f"{URL}/1")
    with pytest.raises(browsers.TooManyBrowsers):
        add(ann, f"{URL}/2")


def test_only_ones_own_browser_is_removed():
    ann, bo = factories.member(), factories.member()
    row = add(ann)
    with pytest.raises(Missing):
        browsers.remove(bo, row.pk, by=factories.actor(bo), at=clock.now())
    browsers.remove(ann, row.pk, by=factories.actor(ann), at=clock.now())
    assert not Browser.objects.exists()


@pytest.mark.req("P07", "Q14")
def test_the_record_says_that_it_was_and_neither_address_nor_keys():
    ann = factories.member()
    row = add(ann)
    add(ann)
    browsers.remove(ann, row.pk, by=factories.actor(ann), at=clock.now())
    acts = Entry.objects.filter(action__endswith="_browser").order_by("pk").values_list("action", "metadata")
    assert list(acts) == [("notices.add_browser", {}), ("notices.remove_browser", {})]


def test_where_push_reaches_somebody_is_asked_in_one_query(django_assert_num_queries):
    ann = factories.member()
    for number in range(3):
        push_service.subscribe(ann, at=clock.now(), url=f"{URL}/{number}")
    with django_assert_num_queries(1):
        assert len(browsers.destinations(ann)) == 3
