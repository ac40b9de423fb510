"""Consent by purpose: each word is kept as it was said, the last one holds."""

import hashlib

import pytest
from django.db import DatabaseError, transaction
from django.utils import translation

from lineup.config import wiring
from lineup.core.audit.models import Entry
from lineup.core.consents import consents, purposes
from lineup.core.consents.models import Consent
from lineup.core.consents.purposes import Purpose
from lineup.core.foundation import clock
from lineup.core.foundation.errors import Missing
from lineup.core.people import merging
from lineup.core.privacy import erasure
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("P09")]

# the text of each version, as people agreed to it: another text gets another number
TEXTS = {
    ("weekly-digest", 1): "73947565559a8bdd",
    ("club-news", 1): "9ef98a99295a3c89",
    ("learning-records", 1): "aa4aa92ad8f5573f",
    ("learning-records", 2): "2add7d040af0ff3c",
}


@pytest.fixture
def asked(monkeypatch):
    """A purpose of which the text changed twice; the first no longer covers what is done."""

    def install(since=2):
        purpose = Purpose("letters", "Letters", {1: "Some.", 2: "More.", 3: "The same, said better."}, since)
        monkeypatch.setattr(purposes, "_installed", {"letters": purpose, "calls": Purpose("calls", "Calls", {1: "!"})})

    return install


def give(person, slug="club-news", version=1, channel="web"):
    by = factories.actor(person, channel=channel)
    return consents.give(person, slug, version=version, by=by, at=clock.now())


def withdraw(person, slug="club-news"):
    return consents.withdraw(person, slug, by=factories.actor(person), at=clock.now())


def words(person):
    return list(consents.history(person).order_by("id").values_list("purpose", "given", "version"))


def test_nobody_agrees_by_saying_nothing():
    ann = factories.member()
    assert (consents.holds(ann, "club-news"), [one.last for one in consents.standing(ann)]) == (
        False,
        [None] * len(purposes.installed()),
    )


def test_the_last_word_holds_and_every_word_is_kept():
    ann = factories.member()
    held = []
    for say in (give, withdraw, give):
        say(ann)
        held.append(consents.holds(ann, "club-news"))
    assert held == [True, False, True]
    assert words(ann) == [("club-news", True, 1), ("club-news", False, 1), ("club-news", True, 1)]


def test_saying_it_again_changes_nothing():
    ann = factories.member()
    withdraw(ann)
    assert words(ann) == []
    give(ann)
    give(ann)
    withdraw(ann)
    withdraw(ann)
    assert words(ann) == [("club-news", True, 1), ("club-news", False, 1)]


def test_it_is_kept_when_how_and_in_which_language_it_was_said():
    ann, at = factories.member(), clock.now()
    with translation.override("fr"):
        consents.give(ann, "club-news", version=1, by=factories.actor(ann, channel="link"), at=at)
    row = Consent.objects.get()
    assert (row.person, row.at, row.channel, row.language) == (ann, at, "link", "fr")


@pytest.mark.req("P07")
def test_each_word_stands_in_the_record():
    ann = factories.member()
    give(ann)
    withdraw(ann)
    acts = Entry.objects.filter(action__startswith="consent.").order_by("pk").values_list("action", "actor", "metadata")
    metadata = {"purpose": "club-news", "version": 1}
    assert list(acts) == [("consent.give", ann.pk, metadata), ("consent.withdraw", ann.pk, metadata)]


def test_one_agrees_to_the_text_that_is_shown_today_or_not_at_all(asked):
    asked()
    ann = factories.member()
    for version in (0, 2, 4):
        with pytest.raises(consents.TextChanged):
            give(ann, "letters", version)
    assert words(ann) == []


@pytest.mark.parametrize(("since", "holds", "outdated"), [(2, False, True), (1, True, False)])
def test_a_text_that_says_more_asks_anew_and_other_words_do_not(asked, since, holds, outdated):
    ann = factories.member()
    by = factories.actor(ann)
    Consent.objects.create(
        person=ann, purpose="letters", given=True, version=1, language="en", channel=by.channel, at=clock.now()
    )
    asked(since)
    [standing] = [one for one in consents.standing(ann) if one.purpose.slug == "letters"]
    assert (standing.holds, standing.is_outdated, consents.holds(ann, "letters")) == (holds, outdated, holds)
    assert consents.holders("letters").count() == holds


def test_the_newer_text_can_be_agreed_to_on_top_of_the_older(asked):
    ann = factories.member()
    Consent.objects.create(
        person=ann, purpose="letters", given=True, version=1, language="en", channel="web", at=clock.now()
    )
    asked(since=1)
    give(ann, "letters", 3)
    assert words(ann) == [("letters", True, 1), ("letters", True, 3)]


def test_purposes_do_not_touch_each_other(asked):
    asked()
    ann, bo = factories.member(), factories.member()
    give(ann, "letters", 3)
    give(bo, "calls", 1)
    assert [(one.purpose.slug, one.holds) for one in consents.standing(ann)] == [("letters", True), ("calls", False)]
    assert list(consents.holders("calls").values_list("person", flat=True)) == [bo.pk]


def test_a_purpose_that_there_is_not_is_refused_and_never_holds():
    ann = factories.member()
    with pytest.raises(Missing):
        give(ann, "astrology")
    with pytest.raises(Missing):
        withdraw(ann, "astrology")
    assert not consents.holds(ann, "astrology")


@pytest.mark.parametrize(
    "change", [{"given": False}, {"version": 2}, {"purpose": "calls"}, {"at": clock.now()}, {"channel": "api"}]
)
def test_the_database_lets_no_word_be_changed(change):
    give(factories.member())
    with pytest.raises(DatabaseError), transaction.atomic():
        Consent.objects.update(**change)
    assert Consent.objects.filter(given=True, version=1, purpose="club-news", channel="web").count() == 1


@pytest.mark.parametrize("number", [1, 6])
def test_where_one_stands_is_read_in_one_query(django_assert_num_queries, number):
    ann = factories.member()
    for _ in range(number):
        give(ann)
        withdraw(ann)
    with django_assert_num_queries(1):
        consents.standing(ann)
    with django_assert_num_queries(1):
        consents.holds(ann, "club-news")


def test_what_a_guest_said_goes_along_into_the_account():
    guest, ann = factories.guest(), factories.member()
    give(ann)
    withdraw(ann)
    give(guest)
    merging.merge(guest, into=ann, by=factories.actor(ann), at=clock.now())
    assert words(ann) == [("club-news", True, 1), ("club-news", False, 1), ("club-news", True, 1)]
    assert consents.holds(ann, "club-news")


def test_who_is_erased_leaves_no_word_behind_but_acts_in_the_record():
    ann = factories.member()
    give(ann)
    erasure.erase(ann, by=factories.actor(ann), at=clock.now())
    assert (Consent.objects.count(), Entry.objects.filter(action="consent.give").count()) == (0, 1)


def test_a_text_that_was_shown_is_never_changed():
    shown = {
        (purpose.slug, version): hashlib.sha256(str(text).encode()).hexdigest()[:16]
        for purpose in wiring.PURPOSES
        for version, text in purpose.texts.items()
    }
    assert shown == TEXTS


def test_every_purpose_is_said_in_both_languages():
    for purpose in wiring.PURPOSES:
        for said in (purpose.label, *purpose.texts.values()):
            with translation.override("fr"):
                french = str(said)
            with translation.override("en"):
                assert french != str(said)
