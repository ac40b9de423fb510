"""What is told on site, as it arrives by mail: to members and to guests, in their languages."""

from datetime import timedelta

import pytest
from django.core import mail

from lineup.core.foundation import clock
from lineup.domains.events import events
from lineup.domains.onsite import announcements, duties, favourites, moves, rooms, sessions, team
from lineup.domains.onsite.roles import Staff
from tests.support import factories, outbox

pytestmark = pytest.mark.django_db


@pytest.fixture
def forum():
    by, at = factories.actor(factories.member("Olga")), clock.now()
    forum = events.create(title="Forum", starts_at=at + timedelta(days=9), capacity=9, by=by, at=at)
    factories.published(forum.offering, by=by, at=at)
    return forum


@pytest.fixture
def by(forum):
    return factories.actor(forum.offering.organiser)


def letters(to):
    return [letter for letter in mail.outbox if letter.to == [to.email]]


@pytest.mark.req("D06")
def test_an_announcement_is_mailed_to_guests_and_members_with_its_reason(forum, by):
    guest, member = factories.guest("Gus", proved=True), factories.member("Mia")
    for person in (guest, member):
        factories.place(events.pool_of(forum), person)
    outbox.drain()
    mail.outbox.clear()
    announcements.make(forum, title="Lunch is late", description="By half an hour.", by=by, at=clock.now())
    outbox.drain()
    for person in (guest, member):
        [letter] = letters(person)
        assert letter.subject == "Lunch is late"
        assert [words in letter.body for words in ("By half an hour.", "You hear this because")] == [True, True]


@pytest.mark.req("D01", "D02", "D08")
def test_a_role_a_duty_and_the_presidency_are_mailed_in_french_to_who_reads_french(forum, by):
    gina, at = factories.member("Gina", language="fr", time_zone="Europe/Paris"), clock.now()
    hall = rooms.create(forum, name="Salle 3", by=by, at=at)
    times = {"starts_at": at + timedelta(days=9), "ends_at": at + timedelta(days=9, hours=2)}
    duties.assign(forum, gina, role=Staff.MANAGER, room=hall, by=by, at=at, **times)
    team.set_president(forum, gina, by=by, at=at)
    outbox.drain()
    assert sorted(letter.subject for letter in letters(gina)) == [
        "Vous présidez Forum",
        "Vous travaillez à Forum : Gestionnaire des salles",
        "Vous êtes en service dans Salle 3",
    ]


@pytest.mark.req("D06")
def test_moved_sessions_come_in_one_letter_with_a_line_for_each(forum, by):
    fan, at = factories.member("Fanny"), clock.now()
    for number in (1, 2):
        begins = at + timedelta(days=9, hours=number)
        times = {"starts_at": begins, "ends_at": begins + timedelta(minutes=50)}
        talk = sessions.create(forum, title=f"Talk {number}", by=by, at=at, **times)
        favourites.star(talk, fan, at=at)
        sessions.move(talk, room=None, starts_at=begins + timedelta(days=1), by=by, at=at)
    outbox.drain(at=moves.span(at)[1] + timedelta(minutes=1))
    [letter] = letters(fan)
    assert letter.subject == "2 of your sessions at Forum changed"
    assert [f"“Talk {number}” moves" in letter.body for number in (1, 2)] == [True, True]
