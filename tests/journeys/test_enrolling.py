"""Into a course: asked for again after a refusal, and by an offer that another let lapse; each reads what was told."""

from datetime import timedelta

import pytest
from django.core import mail

from lineup.core.foundation import clock
from lineup.core.participation import lapsing, offerings
from lineup.domains.courses import courses, items, lessons, modules
from lineup.domains.courses.models import Enrolment
from tests.support import factories, outbox

pytestmark = [pytest.mark.slow]

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def tove(transactional_db):
    return factories.member("Tove Teacher")


@pytest.fixture
def knots(tove):
    """Makes a published course of one lesson."""

    def make(**values):
        by, at = factories.actor(tove), clock.now()
        course = courses.create(title="Knots", subject=courses.subject("craft"), by=by, at=at, **values)
        lesson = lessons.add(modules.add(course, title="Ropes", by=by, at=at), title="Reef knot", by=by, at=at)
        items.add(lesson, "text", text="Over and under.", by=by, at=at)
        offerings.publish(course.offering, by=by, at=at)
        return course

    return make


@pytest.mark.req("E02", "E03")
def test_who_was_turned_down_reads_why_asks_again_and_is_let_in(walk, tove, knots):
    course, kim = knots(enrolment_type="approval"), factories.member("Kim Learner")
    learner, host = walk(kim, **PHONE), walk(tove)
    _ask(learner)
    host.open("/events/knots/desk?show=requested")
    host.page.get_by_label("Kim Learner").check()
    host.press("Turn down…")
    host.page.get_by_label("Reason").fill("Begin with the course on ropes.")
    host.press("Turn down")
    host.page.get_by_text("turned down", exact=False).first.wait_for()

    outbox.drain()
    learner.open("/notices")
    learner.sees("Your request for Knots was turned down", "The organiser's reason: Begin with the course on ropes.")
    assert "Begin with the course on ropes." in _last_letter(kim)
    learner.open("/learn?show=over")
    learner.sees("Knots", "Rejected")
    assert (Enrolment.objects.count(), courses.pool_of(course).taken) == (0, 0)

    _ask(learner)
    host.open("/events/knots/desk?show=requested")
    host.page.get_by_label("Kim Learner").check()
    host.press("Approve")
    host.page.get_by_text("approved", exact=False).first.wait_for()

    outbox.drain()
    learner.open("/notices")
    learner.sees("You have a place at Knots")
    learner.open("/learn")
    learner.press("Go on with Knots")
    learner.sees("Over and under.")
    enrolment = Enrolment.objects.select_related("place").get()
    assert (enrolment.attempt, enrolment.place.state, courses.pool_of(course).taken) == (1, "confirmed", 1)
    learner.open(f"/places/{enrolment.place_id}")
    assert list(enrolment.place.changes.order_by("id").values_list("action", flat=True)) == ["request", "approve"]


def _ask(learner):
    learner.open("/courses/knots")
    learner.press("Ask for a place")
    learner.press("Ask for a place")
    learner.sees("The organiser looks at your request")


@pytest.mark.req("E02", "P12")
def test_a_place_that_somebody_leaves_is_offered_lapses_and_goes_to_the_next_who_takes_it(walk, knots):
    course = knots(capacity=1, waitlist="offer", offer_minutes=60)
    kim, ben, cleo = (factories.member(name) for name in ("Kim Learner", "Ben Osei", "Cleo Bard"))
    factories.place(courses.pool_of(course), kim)
    second, third = walk(ben, **PHONE), walk(cleo)
    for number, waiting in enumerate((second, third), 1):
        waiting.open("/courses/knots")
        waiting.press("Join the waitlist")
        waiting.press("Join the waitlist")
        waiting.open("/courses/knots")
        waiting.sees(f"Number {number} in line.")

    first = walk(kim)
    first.open("/courses/knots")
    first.press("Show or change it")
    first.press("Leave the course")
    first.press("Give it up")
    outbox.drain()
    second.open("/notices")
    second.sees("A place at Knots is yours if you want it")
    second.open("/courses/knots")
    second.sees("Answer until")
    second.press("Answer the offer")
    second.sees("A place is yours, if you still want it")
    third.open("/courses/knots")
    third.sees("Number 1 in line.")

    later = clock.now() + timedelta(minutes=61)
    assert lapsing.lapse_due(at=later) == 1
    outbox.drain(at=later + outbox.LATER)
    second.page.reload()
    second.sees("You have no place any more")
    second.open("/notices")
    second.sees("Your offer for Knots has lapsed", "It was not answered in time and went to the next in line.")
    assert "went to the next in line" in _last_letter(ben)

    third.open("/notices")
    third.sees("A place at Knots is yours if you want it")
    third.open("/courses/knots")
    third.press("Answer the offer")
    third.press("Accept the place")
    third.sees("You have a place")
    third.open("/learn")
    third.press("Go on with Knots")
    third.sees("Over and under.")
    held = dict(courses.pool_of(course).places.values_list("contact__name", "state"))
    assert held == {"Kim Learner": "withdrawn", "Ben Osei": "lapsed", "Cleo Bard": "confirmed"}
    assert courses.pool_of(course).taken == 1


def _last_letter(who):
    return str([letter for letter in mail.outbox if who.email in letter.to][-1].body)
