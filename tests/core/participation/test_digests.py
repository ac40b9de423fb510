"""The weekly digest: once a person and week, on their own clock, with something to say or not at all."""

import contextlib
from datetime import UTC, date, datetime, time, timedelta

import pytest

from lineup.core.consents import consents
from lineup.core.notices import preferences
from lineup.core.outbox import messages
from lineup.core.outbox.models import Message
from lineup.core.participation import digests, digests_told, offerings, places
from lineup.core.participation.models import Offering
from lineup.core.people.models import Participant, Person
from tests.support import factories
from tests.support.outbox import drain

pytestmark = [pytest.mark.django_db, pytest.mark.req("P03", "P12")]

MONDAY = date(2027, 3, 1)
# Monday at eight in Kiritimati, where it is first
FIRST = datetime(2027, 2, 28, 18, 0, tzinfo=UTC)
PARIS = datetime(2027, 3, 1, 7, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
WEDNESDAY = datetime(2027, 3, 3, 18, 0, tzinfo=UTC)


def agree(person, at=FIRST - timedelta(days=30)):
    consents.give(person, "weekly-digest", version=1, by=factories.actor(person), at=at)
    return person


@pytest.fixture
def ann(clock_at):
    clock_at(FIRST - timedelta(days=30))
    return agree(factories.member("Ann", email="ann@example.org", time_zone="Europe/Paris"))


def held_by(person, title="Choir", starts_at=WEDNESDAY):
    return factories.place(factories.pool(factories.offering(title, starts_at=starts_at)), person)


def new_in(club, title, at, starts_at=WEDNESDAY + timedelta(days=30)):
    return factories.offering(title, club=club, starts_at=starts_at, at=at)


def pass_time(clock_at, mailoutbox, *instants):
    """Let what is due be done at each of these instants; the subjects and readers of the digests sent at the last."""
    for at in instants:
        mailoutbox.clear()
        clock_at(at)
        if digests.is_due(at):
            digests.begin(at=at)
        drain(at=at)
    return sorted((letter.to[0], letter.subject) for letter in mailoutbox if letter.subject.startswith("Your week"))


SAID = [("ann@example.org", "Your week: 1 place")]


def test_it_comes_on_monday_at_eight_on_ones_own_clock(ann, clock_at, mailoutbox):
    held_by(ann)
    assert pass_time(clock_at, mailoutbox, FIRST - SECOND, FIRST, PARIS - SECOND) == []
    assert pass_time(clock_at, mailoutbox, PARIS) == SAID
    later = [PARIS + timedelta(hours=hours) for hours in (1, 12, 24, 47, 80)]
    assert [pass_time(clock_at, mailoutbox, at) for at in later] == [[]] * 5


@pytest.mark.parametrize(
    ("zone", "monday", "instant"),
    [
        ("Pacific/Kiritimati", MONDAY, FIRST),
        ("Pacific/Pago_Pago", MONDAY, datetime(2027, 3, 1, 19, 0, tzinfo=UTC)),
        # the clocks went forward the day before, and back the day before
        ("Europe/Paris", date(2027, 3, 29), datetime(2027, 3, 29, 6, 0, tzinfo=UTC)),
        ("Europe/Paris", date(2027, 11, 1), datetime(2027, 11, 1, 7, 0, tzinfo=UTC)),
        ("America/New_York", date(2027, 3, 15), datetime(2027, 3, 15, 12, 0, tzinfo=UTC)),
        ("Nowhere/Atall", MONDAY, datetime(2027, 3, 1, 8, 0, tzinfo=UTC)),
    ],
)
def test_eight_is_eight_whatever_the_clocks_did(zone, monday, instant):
    assert digests_told.begins_at(monday, zone) == instant


def test_over_a_change_of_the_clocks_each_week_brings_one(ann, clock_at, mailoutbox):
    for week in range(4):
        held_by(ann, f"Choir {week}", datetime(2027, 3, 17, 18, tzinfo=UTC) + timedelta(weeks=week))
    sent, at = [], datetime(2027, 3, 14, 0, 30, tzinfo=UTC)
    while at < datetime(2027, 4, 12, tzinfo=UTC):
        sent += [at] * len(pass_time(clock_at, mailoutbox, at))
        at += timedelta(minutes=30)
    assert sent == [datetime(2027, *day, tzinfo=UTC) for day in ((3, 15, 7), (3, 22, 7), (3, 29, 6), (4, 5, 6))]


def test_nobody_gets_it_who_did_not_agree_or_took_it_back(clock_at, mailoutbox):
    silent, back = factories.member(), agree(factories.member())
    consents.withdraw(back, "weekly-digest", by=factories.actor(back), at=FIRST - SECOND)
    for person in (silent, back):
        held_by(person)
    assert pass_time(clock_at, mailoutbox, FIRST, PARIS + timedelta(hours=2)) == []
    assert not Message.objects.filter(topic="digest").exists()


def test_who_takes_it_back_after_the_round_gets_none_either(ann, clock_at, mailoutbox):
    held_by(ann)
    pass_time(clock_at, mailoutbox, FIRST)
    consents.withdraw(ann, "weekly-digest", by=factories.actor(ann), at=FIRST + SECOND)
    assert pass_time(clock_at, mailoutbox, PARIS) == []


def test_there_is_none_when_there_is_nothing_to_say(ann, clock_at, mailoutbox):
    held_by(ann, "Before", PARIS - SECOND)
    held_by(ann, "After", PARIS + timedelta(days=7))
    gone = held_by(ann, "Given up")
    places.withdraw(gone, by=factories.actor(ann), at=FIRST - timedelta(days=1))
    off = held_by(ann, "Called off").pool.offering
    offerings.cancel(off, by=factories.actor(off.organiser), at=FIRST - timedelta(days=1))
    assert pass_time(clock_at, mailoutbox, FIRST, PARIS) == []


def test_quiet_hours_are_respected(ann, clock_at, mailoutbox):
    held_by(ann)
    preferences.set_rhythm(ann, quiet_from=time(22), quiet_until=time(9, 30))
    assert pass_time(clock_at, mailoutbox, FIRST, PARIS, PARIS + timedelta(minutes=89)) == []
    assert pass_time(clock_at, mailoutbox, PARIS + timedelta(minutes=90)) == SAID


def test_a_house_that_was_down_over_monday_sends_late_or_leaves_the_week_out(ann, clock_at, mailoutbox):
    held_by(ann)
    assert pass_time(clock_at, mailoutbox, PARIS + timedelta(hours=30)) == SAID
    held_by(ann, "Later", WEDNESDAY + timedelta(weeks=1))
    assert pass_time(clock_at, mailoutbox, FIRST + timedelta(weeks=1) + digests.WITHIN) == []


def test_what_lay_about_until_the_week_was_nearly_over_is_not_sent(ann, clock_at, mailoutbox):
    held_by(ann, starts_at=PARIS + timedelta(days=6))
    pass_time(clock_at, mailoutbox, FIRST)
    assert pass_time(clock_at, mailoutbox, PARIS + timedelta(days=3, hours=1)) == []


# --- what it says ---------------------------------------------------------------------------------


def letter_of(clock_at, mailoutbox):
    pass_time(clock_at, mailoutbox, FIRST, PARIS)
    [letter] = mailoutbox
    return letter


def test_every_line_has_its_time_and_its_reason(ann, clock_at, mailoutbox):
    club = factories.club("Blue")
    factories.club_member(club, ann)
    held_by(ann, "Choir")
    full = factories.pool(factories.offering("Hike", starts_at=WEDNESDAY - timedelta(days=1)), capacity=1)
    factories.fill(full)
    factories.place(full, ann)
    new_in(club, "Picnic", PARIS - timedelta(days=2))
    letter = letter_of(clock_at, mailoutbox)
    assert letter.subject == "Your week: 2 places, 1 new event"
    said = [line for line in letter.body.splitlines() if "because you" in line and "agreed" not in line]
    assert said == [
        "  Tuesday 2 March 2027, 19:00 (CET) · because you wait for a place",
        "  Wednesday 3 March 2027, 19:00 (CET) · because you have a place",
        "  Friday 2 April 2027, 20:00 (CEST) · because you are a member of Blue",
    ]
    assert "You get this once a week because you agreed to it on Friday 29 January 2027." in letter.body


def test_it_speaks_the_language_of_its_reader(ann, clock_at, mailoutbox):
    ann.language = "fr"
    ann.save()
    held_by(ann)
    clock_at(FIRST)
    digests.begin(at=FIRST)
    drain(at=FIRST)
    clock_at(PARIS)
    mailoutbox.clear()
    drain(at=PARIS)
    assert [letter.subject for letter in mailoutbox] == ["Votre semaine : 1 place"]
    assert "parce que vous avez une place" in mailoutbox[0].body


@pytest.mark.parametrize(
    ("days", "told"),
    [(-8, False), (-7, True), (-1, True)],
)
def test_new_is_what_was_announced_since_the_last_one(ann, clock_at, mailoutbox, days, told):
    club = factories.club("Blue")
    factories.club_member(club, ann)
    new_in(club, "Picnic", PARIS + timedelta(days=days))
    assert bool(pass_time(clock_at, mailoutbox, FIRST, PARIS)) == told


def test_each_new_event_is_told_in_one_digest_alone(ann, clock_at, mailoutbox):
    club = factories.club("Blue")
    factories.club_member(club, ann)
    for hours in range(0, 24 * 21, 9):
        new_in(club, f"Picnic {hours}", FIRST - timedelta(days=3) + timedelta(hours=hours))
    told = []
    for week in range(4):
        weeks = timedelta(weeks=week)
        pass_time(clock_at, mailoutbox, FIRST + weeks, PARIS + weeks)
        told += [word for letter in mailoutbox for word in letter.body.splitlines() if word.startswith("- Picnic")]
    shown = {f"- Picnic {hours}" for hours in range(0, 24 * 21, 9)}
    # of nineteen a week twelve are named
    assert (len(told), len(set(told)), set(told) <= shown) == (len(set(told)), len(told), True)
    assert len(told) >= 3 * 12


def test_what_is_not_for_them_or_of_no_use_is_left_out(ann, clock_at, mailoutbox):
    club, muted, other = factories.club("Blue"), factories.club("Loud"), factories.club("Other")
    for mine in (club, muted):
        factories.club_member(mine, ann)
    preferences.mute(ann, muted)
    at = PARIS - timedelta(days=2)
    new_in(muted, "Muted", at)
    new_in(other, "Not mine", at)
    new_in(club, "Over", at, starts_at=PARIS - SECOND)
    cancelled = new_in(club, "Called off", at)
    offerings.cancel(cancelled, by=factories.actor(factories.club_owner(club)), at=at)
    factories.offering("Draft", club=club, state=Offering.State.DRAFT, starts_at=WEDNESDAY, at=at)
    joined = new_in(club, "Joined", at)
    factories.place(factories.pool(joined), ann)
    assert pass_time(clock_at, mailoutbox, FIRST, PARIS) == []


def test_what_merely_comes_again_is_no_news(ann, clock_at, mailoutbox):
    club = factories.club("Blue")
    factories.club_member(club, ann)
    draft = factories.offering("Again", club=club, state=Offering.State.DRAFT, starts_at=WEDNESDAY, at=PARIS)
    by = factories.actor(factories.club_owner(club))
    offerings.publish(draft, is_news=False, by=by, at=PARIS - timedelta(days=2))
    assert pass_time(clock_at, mailoutbox, FIRST, PARIS) == []


def test_the_rest_of_a_long_list_is_counted(ann, clock_at, mailoutbox):
    for number in range(digests_told.MOST + 3):
        held_by(ann, f"Choir {number:02}", WEDNESDAY + timedelta(minutes=number))
    letter = letter_of(clock_at, mailoutbox)
    assert (letter.subject, "and 3 more" in letter.body, letter.body.count("- Choir")) == (
        "Your week: 15 places",
        True,
        12,
    )


@pytest.mark.req("P09")
def test_one_click_ends_it_and_a_guests_lines_open_without_signing_in(clock_at, mailoutbox, client):
    clock_at(FIRST - timedelta(days=2))
    guest = agree(factories.guest("Gil", email="gil@example.org", time_zone="Europe/Paris"))
    held_by(guest)
    letter = letter_of(clock_at, mailoutbox)
    stop = letter.extra_headers["List-Unsubscribe"].strip("<>")
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    [line] = [word for word in letter.body.split() if "/p/" in word]
    assert client.get("/" + line.split("/", 3)[3]).status_code == 200
    assert client.post("/" + stop.split("/", 3)[3], {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not consents.holds(guest, "weekly-digest")


# --- killed in the middle, and many -----------------------------------------------------------------


def crowd(number):
    participants = Participant.objects.bulk_create([Participant(display_name="Crowd") for _ in range(number)])
    people = Person.objects.bulk_create(
        [
            Person(participant=one, name="Crowd", email=f"c{n}@example.org", email_folded=f"c{n}@example.org")
            for n, one in enumerate(participants)
        ]
    )
    consents.Consent.objects.bulk_create(
        [
            consents.Consent(
                person=one, purpose="weekly-digest", given=True, version=1, language="en", channel="web", at=FIRST
            )
            for one in people
        ]
    )
    return people


def enqueued():
    return Message.objects.filter(topic="digest")


@pytest.fixture
def dying(monkeypatch):
    """Whoever writes letters dies right after, before the transaction is committed."""
    plain = messages.enqueue_many

    def write_and_die(works, **given):
        plain(works, **given)
        raise ConnectionError

    @contextlib.contextmanager
    def during():
        with monkeypatch.context() as patch:
            patch.setattr(messages, "enqueue_many", write_and_die)
            yield

    return during


@pytest.mark.req("Q3")
@pytest.mark.parametrize("dies", ["before it is committed", "before it is noted as done"])
def test_a_round_killed_in_every_batch_misses_nobody_and_doubles_nobody(dies, dying):
    people, at, rounds = crowd(450), FIRST, []
    digests.begin(at=FIRST)
    while batch := messages.lease(at=at, names=["bulk"], limit=1):
        [message], before = batch, enqueued().count()
        if dies == "before it is committed":
            with dying(), pytest.raises(ConnectionError):
                digests.go_on(message, at=at)
            assert enqueued().count() == before
        else:
            digests.go_on(message, at=at)
        assert messages.deliver(message, clock=lambda: FIRST)
        rounds.append(message.topic)
    assert rounds == ["digest-round"] * 3
    assert sorted(message.payload["person"] for message in enqueued()) == sorted(str(person.pk) for person in people)


def test_two_schedulers_begin_one_round():
    crowd(3)
    for _ in range(2):
        digests.begin(at=FIRST)
        digests.begin(at=FIRST + timedelta(hours=3))
    assert Message.objects.filter(topic="digest-round").count() == 1


@pytest.mark.parametrize("number", [5, 190])
def test_a_batch_asks_the_database_as_often_for_many_as_for_few(number, django_assert_num_queries):
    crowd(number)
    digests.begin(at=FIRST)
    [message] = messages.lease(at=FIRST, names=["bulk"])
    with django_assert_num_queries(4):
        digests.go_on(message, at=FIRST)
    assert enqueued().count() == number


@pytest.mark.parametrize("number", [1, 11])
def test_one_letter_asks_as_often_for_eleven_things_as_for_one(ann, clock_at, number, django_assert_num_queries):
    club = factories.club("Blue")
    factories.club_member(club, ann)
    for n in range(number):
        held_by(ann, f"Choir {n}")
        new_in(club, f"Picnic {n}", PARIS - timedelta(days=2))
    crowd(50)
    digests.begin(at=FIRST)
    drain(at=FIRST)
    clock_at(PARIS)
    [message] = Message.objects.filter(topic="digest", payload__person=str(ann.pk))
    with django_assert_num_queries(8):
        messages._handlers["digest"](message)
