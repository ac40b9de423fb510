"""The week of a club, the database and a Discord on loopback: told once, whenever the worker dies, and never again."""

from datetime import timedelta

import pytest

from lineup.core.foundation import clock
from lineup.core.participation import offerings
from lineup.domains.events import events
from lineup.domains.guilds import digests, guilds
from lineup.domains.guilds.journal import Journal
from lineup.domains.guilds.models import Guild, Thing
from tests.interfaces.discord.conftest import build
from tests.support import factories
from tests.support.discord import server

pytestmark = [pytest.mark.django_db, pytest.mark.req("C04", "C10")]


class Killed(BaseException):
    """The process ends here."""


@pytest.fixture
def club(there):
    """A club with an event in what is left of the week, whose guild has all but what is told of the week."""
    made, at = factories.club("Endurance"), clock.now()
    publish(made, "Spa")
    guilds.link(made, there.id, name="The guild", by=factories.actor(factories.club_owner(made)), at=at)
    return made


def publish(club, title):
    at, by = clock.now(), factories.actor(factories.club_owner(club))
    starts = at + (digests.week(at, "UTC").ends_at - at) / 2
    times = {"starts_at": starts, "ends_at": starts + timedelta(hours=1)}
    offerings.publish(events.create(title=title, club=club, by=by, at=at, **times).offering, by=by, at=at)


def weeks(there):
    titles = [one["embeds"][0]["title"] for one in there.messages.values()]
    names = [one["name"] for one in there.channels.values()]
    return titles.count(title()), names.count("news")


def title():
    return f"Week {digests.week(clock.now(), 'UTC').number} at Endurance"


def test_it_is_said_once_wherever_it_breaks_off_and_stays_as_it_was_said(club, loopback, there, monkeypatch):
    build(club)
    write = Journal.write
    for ends in (2, 4, server.LOST):
        Guild.objects.update(digest=True)
        left = [ends if isinstance(ends, int) and ends < 5 else 0]

        def dying(journal, key, row, left=left):
            left[0] -= 1
            if not left[0]:
                raise Killed
            write(journal, key, row)

        loopback.faults = {} if left[0] else {loopback.count + 7: ends}
        with monkeypatch.context() as patch:
            patch.setattr(Journal, "write", dying)
            try:
                build(club)
            except Killed:
                assert left == [0]
        assert [build(club).done for _ in range(2)][-1]
        assert weeks(there) == (1, 1), ends
        Guild.objects.update(digest=False)
        assert build(club).done
        assert weeks(there) == (0, 0), ends


def test_what_changes_afterwards_is_not_written_into_it(club, loopback, there):
    Guild.objects.update(digest=True)
    assert build(club).done
    assert weeks(there) == (1, 1)
    publish(club, "Monza")
    assert build(club).done
    (told,) = (one for one in there.messages.values() if one["embeds"][0]["title"] == title())
    assert ("Spa" in told["embeds"][0]["description"], "Monza" in told["embeds"][0]["description"]) == (True, False)
    assert Thing.objects.filter(key__startswith="digest/msg:").count() == 1
