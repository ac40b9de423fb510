"""Whatever people type, it is only text: on the page of an event, in its mails and in its calendar file.

The page or mail of hostile words must have the elements, headers and properties of one of harmless words, no others.
TEST_FULL=1 tries 500 cases.
"""

import re
from collections import Counter
from contextlib import contextmanager
from datetime import UTC, datetime
from email import message_from_bytes, policy

import icalendar
import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lineup.core.foundation import clock
from lineup.core.participation import invitations, places
from lineup.core.participation import letters as organisers_letters
from lineup.core.people import persons
from lineup.domains.events import calendar, checks, events, venues
from lineup.interfaces.mail import letters, notice_letters
from lineup.interfaces.web import prose
from tests.support import crowd, factories, hostile_text

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.req("Q15", "Q25")]

CASES = settings(
    max_examples=500 if crowd.FULL else 60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
START = datetime(2031, 7, 1, 18, tzinfo=UTC)
BASE = "https://lineup.example"
HARMLESS = "harmless"
# the picture drawn of a title has fewer or more bars
DRAWN = Counter({("rect", "class", "height", "rx", "width", "x", "y"): 99})
LONGEST_LINE = 998  # of a mail, by RFC 5322
LONGEST_CALENDAR_LINE = 75  # in octets, by RFC 5545


class World:
    """A published event at a venue, and a guest with a companion who has a place."""

    def __init__(self):
        self.organiser = factories.member("Ada Organiser")
        self.by, at = factories.actor(self.organiser), clock.now()
        place = {"name": HARMLESS, "address": HARMLESS, "city": HARMLESS, "country": "FR"}
        self.event = events.create(title=HARMLESS, starts_at=START, new_venue=place, description="x", by=self.by, at=at)
        factories.published(self.event.offering, by=self.by, at=at)
        self.guest = factories.member("Bo Guest")
        pool = events.pool_of(self.event)
        self.place = places.join(pool, self.guest, companions=[HARMLESS], by=factories.actor(self.guest), at=at)

    def called(self, words, *, description="x"):
        """Everything that anybody may write about it says these words."""
        at = clock.now()
        # as the database has them: what an earlier case wrote was put back
        self.event = events.find_visible(self.organiser, pk=self.event.pk)
        for one in (self.organiser, self.guest):
            one.refresh_from_db()
        events.change(self.event, title=words, description=description, by=self.by, at=at)
        venues.change(self.event.venue, name=words[:150], address=words[:200], city=words[:100], by=self.by, at=at)
        for one in (self.organiser, self.guest):
            persons.change_profile(one, name=words[:100], by=self.by, at=at)

    def page(self, client):
        return client.get(f"/events/{self.event.offering.slug}").content.decode()

    def letters(self, words):
        """The mails in which words of others stand, as bytes: a place, an invitation, a message, a cancellation."""
        at, pk = clock.now(), str(self.event.pk)
        facts = {"email": self.guest.email, "message": words, "by": self.by, "at": at}
        invited = invitations.invite(self.event.offering, **facts)
        change, said = self.place.changes.get(), organisers_letters.checked(words[:150], words)
        told = {
            "place.confirmed": {"place": str(self.place.pk), "change": change.pk},
            "offering.invited": {"invitation": str(invited.pk)},
            "offering.message": {"offering": pk, **dict(zip(("subject", "text"), said, strict=True))},
        }
        return [self._letter(kind, facts, at) for kind, facts in told.items()]

    def _letter(self, kind, facts, at):
        payload = {"person": str(self.guest.pk), "kind": kind, "facts": facts, "to": ""}
        letter = notice_letters.write(payload, at)
        return letters.compose(letter, key="mail:1", at=at).message().as_bytes()


@contextmanager
def put_back():
    """What the block writes is gone afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def world(db):
    made = World()
    with put_back():
        made.harmless = [message_from_bytes(letter, policy=policy.default) for letter in made.letters(HARMLESS)]
    return made


@CASES
@given(words=hostile_text.text(), description=st.one_of(st.just("x"), hostile_text.text(2000)))
def test_on_the_page(words, description, world, client):
    harmless = hostile_text.Elements(world.page(client))
    with put_back():
        world.called(words, description=description)
        shown = hostile_text.Elements(world.page(client))
        title = world.event.offering.title
    assert " ".join(shown.heading.split()) == " ".join(title.split())
    more = Counter(shown.found) - Counter(harmless.found) - DRAWN
    assert Counter(harmless.found) - Counter(shown.found) - DRAWN == Counter()
    if description == "x":
        assert more == Counter()
    # Markdown has elements of its own; none that runs, loads, or styles
    assert {element[0] for element in more} - prose.TAGS == set()
    assert {name for element in more for name in element[1:]} - {"href", "rel", "start"} == set()
    assert [
        link for link in set(shown.links) - set(harmless.links) if not re.match(r"(https?://|mailto:|geo:|/)", link)
    ] == []


@CASES
@given(words=hostile_text.text())
def test_in_mails(words, world):
    with put_back():
        world.called(words)
        written = world.letters(words)
    for raw, plain in zip(written, world.harmless, strict=True):
        check_lines(raw)
        letter = message_from_bytes(raw, policy=policy.default)
        assert parts_of(letter) == parts_of(plain)
        assert not re.search(r"[\x00-\x1f\x7f\x85\u2028\u2029]", letter["Subject"])
        check_html(letter, plain)
        check_text(letter, plain)


def check_lines(raw):
    """Every line ends and is short enough; what is longer was folded, so that it goes on with a space."""
    head = raw.split(b"\n\n", 1)[0]
    assert [line for line in raw.split(b"\n") if len(line) > LONGEST_LINE] == []
    assert [line for line in head.split(b"\n") if not re.match(rb"[\w-]+:|[ \t]+\S", line)] == []
    assert b"\r" not in raw.replace(b"\r\n", b"\n")


def parts_of(letter):
    """The parts of a mail, each with the names of its headers."""
    return [(part.get_content_type(), sorted(part.keys())) for part in letter.walk()]


def check_html(letter, plain):
    shown, expected = (hostile_text.Elements(one.get_body(("html",)).get_content()) for one in (letter, plain))
    without_breaks = Counter(element for element in shown.found if element != ("br",))
    assert without_breaks == Counter(element for element in expected.found if element != ("br",))
    assert letters.one_line(shown.heading) == subject_of(letter)
    assert [link for link in shown.links if not link.startswith(letters.absolute("/")[:-1])] == []


def subject_of(letter):
    """As a reader sees it: what looks like an encoded word is kept apart by a sign without width."""
    return letters.one_line(letter["Subject"].replace("\u2060", ""))


def check_text(letter, plain):
    """It is plain text, begins with the subject, and ends as every other does."""
    text = letter.get_body(("plain",)).get_content()
    assert letters.one_line(text).startswith(subject_of(letter))
    assert text.rstrip().endswith(plain.get_body(("plain",)).get_content().rstrip().splitlines()[-1])


@CASES
@given(words=hostile_text.text(), description=hostile_text.text(2000))
def test_in_the_calendar_file(words, description, world):
    [expected] = icalendar.Calendar.from_ical(calendar.of_one(world.event, base_url=BASE)).walk("VEVENT")
    with put_back():
        world.called(words, description=description)
        # past what tidies it on its way in: rows may be older than that
        world.event.offering.title, world.event.description = words, description
        file = calendar.of_one(world.event, base_url=BASE)
        event = world.event
    lines = file.split(b"\r\n")
    assert [line for line in lines if len(line) > LONGEST_CALENDAR_LINE or b"\n" in line or b"\r" in line] == []
    assert [line for line in lines[:-1] if not re.match(rb"[A-Z;=-]+:| ", line)] == []
    # folded between signs, never within one
    assert [line.decode() for line in lines] == [line.decode(errors="replace") for line in lines]
    [calendar_] = icalendar.Calendar.from_ical(file, multiple=True)
    [entry] = calendar_.walk("VEVENT")
    assert sorted(entry.keys()) == sorted(expected.keys())
    assert str(entry["summary"]) == checks.one_line(event.offering.title)
    assert str(entry["description"]) == checks.tidy(event.description)
    assert str(entry["location"]) == calendar.location(event)
