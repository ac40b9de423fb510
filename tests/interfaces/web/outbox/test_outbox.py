"""Work that waits, is under way, or was given up."""

import pytest

from lineup.core.foundation import clock
from lineup.core.outbox import messages
from lineup.core.outbox.models import Message
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("P12", "P15")]


@pytest.fixture
def admin(client):
    client.force_login(factories.admin().account)


def dead(number=1):
    at = clock.now()
    return Message.objects.create(
        key=f"dead:{number}",
        topic="mail",
        due_at=at,
        created_at=at,
        dead_at=at,
        attempts=12,
        last_error="SMTPServerDisconnected: Connection unexpectedly closed",
    )


def test_it_counts_what_waits_what_is_under_way_and_what_was_given_up(client, admin):
    at = clock.now()
    for number in range(3):
        messages.enqueue("mail", key=f"m{number}", at=at)
    messages.lease(at=at, limit=1)
    dead()
    response = client.get("/platform/outbox")
    counts = [response.context[name] for name in ("waiting", "leased", "dead")]
    assert counts == [2, 1, 1]
    assert "SMTPServerDisconnected" in response.content.decode()


def test_given_up_work_is_tried_again(client, admin):
    message = dead()
    client.post(f"/platform/outbox/{message.pk}/replay")
    message.refresh_from_db()
    assert (message.dead_at, message.attempts) == (None, 0)
    assert client.post(f"/platform/outbox/{message.pk}/replay").status_code == 404


def test_all_given_up_work_of_a_topic_is_tried_again(client, admin):
    for number in range(3):
        dead(number)
    response = client.post("/platform/outbox/topics/mail/replay", follow=True)
    assert "3 pieces of work are tried again now." in response.content.decode()
    assert not messages.dead().exists()
    assert client.post("/platform/outbox/topics/mail/replay").status_code == 404


def test_it_is_found_by_platform_admins_only(client):
    message = dead()
    client.force_login(factories.member().account)
    assert client.get("/platform/outbox").status_code == 404
    assert client.post(f"/platform/outbox/{message.pk}/replay").status_code == 404
    client.logout()
    assert client.get("/platform/outbox").status_code == 404
