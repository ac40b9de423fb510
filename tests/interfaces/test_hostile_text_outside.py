"""What leaves the house stays what it is, whatever people typed: pushes, webhooks, feeds, pictures, tables.

TEST_FULL=1 tries 500 cases.
"""

import csv
import io
import json
import re
import struct

import icalendar
import openpyxl
import pytest
from django.test import Client
from hypothesis import given, settings

from lineup.core.foundation import clock, sheets
from lineup.core.notices import tidings
from lineup.core.participation import feeds
from lineup.core.webhooks import endpoints, hearing
from lineup.core.webhooks.models import Delivery
from lineup.domains.events import events
from lineup.interfaces.push import envelopes, sending
from lineup.interfaces.web import poster
from lineup.interfaces.web.poster import Poster
from lineup.interfaces.webhooks import payloads
from tests.support import crowd, hostile_text, push_service
from tests.support.hostile_world import CASES, World, put_back

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.req("Q25")]

# each is drawn for tens of milliseconds
PICTURES = settings(CASES, max_examples=200 if crowd.FULL else 25)
LONGEST_CALENDAR_LINE = 75  # in octets, by RFC 5545
CONTROL = re.compile(r"[\x00-\x1f\x7f]")


@pytest.fixture
def world(db):
    return World()


@CASES
@given(words=hostile_text.text(), text=hostile_text.text(4000))
def test_in_a_push(words, text, world):
    pk, guest = str(world.event.pk), world.guest
    with put_back():
        push_service.subscribe(guest, at=clock.now())
        world.called(words)
        facts = {
            "place.confirmed": {"place": str(world.place.pk), "change": world.place.changes.get().pk},
            "offering.message": {"offering": pk, "subject": words, "text": text},
        }
        for kind, known in facts.items():
            load = {"person": str(guest.pk), "kind": kind, "facts": known}
            written = sending.written(tidings.read(load, channel="push", at=clock.now()), "tag")
            told = json.loads(written)
            assert len(written) <= envelopes.LONGEST_BYTES
            assert set(told) == {"title", "body", "path", "tag", "lang"}
            assert all(isinstance(value, str) for value in told.values())
            assert re.fullmatch(r"/[\w/-]+", told["path"])
            assert told["title"].strip()


@CASES
@given(words=hostile_text.text())
def test_in_the_body_of_a_webhook(words, world):
    with put_back():
        person = world.organiser
        wanted = {"name": "x", "url": "https://example.org/hook", "kinds": ["event.changed"], "tells_people": True}
        made, _secret = endpoints.make(**wanted, by=world.by, at=clock.now())
        world.called(words)
        hearing.catch_up(at=clock.now())
        rows = Delivery.objects.filter(endpoint=made).select_related("endpoint__club", "change", "entry")
        assert rows
        for row in rows:
            body = payloads.body(row)
            told = json.loads(body)
            assert (set(told), told["type"]) == ({"type", "timestamp", "data"}, row.kind)
            assert not CONTROL.search(body.decode())
            event = events.find_visible(person, pk=world.event.pk)
            assert told["data"]["event"]["title"] == event.offering.title
            assert told["data"]["event"]["venue"]["name"] == event.venue.name


@CASES
@given(words=hostile_text.text(), description=hostile_text.text(2000))
def test_in_a_feed(words, description, world):
    with put_back():
        address = f"/feeds/{feeds.make(world.guest, at=clock.now())[1]}.ics"
        world.called(words, description=description)
        answer = Client().get(address)
    lines = answer.content.split(b"\r\n")
    assert [line for line in lines if len(line) > LONGEST_CALENDAR_LINE or b"\n" in line or b"\r" in line] == []
    assert [line for line in lines[:-1] if not re.match(rb"[A-Z;=-]+:| ", line)] == []
    [entry] = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert {"ATTENDEE", "ATTACH", "RRULE"} & set(entry) == set()
    assert str(entry["uid"]).startswith(str(world.event.pk))


@PICTURES
@given(words=hostile_text.text())
def test_in_a_picture(words):
    drawn = poster.draw(Poster(title=words, when=words, where=words, by=words))
    assert drawn.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", drawn[16:24]) == poster.SIZE
    # nothing of the words stands in the file as text
    assert not re.search(rb"tEXt|iTXt|zTXt|eXIf", drawn)


@CASES
@given(words=hostile_text.text(), other=hostile_text.text())
def test_in_a_table_as_csv(words, other, world, client):
    client.force_login(world.organiser.account)
    path = f"/events/{world.event.offering.slug}/desk/guests.csv"
    expected = rows_of(client.get(path))
    with put_back():
        world.called(words)
        shown = rows_of(client.get(path))
    assert [len(row) for row in shown] == [len(row) for row in expected]
    assert shown[0] == expected[0]
    assert formulas(shown) == []


@CASES
@given(words=hostile_text.text(), other=hostile_text.text())
def test_in_a_table_as_xlsx(words, other):
    with sheets.xlsx_file([["a", "b"], [words, other]], zone=clock.now().tzinfo) as file:
        cells = [cell for row in openpyxl.load_workbook(file).active.iter_rows() for cell in row]
    assert len(cells) == 4
    assert {cell.data_type for cell in cells} == {"s"}
    assert formulas([[str(cell.value) for cell in cells]]) == []


def rows_of(answer):
    assert answer.status_code == 200
    text = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return list(csv.reader(io.StringIO(text.decode("utf-8-sig"), newline="")))


def formulas(rows):
    """What a spreadsheet would calculate."""
    return [cell for row in rows for cell in row if cell.lstrip(sheets.BLANKS).startswith(sheets.FORMULA)]
