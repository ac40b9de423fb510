"""An offering's way to its end: what has not begun is finished only by who says so."""

from datetime import timedelta

import pytest

from lineup.core.participation import offerings
from lineup.core.participation.models import Offering
from tests.core.participation import AT, START
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("B01")]

BY = factories.actor(channel="web")


def state(offering):
    return Offering.objects.get(pk=offering.pk).state


def test_what_has_not_begun_is_finished_by_who_says_so_alone():
    offering = factories.offering(starts_at=START, at=AT)
    with pytest.raises(offerings.NotBegun) as refused:
        offerings.finish(offering, by=BY, at=START - timedelta(seconds=1))
    assert (refused.value.code, refused.value.field, state(offering)) == ("not_begun", "although_ahead", "published")
    offerings.finish(offering, although_ahead=True, by=BY, at=START - timedelta(seconds=1))
    assert state(offering) == "finished"


def test_what_has_begun_is_finished_without_another_word():
    offering = factories.offering(starts_at=START, at=AT)
    offerings.finish(offering, by=BY, at=START)
    assert state(offering) == "finished"


@pytest.mark.parametrize("stands", ["draft", "cancelled", "finished"])
def test_what_is_not_published_is_refused_for_that_also_before_its_start(stands):
    offering = factories.offering(state=stands, starts_at=START, at=AT)
    with pytest.raises(offerings.WrongOfferingState):
        offerings.finish(offering, by=BY, at=AT)
    assert state(offering) == stands
