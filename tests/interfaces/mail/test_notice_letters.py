import re

import icalendar
import pytest
from django.core.management import call_command
from django.db import connection

from lineup.core.clubs import invitations as club_invitations
from lineup.core.foundation import clock
from lineup.core.notices import kinds
from lineup.core.outbox.models import Message
from lineup.core.participation import audience, invitations, offerings, place_links, places, undo
from lineup.interfaces.mail import notice_letters
from tests.interfaces.mail.conftest import calendar_of, html_of, text_of
from tests.support import factories
from tests.support.outbox import drain

SECRET = re.compile(r"lnp_[\w-]+")


def guest_joins(pool, **profile):
    who = factories.guest("Ann", proved=True, **profile)
    return places.join(pool, who, by=factories.actor(who, channel="link"), at=clock.now())


def values_in_database():
    """Every text in every table."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                yield from (str(value) for value in row)


@pytest.mark.req("P12", "B03")
def test_a_guest_s_letter_carries_a_link_that_opens_the_place(pool, letters):
    place = guest_joins(pool)
    drain()
    [letter] = letters()
    assert letter["To"] == place.contact.email
    assert letter["Subject"] == "You have a place at Fête du lac <b>"
    secrets = set(SECRET.findall(text_of(letter)) + SECRET.findall(html_of(letter)))
    assert len(secrets) == 1
    assert place_links.place_of(place_links.find(secrets.pop(), at=clock.now())) == place


@pytest.mark.req("Q14")
def test_of_the_link_only_its_digest_is_stored(pool, letters):
    guest_joins(pool)
    drain()
    [secret] = set(SECRET.findall(text_of(letters()[0])))
    assert not [value for value in values_in_database() if secret in value]


def test_a_member_s_letter_leads_to_the_page(pool, letters):
    who = factories.member(language="en")
    place = factories.place(pool, who)
    drain()
    [letter] = letters()
    assert f"/places/{place.pk}" in text_of(letter)
    assert not SECRET.search(text_of(letter))


@pytest.mark.req("P11", "Q22")
def test_a_french_reader_is_written_to_in_french_and_on_their_clock(event, pool, letters):
    guest_joins(pool, language="fr", time_zone="Europe/Paris")
    drain()
    [letter] = letters()
    assert letter["Content-Language"] == "fr"
    assert 'lang="fr"' in html_of(letter)
    assert "19:00" in text_of(letter) or "18:00" in text_of(letter)
    assert "UTC" not in text_of(letter)


def test_who_waits_reads_their_position_and_why(pool, letters):
    guest_joins(pool)
    factories.place(pool)
    place = factories.place(pool)
    drain()
    letter = next(one for one in letters() if one["To"] == place.contact.email)
    assert letter["Subject"] == "You are on the waitlist for Fête du lac <b>"
    assert "You are number 2 in line." in text_of(letter)
    assert "Every place is taken." in text_of(letter)


@pytest.fixture
def asked(event):
    """Somebody's request in a pool where the organiser decides; the letter about it was sent."""
    place = factories.place(factories.pool(event.offering, role="speaker", admission="approval"))
    drain()
    return place


@pytest.mark.req("Q29")
def test_a_slip_taken_back_in_time_is_told_to_nobody(event, asked, letters):
    organiser, now = factories.actor(event.offering.organiser), clock.now()
    places.reject(asked, by=organiser, at=now, grace=True)
    undo.undo(asked, by=organiser, at=now)
    assert asked.state == "requested"
    drain()
    assert len(letters()) == 1


def test_a_slip_taken_back_too_late_is_told_and_so_is_its_end(event, asked, letters):
    organiser = factories.actor(event.offering.organiser)
    places.reject(asked, by=organiser, at=clock.now(), grace=True)
    drain()
    undo.undo(asked, by=organiser, at=clock.now())
    drain()
    assert [letter["Subject"] for letter in letters()[1:]] == [
        "Your request for Fête du lac <b> was turned down",
        "Your request for Fête du lac <b> was received",
    ]


def test_what_was_overtaken_is_not_told(event, asked, letters):
    organiser, now = factories.actor(event.offering.organiser), clock.now()
    places.approve(asked, by=organiser, at=now, grace=True)
    places.withdraw(asked, by=factories.actor(asked.contact), at=now)
    drain()
    assert [letter["Subject"] for letter in letters()[1:]] == ["You gave up your place at Fête du lac <b>"]


# --- the calendar file ------------------------------------------------------------------------


def entry_of(letter):
    [entry] = icalendar.Calendar.from_ical(calendar_of(letter).get_content()).walk("VEVENT")
    return entry


@pytest.mark.req("B06", "Q23")
def test_the_calendar_file_keeps_one_uid_through_joining_moving_leaving_and_coming_back(event, pool, letters):
    place = guest_joins(pool)
    drain()
    audience.tell(event.offering, "offering.moved", key="moved:1", at=clock.now())
    drain()
    who = factories.actor(place.contact)
    places.withdraw(place, by=who, at=clock.now())
    drain()
    places.join(pool, place.contact, by=who, at=clock.now())
    drain()
    files = [calendar_of(letter) for letter in letters()]
    assert [file.get_param("method") for file in files] == ["PUBLISH", "PUBLISH", "CANCEL", "PUBLISH"]
    entries = [entry_of(letter) for letter in letters()]
    assert {str(entry["UID"]) for entry in entries} == {f"{event.pk}@localhost"}
    assert [int(entry["SEQUENCE"]) for entry in entries] == [0, 0, 1, 1]
    assert [str(entry["STATUS"]) for entry in entries] == ["CONFIRMED", "CONFIRMED", "CANCELLED", "CONFIRMED"]
    stamps = [entry["DTSTAMP"].dt for entry in entries]
    assert stamps == sorted(stamps)
    assert entries[0]["DTSTART"].dt == event.offering.starts_at


def test_who_waits_gets_the_date_as_tentative(pool, letters):
    factories.place(pool)
    factories.place(pool)
    drain()
    assert [str(entry_of(letter)["STATUS"]) for letter in letters()] == ["CONFIRMED", "TENTATIVE"]


@pytest.mark.req("B01")
def test_a_cancelled_event_leaves_every_calendar(event, pool, letters):
    guest_joins(pool)
    drain()
    offerings.cancel(event.offering, reason="Storm", by=factories.actor(event.offering.organiser), at=clock.now())
    drain()
    letter = letters()[-1]
    assert letter["Subject"] == "Fête du lac <b> is cancelled"
    assert "Storm" in text_of(letter)
    assert SECRET.search(text_of(letter))
    assert calendar_of(letter).get_param("method") == "CANCEL"
    assert int(entry_of(letter)["SEQUENCE"]) > 0


def test_a_message_of_the_organiser_has_no_calendar_file(event, pool, letters):
    guest_joins(pool)
    drain()
    audience.tell(event.offering, "offering.message", key="m:1", at=clock.now(), subject="Bring water", text="One\nTwo")
    drain()
    assert letters()[-1]["Subject"] == "Bring water"
    assert calendar_of(letters()[-1]) is None
    assert "One<br>Two" in html_of(letters()[-1])


def test_when_where_and_who_comes_along_are_said(pool, letters):
    pool.capacity = None
    pool.save()
    who = factories.guest("Ann", time_zone="Europe/Zurich")
    places.join(pool, who, companions=["Bo", "Cy"], by=factories.actor(who), at=clock.now())
    drain()
    [letter] = letters()
    assert "Group: Ann, Bo, Cy" in text_of(letter)
    assert "Where: Casino, Rue 1, Lausanne, CH" in text_of(letter)


# --- invitations and clubs ----------------------------------------------------------------------


@pytest.mark.req("A04")
def test_an_invitation_by_mail_carries_a_link_that_answers_it(event, letters):
    by = factories.actor(event.offering.organiser)
    made = invitations.invite(event.offering, email="bo@example.org", message="Do come", by=by, at=clock.now())
    drain()
    letter = next(one for one in letters() if one["To"] == "bo@example.org")
    [secret] = set(SECRET.findall(text_of(letter)))
    assert f"/i/{secret}" in text_of(letter)
    assert "Do come" in text_of(letter)
    assert invitations.find(secret, at=clock.now()) == made


def test_an_invitation_that_holds_a_place_is_one_letter(event, pool, letters):
    by = factories.actor(event.offering.organiser)
    invitations.invite(event.offering, email="bo@example.org", pool=pool, hold_place=True, by=by, at=clock.now())
    drain()
    mine = [letter["Subject"] for letter in letters() if letter["To"] == "bo@example.org"]
    assert mine == [f"{event.offering.organiser.name} invites you to Fête du lac <b>"]


def test_a_club_s_invitation_by_mail_carries_a_link_that_answers_it(db, letters):
    club = factories.club()
    by = factories.actor(factories.club_owner(club))
    made = club_invitations.invite(club, email="bo@example.org", by=by, at=clock.now())
    drain()
    letter = next(one for one in letters() if one["To"] == "bo@example.org")
    [secret] = set(SECRET.findall(text_of(letter)))
    assert f"/ci/{secret}" in text_of(letter)
    assert club_invitations.find(secret, at=clock.now()) == made


def test_an_invitation_revoked_meanwhile_is_not_sent(event, letters):
    by = factories.actor(event.offering.organiser)
    made = invitations.invite(event.offering, email="bo@example.org", by=by, at=clock.now())
    invitations.revoke(made, by=by, at=clock.now())
    drain()
    assert [letter for letter in letters() if letter["To"] == "bo@example.org"] == []


# --- nothing is left out ------------------------------------------------------------------------


def test_every_kind_of_notice_has_its_button():
    told = {kind.slug for kind in kinds.installed()}
    assert told - set(notice_letters.BUTTONS) == set()


def test_nobody_without_an_address_or_anonymised_is_written_to(pool, letters):
    place = guest_joins(pool)
    place.contact.anonymised_at = clock.now()
    place.contact.save()
    drain()
    assert letters() == []


def test_the_outbox_holds_neither_addresses_nor_secrets(event, pool):
    guest_joins(pool)
    factories.join_request(pool, email="cy@example.org")
    drain()
    stored = "".join(f"{message.key} {message.payload}" for message in Message.objects.all())
    assert "@" not in stored
    assert not SECRET.search(stored)


def test_verify_finds_nothing(pool, capsys, settings, tmp_path):
    settings.VAR = tmp_path
    guest_joins(pool)
    drain()
    call_command("verify")
    assert "add up" in capsys.readouterr().out
