"""Who takes part in an event on site: a programme of their own, a workshop, questions, and what they are told."""

from datetime import timedelta
from decimal import Decimal

import pytest

from lineup.core.foundation import clock
from lineup.domains.events import events
from lineup.domains.onsite import rooms, sessions
from lineup.domains.onsite.models import Favourite, Session, SessionQuestion
from tests.support import factories, outbox

pytestmark = pytest.mark.slow

TEN_MINUTES = timedelta(minutes=10, seconds=20)


@pytest.fixture
def forum(transactional_db):
    """An event tomorrow: a talk in the hall, and a workshop that costs something."""
    by, at = factories.actor(factories.member("Olga Petrova")), clock.now()
    starts_at = (at + timedelta(days=1)).replace(hour=9, minute=0, second=0, microsecond=0)
    times = {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=9)}
    forum = events.create(title="Forum", time_zone="UTC", by=by, at=at, **times)
    factories.published(forum.offering, by=by, at=at)
    hall, attic = (rooms.create(forum, name=name, by=by, at=at) for name in ("Hall", "Attic"))
    hour = timedelta(hours=1)
    sessions.create(forum, title="Opening", room=hall, starts_at=starts_at, ends_at=starts_at + hour, by=by, at=at)
    sessions.create(
        forum,
        title="Soldering",
        kind="atelier",
        room=attic,
        starts_at=starts_at + 2 * hour,
        ends_at=starts_at + 4 * hour,
        capacity=5,
        price=Decimal("12.50"),
        currency="EUR",
        by=by,
        at=at,
    )
    return forum


@pytest.fixture
def cleo(forum):
    cleo = factories.member("Cleo Martin", email="cleo@example.org")
    factories.place(events.pool_of(forum), cleo)
    return cleo


@pytest.mark.req("D06", "D15", "Q29")
def test_a_participant_stars_a_session_and_is_told_once_that_it_moved(walk, forum, cleo):
    participant = walk(cleo, width=390, height=844)
    participant.open("/events/forum")
    participant.press("Programme")
    participant.page.get_by_role("button", name="Add to my programme: Opening").click()
    participant.page.get_by_role("button", name="Take out of my programme: Opening").wait_for()
    assert Favourite.objects.get().person == cleo
    participant.press("My programme")
    participant.sees("Opening")
    participant.misses("Soldering")

    organiser = walk(forum.offering.organiser)
    session = Session.objects.get(title="Opening")
    for hour in ("14:00", "15:00"):
        organiser.open(f"/events/forum/desk/programme/sessions/{session.pk}")
        for field, time in (("starts_at", hour), ("ends_at", "16:00")):
            organiser.page.locator(f"[name={field}_1]").fill(time)
        organiser.press("Save")
        organiser.sees("Saved.")
    outbox.drain()
    participant.open("/notices")
    participant.misses("“Opening” moves")
    outbox.drain(at=clock.now() + TEN_MINUTES)
    participant.open("/notices")
    participant.sees("“Opening” moves", "15:00–16:00")
    assert participant.page.get_by_text("“Opening” moves").count() == 1


@pytest.mark.req("D05", "D07", "Q29")
def test_a_participant_books_a_workshop_asks_and_reads_the_answer(walk, forum, cleo):
    participant, organiser = walk(cleo, width=390, height=844), walk(forum.offering.organiser)
    session = Session.objects.get(title="Soldering")
    here, desk = f"/events/forum/programme/{session.pk}", f"/events/forum/desk/programme/sessions/{session.pk}"
    participant.open(here)
    participant.sees("12.50")
    assert participant.page.goto(f"{here}/questions").status == 403
    participant.open(here)
    participant.press("Take a place")
    participant.page.locator("main form.form button").first.click()
    participant.page.wait_for_url("**/places/**")
    participant.open(here)
    participant.sees("You ask questions here once the organiser has marked your place as paid.")
    organiser.open(f"{desk}/access")
    organiser.sees("Cleo Martin")
    organiser.page.get_by_label("Cleo Martin").check()
    organiser.page.locator("button[name=payment_status][value=paid]").click()
    organiser.page.wait_for_load_state()

    participant.open(here)
    participant.press("Questions")
    participant.page.get_by_label("Your question", exact=True).fill("Is lead-free solder there?")
    participant.press("Ask")
    participant.sees("Your question is there.")

    organiser.open(f"{here}/questions")
    organiser.sees("Is lead-free solder there?")
    organiser.page.get_by_role("link", name="Answer in writing: Is lead-free solder there?").click()
    organiser.page.get_by_label("Your answer", exact=True).fill("Yes, two reels.")
    organiser.press("Answer")
    # without a reload
    participant.sees("Yes, two reels.")
    assert [question.answer for question in SessionQuestion.objects.all()] == ["Yes, two reels."]
