"""The pages of what repeats: begun with a rule, seen with its days, changed with the consequence named."""

from datetime import UTC, datetime, timedelta

import icalendar
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lineup.core.foundation import clock
from lineup.core.participation.models import Offering, Place
from lineup.core.people.actors import Actor
from lineup.domains.events import events, repetitions, settling
from lineup.domains.events.models import Event, Occurrence, Repetition
from tests.support import factories, outbox

pytestmark = [pytest.mark.django_db, pytest.mark.req("B07")]


def tomorrow_week():
    return (clock.now() + timedelta(days=8)).replace(hour=19, minute=0, second=0, microsecond=0)


@pytest.fixture
def olga(client):
    member = factories.member("Olga")
    client.force_login(member.account)
    return member


def an_event(olga, **values):
    by, at, start = Actor(olga), clock.now(), tomorrow_week()
    given = {"starts_at": start, "ends_at": start + timedelta(hours=2), "capacity": 5, **values}
    event = events.create(**{"title": "Run", **given}, by=by, at=at)
    factories.published(event.offering, by=by, at=at)
    return event


def repeated(olga, **values):
    event = an_event(olga, **values)
    day = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"][event.offering.starts_at.weekday()]
    repetition = repetitions.begin(event, f"FREQ=WEEKLY;BYDAY={day}", by=Actor(olga), at=clock.now())
    outbox.drain()
    return repetition


def days(repetition):
    return list(Occurrence.objects.filter(repetition=repetition).order_by("day"))


def rule_form(**values):
    return {"every": "week", "interval": "1", "ends": "never", **values}


def test_an_event_repeats_with_a_rule_chosen_in_words(client, olga):
    event = an_event(olga)
    path = f"/events/{event.offering.slug}/repetition"
    assert b"Every month on" in client.get(path).content
    response = client.post(path, rule_form(every="month_day", interval="2", ends="times", times="6"))
    repetition = Repetition.objects.get()
    assert response.headers["Location"] == f"/repetitions/{repetition.pk}"
    day = event.offering.starts_at.day
    assert repetition.rule == f"FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY={day};COUNT=6"
    # asked again, it leads to what there is
    assert client.get(path).headers["Location"] == f"/repetitions/{repetition.pk}"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"ends": "until"}, "until"),
        ({"ends": "times"}, "times"),
        ({"interval": "0"}, "interval"),
        ({"every": ""}, "every"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(client, olga, values, field):
    event = an_event(olga)
    response = client.post(f"/events/{event.offering.slug}/repetition", rule_form(**values))
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])


def test_a_rule_that_misses_the_day_is_said_beside_the_days(client, olga):
    event = an_event(olga)
    other = (event.offering.starts_at.weekday() + 1) % 7
    response = client.post(f"/events/{event.offering.slug}/repetition", rule_form(weekdays=[str(other)]))
    assert list(response.context["form"].errors) == ["weekdays"]


def test_its_days_are_shown_to_everybody_and_each_event_leads_to_them(client, olga):
    repetition = repeated(olga)
    client.logout()
    shown = client.get(f"/repetitions/{repetition.pk}")
    assert len(shown.context["rows"]) == len(days(repetition)) == 13
    assert b"Every week on" in shown.content
    assert b"/skip" not in shown.content
    slug = days(repetition)[3].event.offering.slug
    assert f"/repetitions/{repetition.pk}".encode() in client.get(f"/events/{slug}").content


def test_drafts_are_shown_to_organisers_alone(client, olga):
    repetition = repeated(olga)
    Offering.objects.filter(event__occurrence=days(repetition)[5]).update(state="draft")
    assert len(client.get(f"/repetitions/{repetition.pk}").context["rows"]) == 13
    client.logout()
    assert len(client.get(f"/repetitions/{repetition.pk}").context["rows"]) == 12


def test_a_member_signs_up_for_several_days_at_once(client, olga):
    repetition = repeated(olga)
    bo = factories.member("Bo")
    client.force_login(bo.account)
    chosen = [occurrence.event.offering.slug for occurrence in days(repetition)[1:4]]
    response = client.post(f"/repetitions/{repetition.pk}/places", {"picked": chosen}, follow=True)
    assert "You are signed up for 3 days." in response.content.decode()
    assert Place.objects.filter(participant=bo.pk, state="confirmed").count() == 3


def test_the_days_on_which_it_is_not_possible_are_said_with_the_reason(client, olga):
    repetition = repeated(olga, capacity=1, waitlist="none")
    full, free = days(repetition)[1:3]
    factories.place(events.pool_of(full.event))
    bo = factories.member("Bo")
    client.force_login(bo.account)
    chosen = [full.event.offering.slug, free.event.offering.slug]
    response = client.post(f"/repetitions/{repetition.pk}/places", {"picked": chosen})
    assert response.status_code == 409
    assert "This is full and has no waitlist." in response.content.decode()
    assert Place.objects.filter(participant=bo.pk).count() == 1


@pytest.mark.req("Q29")
def test_a_day_is_skipped_after_its_consequence_is_named(client, olga):
    repetition = repeated(olga)
    occurrence = days(repetition)[2]
    factories.place(events.pool_of(occurrence.event))
    path = f"/repetitions/{repetition.pk}/days/{occurrence.day.isoformat()}/skip"
    asked = client.get(path).content.decode()
    assert "1 day is called off." in asked
    assert "1 person will be told." in asked
    client.post(path, {"sure": "yes", "reason": "No hall."})
    assert Offering.objects.get(pk=occurrence.event_id).state == "cancelled"
    assert client.get(f"/repetitions/{repetition.pk}/days/nonsense/skip").status_code == 404


@pytest.mark.req("Q29")
def test_the_rest_is_called_off_after_its_consequence_is_named(client, olga):
    repetition = repeated(olga)
    since = days(repetition)[3].day.isoformat()
    factories.place(events.pool_of(days(repetition)[5].event))
    path = f"/repetitions/{repetition.pk}/end"
    asked = client.post(path, {"since": since, "reason": "Sold."})
    assert "10 days are called off." in asked.content.decode()
    assert "1 person will be told." in asked.content.decode()
    assert Repetition.objects.get().rule == repetition.rule
    client.post(path, {"since": since, "reason": "Sold.", "sure": "yes"})
    outbox.drain()
    assert Offering.objects.filter(state="cancelled").count() == 10


@pytest.mark.req("Q29")
def test_the_rule_is_changed_after_its_consequence_is_named(client, olga):
    repetition = repeated(olga)
    since = days(repetition)[2].day
    values = rule_form(every="week", interval="2", since=since.isoformat(), weekdays=[str(since.weekday())], reason="")
    asked = client.post(f"/repetitions/{repetition.pk}/rule", values).content.decode()
    assert "5 days are called off." in asked
    client.post(f"/repetitions/{repetition.pk}/rule", {**values, "sure": "yes"})
    repetition.refresh_from_db()
    assert "INTERVAL=2" in repetition.rule


def edit_form(client, event):
    """What the form would send if nothing were changed."""
    form = client.get(f"/events/{event.offering.slug}/edit").context["form"]
    sent = {}
    for bound in form:
        value = bound.value()
        if isinstance(value, datetime):
            sent |= {f"{bound.name}_0": f"{value:%Y-%m-%d}", f"{bound.name}_1": f"{value:%H:%M}"}
        elif value not in (None, False):
            sent[bound.name] = value
    return sent


@pytest.mark.parametrize(("scope", "changed"), [("one", 1), ("following", 10), ("all", 13)])
def test_one_the_following_or_all_are_edited(client, olga, scope, changed):
    repetition = repeated(olga)
    event = Event.objects.select_related("offering").get(occurrence=days(repetition)[3])
    factories.place(events.pool_of(event))
    sent = edit_form(client, event)
    shown = client.get(f"/events/{event.offering.slug}/edit").content.decode()
    assert "10 days. 1 person takes part." in shown
    client.post(f"/events/{event.offering.slug}/edit", {**sent, "title": "Late run", "scope": scope})
    outbox.drain()
    assert Offering.objects.filter(title="Late run").count() == changed


def test_another_day_for_all_is_refused_beside_the_date(client, olga):
    repetition = repeated(olga)
    event = Event.objects.select_related("offering").get(occurrence=days(repetition)[3])
    sent = edit_form(client, event)
    moved = event.offering.starts_at + timedelta(days=1)
    sent |= {"starts_at_0": f"{moved:%Y-%m-%d}", "ends_at_0": f"{moved:%Y-%m-%d}", "scope": "following"}
    response = client.post(f"/events/{event.offering.slug}/edit", sent)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["starts_at"])


def test_cancelling_one_offers_to_call_off_the_rest(client, olga):
    repetition = repeated(olga)
    occurrence = days(repetition)[2]
    shown = client.get(f"/events/{occurrence.event.offering.slug}/cancellation").content.decode()
    assert f"/repetitions/{repetition.pk}/end?since={occurrence.day.isoformat()}" in shown


def test_drafts_are_published_together(client, olga):
    repetition = repeated(olga)
    Offering.objects.update(state="draft")
    client.post(f"/repetitions/{repetition.pk}/publication")
    assert Offering.objects.filter(state="published").count() == 13


@pytest.mark.req("Q23", "B06")
def test_the_calendar_has_every_day_with_the_name_it_has_elsewhere(client, olga):
    repetition = repeated(olga)
    shown = icalendar.Calendar.from_ical(client.get(f"/repetitions/{repetition.pk}/calendar.ics").content)
    entries = list(shown.walk("VEVENT"))
    assert len(entries) == len({str(entry["UID"]) for entry in entries}) == 13
    first = days(repetition)[0].event.offering
    alone = icalendar.Calendar.from_ical(client.get(f"/events/{first.slug}/calendar.ics").content)
    assert str(alone.walk("VEVENT")[0]["UID"]) == str(entries[0]["UID"])
    assert entries[0]["DTSTART"].dt == first.starts_at.astimezone(UTC)


@pytest.mark.req("Q21")
def test_its_page_costs_the_same_whatever_the_number_of_days(client, olga):
    def queries(path):
        client.get(path)
        with CaptureQueriesContext(connection) as made:
            assert client.get(path).status_code == 200
        return len(made)

    few = repeated(olga)
    Occurrence.objects.filter(repetition=few, day__gt=days(few)[1].day).delete()
    many = repeated(olga, title="Other run")
    assert queries(f"/repetitions/{few.pk}") == queries(f"/repetitions/{many.pk}")
    plain = an_event(olga, title="Once")
    assert queries(f"/events/{plain.offering.slug}") == queries(f"/events/{days(many)[2].event.offering.slug}")


def test_nothing_is_left_to_settle_once_it_is_settled(olga):
    repeated(olga)
    assert settling.settle_due(at=clock.now()) == 0
