"""Organisers mark who has access to an atelier, and read what came in."""

import csv
import io
import re
from decimal import Decimal

import pytest

from lineup.core.foundation import clock
from lineup.domains.onsite import sessions
from tests.support import factories

pytestmark = pytest.mark.req("D05")
DESK = "/events/forum/desk/programme"


@pytest.fixture
def atelier(event, organiser):
    by = factories.actor(organiser)
    return sessions.create(
        event, title="=Soldering", kind="atelier", price=Decimal(12), currency="EUR", by=by, at=clock.now()
    )


@pytest.fixture
def desk(client, organiser):
    client.force_login(organiser.account)
    return client


def text(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def rows(client, path):
    return list(csv.reader(io.StringIO(b"".join(client.get(path).streaming_content).decode("utf-8-sig"))))[1:]


def test_many_are_marked_at_once_and_taken_back_and_receipts_follow(desk, atelier, organiser):
    held = [factories.place(atelier.pool, factories.guest(f"Guest {name}")) for name in "AB"]
    path = f"{DESK}/sessions/{atelier.pk}/access"
    assert text(desk, path).count("Pending") == 3  # two rows, and the button
    answer = desk.post(f"{path}-marks", {"picked": [one.pk for one in held], "payment_status": "paid"}, follow=True)
    shown = answer.content.decode()
    assert ("2 places are marked." in shown, shown.count("€12.00") + shown.count("12.00")) == (True, 2)
    receipts = text(desk, f"{DESK}/receipts")
    assert ("Guest A" in receipts, "24.00" in receipts, "Olga" in receipts) == (True, True, True)
    found = rows(desk, f"{DESK}/receipts/export")
    assert [(row[0], row[3], row[4], row[6]) for row in found] == [("'=Soldering", "12.00", "EUR", "Olga")] * 2
    [undo] = re.findall(r"/events/forum/desk/fees/marks/[0-9a-f-]{36}/undo", shown)
    desk.post(undo)
    assert rows(desk, f"{DESK}/receipts/export") == []


def test_nothing_chosen_and_nothing_to_pay_are_told(desk, event, organiser):
    free = sessions.create(event, title="Free", kind="atelier", by=factories.actor(organiser), at=clock.now())
    place = factories.place(free.pool)
    path = f"{DESK}/sessions/{free.pk}/access"
    for sent, said in (
        ({"payment_status": "paid"}, "Choose at least one row first."),
        ({"payment_status": "paid", "picked": place.pk}, "costs nothing"),
        ({"payment_status": "nonsense", "picked": place.pk}, "not one of the choices"),
    ):
        assert said in desk.post(f"{path}-marks", sent, follow=True).content.decode()
    assert "No workshop costs anything yet" in text(desk, f"{DESK}/receipts")
