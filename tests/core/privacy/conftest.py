"""Somebody of whom traces are everywhere."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from lineup.core.audit.models import Entry, Origin
from lineup.core.foundation import clock
from lineup.core.outbox import messages
from lineup.core.outbox.models import Message
from lineup.core.participation import invitations, join_requests, letters, places, questions
from lineup.core.people import api_tokens, persons, proofs
from lineup.core.people.models import Person, Proof
from tests.support import factories

NAME, EMAIL, PHONE = "Zélie Quarteron-Vasseur", "zelie.quarteron@example.org", "+33 6 55 44 33 22"


@pytest.fixture
def zelie(db: None) -> Person:
    """A member with a profile, a token, a membership, a place, a wait, an answer, a letter that names her."""
    return traced(factories.member(NAME, email=EMAIL))


@pytest.fixture
def guest(db: None) -> Person:
    """A guest with a place, a join request, an invitation, a link that was asked for."""
    return traced(factories.guest(NAME, email=EMAIL, proved=True))


def traced(person: Person) -> Person:
    at, by = clock.now(), factories.actor(person)
    avatar = default_storage.save("avatars/zelie.webp", ContentFile(b"RIFF"))
    profile = {"bio": f"I am {NAME}.", "phone": PHONE, "avatar": avatar, "time_zone": "Europe/Paris"}
    persons.change_profile(person, by=by, at=at, **profile)
    club = factories.club("Open house")
    if person.account:
        api_tokens.make(person, name="Zélie’s laptop", scope="read", at=at)
        factories.club_member(club, person)
    organiser = factories.club_owner(club)
    offering = factories.offering(club=club)
    open_pool, full = factories.pool(offering, capacity=5), factories.pool(factories.offering(), capacity=1)
    question = questions.add(open_pool, kind="line", text="Diet?", by=factories.actor(organiser), at=at)
    factories.place(full)
    held = places.join(open_pool, person, answers=[{question.pk: f"None, says {NAME}"}], by=by, at=at)
    places.join(full, person, by=by, at=at)
    invitations.invite(factories.offering(club=club), email=EMAIL, by=factories.actor(organiser), at=at)
    join_requests.ask(factories.pool(), name=NAME, email=EMAIL, at=at)
    proofs.ask(Proof.Purpose.RESET, email=EMAIL, at=at)
    letters.send(
        offering,
        subject="Welcome",
        text=f"Say hello to {NAME} ({EMAIL}).",
        key="hello",
        by=factories.actor(organiser),
        at=at,
    )
    assert (held.state, Entry.objects.filter(actor=person).exists(), Origin.objects.exists()) == (
        "confirmed",
        True,
        True,
    )
    messages.enqueue("mail", key="named", payload={"about": [f"{NAME.upper()} wrote"]}, at=at)
    Message.objects.filter(key="named").update(done_at=at)
    person.refresh_from_db()
    return person
