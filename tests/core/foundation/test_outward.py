import socket

import pytest

from lineup.core.foundation import outward, outward_calls
from lineup.core.foundation.errors import Refusal
from lineup.core.foundation.outward import NotOutward

# what they look like is enough to refuse them
CROOKED = [
    "http://hooks.example.org/",
    "ftp://hooks.example.org/",
    "file:///etc/passwd",
    "gopher://hooks.example.org/",
    "//hooks.example.org/",
    "hooks.example.org",
    "",
    "https://",
    "https:///etc/passwd",
    "https://user:pass@hooks.example.org/",
    "https://hooks.example.org@127.0.0.1/",
    "https://127.0.0.1#@hooks.example.org/",
    "https://hooks.example.org\\@127.0.0.1/",
    "https://hooks.example.org/#part",
    "https://hooks.example.org/\r\nHost: inside",
    "https://hooks.exa\tmple.org/",
    " https://hooks.example.org/",
    "https://localhost/",
    "https://LOCALHOST/",
    "https://localhost./",
    "https://api.localhost/",
    "https://printer.local/",
    "https://metadata.google.internal/computeMetadata/v1/",
    "https://metadata/",
    "https://db/",
    "https://router.lan/",
    "https://1.0.0.127.in-addr.arpa/",
    "https://127.0.0.1/",
    "https://127.0.0.1./",
    "https://127.1/",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://0x7f.0.0.1/",
    "https://0177.0.0.1/",
    "https://127.0.0.0x1/",
    "https://10.0.0.1/",
    "https://169.254.169.254/latest/meta-data/",
    "https://[::1]/",
    "https://[::]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[fe80::1%25eth0]/",
    "https://[fd00:ec2::254]/",
    "https://8.8.8.8/",
    "https://①②⑦.⓪.⓪.①/",
    "https://127。0。0。1/",
    "https://%31%32%37.0.0.1/",
    "https://ⓛocalhost/",
    "https://hooks_.example.org/",
    "https://-hooks.example.org/",
    "https://hooks..example.org/",
    "https://hooks.example.org:0/",
    "https://hooks.example.org:22/",
    "https://hooks.example.org:99999/",
    "https://hooks.example.org:port/",
    "https://hooks.example.org:80/",
    "https://hooks.example.org/" + "x" * 1024,
]

# what a name of the stranger's own may turn out to mean
INSIDE = [
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "100.100.100.200",
    "127.0.0.1",
    "127.255.255.254",
    "168.63.129.16",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.170",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:8.8.8.8",
    "64:ff9b::7f00:1",
    "64:ff9b:1::a00:1",
    "100::1",
    "2001::1",
    "2001:0:7f00:1::",
    "2001:db8::1",
    "2002:7f00:1::1",
    "2002:a00:1::",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%1",
    "fec0::1",
    "ff02::1",
    "not a number",
]
PUBLIC = [
    "8.8.8.8",
    "1.1.1.1",
    "172.32.0.1",
    "100.128.0.1",
    "223.255.255.254",
    "2606:4700::1111",
    "2a00:1450:4007::200e",
]


@pytest.fixture
def names(monkeypatch):
    """What the resolver says, by name; every connection that is tried is noted instead of made."""
    known, tried = {}, []

    def look_up(host, port, **_how):
        numbers = known.get(host)
        if numbers is None:
            raise socket.gaierror("no such name")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port)) for number in numbers]

    def connect(address, *_how):
        tried.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "create_connection", connect)
    return known, tried


def refusal_of(url):
    with pytest.raises(Refusal) as refusal:
        outward_calls.post(url, body=b"", headers={})
    return refusal.value.code


@pytest.mark.req("P17", "P12")
@pytest.mark.parametrize("url", CROOKED)
def test_a_crooked_address_is_refused_without_a_look_up(names, url):
    known, tried = names
    assert refusal_of(url) == "address_not_allowed"
    assert (known, tried) == ({}, [])


@pytest.mark.req("P17", "P12")
@pytest.mark.parametrize("number", INSIDE)
def test_a_name_that_leads_inside_is_refused_without_a_connection(names, number):
    known, tried = names
    known["hooks.example.org"] = [number]
    assert refusal_of("https://hooks.example.org/") == "address_not_allowed"
    assert tried == []


@pytest.mark.parametrize("number", PUBLIC)
def test_a_public_number_is_met(names, number):
    known, _tried = names
    known["hooks.example.org"] = [number]
    target = outward.check("https://hooks.example.org:8443/in?x=1")
    assert (target.host, target.port, target.path) == ("hooks.example.org", 8443, "/in?x=1")
    assert outward.addresses(target) == [number]


def test_one_number_inside_among_public_ones_spoils_the_name(names):
    known, tried = names
    known["hooks.example.org"] = ["8.8.8.8", "127.0.0.1"]
    assert refusal_of("https://hooks.example.org/") == "address_not_allowed"
    assert tried == []


def test_a_name_that_changes_its_meaning_is_met_where_it_was_judged(names, monkeypatch):
    _known, tried = names
    meanings = iter(["8.8.8.8", "127.0.0.1", "127.0.0.1"])

    def rebound(host, port, **_how):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(meanings), port))]

    monkeypatch.setattr(socket, "getaddrinfo", rebound)
    with pytest.raises(outward_calls.CallFailed):
        outward_calls.post("https://hooks.example.org/", body=b"", headers={})
    assert tried == ["8.8.8.8"]


def test_a_name_that_cannot_be_looked_up_is_a_failure_to_be_tried_again(names):
    with pytest.raises(outward_calls.CallFailed) as fault:
        outward_calls.post("https://gone.example.org/secret", body=b"", headers={})
    assert str(fault.value) == "gaierror"


def test_this_machine_is_met_only_where_a_test_says_so(settings):
    with pytest.raises(NotOutward):
        outward.check("http://127.0.0.1:8081/")
    settings.OUTWARD_LOOPBACK = True
    assert outward.addresses(outward.check("http://127.0.0.1:8081/")) == ["127.0.0.1"]
    with pytest.raises(NotOutward):
        outward.check("http://10.0.0.1:8081/")
    with pytest.raises(NotOutward):
        outward.check("http://[::1]:8081/")
