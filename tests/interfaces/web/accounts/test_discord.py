"""Discord at the door: known, unknown, refused, down; never a way into what is not one's own."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from lineup.core.audit.models import Entry
from lineup.core.consents import consents
from lineup.core.foundation import clock
from lineup.core.people import discord_links, second_factors
from lineup.core.people.discord_links import Arrival
from lineup.core.people.models import Account, DiscordLink, Person
from tests.support import factories, oauth, outbox

pytestmark = [pytest.mark.django_db, pytest.mark.req("P01", "C01")]

ADDRESS = oauth.PROFILE["email"]


@pytest.fixture
def discord(settings):
    with oauth.running() as provider:
        oauth.use(provider, settings)
        yield provider


@pytest.fixture
def ada():
    return factories.member("Ada", email="ada@example.org")


def signed_in(person, *, again=True):
    client = Client()
    client.post("/account/login", {"login": person.email, "password": factories.PASSWORD})
    if again:
        client.post("/account/again", {"password": factories.PASSWORD})
    return client


def lead_there(client, path="/account/discord/login"):
    """Go to Discord; return what it is asked."""
    response = client.post(path)
    assert response.status_code == 302, response.content
    asked = urlsplit(response.headers["Location"])
    return {name: values[0] for name, values in parse_qs(asked.query).items()}


def come_back(client, discord, path="/account/discord/login"):
    """Go to Discord, say yes, and come back; the answer to that."""
    back = urlsplit(discord.approve(lead_there(client, path)))
    return client.get(f"{back.path}?{back.query}")


def linked(person):
    return discord_links.link(
        person.account, Arrival.of(oauth.PROFILE), by=factories.actor(person), at=clock.now() - timedelta(days=1)
    )


def is_in(client):
    return client.get("/account").status_code == 200


# --- hidden -----------------------------------------------------------------------------------------


def test_without_keys_nothing_of_it_is_there(client, settings):
    settings.DISCORD_CLIENT_ID = ""
    assert "Discord" not in client.get("/account/login").content.decode()
    assert client.post("/account/discord/login").status_code == 404
    assert client.get("/account/discord/callback?code=a&state=b").status_code == 404


def test_with_keys_it_is_offered(client, discord, ada):
    assert "Sign in with Discord" in client.get("/account/login").content.decode()
    assert "Link Discord" in signed_in(ada).get("/account/security").content.decode()


# --- signing in -------------------------------------------------------------------------------------


def test_who_is_linked_is_let_in_and_goes_on_where_they_wanted_to(client, discord, ada):
    linked(ada)
    response = come_back(client, discord, "/account/discord/login?next=/account/tokens")
    assert response.headers["Location"] == "/account/tokens"
    assert client.get("/account/tokens").status_code == 200


def test_a_second_factor_is_asked_for_all_the_same(client, discord, ada):
    linked(ada)
    factories.passkey(ada)
    assert come_back(client, discord).headers["Location"] == "/account/login/second-factor"
    assert not is_in(client)


def test_a_closed_account_is_not_let_in(client, discord, ada):
    linked(ada)
    Account.objects.filter(pk=ada.account.pk).update(is_active=False)
    assert come_back(client, discord).headers["Location"] == "/account/login"
    assert not is_in(client)


def test_what_discord_says_today_is_noted_and_nothing_of_ones_own_changed(client, discord, ada):
    linked(ada)
    discord.profile |= {"username": "ada_new", "global_name": "Somebody Else", "avatar": "b" * 32}
    come_back(client, discord)
    link = DiscordLink.objects.get()
    assert (link.handle, link.name, link.picture) == ("ada_new", "Somebody Else", "b" * 32)
    assert (Person.objects.get(pk=ada.pk).name, bool(Person.objects.get(pk=ada.pk).avatar)) == ("Ada", False)


# --- an account opened ---------------------------------------------------------------------------------


def test_a_verified_address_opens_an_account_and_brings_the_guests_places(client, discord):
    place = factories.place(factories.pool(), factories.guest("A.", email=ADDRESS))
    assert come_back(client, discord).headers["Location"] == "/account/discord"
    page = client.get("/account/discord")
    assert page.context["form"]["name"].value() == "Ada Drives"
    opened = client.post(
        "/account/discord",
        {"name": "Ada O.", "time_zone": "Europe/Paris", "picture": "on", "agreed": "club-news.1"},
    )
    assert opened.status_code == 302
    account = Account.objects.get(email=ADDRESS)
    assert (account.has_usable_password(), account.person.name, is_in(client)) == (False, "Ada O.", True)
    assert place.participant_id == account.person.pk
    assert discord_links.person_of(oauth.PROFILE["id"]) == account.person
    assert consents.holds(account.person, "club-news")
    outbox.drain()
    assert Person.objects.get(pk=account.person.pk).avatar
    assert Entry.objects.filter(action="account.discord_linked").count() == 1


@pytest.mark.parametrize(
    "changed", [{"verified": False}, {"verified": "yes"}, {"email": None}, {"email": "no address"}]
)
def test_an_unverified_address_opens_nothing(client, discord, changed):
    discord.profile |= changed
    come_back(client, discord)
    page = client.get("/account/discord").content.decode()
    assert "Open an account by mail" in page
    client.post("/account/discord", {"name": "Ada", "time_zone": "UTC"})
    assert (Account.objects.count(), is_in(client)) == (0, False)


def test_a_weak_form_is_answered_beside_the_field(client, discord):
    come_back(client, discord)
    answer = client.post("/account/discord", {"name": " ", "time_zone": "UTC"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["name"])


# --- never a way into another's account ------------------------------------------------------------------


@pytest.mark.parametrize("verified", [True, False])
def test_an_address_that_has_an_account_does_not_open_it(client, discord, verified):
    victim = factories.member("Victim", email=ADDRESS)
    discord.profile["verified"] = verified
    come_back(client, discord)
    for answer in (client.get("/account/discord"), client.post("/account/discord", {"name": "x", "time_zone": "UTC"})):
        assert "Sign in and link Discord" in answer.content.decode()
    assert not is_in(client)
    assert discord_links.of(victim.account) is None


def test_who_signs_in_then_links_what_they_came_with(client, discord):
    owner = factories.member("Owner", email=ADDRESS)
    come_back(client, discord)
    client.post("/account/login?next=/account/discord", {"login": ADDRESS, "password": factories.PASSWORD})
    assert "Link “ada_drives”" in client.get("/account/discord").content.decode()
    client.post("/account/discord")
    assert discord_links.person_of(oauth.PROFILE["id"]) == owner


def test_a_session_left_open_links_nothing_without_the_password(discord, ada):
    client = Client()
    client.force_login(ada.account)
    assert client.post("/account/discord/link").headers["Location"].startswith("/account/again")
    come_back(client, discord)
    assert client.post("/account/discord").headers["Location"].startswith("/account/again")
    assert DiscordLink.objects.count() == 0


def test_a_discord_account_signs_in_to_one_account_alone(discord, ada):
    linked(factories.member())
    client = signed_in(ada)
    come_back(client, discord, "/account/discord/link")
    assert "signs in to another account here" in client.get("/account/security").content.decode()
    assert discord_links.of(ada.account) is None


def test_an_account_has_one_discord_account(discord, ada):
    linked(ada)
    discord.profile["id"] = "99999999999999999"
    client = signed_in(ada)
    come_back(client, discord, "/account/discord/link")
    assert DiscordLink.objects.get().discord_id == oauth.PROFILE["id"]


# --- linking and unlinking ---------------------------------------------------------------------------------


def test_who_is_signed_in_links_hears_of_it_and_is_offered_name_and_picture(discord, ada, mailoutbox):
    client = signed_in(ada)
    assert come_back(client, discord, "/account/discord/link").headers["Location"] == "/account/discord/profile"
    assert "Call me “Ada Drives”" in client.get("/account/discord/profile").content.decode()
    client.post("/account/discord/profile", {"picture": "on"})
    outbox.drain()
    person = Person.objects.get(pk=ada.pk)
    assert (person.name, bool(person.avatar)) == ("Ada", True)
    client.post("/account/discord/profile", {"name": "on"})
    assert Person.objects.get(pk=ada.pk).name == "Ada Drives"
    assert "Discord was linked to your account" in [letter.subject for letter in mailoutbox]


def test_unlinking_is_refused_while_nothing_else_opens_the_account_and_names_the_remedy(client, discord):
    come_back(client, discord)
    client.post("/account/discord", {"name": "Ada", "time_zone": "UTC"})
    account = Account.objects.get()
    client.post("/account/discord/unlinking")
    assert "choose a password first" in client.get("/account/security").content.decode()
    account.set_password(factories.PASSWORD)
    account.save()
    client = signed_in(account.person)
    assert client.get("/account/discord/unlinking").status_code == 200
    client.post("/account/discord/unlinking")
    assert discord_links.of(account) is None


def test_the_last_passkey_of_an_account_without_a_password_stays(client, discord):
    come_back(client, discord)
    client.post("/account/discord", {"name": "Ada", "time_zone": "UTC"})
    person = Account.objects.get().person
    factories.passkey(person)
    discord_links.unlink(person.account, by=factories.actor(person), at=clock.now())
    passkey = second_factors.held(person.account).passkeys[0]
    with pytest.raises(discord_links.ways_in.OnlyWayIn):
        second_factors.remove(passkey, by=factories.actor(person), at=clock.now())


# --- forged, replayed, down -----------------------------------------------------------------------------------


def test_an_answer_opens_once(client, discord, ada):
    linked(ada)
    back = urlsplit(discord.approve(lead_there(client)))
    assert client.get(f"{back.path}?{back.query}").status_code == 302
    client.post("/account/logout")
    replayed = client.get(f"{back.path}?{back.query}")
    assert (replayed.status_code, is_in(client)) == (400, False)
    assert "used already" in replayed.content.decode()


@pytest.mark.parametrize("query", ["", "code=a", "state=b", "code=a&state=b", "error=server_error&state=b"])
def test_an_answer_to_nothing_is_refused_in_words(client, discord, query):
    answer = client.get(f"/account/discord/callback?{query}")
    assert answer.status_code == 400
    assert discord.asked == []


def test_an_answer_in_another_browser_is_refused(client, discord, ada):
    linked(ada)
    back = urlsplit(discord.approve(lead_there(client)))
    victim = Client()
    assert victim.get(f"{back.path}?{back.query}").status_code == 400
    assert not is_in(victim)


@pytest.mark.req("P04")
def test_an_answer_that_took_too_long_is_refused(client, discord, ada, monkeypatch):
    linked(ada)
    back = urlsplit(discord.approve(lead_there(client)))
    later = clock.now().timestamp() + 3600
    monkeypatch.setattr("allauth.socialaccount.internal.statekit.time.time", lambda: later)
    assert client.get(f"{back.path}?{back.query}").status_code == 400


def test_a_code_that_was_stolen_is_worth_nothing_without_its_verifier(client, discord, ada):
    linked(ada)
    asked = lead_there(client)
    back = urlsplit(discord.approve(asked))
    begun = next(iter(discord.codes.values()))
    begun["code_challenge"] = "another"
    assert client.get(f"{back.path}?{back.query}").status_code == 503
    assert not is_in(client)


def test_who_cancels_is_told_that_nothing_was_changed(client, discord):
    state = lead_there(client)["state"]
    answer = client.get(f"/account/discord/callback?error=access_denied&state={state}", follow=True)
    assert "You cancelled at Discord" in answer.content.decode()


BROKEN = [
    (500, "text/html", b"<h1>Oops</h1>"),
    (200, "text/html", b"<h1>Welcome</h1>"),
    (200, "application/json", b"{"),
    (200, "application/json", b"[]"),
    (200, "application/json", b"null"),
    (200, "application/json", b'{"message": "401: Unauthorized"}'),
    (200, "application/json", b'{"id": {}, "access_token": 7}'),
    (429, "application/json", b'{"retry_after": 3}'),
]


@pytest.mark.parametrize("fails", ["token", "profile"])
@pytest.mark.parametrize("answer", BROKEN)
def test_a_discord_that_is_down_or_talks_nonsense_is_said_to_be_so(client, discord, fails, answer):
    discord.fails, discord.answer = fails, answer
    response = come_back(client, discord)
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "60"
    assert "Discord doesn’t answer" in response.content.decode()
    assert not is_in(client)


def test_a_discord_that_is_not_there_is_said_to_be_so(client, discord, settings):
    back = urlsplit(discord.approve(lead_there(client)))
    settings.DISCORD_ADDRESS = "http://127.0.0.1:9"
    assert client.get(f"{back.path}?{back.query}").status_code == 503


@pytest.mark.req("Q19")
def test_ways_there_and_back_are_limited(client, discord):
    answers = [client.post("/account/discord/login").status_code for _ in range(32)]
    assert answers == [302] * 30 + [429] * 2


@pytest.mark.req("Q14")
def test_no_token_of_discord_is_kept(client, discord, ada):
    linked(ada)
    come_back(client, discord)
    kept = str(list(DiscordLink.objects.values())) + str(dict(client.session.items()))
    assert [token for token in discord.tokens if token in kept] == []
    assert len(discord.tokens) == 1


def test_a_picture_that_is_none_or_gone_changes_nothing(discord, ada, settings):
    linked(ada)
    discord_links.take_over(ada.account, name=False, picture=True, by=factories.actor(ada), at=clock.now())
    DiscordLink.objects.update(picture="c" * 32)
    outbox.drain()
    assert not Person.objects.get(pk=ada.pk).avatar
