"""A speaker can be forgotten who speaks nowhere."""

import pytest

from lineup.core.audit.models import Entry
from lineup.core.foundation.errors import Missing, Refusal
from lineup.domains.onsite import sessions, speakers
from tests.support.at_once import at_once

pytestmark = pytest.mark.req("D04")


@pytest.fixture
def misspelt(event, make_session, by, at):
    """Whom a session was rid of when the name was put right."""
    session = make_session(speakers=["Ada Lovelase"])
    sessions.change(session, speakers=["Ada Lovelace"], by=by, at=at)
    return speakers.of(event).get(name="Ada Lovelase")


def test_who_speaks_in_no_session_is_removed_and_it_is_recorded(event, misspelt, by, at):
    pk = misspelt.pk
    speakers.remove(misspelt, by=by, at=at)
    assert [one.name for one in speakers.of(event)] == ["Ada Lovelace"]
    entry = Entry.objects.latest("pk")
    assert (entry.action, entry.resource_id) == ("speaker.remove", str(pk))
    with pytest.raises(Missing):
        speakers.find(event, pk)


def test_who_speaks_in_a_session_stays(event, misspelt, by, at):
    with pytest.raises(Refusal) as refused:
        speakers.remove(speakers.of(event).get(name="Ada Lovelace"), by=by, at=at)
    assert refused.value.code == "speaker_has_sessions"
    assert speakers.of(event).count() == 2


def test_a_session_in_the_bin_comes_back_without_them(event, make_session, by, at):
    session = make_session(speakers=["Ada"])
    sessions.discard(session, by=by, at=at)
    speakers.remove(speakers.of(event).get(), by=by, at=at)
    assert sessions.restore(session, by=by, at=at).speakers.count() == 0


def test_who_is_removed_twice_is_recorded_once(event, misspelt, by, at):
    again = speakers.find(event, misspelt.pk)
    speakers.remove(misspelt, by=by, at=at)
    speakers.remove(again, by=by, at=at)
    assert Entry.objects.filter(action="speaker.remove").count() == 1


@pytest.mark.django_db(transaction=True)
def test_who_is_named_and_removed_at_once_speaks_in_the_session(event, misspelt, make_session, by, at):
    def remove():
        try:
            return speakers.remove(speakers.find(event, misspelt.pk), by=by, at=at)
        except (Missing, Refusal) as refusal:
            return refusal.code

    at_once(remove, lambda: make_session("Closing", (11, 12), speakers=["Ada Lovelase"]))
    closing = sessions.of(event).get(title="Closing")
    assert [one.name for one in closing.speakers.all()] == ["Ada Lovelase"]
    assert speakers.of(event).filter(name="Ada Lovelase").count() == 1
