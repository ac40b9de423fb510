"""What people chose holds when they are told, not when it happened; what is necessary is told whatever they chose."""

from datetime import UTC, datetime, time, timedelta

import pytest

from lineup.core.audit.models import Entry
from lineup.core.consents import consents
from lineup.core.foundation import clock, inputs
from lineup.core.notices import channels, matters, notices, preferences
from lineup.core.notices.models import Choice, Notice, Rhythm
from lineup.core.outbox.models import Message
from lineup.core.participation import audience, offerings, places
from tests.support import factories
from tests.support.outbox import drain

pytestmark = [pytest.mark.django_db, pytest.mark.req("P03", "P12")]


def choose(person, **wishes):
    """`choose(ann, reminders_mail=False)`."""
    keys = {tuple(name.replace("_acts", "-acts").replace("_", "/").split("/")): on for name, on in wishes.items()}
    preferences.choose(person, keys, by=factories.actor(person), at=clock.now())


def heard(person, matter, **club):
    return preferences.heard_by(person, matters.of(matter), **club)


def test_who_chose_nothing_hears_of_everything_by_every_channel():
    ann = factories.member()
    assert heard(ann, "messages") == channels.slugs()
    assert heard(ann, "own-acts") == {"page", "mail"}
    assert not Choice.objects.exists()


def test_a_choice_holds_for_its_matter_and_channel_alone():
    ann, bo = factories.member(), factories.member()
    choose(ann, messages_mail=False)
    assert heard(ann, "messages") == channels.slugs() - {"mail"}
    assert heard(ann, "reminders") == heard(bo, "messages") == channels.slugs()
    choose(ann, messages_mail=True)
    assert heard(ann, "messages") == channels.slugs()


def test_a_choice_is_recorded_once_and_only_where_something_changed():
    ann = factories.member()
    choose(ann, messages_mail=False, reminders_mail=True)
    choose(ann, messages_mail=False)
    [entry] = Entry.objects.filter(action="notices.choose")
    assert (entry.actor, entry.metadata) == (ann, {"on": [], "off": ["messages/mail"]})


NECESSARY = [(matter, channel) for matter in matters.installed() for channel in sorted(matter.fixed)]


@pytest.mark.parametrize(("matter", "channel"), NECESSARY, ids=lambda one: getattr(one, "slug", one))
def test_what_is_necessary_cannot_be_switched_off_and_says_why(matter, channel):
    ann = factories.member()
    with pytest.raises(preferences.Necessary) as refusal:
        preferences.choose(ann, {(matter.slug, channel): False}, by=factories.actor(ann), at=clock.now())
    assert str(refusal.value) == f"This can't be switched off. {matter.why}"
    assert not Choice.objects.exists()


def test_every_matter_that_is_fixed_says_why_and_no_other():
    assert {matter.slug for matter in matters.installed() if matter.fixed} == {
        matter.slug for matter in matters.installed() if str(matter.why)
    }


@pytest.mark.parametrize("key", [("weather", "mail"), ("reminders", "pigeon"), ("club-requests", "")])
def test_what_there_is_not_cannot_be_chosen(key):
    ann = factories.member()
    with pytest.raises(inputs.UnknownChoice):
        preferences.choose(ann, {key: False}, by=factories.actor(ann), at=clock.now())


def test_a_guest_chooses_among_what_guests_hear():
    lines = preferences.table(factories.guest())
    assert {line.matter.group.slug for line in lines} == {"places", "clubs", "courses", "news", "on-site"}
    assert len(preferences.table(factories.member())) == len(matters.installed())


@pytest.mark.parametrize("number", [1, 5])
def test_the_table_is_read_in_two_queries(django_assert_num_queries, number):
    ann = factories.member()
    for matter in ("messages", "reminders", "own_acts", "requests", "invitations")[:number]:
        choose(ann, **{f"{matter}_mail": False})
    with django_assert_num_queries(2):
        assert len(preferences.table(ann)) == len(matters.installed())


# --- only with consent ----------------------------------------------------------------------------


@pytest.mark.req("P09")
def test_what_needs_consent_is_told_by_no_channel_without_it_and_cannot_be_switched_on():
    ann = factories.member()
    assert heard(ann, "club-news") == frozenset()
    with pytest.raises(preferences.ConsentNeeded):
        preferences.choose(ann, {("club-news", "mail"): True}, by=factories.actor(ann), at=clock.now())
    preferences.choose(ann, {("club-news", "mail"): False}, by=factories.actor(ann), at=clock.now())
    assert not Choice.objects.exists()
    consents.give(ann, "club-news", version=1, by=factories.actor(ann), at=clock.now())
    assert heard(ann, "club-news") == channels.slugs()


# --- muted clubs ----------------------------------------------------------------------------------


def test_of_a_muted_club_only_the_page_tells_and_what_is_necessary():
    ann, club, other = factories.member(), factories.club(), factories.club()
    preferences.mute(ann, club)
    preferences.mute(ann, club)
    assert heard(ann, "messages", club=club.pk) == {"page"}
    assert heard(ann, "changes", club=club.pk) == {"page", "mail"}
    assert heard(ann, "messages", club=other.pk) == channels.slugs()
    preferences.unmute(ann, club)
    assert heard(ann, "messages", club=club.pk) == channels.slugs()


# --- looked up when it is told --------------------------------------------------------------------


@pytest.fixture
def place():
    offering = factories.offering("Choir", club=factories.club())
    held = factories.place(factories.pool(offering), factories.member("Ann", email="ann@example.org"))
    drain()
    return held


def write_to(place, key="1"):
    audience.tell(
        place.pool.offering, "offering.message", key=key, at=clock.now(), subject="Bring water", text="It is hot."
    )


def test_a_choice_made_after_the_mail_was_enqueued_still_holds(place, mailoutbox):
    mailoutbox.clear()
    write_to(place)
    drain(leave="mail")
    choose(place.contact, messages_mail=False)
    drain()
    assert mailoutbox == []
    assert Notice.objects.filter(person=place.contact, kind="offering.message").count() == 1


def test_what_one_does_not_want_in_the_page_is_kept_out_of_it_and_told_once(place, mailoutbox):
    mailoutbox.clear()
    choose(place.contact, messages_page=False)
    for _ in range(2):
        write_to(place)
        drain()
    assert [letter.subject for letter in mailoutbox] == ["Bring water"]
    [row] = Notice.objects.filter(kind="offering.message")
    assert (row.in_page, row.read_at is None) == (False, False)
    assert not notices.listed(place.contact).filter(kind="offering.message").exists()


def test_a_muted_club_writes_no_mail_but_of_what_is_necessary(place, mailoutbox):
    mailoutbox.clear()
    preferences.mute(place.contact, place.pool.offering.club)
    write_to(place)
    drain()
    assert mailoutbox == []
    offerings.cancel(
        place.pool.offering, by=factories.actor(factories.club_owner(place.pool.offering.club)), at=clock.now()
    )
    drain()
    assert [letter.subject for letter in mailoutbox] == ["Choir is cancelled"]


def test_somebody_anonymised_meanwhile_hears_nothing_more(place, mailoutbox):
    mailoutbox.clear()
    write_to(place)
    drain(leave="mail")
    place.contact.anonymised_at = clock.now()
    place.contact.save()
    drain()
    assert mailoutbox == []


# --- quiet hours ----------------------------------------------------------------------------------

MIDNIGHT = datetime(2027, 3, 1, 23, 0, tzinfo=UTC)
GRACE = timedelta(seconds=20)
MORNING = datetime(2027, 3, 2, 6, 0, tzinfo=UTC)


@pytest.fixture
def sleeper(place, clock_at):
    """Midnight, for somebody in Paris who is quiet from 22 to 7; the event starts on 20 March."""
    clock_at(MIDNIGHT)
    person = place.contact
    person.time_zone = "Europe/Paris"
    person.save()
    preferences.set_rhythm(person, quiet_from=time(22), quiet_until=time(7), pace="daily")
    place.pool.offering.starts_at = datetime(2027, 3, 20, 18, tzinfo=UTC)
    place.pool.offering.ends_at = None
    place.pool.offering.save()
    return person


def test_what_is_not_urgent_waits_until_the_quiet_hours_end(place, sleeper, mailoutbox, clock_at):
    mailoutbox.clear()
    write_to(place)
    drain(at=MIDNIGHT + GRACE)
    assert mailoutbox == []
    # the page is silent, so that it need not wait
    assert notices.listed(sleeper).filter(kind="offering.message").count() == 1
    clock_at(MORNING - timedelta(seconds=1))
    drain(at=MORNING - timedelta(seconds=1))
    assert mailoutbox == []
    clock_at(MORNING)
    drain(at=MORNING)
    assert [letter.subject for letter in mailoutbox] == ["Bring water"]
    assert Message.objects.get(topic="mail", payload__kind="offering.message").attempts == 1


def test_news_of_the_day_itself_comes_through(place, sleeper, mailoutbox):
    mailoutbox.clear()
    place.pool.offering.starts_at = datetime(2027, 3, 2, 9, tzinfo=UTC)
    place.pool.offering.save()
    by = factories.actor(factories.club_owner(place.pool.offering.club))
    offerings.cancel(place.pool.offering, reason="Flood", by=by, at=MIDNIGHT)
    drain(at=MIDNIGHT + GRACE)
    assert [letter.subject for letter in mailoutbox] == ["Choir is cancelled"]


@pytest.mark.parametrize(("minutes", "told"), [(300, ["A place at Choir is yours if you want it"]), (3000, [])])
def test_an_offer_that_lapses_before_the_morning_comes_through(place, sleeper, mailoutbox, minutes, told):
    places.withdraw(place, by=factories.actor(sleeper), at=MIDNIGHT)
    drain(at=MIDNIGHT + GRACE)
    Message.objects.filter(done_at=None).delete()
    mailoutbox.clear()
    pool = place.pool
    pool.offer_minutes = minutes
    pool.save()
    places.offer_to(pool, sleeper, by=factories.actor(factories.member()), at=MIDNIGHT)
    drain(at=MIDNIGHT + GRACE)
    assert [letter.subject for letter in mailoutbox] == told


def test_quiet_hours_set_meanwhile_hold_for_what_is_on_its_way(place, sleeper, mailoutbox):
    mailoutbox.clear()
    preferences.set_rhythm(sleeper, quiet_from=None, quiet_until=None)
    write_to(place)
    drain(leave="mail")
    preferences.set_rhythm(sleeper, quiet_from=time(22), quiet_until=time(7))
    drain(at=MIDNIGHT + GRACE)
    assert mailoutbox == []


@pytest.mark.parametrize(("begins", "ends"), [(time(22), None), (None, time(7)), (time(22), time(22))])
def test_quiet_hours_have_two_different_ends(begins, ends):
    ann = factories.member()
    with pytest.raises(preferences.QuietHoursIncomplete):
        preferences.set_rhythm(ann, quiet_from=begins, quiet_until=ends)
    assert not Rhythm.objects.exists()
