"""Whatever people type, it is only text: on the page of an event, in its mails and in its calendar file.

The page or mail of hostile words must have the elements, headers and properties of one of harmless words, no others.
TEST_FULL=1 tries 500 cases.
"""

import re
from collections import Counter
from email import message_from_bytes, policy

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineup.domains.events import calendar, checks
from lineup.interfaces.mail import letters
from lineup.interfaces.web import prose
from tests.support import hostile_text
from tests.support.hostile_world import CASES, HARMLESS, World, put_back

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.req("Q15", "Q25")]

BASE = "https://lineup.example"
# the picture drawn of a title has fewer or more bars
DRAWN = Counter({("rect", "class", "height", "rx", "width", "x", "y"): 99})
LONGEST_LINE = 998  # of a mail, by RFC 5322
LONGEST_CALENDAR_LINE = 75  # in octets, by RFC 5545


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
