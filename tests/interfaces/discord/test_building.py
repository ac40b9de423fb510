"""The worker, the database and a Discord on loopback: killed at any write, the guild is the same in the end."""

from contextlib import suppress
from copy import deepcopy
from datetime import timedelta
from functools import partial

import pytest
from django.core.management import CommandError, call_command

from lineup.core.foundation import clock
from lineup.core.outbox.models import Message
from lineup.domains.guilds import alerts, guilds, rounds, turned_away
from lineup.domains.guilds.journal import Journal
from lineup.domains.guilds.models import Guild, StintAlert, Thing
from lineup.interfaces.discord import building
from lineup.interfaces.discord.brakes import Brakes
from lineup.interfaces.discord.budget import Budget
from tests.interfaces.discord.conftest import build, club_with_a_team
from tests.support import factories, stints
from tests.support.discord import server

pytestmark = [pytest.mark.django_db, pytest.mark.req("C04", "C05", "C10")]


class Killed(BaseException):
    """The process ends here."""


@pytest.fixture
def club(there):
    return club_with_a_team(there)


def shape(there):
    """What there is, without numbers."""
    return (
        sorted(one["name"] for one in there.channels.values()),
        sorted(one["name"] for one in there.roles.values()),
        sorted((one["embeds"][0]["title"], one["pinned"]) for one in there.messages.values()),
        sorted(len(roles) for roles in there.members.values()),
        sorted(len(seats) for seats in there.seats.values()),
    )


def test_a_guild_is_built_from_the_clubs_events_and_is_done(club, loopback, there):
    report = build(club)
    assert (report.done, report.stopped) == (True, "")
    names = ["Events", "Scuderia", "spa-practice-voice", "spa-race-voice", "spa-signup"]
    assert shape(there)[0] == names
    assert shape(there)[2] == [("Spa", True), ("Your team: Scuderia", False)]
    card, notice = there.messages.values()
    assert notice["content"] == f"<@{max(there.members)}>"
    (row,) = card["components"]
    assert [one["label"] for one in row["components"]] == ["Sign up", "Give my place up", "Details"]
    found = Guild.objects.get()
    assert (found.dirty_since, found.rests_until, found.stopped) == (None, None, "")
    loopback.asked.clear()
    assert build(club).calls == 0
    assert {method for method, _path, _status in loopback.asked} == {"GET"}


def test_killed_at_any_write_the_next_worker_makes_the_same_guild(club, loopback, there, discord, monkeypatch):
    build(club)
    whole, number, write = shape(there), 0, Journal.write
    while True:
        number, left = number + 1, [number + 1]
        discord.guilds[there.id] = fresh = _as_invited(there)
        Thing.objects.all().delete()

        def dying(journal, key, row, left=left):
            left[0] -= 1
            if not left[0]:
                raise Killed
            write(journal, key, row)

        monkeypatch.setattr(Journal, "write", dying)
        try:
            report = build(club)
        except Killed:
            monkeypatch.setattr(Journal, "write", write)
            assert [build(club).done for _ in range(2)][-1]
            assert shape(fresh) == whole, number
            continue
        assert report.done
        assert number > 15
        return


def _as_invited(there):
    """The guild as it was when the bot came: its first role for everybody, and the bot's own."""
    ours = [pk for pk, one in there.roles.items() if one["name"] == "Scuderia"]
    kept = {pk: one for pk, one in there.roles.items() if pk not in ours}
    members = {pk: roles - set(ours) for pk, roles in there.members.items()}
    return type(there)(there.id, there.owner_id, there.bot_id, roles=kept, members=members)


def test_a_worker_builds_what_the_round_hands_out(club, loopback, there):
    assert rounds.begin_due(at=clock.now()) == 1
    building.build(Message.objects.get(topic="discord"))
    assert "spa-signup" in shape(there)[0]
    assert rounds.begin_due(at=clock.now()) == 0


@pytest.fixture
def relay(club, there):
    """A team of the club in a race, whose next driver is in the guild and takes over in ten minutes."""
    at, by = clock.now(), factories.actor(factories.club_owner(club))
    ben = max(there.members) - 1
    entry = stints.entry(club, {"Ann": 0, "Ben": ben}, starts_at=at, by=by, at=at)
    return partial(stints.in_force, entry, (("Ann", -60), ("Ben", 10)), by=by, at=at)


def called(there, but):
    return sorted(one["content"] for pk, one in there.messages.items() if one["content"] and pk not in but)


@pytest.mark.req("C06")
def test_killed_at_any_write_or_unanswered_at_any_call_a_driver_is_called_once(
    club, relay, loopback, there, monkeypatch
):
    relay()
    Guild.objects.update(alerts=False)
    build(club)
    Guild.objects.update(alerts=True)
    write, kept = Journal.write, deepcopy(there.messages)
    known = list(Thing.objects.values())
    for ends in ("note", 1, 2, "lost", "settle"):
        there.messages = deepcopy(kept)
        StintAlert.objects.all().delete()
        Thing.objects.all().delete()
        Thing.objects.bulk_create(Thing(**row) for row in known)
        with monkeypatch.context() as patch:
            if ends == "lost":
                loopback.faults[loopback.count + 6] = server.LOST
            elif isinstance(ends, str):
                patch.setattr(alerts, ends, _killed_after(getattr(alerts, ends), 2 if ends == "settle" else 1))
            else:
                patch.setattr(Journal, "write", _killed_before(write, ends))
            report = None
            with suppress(Killed):
                report = build(club)
            assert report is None or report.stopped == "unanswered"
        assert [build(club).done for _ in range(2)][-1]
        assert called(there, kept) == [f"<@{max(there.members) - 1}>"], ends
        assert list(StintAlert.objects.values_list("number", "state")) == [(2, "sent")], ends


def _killed_before(write, number):
    left = [number]

    def dying(*args):
        left[0] -= 1
        if not left[0]:
            raise Killed
        write(*args)

    return dying


def _killed_after(done, number):
    left = [number]

    def dying(*args, **values):
        done(*args, **values)
        left[0] -= 1
        if not left[0]:
            raise Killed

    return dying


@pytest.mark.req("C06")
def test_a_plan_that_changes_is_put_right_in_its_message_and_corrected_once(club, relay, loopback, there):
    relay()
    build(club)
    before = {pk: one["embeds"][0]["title"] for pk, one in there.messages.items()}
    entry = StintAlert.objects.get().entry
    by, at = factories.actor(factories.club_owner(club)), clock.now()
    stints.in_force(entry, (("Ann", -60), ("Ben", 40)), by=by, at=at)
    assert rounds.is_due(clock.now())
    build(club)
    after = {pk: one["embeds"][0]["title"] for pk, one in there.messages.items()}
    assert [title for pk, title in after.items() if pk not in before] == ["Changed: Stint 2: Ben takes over"]
    assert [(before[pk], after[pk]) for pk in before if before[pk] != after[pk]] == [
        ("Stint plan of #1 Blue, version 1", "Stint plan of #1 Blue, version 2")
    ]
    assert build(club).calls == 0


def test_without_a_token_or_a_link_nothing_is_asked(club, loopback, settings):
    rounds.begin_due(at=clock.now())
    settings.DISCORD_BOT_TOKEN = ""
    building.build(Message.objects.get(topic="discord"))
    settings.DISCORD_BOT_TOKEN = server.TOKEN
    guilds.unlink(club, by=factories.actor(factories.club_owner(club)), at=clock.now())
    building.build(Message.objects.get(topic="discord"))
    assert loopback.asked == []


def test_a_refused_token_and_a_silent_discord_leave_the_guild_to_rest(club, loopback, settings):
    settings.DISCORD_BOT_TOKEN = "another"
    assert build(club).stopped == "token"
    settings.DISCORD_ADDRESS = "http://127.0.0.1:9"
    assert build(club).stopped == "unanswered"
    found = Guild.objects.get()
    assert (found.stopped, found.rests_until > clock.now()) == ("unanswered", True)


def test_after_a_refused_token_nothing_is_asked_and_whoever_keeps_the_installation_is_told_once(
    club, loopback, settings
):
    factories.admin(), factories.admin()
    settings.DISCORD_BOT_TOKEN, brakes = "another", Brakes()
    for _ in range(3):
        assert building.build_now(guilds.of(club), brakes=brakes, budget=Budget()).stopped == "token"
    assert [status for _verb, _path, status in loopback.asked] == [401]
    told = Message.objects.filter(topic="notice", payload__kind=turned_away.TOLD)
    assert list(told.values_list("payload__facts__why", flat=True)) == ["token", "token"]
    # started with a token that is taken, it goes on by itself
    assert Guild.objects.get().rests_until - clock.now() < timedelta(minutes=6)
    settings.DISCORD_BOT_TOKEN = server.TOKEN
    assert build(club).done


def test_by_hand_the_command_says_what_came_of_it(club, loopback, settings, capsys):
    call_command("build_guild", club.slug)
    assert capsys.readouterr().out.endswith("the server is as it should be.\n")
    with pytest.raises(CommandError, match="linked to another Discord server"):
        call_command("build_guild", club.slug, "--link", "5")
    with pytest.raises(CommandError, match="There is no club"):
        call_command("build_guild", "nowhere")
    settings.DISCORD_BOT_TOKEN = ""
    with pytest.raises(CommandError, match="LINEUP_DISCORD_BOT_TOKEN"):
        call_command("build_guild", club.slug)


def test_a_guild_that_is_linked_again_keeps_what_stands_there(club, loopback, there):
    build(club)
    before = (len(there.channels), len(there.roles), len(there.messages))
    by = factories.actor(factories.club_owner(club))
    guilds.unlink(club, by=by, at=clock.now())
    guilds.link(club, there.id, name="The guild", by=by, at=clock.now())
    assert build(club).done
    assert (len(there.channels), len(there.roles), len(there.messages)) == before
    assert guilds.of(club).forgot_at is None
    loopback.asked.clear()
    build(club)
    assert len([path for _verb, path, _status in loopback.asked if "/channels/" in path]) == 0


def test_after_a_backup_was_put_back_what_it_lacks_is_known_again(club, loopback, there):
    build(club)
    before = (len(there.channels), len(there.roles), len(there.messages))
    # of what was made since the backup nothing is known
    Thing.objects.filter(kind__in=["message", "thread", "role", "voice"]).delete()
    call_command("look_through_guilds", verbosity=0)
    assert build(club).done
    assert (len(there.channels), len(there.roles), len(there.messages)) == before
