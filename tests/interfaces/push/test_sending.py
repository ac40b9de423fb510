"""Push: what a service on loopback gets, what the browser behind it reads, and what follows from the answer."""

from datetime import UTC, datetime, time, timedelta

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec

from lineup.core.foundation import clock
from lineup.core.foundation.outward import NotOutward
from lineup.core.notices import browsers, preferences, push_keys
from lineup.core.notices.models import Browser
from lineup.core.outbox.models import Message
from lineup.core.participation import audience, offerings
from lineup.interfaces.push import envelopes, sending
from lineup.interfaces.push.rests import LONGEST, Rests
from tests.support import factories, push_service
from tests.support.outbox import LATER, drain
from tests.support.push_service import Reader
from tests.support.receiver import receiving

pytestmark = [pytest.mark.django_db, pytest.mark.req("P12", "P03")]


NOON = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def service(settings, monkeypatch):
    settings.OUTWARD_LOOPBACK = True
    monkeypatch.setattr(sending, "RESTS", Rests())
    with receiving() as listening:
        yield listening


@pytest.fixture
def ann():
    return factories.member("Ann", email="ann@example.org")


@pytest.fixture
def place(ann):
    held = factories.place(factories.pool(factories.offering("Choir")), ann)
    drain()
    return held


def write_to(place, key="1", text="It is hot.", subject="Bring water"):
    audience.tell(place.pool.offering, "offering.message", key=key, at=clock.now(), subject=subject, text=text)


def subscribe(person, service, path="a"):
    return push_service.subscribe(person, at=clock.now(), url=f"{service.url}/{path}")


def test_the_browser_alone_reads_what_was_said(place, ann, service):
    _row, reader = subscribe(ann, service)
    write_to(place)
    drain()
    [request] = service.requests
    told = reader.read(request.body)
    assert {name: told[name] for name in ("title", "body", "path", "lang")} == {
        "title": "Bring water",
        "body": "It is hot.",
        "path": f"/events/{place.pool.offering.slug}",
        "lang": "en",
    }
    assert b"Bring water" not in request.body
    with pytest.raises(InvalidTag):
        Reader().read(request.body)


def test_the_service_learns_who_sends_and_how_long_it_is_kept(place, ann, service, settings):
    settings.BASE_URL = "https://lineup.example"
    subscribe(ann, service)
    write_to(place)
    drain()
    [request] = service.requests
    claims = push_service.vouched_for(request)
    assert (claims["aud"], claims["sub"]) == (push_service.origin(service.url), "https://lineup.example")
    assert claims["k"] == push_keys.public(push_keys.present())
    assert 0 < claims["exp"] - clock.now().timestamp() <= 24 * 3600
    named = ("content-encoding", "ttl", "urgency")
    assert [request.headers[name] for name in named] == ["aes128gcm", "86400", "normal"]
    assert len(request.headers["topic"]) == 32


def test_each_browser_is_told_once_and_nobody_elses(place, ann, service):
    readers = [subscribe(ann, service, path)[1] for path in "ab"]
    subscribe(factories.member(), service, "other")
    for _ in range(2):
        write_to(place)
        drain()
    assert sorted(request.path for request in service.requests) == ["/hooks/a", "/hooks/b"]
    by_path = {request.path: request.body for request in service.requests}
    titles = [reader.read(by_path[f"/hooks/{path}"])["title"] for path, reader in zip("ab", readers, strict=True)]
    assert titles == ["Bring water"] * 2


def test_it_speaks_the_language_of_its_reader(place, ann, service):
    ann.language = "fr"
    ann.save()
    _row, reader = subscribe(ann, service)
    by = factories.actor(place.pool.offering.organiser)
    offerings.cancel(place.pool.offering, reason="Crue", by=by, at=clock.now())
    drain()
    told = reader.read(service.requests[0].body)
    assert (told["title"], told["body"], told["lang"]) == (
        "Choir est annulé",
        "La raison donnée par l’organisation\xa0: Crue",
        "fr",
    )


def test_who_switched_it_off_or_has_no_browser_is_not_pushed_to(place, ann, service):
    write_to(place)
    drain()
    subscribe(ann, service)
    preferences.choose(ann, {("messages", "push"): False}, by=factories.actor(ann), at=clock.now())
    write_to(place, "2")
    drain()
    assert service.requests == []


def test_a_browser_removed_meanwhile_is_not_reached(place, ann, service):
    row, _reader = subscribe(ann, service)
    write_to(place)
    drain(leave="push")
    browsers.remove(ann, row.pk, by=factories.actor(ann), at=clock.now())
    drain()
    assert service.requests == []


def test_quiet_hours_hold_it_back(place, ann, service, clock_at):
    _row, _reader = subscribe(ann, service)
    preferences.set_rhythm(ann, quiet_from=time(22), quiet_until=time(7))
    night = datetime(2026, 12, 1, 23, 0, tzinfo=UTC)
    place.pool.offering.starts_at = night + timedelta(days=20)
    place.pool.offering.ends_at = None
    place.pool.offering.save()
    clock_at(night)
    write_to(place)
    drain(at=night + LATER)
    assert service.requests == []
    clock_at(night + timedelta(hours=8))
    drain(at=night + timedelta(hours=8))
    assert len(service.requests) == 1


# --- what the service answers ---------------------------------------------------------------------


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_is_gone_is_forgotten(place, ann, service, status):
    gone, kept = subscribe(ann, service, "gone")[0], subscribe(ann, service, "kept")[0]
    service.will_answer(status)
    write_to(place)
    drain()
    assert list(Browser.objects.values_list("pk", flat=True)) == [kept.pk]
    write_to(place, "2")
    drain()
    assert [request.path for request in service.requests] == ["/hooks/gone", "/hooks/kept", "/hooks/kept"]
    assert not Message.objects.filter(topic="push", payload__to=str(gone.pk), done_at=None).exists()


def test_one_that_subscribed_anew_in_that_moment_stays(ann, service):
    row, _reader = subscribe(ann, service)
    again = push_service.subscribe(ann, at=clock.now(), url=row.endpoint, reader=Reader(b"another secret!!"))[0]
    browsers.drop(row)
    assert Browser.objects.get() == again


@pytest.mark.req("Q3")
@pytest.mark.parametrize("status", [301, 400, 403, 429, 500, 503])
def test_what_was_not_taken_is_tried_again_and_says_no_address(place, ann, service, status):
    subscribe(ann, service)
    service.will_answer(status)
    write_to(place)
    with pytest.raises(AssertionError):
        drain()
    message = Message.objects.get(topic="push")
    assert (message.attempts, message.done_at, message.last_error) == (1, None, f"PushRefused: status {status}")
    drain(at=clock.now() + timedelta(minutes=5))
    assert len(service.requests) == 2
    assert Browser.objects.count() == 1


@pytest.mark.req("Q3")
@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("wait", ["600", "Tue, 01 Dec 2026 12:10:00 GMT"])
def test_a_service_that_asks_for_a_pause_is_left_alone_for_it_and_no_try_is_counted(
    place, ann, service, clock_at, status, wait
):
    clock_at(NOON)
    for path in "ab":
        subscribe(ann, service, path)
    service.will_answer(status, Retry_After=wait)
    write_to(place)
    drain(at=NOON + LATER)
    assert len(service.requests) == 1
    due = Message.objects.filter(topic="push", done_at=None).values_list("attempts", "due_at")
    assert all(NOON + timedelta(minutes=10) <= when <= NOON + timedelta(minutes=12.5) for _tries, when in due)
    assert [tries for tries, _when in due] == [0, 0]
    clock_at(NOON + timedelta(minutes=13))
    drain(at=NOON + timedelta(minutes=13))
    assert sorted(request.path for request in service.requests[1:]) == ["/hooks/a", "/hooks/b"]


def test_a_service_that_asks_for_pauses_for_a_day_is_tried_like_any_other_then(place, ann, service, clock_at):
    clock_at(NOON)
    subscribe(ann, service)
    write_to(place)
    drain(leave="push")
    clock_at(NOON + timedelta(hours=25))
    service.will_answer(429, Retry_After="600")
    with pytest.raises(AssertionError):
        drain(at=NOON + timedelta(hours=25))
    assert Message.objects.get(topic="push").last_error == "PushRefused: status 429"


def test_a_pause_holds_for_that_service_and_for_six_hours_at_most():
    rests = Rests()
    rests.begin("https://push.example.org/a", timedelta(days=300), at=NOON)
    assert rests.over_at("https://other.example.org/a", at=NOON) is None
    assert NOON + LONGEST <= rests.over_at("https://push.example.org/b", at=NOON) <= NOON + LONGEST * 1.25
    assert rests.over_at("https://push.example.org/b", at=NOON + LONGEST) is None


def test_a_second_try_carries_the_tag_of_the_first(place, ann, service):
    _row, reader = subscribe(ann, service)
    service.will_answer(500)
    write_to(place)
    with pytest.raises(AssertionError):
        drain()
    drain(at=clock.now() + timedelta(minutes=5))
    first, second = service.requests
    assert (first.headers["topic"], reader.read(first.body)["tag"]) == (
        second.headers["topic"],
        reader.read(second.body)["tag"],
    )
    assert first.body != second.body


@pytest.mark.req("Q14")
def test_an_address_inside_our_own_network_is_not_called(ann, settings):
    settings.OUTWARD_LOOPBACK = False
    for url in ("http://127.0.0.1:9/a", "https://localhost/a", "https://10.0.0.1/a", "http://push.example.org/a"):
        with pytest.raises(NotOutward):
            push_service.subscribe(ann, at=clock.now(), url=url)


# --- keys -----------------------------------------------------------------------------------------


def test_after_a_change_of_the_key_of_the_house_browsers_are_reached_under_the_former(place, ann, service, settings):
    _row, reader = subscribe(ann, service)
    former = push_keys.public(push_keys.present())
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "n" * 50, [settings.SECRET_KEY]
    assert push_keys.public(push_keys.present()) != former
    write_to(place)
    drain()
    [request] = service.requests
    assert push_service.vouched_for(request)["k"] == former
    assert reader.read(request.body)["title"] == "Bring water"


def test_a_browser_of_a_key_that_we_have_no_longer_is_forgotten(place, ann, service, settings):
    subscribe(ann, service)
    settings.SECRET_KEY = "n" * 50
    write_to(place)
    drain()
    assert (service.requests, Browser.objects.count()) == ([], 0)


def test_the_example_of_the_standard_comes_out_to_the_byte():
    # RFC 8291, section 5 and appendix A
    private = int.from_bytes(push_service.decoded("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"))
    browser = Browser(
        p256dh="BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        auth="BTBZMqHH6r4Tts7J_aSIgg",
    )
    sealed = envelopes.sealed(
        b"When I grow up, I want to be a watermelon",
        browser,
        salt=push_service.decoded("DGv6ra1nlYgDCS1FRnbzlw"),
        key=ec.derive_private_key(private, ec.SECP256R1()),
    )
    assert push_service.encoded(sealed) == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27ml"
        "mlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT"
        "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )


@pytest.mark.parametrize("text", ["x" * 4000, "\x07" * 4000, "🎉" * 4000])
def test_the_longest_words_fit_into_what_services_take(place, ann, service, text):
    _row, reader = subscribe(ann, service)
    write_to(place, text=text, subject=text[:150])
    drain()
    [request] = service.requests
    assert len(request.body) <= 4096
    assert reader.read(request.body)["title"] == text[:150].strip()
