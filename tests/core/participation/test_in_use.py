"""A club goes into the bin and an event of it is published in the same moment: never both."""

import pytest

from lineup.core.clubs import clubs
from lineup.core.clubs.models import Club
from lineup.core.foundation.errors import Refusal
from lineup.core.participation import offerings
from lineup.core.participation.models import Offering
from lineup.core.people.actors import HOUSE
from tests.core.participation import AT
from tests.support import crowd, factories

ROUNDS = 100 if crowd.FULL else 12


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
@pytest.mark.req("P08", "Q8")
@pytest.mark.xdist_group("crowds")
def test_a_club_in_the_bin_never_has_a_published_event_whoever_is_quicker():
    made = [factories.club() for _ in range(ROUNDS)]
    drafts = [factories.offering(club=club, state="draft") for club in made]

    def work(number, say):
        for club, draft in zip(made, drafts, strict=True):
            try:
                if number % 2:
                    clubs.discard(Club.objects.get(pk=club.pk), by=HOUSE, at=AT)
                else:
                    offerings.publish(Offering.objects.get(pk=draft.pk), by=HOUSE, at=AT)
                say(done=number % 2)
            except Refusal as refusal:
                say(refused=refusal.code)

    with crowd.of(2, work) as processes:
        processes.go()
        processes.wait()
        refused = processes.of("refused")
        assert len(processes.of("done")) == len(refused) == ROUNDS
        assert set(refused) <= {"club_has_published", "not_found"}
    assert not Offering.objects.filter(state="published").exclude(club__binned_at=None).exists()
