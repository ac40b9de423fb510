"""What was made in a guild is known again after a crash, and every change of it is a line."""

from datetime import timedelta

import pytest

from lineup.domains.guilds import guilds, journal
from lineup.domains.guilds.journal import Journal
from lineup.domains.guilds.models import Step, Thing
from lineup.domains.guilds.shape.things import Kind, Known, State

pytestmark = pytest.mark.req("C10")
TEXT = Known(
    key="event:1/text",
    kind=Kind.TEXT,
    state=State.MAKING,
    parent="series:a/category:1",
    name="spa-signup",
    topic="[lineup:event:1/text]",
    parent_id=1 << 62,
    print="f" * 32,
    user=0,
    holders=frozenset({7, 1 << 60}),
    is_found=True,
    began_ms=1_800_000_000_000,
)


@pytest.fixture
def guild(club, by, at):
    return guilds.link(club, 4711, name="The guild", by=by, at=at)


def lines():
    return list(Step.objects.order_by("id").values_list("key", "kind", "from_state", "to_state"))


def test_what_is_written_is_read_again_by_whoever_comes_next(guild, at):
    Journal(guild, lambda: at).write(TEXT.key, TEXT)
    assert Journal(guild, lambda: at).rows() == {TEXT.key: TEXT}


def test_each_change_of_a_thing_is_a_line_and_none_is_no_line(guild, at):
    kept = Journal(guild, lambda: at)
    kept.write(TEXT.key, TEXT)
    kept.write(TEXT.key, TEXT)
    kept.write(TEXT.key, TEXT.but(state=State.THERE, id=12))
    kept.write(TEXT.key, None)
    kept.write("never known", None)
    assert (kept.rows(), Thing.objects.count()) == ({}, 0)
    assert lines() == [
        (TEXT.key, "text", "", "making"),
        (TEXT.key, "text", "making", "there"),
        (TEXT.key, "text", "there", ""),
    ]


def test_old_lines_go_and_what_is_known_stays(guild, at):
    Journal(guild, lambda: at).write(TEXT.key, TEXT)
    assert journal.forget(before=at) == 0
    assert journal.forget(before=at + timedelta(seconds=1)) == 1
    assert (lines(), Journal(guild, lambda: at).rows()) == ([], {TEXT.key: TEXT})
