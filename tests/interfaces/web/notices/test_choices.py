"""The page of choices: every matter by every way, quiet hours, muted clubs; without JavaScript."""

import re

import pytest
from django.test import Client

from lineup.config import told
from lineup.core.foundation import clock
from lineup.core.notices import channels, matters, preferences
from lineup.core.notices.models import Mute
from lineup.core.people.models import DiscordLink
from lineup.interfaces.discord import direct
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("P03", "P12")]

BOX = re.compile(r'<input type="checkbox" name="heard" value="([^"]+)"( checked)?>')
THERE = re.compile(r'<input type="hidden" name="there" value="([^"]+)">')


@pytest.fixture
def ada(client):
    member = factories.member("Ada")
    client.force_login(member.account)
    return member


def page_of(client, path="/account/notices"):
    return client.get(path).content.decode()


def form_of(html, **changes):
    """What a browser sends of the page as it stands: every box that is there, and those that are ticked."""
    ticked = [key for key, checked in BOX.findall(html) if checked]
    return {"there": THERE.findall(html), "heard": ticked, "pace": "daily", **changes}


def heard(person, matter):
    return preferences.heard_by(person, matters.of(matter))


def test_every_matter_has_a_box_for_each_way_that_can_be_chosen(client, ada):
    lines = [line for line in preferences.table(ada) if not line.asks]
    cells = [(line.matter.slug, cell) for line in lines for cell in line.cells]
    wanted = [f"{slug}/{cell.channel}" for slug, cell in cells if cell.offered and not cell.fixed]
    assert sorted(key for key, _checked in BOX.findall(page_of(client))) == sorted(wanted)


def test_each_group_has_one_heading_however_the_rooms_are_wired(client, ada):
    html = page_of(client)
    shown = re.findall(r'class="matter-group"[^>]*>([^<]*)<', html)
    assert sorted(shown) == sorted({str(matter.group.label) for matter in matters.installed()})


def test_what_is_necessary_says_why_and_has_no_box(client, ada):
    html = page_of(client)
    for matter in matters.installed():
        assert str(matter.why) in html
        for channel in matter.fixed:
            assert f'value="{matter.slug}/{channel}"' not in html


def test_a_page_saved_as_it_stands_changes_nothing(client, ada):
    before = preferences.table(ada)
    assert client.post("/account/notices", form_of(page_of(client))).status_code == 302
    assert preferences.table(ada) == before


def test_a_box_that_is_not_ticked_is_switched_off_and_comes_back(client, ada):
    form = form_of(page_of(client))
    form["heard"].remove("messages/mail")
    client.post("/account/notices", form)
    assert heard(ada, "messages") == channels.slugs() - {"mail"}
    html = page_of(client)
    assert ("messages/mail", "") in BOX.findall(html)
    client.post("/account/notices", form_of(html, heard=[*form["heard"], "messages/mail"]))
    assert heard(ada, "messages") == channels.slugs()


def test_a_box_that_was_not_on_the_page_is_left_as_it_was(client, ada):
    form = form_of(page_of(client))
    form["heard"].remove("messages/mail")
    form["there"].remove("messages/mail")
    client.post("/account/notices", form)
    assert heard(ada, "messages") == channels.slugs()


def test_what_is_necessary_stays_whatever_is_sent(client, ada):
    form = form_of(page_of(client))
    form["there"].append("changes/mail")
    assert client.post("/account/notices", form).status_code == 302
    assert heard(ada, "changes") >= {"page", "mail"}


def test_quiet_hours_and_pace_are_kept(client, ada):
    form = form_of(page_of(client), quiet_from="22:00", quiet_until="07:30", pace="at_once")
    assert client.post("/account/notices", form).status_code == 302
    rhythm = preferences.rhythm_of(ada)
    assert (str(rhythm.quiet_from), str(rhythm.quiet_until), rhythm.pace) == ("22:00:00", "07:30:00", "at_once")


def test_quiet_hours_with_one_end_are_refused_and_the_form_keeps_its_input(client, ada):
    form = form_of(page_of(client), quiet_from="22:00")
    form["heard"].remove("messages/mail")
    answer = client.post("/account/notices", form)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "Give both ends of the quiet hours" in html
    assert ("messages/mail", "") in BOX.findall(html)
    assert 'value="22:00"' in html
    assert heard(ada, "messages") == channels.slugs()


def test_clubs_one_belongs_to_can_be_muted_and_no_others(client, ada):
    mine, other = factories.club("Mine"), factories.club("Other")
    factories.club_member(mine, ada)
    html = page_of(client)
    assert ("Mute Mine" in html, "Mute Other" in html) == (True, False)
    client.post("/account/notices", form_of(html, muted=[str(mine.pk), str(other.pk)]))
    assert list(Mute.objects.values_list("club", flat=True)) == [mine.pk]
    client.post("/account/notices", form_of(html))
    assert not Mute.objects.exists()


@pytest.mark.parametrize("number", [1, 7])
def test_the_page_asks_the_database_as_often_for_seven_clubs_as_for_one(client, ada, number, django_assert_num_queries):
    for _ in range(number):
        factories.club_member(factories.club(), ada)
    client.get("/account/notices")
    with django_assert_num_queries(9):
        client.get("/account/notices")


def test_a_stranger_is_asked_to_sign_in():
    assert Client().get("/account/notices").status_code == 302


@pytest.fixture
def at_discord():
    channels.install((*told.CHANNELS, direct.DISCORD))
    yield
    channels.install(told.CHANNELS)


@pytest.mark.parametrize(
    ("closed_at", "words"),
    [(None, ""), (clock.now(), "Discord does not let us write to you")],
)
def test_the_page_says_where_discord_does_not_let_us_in(client, ada, at_discord, closed_at, words):
    at = clock.now()
    DiscordLink.objects.create(account=ada.account, discord_id="7", linked_at=at, seen_at=at, closed_at=closed_at)
    assert hints_in(page_of(client)) == ([words] if words else [])


def test_the_page_says_how_to_be_told_at_discord_and_nothing_of_it_without_a_bot(client, ada, request):
    assert hints_in(page_of(client)) == []
    request.getfixturevalue("at_discord")
    assert hints_in(page_of(client)) == ["At Discord you are told once your account is linked"]


def hints_in(html):
    hints = ("At Discord you are told once your account is linked", "Discord does not let us write to you")
    return [hint for hint in hints if hint in html]


def test_nothing_is_told_at_discord_that_was_not_chosen(ada, at_discord):
    heard = {cell.heard for line in preferences.table(ada) for cell in line.cells if cell.channel == "discord"}
    assert heard == {False}
