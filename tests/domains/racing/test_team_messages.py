"""What people of a team write is read by them, told once in ten minutes, pinned within limits, and taken back."""

from datetime import timedelta

import pytest

from lineup.core.audit.models import Entry
from lineup.core.foundation.errors import Refusal
from lineup.core.outbox.models import Message
from lineup.core.people.models import Person
from lineup.core.privacy import erasure
from lineup.domains.racing import team_members, team_messages, team_messages_told, teams
from lineup.domains.racing.models import TeamMessage
from tests.support import factories

pytestmark = [pytest.mark.req("A19")]
MINUTE = timedelta(minutes=1)


@pytest.fixture
def team(by, at):
    return teams.create(name="Scuderia", by=by, at=at)


@pytest.fixture
def dana(team, driver, by, at):
    return team_members.admit(team, driver, role="driver", by=by, at=at)


def refused(act):
    with pytest.raises(Refusal) as found:
        act()
    return found.value.code


def told():
    return Message.objects.filter(topic="notice", key__startswith=team_messages_told.WRITTEN).count()


def test_its_people_hear_of_the_first_in_ten_minutes_and_read_all(team, dana, by, at):
    at = at.replace(minute=0, second=0)
    first = team_messages.write(team, " Practice at *eight*?\n", by=by, at=at)
    assert team_messages.write(team, "Practice at *eight*?", by=by, at=at + MINUTE / 2) == first
    second = team_messages.write(team, "Or at nine.", by=by, at=at + 2 * MINUTE)
    assert (list(team_messages.of(team)), told()) == ([second, first], 1)
    team_messages.write(team, "Nine it is.", by=by, at=at + 10 * MINUTE)
    assert told() == 2
    facts = {"message": str(first.pk)}
    words = team_messages_told.about(facts, dana.person)
    assert (words.sentence, words.path) == ("Practice at eight?", "/racing/teams/scuderia/messages")
    team_members.remove(dana, by=by, at=at)
    assert team_messages_told.about(facts, Person.objects.get(pk=dana.person_id)) is None


def test_who_is_not_in_it_neither_reads_nor_writes(team, dana, by, at):
    stranger = factories.actor(factories.member("Sid"))
    for who in (None, stranger.person):
        assert refused(lambda who=who: team_messages.check_reads(team, who, at=at)) == "not_allowed_in_team"
    assert refused(lambda: team_messages.write(team, "Hi", by=stranger, at=at)) == "not_allowed_in_team"
    team_members.change(dana, by=by, at=at, valid_until=at + MINUTE)
    team_messages.check_reads(team, dana.person, at=at)
    assert refused(lambda: team_messages.check_reads(team, dana.person, at=at + MINUTE)) == "not_allowed_in_team"
    assert TeamMessage.objects.count() == 0


def test_words_taken_back_are_gone_and_another_s_hand_is_recorded(team, dana, by, at):
    own = team_messages.write(team, "Oops", by=factories.actor(dana.person), at=at)
    team_messages.take_back(own, by=factories.actor(dana.person), at=at + MINUTE)
    assert (own.text, own.taken_back_at, Entry.objects.filter(action__contains="message").count()) == (
        "",
        at + MINUTE,
        0,
    )
    kept = team_messages.write(team, "Rude", by=factories.actor(dana.person), at=at)
    team_messages.pin(kept, is_pinned=True, by=by, at=at)
    team_messages.take_back(kept, by=by, at=at + MINUTE)
    assert (kept.text, kept.pinned_at, Entry.objects.filter(action="team.take_back_message").count()) == ("", None, 1)
    assert refused(lambda: team_messages.pin(kept, is_pinned=True, by=by, at=at)) == "team_message_taken_back"
    theirs = team_messages.write(team, "Mine", by=by, at=at)
    act = factories.actor(dana.person)
    assert refused(lambda: team_messages.take_back(theirs, by=act, at=at)) == "not_allowed_in_team"
    assert refused(lambda: team_messages.pin(theirs, is_pinned=True, by=act, at=at)) == "not_allowed_in_team"


def test_notes_and_messages_have_their_limits(team, by, at):
    rows = [team_messages.write(team, f"Note {n}", by=by, at=at) for n in range(team_messages.MOST_A_MINUTE)]
    for row in rows[:5]:
        team_messages.pin(row, is_pinned=True, by=by, at=at)
    team_messages.pin(rows[0], is_pinned=True, by=by, at=at + MINUTE)
    assert refused(lambda: team_messages.pin(rows[5], is_pinned=True, by=by, at=at)) == "too_many_team_notes"
    team_messages.pin(rows[1], is_pinned=False, by=by, at=at)
    assert [row.text for row in team_messages.pinned(team)] == ["Note 0", "Note 2", "Note 3", "Note 4"]
    assert refused(lambda: team_messages.write(team, "More", by=by, at=at)) == "team_messages_too_often"
    assert refused(lambda: team_messages.write(team, " \n", by=by, at=at)) == "team_message_text_needed"
    assert refused(lambda: team_messages.write(team, "x" * 2001, by=by, at=at)) == "too_long"


@pytest.mark.req("P17")
def test_what_an_erased_person_wrote_goes_with_them(team, dana, by, at):
    team_messages.write(team, "I live here.", by=factories.actor(dana.person), at=at)
    team_messages.write(team, "Stays.", by=by, at=at)
    erasure.erase(dana.person, by=factories.actor(dana.person), at=at)
    assert [row.text for row in TeamMessage.objects.all()] == ["Stays."]
