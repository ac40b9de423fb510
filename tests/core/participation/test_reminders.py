"""Reminders: once, at the organiser's time, moved with the event, none where there is nothing to come to."""

from datetime import UTC, datetime, time, timedelta

import pytest

from lineup.core.foundation import inputs
from lineup.core.notices import preferences
from lineup.core.outbox.models import Message
from lineup.core.participation import offerings, places, reminders
from lineup.core.participation.models import Offering
from tests.support import factories
from tests.support.outbox import drain

pytestmark = [pytest.mark.django_db, pytest.mark.req("P12", "B01")]

NOW = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
START = datetime(2027, 3, 20, 18, 0, tzinfo=UTC)
HOUR, DAY, SECOND = timedelta(hours=1), timedelta(days=1), timedelta(seconds=1)


@pytest.fixture
def offering(clock_at):
    clock_at(NOW)
    return factories.offering("Choir", starts_at=START, at=NOW)


@pytest.fixture
def ann(offering):
    return factories.place(factories.pool(offering, capacity=5), factories.member("Ann", email="ann@example.org"))


@pytest.fixture
def at(clock_at, mailoutbox):
    """`at(instant)`: what is due then is done; the addresses and subjects of the reminders that went out."""

    def pass_time(instant):
        mailoutbox.clear()
        clock_at(instant)
        drain(at=instant)
        while reminders.is_due(instant) and reminders.remind_due(at=instant):
            pass
        drain(at=instant)
        found = [(letter.to[0], letter.subject) for letter in mailoutbox]
        return sorted(one for one in found if "Reminder" in one[1] or "Rappel" in one[1])

    return pass_time


def change(offering, at=NOW, **values):
    return offerings.change(
        Offering.objects.get(pk=offering.pk), by=factories.actor(offering.organiser), at=at, **values
    )


SAID = [("ann@example.org", "Reminder: Choir")]


def test_who_has_a_place_is_reminded_once_the_day_before(offering, ann, at):
    assert at(START - DAY - SECOND) == []
    assert at(START - DAY) == SAID
    assert [at(START - DAY + hours * HOUR) for hours in (1, 12, 23, 25)] == [[]] * 4


@pytest.mark.parametrize(("minutes", "before"), [(120, 2 * HOUR), (10_080, 7 * DAY)])
def test_the_organiser_chooses_how_long_before(offering, ann, at, minutes, before):
    change(offering, remind_minutes=minutes)
    assert at(START - before - SECOND) == []
    assert at(START - before) == SAID


def test_the_organiser_may_choose_none(offering, ann, at):
    change(offering, remind_minutes=0)
    assert [at(START - hours * HOUR) for hours in (24, 2, 1)] == [[]] * 3


@pytest.mark.parametrize("minutes", [-1, 43_201])
def test_longer_than_a_month_before_is_refused(offering, minutes):
    with pytest.raises(inputs.OutOfRange) as refusal:
        change(offering, remind_minutes=minutes)
    assert refusal.value.field == "remind_minutes"


def test_it_moves_when_the_event_moves(offering, ann, at):
    change(offering, starts_at=START + 7 * DAY, ends_at=None)
    assert at(START - DAY) == []
    assert at(START + 6 * DAY) == SAID


def test_an_event_that_moves_after_its_reminder_is_reminded_of_anew(offering, ann, at):
    assert at(START - DAY) == SAID
    change(offering, at=START - 20 * HOUR, starts_at=START + 7 * DAY, ends_at=None)
    assert at(START + 6 * DAY) == SAID


def test_what_moves_to_within_the_time_is_told_as_moved_alone(offering, ann, at):
    change(offering, at=START - 3 * DAY, starts_at=START - 3 * DAY + 5 * HOUR)
    assert [at(START - 3 * DAY + hours * HOUR) for hours in (0, 4)] == [[], []]


def test_a_reminder_on_its_way_is_dropped_when_the_event_moves_or_is_called_off(offering, ann, at, clock_at):
    for act in ("move", "cancel"):
        when = Offering.objects.get(pk=offering.pk).starts_at
        clock_at(when - DAY)
        assert reminders.remind_due(at=when - DAY) == 1
        if act == "move":
            change(offering, at=when - DAY, starts_at=when + 7 * DAY, ends_at=None)
        else:
            offerings.cancel(offering, by=factories.actor(offering.organiser), at=when - DAY)
        assert at(when - DAY + HOUR) == []


def test_of_what_is_called_off_or_still_a_draft_nobody_is_reminded(offering, ann, at):
    draft = factories.offering("Draft", state=Offering.State.DRAFT, starts_at=START, at=NOW)
    offerings.cancel(offering, by=factories.actor(offering.organiser), at=NOW)
    assert draft.remind_at == START - DAY
    assert at(START - DAY) == []


def test_what_is_published_late_has_no_reminder_left(clock_at, at):
    clock_at(START - 5 * HOUR)
    offering = factories.offering("Late", starts_at=START, at=START - 5 * HOUR)
    factories.place(factories.pool(offering), at=START - 5 * HOUR)
    assert (offering.remind_at, at(START - HOUR)) == (None, [])


def test_who_waits_or_gave_the_place_up_is_not_reminded(offering, at):
    pool = factories.pool(offering, capacity=2)
    _kept, gone = (factories.place(pool, factories.guest(email=f"{name}@example.org")) for name in ("kept", "gone"))
    places.withdraw(gone, by=factories.actor(gone.contact), at=NOW)
    factories.fill(pool, waiting=1)
    reached = at(START - DAY)
    assert ("kept@example.org", "Reminder: Choir") in reached
    assert ("gone@example.org", "Reminder: Choir") not in reached
    assert len(reached) == 2


def test_who_gives_the_place_up_while_it_is_on_its_way_is_not_reminded(offering, ann, at, clock_at):
    clock_at(START - DAY)
    reminders.remind_due(at=START - DAY)
    places.withdraw(ann, by=factories.actor(ann.contact), at=START - DAY)
    assert at(START - DAY + HOUR) == []


def test_a_group_is_reminded_through_its_contact_once(offering, at):
    contact = factories.guest(email="gil@example.org")
    factories.place(factories.pool(offering, capacity=5, party_limit=3), contact, companions=["Bo", "Cy"])
    assert at(START - DAY) == [("gil@example.org", "Reminder: Choir")]


def test_a_person_may_choose_to_hear_none(offering, ann, at):
    preferences.choose(ann.contact, {("reminders", "mail"): False}, by=factories.actor(ann.contact), at=NOW)
    assert at(START - DAY) == []
    assert ann.contact.notices.filter(kind="offering.reminder").count() == 1


def test_quiet_hours_hold_it_back_until_the_morning(offering, ann, at):
    change(offering, starts_at=datetime(2027, 3, 21, 1, tzinfo=UTC), ends_at=None)
    preferences.set_rhythm(ann.contact, quiet_from=time(0), quiet_until=time(7))
    assert at(datetime(2027, 3, 20, 1, tzinfo=UTC)) == []
    assert at(datetime(2027, 3, 20, 7, tzinfo=UTC)) == SAID


def test_of_what_starts_before_the_quiet_is_over_it_comes_through(offering, ann, at):
    change(offering, starts_at=datetime(2027, 3, 20, 6, tzinfo=UTC), remind_minutes=120, ends_at=None)
    preferences.set_rhythm(ann.contact, quiet_from=time(0), quiet_until=time(7))
    assert at(datetime(2027, 3, 20, 4, tzinfo=UTC)) == SAID


def test_a_house_that_was_down_reminds_late_but_not_of_what_has_begun(offering, ann, at):
    assert at(START - HOUR) == SAID
    other = factories.offering("Hike", starts_at=START + 7 * DAY, at=NOW)
    factories.place(factories.pool(other))
    assert at(START + 7 * DAY) == []
    assert Offering.objects.get(pk=other.pk).remind_at is None


@pytest.mark.req("Q3")
def test_two_workers_and_a_repeated_delivery_remind_once(offering, ann, at):
    seen = Offering.objects.get(pk=offering.pk)
    assert [reminders._remind(seen, START - DAY) for _ in range(2)] == [True, False]
    assert Message.objects.filter(topic="fan-out", key__startswith="remind:").count() == 1
    assert at(START - DAY + SECOND) == SAID


def test_over_a_change_of_the_clocks_a_day_is_twenty_four_hours(clock_at, at):
    # in Paris the clocks go forward in the night to 28 March
    clock_at(NOW)
    start = datetime(2027, 3, 28, 8, 0, tzinfo=UTC)
    pool = factories.pool(factories.offering("Choir", starts_at=start, at=NOW))
    factories.place(pool, factories.guest(email="ann@example.org", time_zone="Europe/Paris"))
    assert (at(start - DAY - SECOND), at(start - DAY)) == ([], SAID)


@pytest.mark.req("Q22")
def test_the_mail_says_when_and_why_in_the_language_of_its_reader(offering, at, mailoutbox):
    guest = factories.guest(email="gil@example.org", language="fr", time_zone="Europe/Paris")
    factories.place(factories.pool(offering), guest)
    assert at(START - DAY) == [("gil@example.org", "Rappel : Choir")]
    letter = mailoutbox[-1]
    assert "samedi 20 mars 2027" in letter.body
    assert "19:00" in letter.body
    assert ("/p/" in letter.body, letter.extra_headers["List-Unsubscribe-Post"], len(letter.attachments)) == (
        True,
        "List-Unsubscribe=One-Click",
        0,
    )
