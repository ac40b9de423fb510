"""Race control says a thing once: to who sits in the race, into the record, for everybody who sees the event."""

from datetime import timedelta

import pytest

from lineup.core.audit.models import Entry
from lineup.core.foundation.errors import Refusal
from lineup.core.notices import kinds
from lineup.core.outbox.models import Message
from lineup.core.people.models import Person
from lineup.domains.racing import control_told, race_control
from tests.support import factories, stints

pytestmark = [pytest.mark.req("C06")]
MINUTE = timedelta(minutes=1)


@pytest.fixture
def race(by, at):
    club = factories.club("Endurance", owner=by.person, at=at)
    return stints.entry(club, {"Ann": 0, "Ben": 0}, starts_at=at, by=by, at=at).race


def told():
    return [row.payload for row in Message.objects.filter(topic="notice", key__startswith=control_told.SAID)]


def test_drivers_hear_it_once_and_the_record_keeps_it(race, by, at):
    said = race_control.say(race, kind="red_flag", sentence=" Stop  on track. ", by=by, at=at)
    assert race_control.say(race, kind="red_flag", sentence="Stop on track.", by=by, at=at + MINUTE / 2) == said
    assert len(told()) == 2
    assert Entry.objects.filter(action="race.say").values_list("metadata", flat=True).get() == {"kind": "red_flag"}
    ann = Person.objects.get(name="Ann")
    words = control_told.about({"notice": str(said.pk)}, ann)
    assert (words.title, words.sentence) == ("Red flag: 24 h of Spa", "Stop on track.")
    assert words.path == f"/events/{race.event.offering.slug}/race/control"
    assert control_told.about({"notice": str(said.pk)}, by.person) is None
    race_control.say(race, kind="green_flag", sentence="Go.", by=by, at=at + 2 * MINUTE)
    assert [row.kind for row in race_control.of(race)] == ["green_flag", "red_flag"]


def test_it_does_not_wait_for_the_morning_and_is_not_told_hours_later(race, by, at):
    said = race_control.say(race, kind="delay", sentence="We start at nine.", by=by, at=at)
    kind, facts = kinds.of(control_told.SAID), {"notice": str(said.pk)}
    assert kind.cannot_wait(facts, by.person, at + 8 * 60 * MINUTE)
    assert [kind.is_over(facts, at + hours * 60 * MINUTE) for hours in (5, 6)] == [False, True]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"kind": "red_flag", "sentence": "  "}, "race_notice_sentence_needed"),
        ({"kind": "blue", "sentence": "Stop."}, "unknown_choice"),
        ({"kind": "delay", "sentence": "x" * 301}, "too_long"),
    ],
)
def test_what_says_nothing_is_refused(race, by, at, values, code):
    with pytest.raises(Refusal) as refused:
        race_control.say(race, by=by, at=at, **values)
    assert (refused.value.code, race_control.of(race).count(), told()) == (code, 0, [])
