"""What repeats, through the API."""

from datetime import timedelta

import pytest

from lineup.core.foundation import clock
from lineup.core.participation.models import Offering
from lineup.core.people.actors import Actor
from lineup.domains.events import events, rules
from lineup.domains.events.models import Occurrence
from tests.interfaces.api.conftest import problem
from tests.support import factories, outbox

pytestmark = [pytest.mark.django_db, pytest.mark.req("B07")]


@pytest.fixture
def olga():
    return factories.member("Olga")


@pytest.fixture
def event(olga):
    start = (clock.now() + timedelta(days=8)).replace(hour=19, minute=0, second=0, microsecond=0)
    made = events.create(title="Run", starts_at=start, capacity=1, waitlist="none", by=Actor(olga), at=clock.now())
    factories.published(made.offering, by=Actor(olga), at=clock.now())
    return made


def weekly(event):
    return {"rule": f"FREQ=WEEKLY;BYDAY={rules.DAYS[event.offering.starts_at.weekday()]}"}


@pytest.fixture
def key(as_person, olga):
    return as_person(olga)


@pytest.fixture
def repetition(key, event):
    made = key.post(f"/events/{event.offering.slug}/repetition", weekly(event))
    assert made.status_code == 201
    outbox.drain()
    return made.json()


def test_an_event_repeats_and_its_days_are_listed_for_everybody(repetition, nobody, key, event):
    assert (repetition["title"], repetition["rule"]) == ("Run", weekly(event)["rule"])
    shown = nobody.get(f"/repetitions/{repetition['id']}").json()
    assert shown["words"].startswith("Every week on")
    page = nobody.get(f"/repetitions/{repetition['id']}/events?size=5").json()
    assert len(page["items"]) == 5
    assert page["next"]
    assert problem(key.post(f"/events/{event.offering.slug}/repetition", weekly(event))) == (409, "repeats_already")


@pytest.mark.parametrize("rule", ["FREQ=DAILY", "hello", "FREQ=WEEKLY;BYDAY=TU;BYSECOND=1"])
def test_what_is_no_rule_is_refused(key, event, rule):
    assert problem(key.post(f"/events/{event.offering.slug}/repetition", {"rule": rule})) == (422, "bad_rule")


def test_the_following_are_changed_with_this_one(repetition, key):
    slug = key.get(f"/repetitions/{repetition['id']}/events").json()["items"][3]["slug"]
    assert key.patch(f"/events/{slug}/following", {"title": "Late run"}).json()["title"] == "Late run"
    outbox.drain()
    assert Offering.objects.filter(title="Late run").count() == 10
    key.patch(f"/events/{slug}/following?scope=all", {"title": "Early run"})
    outbox.drain()
    assert Offering.objects.filter(title="Early run").count() == 13


def test_what_does_not_repeat_has_no_following(key, event):
    assert problem(key.patch(f"/events/{event.offering.slug}/following", {"title": "x"})) == (404, "does_not_repeat")


def test_a_day_is_skipped_and_the_rest_ended(repetition, key):
    path, days = f"/repetitions/{repetition['id']}", Occurrence.objects.order_by("day").values_list("day", flat=True)
    key.post(f"{path}/skips", {"day": days[1].isoformat(), "reason": "No hall."})
    assert problem(key.post(f"{path}/skips", {"day": "2001-01-01"})) == (422, "not_a_day")
    key.post(f"{path}/end", {"since": days[4].isoformat()})
    outbox.drain()
    assert Offering.objects.filter(state="cancelled").count() == 10
    assert key.get(path).json()["ended_at"]


def test_the_rule_is_changed(repetition, key):
    day = Occurrence.objects.order_by("day").values_list("day", flat=True)[2]
    body = {"rule": f"{repetition['rule']};COUNT=2", "since": day.isoformat()}
    changed = key.post(f"/repetitions/{repetition['id']}/rule", body).json()
    assert (changed["rule"], changed["from_date"]) == (body["rule"], day.isoformat())
    outbox.drain()
    assert Offering.objects.filter(state="published").count() == 4


def test_several_days_are_joined_each_by_itself(repetition, as_person):
    slugs = [row["slug"] for row in as_person(factories.member()).get(
        f"/repetitions/{repetition['id']}/events").json()["items"][:3]]  # fmt: skip
    full = Offering.objects.get(slug=slugs[0])
    factories.place(full.pools.get())
    joined = as_person(factories.member()).post(f"/repetitions/{repetition['id']}/places", {"events": slugs}).json()
    assert [place["state"] for place in joined["places"]] == ["confirmed", "confirmed"]
    assert [(row["event"], row["code"]) for row in joined["refused"]] == [(slugs[0], "pool_full")]


def test_drafts_ahead_are_published(repetition, key):
    Offering.objects.update(state="draft")
    key.post(f"/repetitions/{repetition['id']}/publication")
    assert Offering.objects.filter(state="published").count() == 13
