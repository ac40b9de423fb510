import pytest
from django.http import HttpResponse

from lineup.config import requests


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        ("9.9.9.9", "", "9.9.9.9"),
        ("9.9.9.9", "1.1.1.1", "9.9.9.9"),
        ("10.0.0.1", "1.1.1.1", "1.1.1.1"),
        ("10.0.0.1", "6.6.6.6, 1.1.1.1", "1.1.1.1"),
        ("10.0.0.1", "6.6.6.6, 1.1.1.1, 10.0.0.2", "1.1.1.1"),
        ("10.0.0.1", "", "10.0.0.1"),
    ],
)
def test_only_a_trusted_proxy_says_who_is_asking(rf, settings, peer, forwarded, address):
    settings.TRUSTED_PROXIES = ["10.0.0.1", "10.0.0.2"]
    seen = []
    requests.ClientAddress(lambda request: seen.append(request.META["REMOTE_ADDR"]) or HttpResponse())(
        rf.get("/", REMOTE_ADDR=peer, headers={"X-Forwarded-For": forwarded})
    )
    assert seen == [address]


def test_a_stranger_cannot_pretend_to_have_come_by_https(rf, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.TRUSTED_PROXIES = ["10.0.0.1"]
    seen = []
    ask = requests.ClientAddress(lambda request: seen.append(request.is_secure()) or HttpResponse())
    ask(rf.get("/", REMOTE_ADDR="9.9.9.9", headers={"X-Forwarded-Proto": "https"}))
    ask(rf.get("/", REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-Proto": "https"}))
    assert seen == [False, True]
