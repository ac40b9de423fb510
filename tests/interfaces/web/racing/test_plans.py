"""The stint plan on its pages, without scripts: proposed, read by its drivers, changed by hand, put into force."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lineup.core.foundation import clock
from lineup.core.outbox.models import Message
from lineup.domains.racing import apart, seats, stint_searching
from lineup.domains.racing.models import StintPlan
from tests.support import crews, factories, searching

pytestmark = [pytest.mark.django_db, pytest.mark.req("A12")]


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch):
    monkeypatch.setattr(apart, "plan", searching.plan)


@pytest.fixture
def mona():
    return factories.member("Mona")


@pytest.fixture
def entry(mona):
    return crews.entered(mona, ("Ann", "Ben"), organiser=factories.member("Olga"))


def _path(entry, room="plan", **keys):
    return reverse(f"racing:{room}", kwargs={"slug": entry.race.event.offering.slug, "pk": entry.pk, **keys})


def _wanted(entry):
    return stint_searching.Wanted(litres_per_lap=3.2, laps={seat.signup_id: crews.LAP_MS for seat in seats.of(entry)})


def _proposed(client, entry):
    """Ask for a plan with what the form begins with, and let the worker search."""
    page = client.get(_path(entry)).content.decode()
    sent = dict(re.findall(r'name="(lap-[0-9a-f-]+)" value="([^"]*)"', page))
    assert set(sent.values()) == {"2:18.456"}
    said = {"litres_per_lap": "3.2", "turn_stints": "3", "long_rest_minutes": "0", "shares_nights": "on"}
    answer = client.post(_path(entry, "plan-proposal"), {**sent, **said})
    assert answer.headers["Location"] == _path(entry, "plan-version", version=1)
    [work] = Message.objects.filter(topic=stint_searching.TOPIC)
    waiting = client.get(_path(entry))
    shown = waiting.content.decode()
    assert ("is being searched for" in shown, "Propose a plan" in shown, waiting.headers["Refresh"]) == (
        True,
        False,
        "2",
    )
    stint_searching.search(work, at=clock.now())
    return StintPlan.objects.get()


def test_a_manager_proposes_a_plan_puts_it_into_force_and_a_driver_reads_it(client, entry, mona):
    client.force_login(mona.account)
    assert "No plan yet" in client.get(_path(entry)).content.decode()
    plan = _proposed(client, entry)
    answer = client.get(_path(entry))
    page = answer.content.decode()
    assert ("Proved: no plan is better" in page, "<svg viewBox" in page, "Refresh" in answer.headers) == (
        True,
        True,
        False,
    )
    client.post(_path(entry, "plan-use", version=1))
    client.post(_path(entry, "plan-note", version=1), {"note": "Save <b>fuel</b>."})
    client.force_login(seats.of(entry)[0].signup.person.account)
    read = client.get(_path(entry)).content.decode()
    assert ("It stands" in read, "Save &lt;b&gt;fuel&lt;/b&gt;." in read, "Propose a plan" in read) == (
        True,
        True,
        False,
    )
    file = client.get(_path(entry, "plan-calendar"))
    assert (file.headers["Content-Type"], b"BEGIN:VEVENT" in file.content) == ("text/calendar; charset=utf-8", True)
    assert client.post(_path(entry, "plan-stints", version=plan.version)).status_code == 403
    client.force_login(factories.member().account)
    # an entry that is not sent in yet is known to its own alone
    assert client.get(_path(entry)).status_code == 404


def test_a_change_by_hand_is_another_version_with_what_it_breaks_in_words(client, entry, mona):
    client.force_login(mona.account)
    plan = _proposed(client, entry)
    ann = seats.of(entry)[0].signup
    sent = {f"driver-{row.number}": str(ann.pk) for row in plan.stints.all()}
    answer = client.post(_path(entry, "plan-stints", version=1), sent)
    assert answer.headers["Location"] == _path(entry, "plan-version", version=2)
    page = client.get(answer.headers["Location"]).content.decode()
    assert ("What this plan breaks" in page, "Changed by hand" in page, "Against version 1." in page) == (
        True,
        True,
        True,
    )
    fault = re.search(r'name="fault" value="([0-9a-f]{32})"', page)[1]
    unsaid = client.post(_path(entry, "plan-waivers", version=2), {"fault": fault, "reason": " "}, follow=True)
    assert "Say why you accept it" in unsaid.content.decode()
    sent = {"fault": fault, "reason": "Ben is <i>ill</i>."}
    accepted = client.post(_path(entry, "plan-waivers", version=2), sent, follow=True).content.decode()
    assert ("Accepted knowingly" in accepted, "Ben is &lt;i&gt;ill&lt;/i&gt;." in accepted) == (True, True)
    opened = client.post(_path(entry, "plan-waiver-removal", version=2), {"fault": fault}, follow=True)
    assert "Accepted knowingly" not in opened.content.decode()
    wrong = client.post(_path(entry, "plan-stints", version=1), {"driver-1": "nobody"})
    assert (wrong.status_code, "Stint 1 is given to somebody" in wrong.content.decode()) == (422, True)


def test_what_is_wrong_is_said_beside_its_field(client, entry, mona):
    client.force_login(mona.account)
    ann, ben = (seat.signup for seat in seats.of(entry))
    said = {"litres_per_lap": "90", "turn_stints": "3", "long_rest_minutes": "0", f"lap-{ann.pk}": "2:18.456"}
    late = client.post(_path(entry, "plan-proposal"), {**said, f"lap-{ben.pk}": "quick"})
    assert (late.status_code, "Write minutes, seconds and thousandths" in late.content.decode()) == (422, True)
    small = client.post(_path(entry, "plan-proposal"), {**said, f"lap-{ben.pk}": "2:20.0"})
    assert (small.status_code, "lasts less than a lap" in small.content.decode()) == (422, True)
    assert not StintPlan.objects.exists()


def test_the_race_told_otherwise_is_searched_for(client, entry, mona):
    client.force_login(mona.account)
    plan = _proposed(client, entry)
    answer = client.post(_path(entry, "plan-again", version=plan.version), {"later_minutes": "30"})
    assert answer.headers["Location"] == _path(entry, "plan-version", version=2)
    busy = client.post(_path(entry, "plan-again", version=plan.version), {})
    assert (busy.status_code, "wait until it is there" in busy.content.decode()) == (422, True)
    assert client.get(_path(entry, "plan-version", version=9)).status_code == 404


def test_a_manager_says_how_many_stints_each_drives_and_who_starts(client, entry, mona):
    client.force_login(mona.account)
    ann, ben = (seat.signup for seat in seats.of(entry))
    sent = {f"rule-stints_most-{ann.pk}": "2", f"rule-stints_least-{ben.pk}": "3", "rule-starter": str(ben.pk)}
    assert client.post(_path(entry, "plan-rules"), sent).headers["Location"] == _path(entry)
    held = seats.of(entry).values_list("stints_least", "stints_most", "is_starter")
    assert list(held) == [(0, 2, False), (3, None, True)]
    page = client.get(_path(entry)).content.decode()
    assert re.findall(r'name="rule-stints_(\w+)-[0-9a-f-]+" value="(\d+)"', page) == [("most", "2"), ("least", "3")]
    wrong = client.post(_path(entry, "plan-rules"), {f"rule-stints_least-{ann.pk}": "300"})
    assert (wrong.status_code, "Choose a number from 0 to 200." in wrong.content.decode()) == (422, True)
    client.force_login(ann.person.account)
    assert client.post(_path(entry, "plan-rules"), sent).status_code == 403


def test_the_best_so_far_is_shown_while_the_search_goes_on_and_nobody_changes_it(client, entry, mona):
    client.force_login(mona.account)
    _proposed(client, entry)
    StintPlan.objects.update(status="searching")
    answer = client.get(_path(entry))
    page = answer.content.decode()
    shown = ("Below stands the best so far" in page, "<svg viewBox" in page, answer.headers["Refresh"])
    assert shown == (True, True, "2")
    assert ("Change it by hand" in page, "data-stints" in page) == (False, False)


def test_what_an_impossible_plan_needs_is_told_in_words(client, entry, mona):
    client.force_login(mona.account)
    most = {f"rule-stints_most-{seat.signup_id}": "1" for seat in seats.of(entry)}
    client.post(_path(entry, "plan-rules"), most)
    assert _proposed(client, entry).status == "impossible"
    page = client.get(_path(entry)).content.decode()
    lines = re.search(r'id="remedies".*?<ul>(.*?)</ul>', page, re.DOTALL)[1]
    helps = ["Ann drives more in all than allowed now.", "Ben drives more in all than allowed now."]
    assert re.findall(r"<li>(.*?)</li>", lines) == helps
    # what was let go so is possible
    client.post(_path(entry, "plan-rules"), dict(list(most.items())[:1]))
    again = stint_searching.propose(entry, _wanted(entry), by=factories.actor(mona), at=clock.now())
    stint_searching.search(Message(payload={"plan": str(again.pk)}), at=clock.now())
    assert StintPlan.objects.get(pk=again.pk).status == "ready"


@pytest.mark.req("Q21")
def test_the_page_takes_the_same_queries_however_many_stints_there_are(client, entry, mona):
    client.force_login(mona.account)
    plan = _proposed(client, entry)

    def counted():
        with CaptureQueriesContext(connection) as seen:
            client.get(_path(entry))
        return len(seen)

    first = counted()
    plan.stints.filter(number__gt=1).delete()
    assert (plan.stints.count(), counted()) == (1, first)
