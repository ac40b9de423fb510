"""Exhibitors have places, a booth with a name, and a floor plan."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lineup.core.foundation import uploads
from lineup.core.foundation.errors import Missing
from lineup.core.outbox.models import Message
from lineup.core.participation import places
from lineup.core.participation.models import Place
from lineup.core.privacy import removing
from lineup.domains.onsite import booths
from lineup.domains.onsite.models import Booth
from tests.support import factories

pytestmark = pytest.mark.req("D12")


def plan(content=b"%PDF-1.7\n%%EOF\n", name="../Hall 3.pdf"):
    return SimpleUploadedFile(name, content, content_type="text/html")


def test_an_event_opens_its_places_for_exhibitors_once(event, by, at):
    pool = booths.open_places(event, capacity=4, by=by, at=at)
    assert (pool.role, pool.admission, pool.capacity) == ("exposant", "invitation", 4)
    with pytest.raises(booths.ExhibitorsAreThere):
        booths.open_places(event, by=by, at=at)


def test_a_booth_is_of_who_has_a_place_as_exhibitor(event, booth, exhibitor, make_attendee, at):
    assert (booth.exhibitor, [one.exhibitor for one in booths.of_people(event, booths.exhibitors(event), at=at)]) == (
        exhibitor,
        [exhibitor],
    )
    for other in (None, make_attendee()):
        with pytest.raises(Missing):
            booths.own(event, other, at=at)
    assert Booth.objects.count() == 0


def test_who_takes_part_finds_booths_that_have_a_name(event, booth, exhibitor, make_attendee, by, at):
    vera, stranger = make_attendee(), factories.member("Mallory")
    kept = booths.rename(booth, "Kettles", by=by, at=at)
    other = factories.member("Unnamed")
    booths.stored(booths.own(event, places.add(booths.pool_of(event), other, by=by, at=at).contact, at=at))
    assert [[one.name for one in booths.shown_to(who, event)] for who in (vera, exhibitor)] == [["Kettles"]] * 2
    assert booths.find_shown(vera, event, kept.pk) == kept
    for who in (None, stranger):
        with pytest.raises(Missing):
            booths.shown_to(who, event)
    for unknown in (Booth.objects.get(exhibitor=other).pk, "no id"):
        with pytest.raises(Missing):
            booths.find_shown(vera, event, unknown)
    Place.objects.filter(contact=exhibitor).update(state="withdrawn")
    assert list(booths.shown_to(vera, event)) == []


def test_it_is_called_by_its_name_once_it_has_one(event, booth, exhibitor, at):
    assert str(booth) == "Hugo"
    booths.rename(booth, "  Atelier   Hugo ", by=factories.actor(exhibitor), at=at)
    assert [str(one) for one in booths.of_people(event, booths.exhibitors(event), at=at)] == ["Atelier Hugo"]


def test_a_floor_plan_replaces_the_one_before_and_is_taken_away(booth, exhibitor, at, settings):
    by = factories.actor(exhibitor)
    first = booths.set_plan(booth, plan(), by=by, at=at)
    second = booths.set_plan(booth, plan(b"%PDF-1.4 new"), by=by, at=at)
    with second.plan_file.open() as kept:
        assert (second.plan_name, first.pk, kept.read()) == ("Hall 3.pdf", second.pk, b"%PDF-1.4 new")
    gone = [message.payload["name"] for message in Message.objects.filter(topic=removing.REMOVE)]
    assert gone == [str(first.plan_file.name)]
    last = booths.remove_plan(second, by=by, at=at)
    assert (bool(last.plan_file), Message.objects.filter(topic=removing.REMOVE).count()) == (False, 2)


@pytest.mark.parametrize(
    ("content", "refusal"),
    [(b"<html>", uploads.PdfNeeded), (b"\x89PNG\r\n\x1a\n", uploads.PdfNeeded), (b"", uploads.FileEmpty)],
)
def test_only_a_pdf_will_do_and_nothing_else_is_kept(booth, exhibitor, at, settings, content, refusal):
    with pytest.raises(refusal):
        booths.set_plan(booth, plan(content), by=factories.actor(exhibitor), at=at)
    assert [one for one in Path(settings.MEDIA_ROOT).rglob("booths/*/*") if one.is_file()] == []
