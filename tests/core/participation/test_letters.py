from datetime import timedelta

import pytest

from lineup.core.foundation import clock
from lineup.core.outbox.models import Message
from lineup.core.participation import audience, letters
from lineup.core.participation.transitions import State
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("P12")]


def write(offering, **how):
    organiser = factories.actor(offering.organiser)
    letters.send(offering, subject="Bring boots", text="It rained.", key="a", by=organiser, at=clock.now(), **how)


def test_a_letter_goes_to_those_in_the_chosen_states_only():
    pool = factories.pool(capacity=2)
    third = factories.fill(pool, waiting=1)[-1]
    write(pool.offering, states=[State.WAITLISTED])
    facts = Message.objects.get(topic="fan-out").payload["facts"]
    assert audience.after(facts, "", 10) == [third.contact_id]
    assert letters.count(pool.offering, states=[State.CONFIRMED]) == 2
    assert letters.count(pool.offering) == 3


def test_a_letter_sent_twice_goes_out_once():
    pool = factories.pool()
    write(pool.offering)
    write(pool.offering)
    assert Message.objects.filter(topic="fan-out").count() == 1


def test_a_group_reads_a_letter_to_its_places_once():
    pool = factories.pool(capacity=3)
    place = factories.place(pool, companions=["Ana", "Bo"])
    chosen = list(pool.places.all())
    organiser = factories.actor(pool.offering.organiser)
    at = clock.now() + timedelta(minutes=1)
    sent = letters.send_to(chosen, offering=pool.offering, subject="Hello", text="You.", key="k", by=organiser, at=at)
    told = Message.objects.filter(key__startswith="letter:").values_list("payload__person", flat=True)
    assert (sent, list(told)) == (1, [str(place.contact_id)])


@pytest.mark.parametrize(
    ("subject", "text", "code"),
    [
        ("", "Text", "subject_needed"),
        ("x" * 151, "Text", "subject_needed"),
        ("Yes", " ", "text_needed"),
        # PostgreSQL keeps it in no text, and in no JSON
        ("Yes\0", "Text", "unstorable_text"),
        ("Yes", "Te\0xt", "unstorable_text"),
    ],
)
def test_an_empty_or_endless_letter_is_refused(subject, text, code):
    pool = factories.pool()
    with pytest.raises(letters.Invalid) as refusal:
        letters.send(
            pool.offering,
            subject=subject,
            text=text,
            key="k",
            by=factories.actor(pool.offering.organiser),
            at=clock.now(),
        )
    assert refusal.value.code == code
