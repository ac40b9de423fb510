"""Drivers keep profiles of themselves; ratings and laps are their history."""

from datetime import timedelta
from decimal import Decimal

import pytest

from lineup.core.foundation.errors import Missing, Refusal
from lineup.core.privacy import erasure
from lineup.domains.racing import laps, profiles, ratings
from lineup.domains.racing.models import LapTime, Rating, SimProfile
from tests.support import factories

pytestmark = pytest.mark.req("A13")


@pytest.fixture(name="by")
def _by(driver):
    return factories.actor(driver)


def test_a_profile_is_its_driver_s_alone_until_they_show_it(profile, driver, by, at):
    stranger = factories.member()
    assert [*profiles.of(driver)] == [profile]
    for reader in (stranger, None):
        with pytest.raises(Missing):
            profiles.find_visible(reader, profile.pk)
    profiles.change(profile, is_public=True, by=by, at=at)
    assert profiles.find_visible(None, profile.pk) == profile
    with pytest.raises(Missing):
        profiles.find_own(stranger, profile.pk)


def test_an_id_is_one_driver_s_and_one_that_nobody_claimed_becomes_theirs(profile, simulator, at):
    other = factories.member("Otto")
    who = factories.actor(other)
    with pytest.raises(profiles.ProfileTaken):
        profiles.add(other, simulator, platform_id="482913", name="Otto", by=who, at=at)
    seen = SimProfile.objects.create(simulator=simulator, platform_id="7", name="O. Tto", created_at=at)
    claimed = profiles.add(other, simulator, platform_id=" 7 ", name="Otto", by=who, at=at)
    assert (claimed.pk, claimed.person, claimed.name) == (seen.pk, other, "Otto")


@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        ({"platform_id": " "}, "profile_incomplete", "platform_id"),
        ({"name": ""}, "profile_incomplete", "name"),
        ({"name": "x" * 81}, "too_long", "name"),
    ],
)
def test_what_is_no_profile_is_refused(values, code, field, profile, by, at):
    with pytest.raises(Refusal) as refused:
        profiles.change(profile, by=by, at=at, **values)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_ratings_are_a_history_and_the_newest_counts(profile, simulator, make_row, by, at):
    licence = make_row("licences", simulator=simulator, name="Class B", rank=4)
    ratings.note(profile, skill=2100, safety=Decimal("3.456"), licence=licence, by=by, at=at)
    ratings.note(profile, skill=2300, by=by, at=at + timedelta(days=7))
    ratings.note(profile, discipline="oval", skill=1500, by=by, at=at)
    newest = ratings.latest([profile])[profile.pk]
    assert [(one.discipline, one.skill) for one in newest] == [("all", 2300), ("oval", 1500)]
    assert next(one.skill for one in ratings.history(profile)) == 2300
    everything = [*ratings.history(profile)]
    assert (ratings.highest(everything, "licence"), ratings.highest(everything, "safety")) == (licence, Decimal("3.46"))


def test_a_rating_says_something_of_its_own_simulator(profile, make_row, by, at):
    other = make_row("simulators", slug="lmu", name="Le Mans Ultimate")
    gold = make_row("licences", simulator=other, name="Gold", rank=3)
    for values, refusal in (
        ({}, ratings.NothingSaid),
        ({"licence": gold}, ratings.ForeignLicence),
    ):
        with pytest.raises(refusal):
            ratings.note(profile, by=by, at=at, **values)
    assert not Rating.objects.exists()


@pytest.mark.parametrize(
    ("written", "milliseconds"), [("2:18.456", 138_456), ("58,9", 58_900), ("10:00.0", 600_000), ("1:02.34", 62_340)]
)
def test_a_lap_time_is_read_as_people_write_it(written, milliseconds):
    assert laps.read(written) == milliseconds


@pytest.mark.parametrize("written", ["", "2:60.1", "138456", "a:b.c", "2:18"])
def test_what_is_no_lap_time_is_refused(written):
    with pytest.raises(laps.NotALapTime):
        laps.read(written)


def test_the_best_dry_lap_of_each_driver_is_known(profile, make_layout, make_car, by, at):
    layout, car = make_layout(), make_car()
    for milliseconds, is_wet in ((139_000, False), (138_456, False), (130_000, True)):
        laps.note(profile, layout=layout, car=car, milliseconds=milliseconds, is_wet=is_wet, by=by, at=at)
    assert laps.best([profile], layout) == {profile.pk: 138_456}
    assert laps.said(138_456) == "2:18.456"


def test_a_lap_is_of_the_profile_s_simulator(profile, make_row, make_layout, make_car, by, at):
    other = make_row("simulators", slug="acc", name="ACC")
    with pytest.raises(laps.OtherSimulatorLap):
        laps.note(profile, layout=make_layout(), car=make_car(of=other), milliseconds=90_000, by=by, at=at)


@pytest.mark.req("P09", "Q17")
def test_who_is_erased_leaves_no_profile_behind(profile, driver, make_layout, make_car, by, at):
    ratings.note(profile, skill=2100, by=by, at=at)
    laps.note(profile, layout=make_layout(), car=make_car(), milliseconds=90_000, by=by, at=at)
    erasure.erase(driver, by=by, at=at)
    assert [model.objects.count() for model in (SimProfile, Rating, LapTime)] == [0, 0, 0]
