"""Who may drive in a race is told with the reason, by what their driver profile says."""

from decimal import Decimal

import pytest

from lineup.core.foundation.errors import Refusal
from lineup.core.participation import places
from lineup.domains.racing import profiles, races, ratings, requirements
from tests.support import factories

pytestmark = pytest.mark.req("A06")


@pytest.fixture
def licences(make_row, simulator):
    names = enumerate(("Class D", "Class C", "Class B"), 1)
    return [make_row("licences", simulator=simulator, name=name, rank=rank) for rank, name in names]


@pytest.fixture
def sign_up(driver, at):
    return lambda race: places.join(race.pool, driver, by=factories.actor(driver), at=at)


@pytest.fixture
def note(profile, driver, at):
    return lambda **values: ratings.note(profile, by=factories.actor(driver), at=at, **values)


def test_who_meets_everything_asked_gets_a_place(make_race, licences, note, sign_up):
    race = make_race(licence_least=licences[1], safety_least="2.5", skill_least=1500, skill_most=3000)
    note(licence=licences[1], safety=Decimal("2.50"), skill=1500)
    assert sign_up(race).state == "confirmed"


@pytest.mark.parametrize(
    ("asked", "noted", "code", "words"),
    [
        ({"skill_least": 1500}, {"skill": 1499}, "rating_too_low", "iRating 1500 or more; yours is 1499"),
        ({"skill_most": 1500}, {"skill": 1501}, "rating_too_high", "iRating up to 1500; yours is 1501"),
        (
            {"safety_least": 3},
            {"safety": Decimal("2.99")},
            "rating_too_low",
            "Safety Rating 3.00 or more; yours is 2.99",
        ),
        ({"skill_least": 1}, {"safety": Decimal(1)}, "rating_unknown", "note yours in your driver profile"),
    ],
)
def test_who_does_not_is_told_what_is_asked_and_what_they_have(asked, noted, code, words, make_race, note, sign_up):
    race = make_race(**asked)
    note(**noted)
    with pytest.raises(Refusal) as refused:
        sign_up(races.find(race.event))
    assert (refused.value.code, words in str(refused.value)) == (code, True)
    assert race.pool.places.count() == 0


def test_a_licence_counts_by_its_rank(make_race, licences, note, sign_up):
    race = make_race(licence_least=licences[1])
    note(skill=1)
    with pytest.raises(requirements.LicenceUnknown):
        sign_up(race)
    note(licence=licences[0])
    with pytest.raises(requirements.LicenceTooLow) as refused:
        sign_up(race)
    assert "Class C or higher; yours is Class D" in str(refused.value)
    note(licence=licences[2])
    assert sign_up(race).state == "confirmed"


def test_without_a_profile_one_is_sent_to_make_one_but_only_where_something_is_asked(make_race, sign_up):
    race = make_race(skill_least=1)
    with pytest.raises(requirements.ProfileNeeded) as refused:
        sign_up(race)
    assert "iRacing" in str(refused.value)
    race.skill_least = None
    race.save()
    assert sign_up(race).state == "confirmed"


def test_the_newest_note_of_the_discipline_counts_and_the_best_of_several_profiles(
    make_race, note, sign_up, driver, simulator, at
):
    race = make_race(skill_least=2000, discipline="oval")
    note(skill=3000, discipline="formula")
    with pytest.raises(requirements.RatingUnknown):
        sign_up(race)
    by = factories.actor(driver)
    second = profiles.add(driver, simulator, platform_id="2", name="Dana's other", by=by, at=at)
    ratings.note(second, skill=2500, discipline="oval", by=by, at=at)
    assert sign_up(race).state == "confirmed"
