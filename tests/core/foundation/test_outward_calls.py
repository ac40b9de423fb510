"""Calls to a server on loopback, plain and under TLS, and to some that behave badly."""

import contextlib
import datetime as dt
import ipaddress
import socket
import ssl
import threading
import time

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from lineup.core.foundation import outward, outward_calls
from lineup.core.foundation.outward_calls import CallFailed

REFUSED_TLS = "SSLCertVerificationError"


@contextlib.contextmanager
def server(answer, context=None):
    """Answers every connection by `answer(connection, request)`; yields the port and what was asked."""
    asked = []

    def serve():
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with contextlib.suppress(OSError), spoken_to(connection, context) as spoken:
                asked.append(whole(spoken))
                answer(spoken)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield listening.getsockname()[1], asked
        listening.shutdown(socket.SHUT_RDWR)
    thread.join(5)


@contextlib.contextmanager
def spoken_to(connection, context):
    with connection, context.wrap_socket(connection, server_side=True) if context else connection as spoken:
        yield spoken


def whole(connection):
    """Read until the body of every call here has come."""
    found = b""
    while not found.endswith(b"hello"):
        found += connection.recv(65536) or b"hello"
    return found


def say(text):
    return lambda connection: connection.sendall(text.replace("\n", "\r\n").encode())


@pytest.fixture(autouse=True)
def loopback(settings):
    settings.OUTWARD_LOOPBACK = True


def post(port, path="/in?x=1", scheme="http", host="127.0.0.1"):
    return outward_calls.post(f"{scheme}://{host}:{port}{path}", body=b"hello", headers={"TTL": "60"})


def test_the_body_and_the_headers_arrive_and_the_answer_comes_back():
    with server(say("HTTP/1.1 429 Slow down\nRetry-After: 7\nContent-Length: 2\n\nno")) as (port, asked):
        answer = post(port)
    assert (answer.status, answer.headers["retry-after"], answer.body) == (429, "7", b"no")
    head, _, body = asked[0].partition(b"\r\n\r\n")
    assert head.splitlines()[0] == b"POST /in?x=1 HTTP/1.1"
    assert body == b"hello"


@pytest.mark.req("P17", "P12")
def test_a_redirect_leads_nowhere():
    with (
        server(say("HTTP/1.1 200 OK\nContent-Length: 0\n\n")) as (inner, asked_inside),
        server(say(f"HTTP/1.1 307 There\nLocation: http://127.0.0.1:{inner}/\nContent-Length: 0\n\n")) as (port, _),
    ):
        assert post(port).status == 307
        assert asked_inside == []


def test_of_a_long_answer_only_the_beginning_is_read():
    with server(say("HTTP/1.1 200 OK\n\n" + "x" * 100_000)) as (port, _asked):
        assert post(port).body == b"x" * outward_calls.MOST_READ


def test_an_answer_that_drips_is_cut_off(monkeypatch):
    monkeypatch.setattr(outward_calls, "WHOLE_S", 0.5)

    def drip(connection):
        connection.sendall(b"HTTP/1.1 200 OK\r\n")
        for _ in range(100):
            connection.sendall(b"X-Slow: 1\r\n")
            time.sleep(0.1)

    with server(drip) as (port, _asked):
        began = time.monotonic()
        with pytest.raises(CallFailed):
            post(port)
    assert time.monotonic() - began < 3


def test_what_is_no_http_is_a_failure_that_tells_no_address():
    with server(say("SSH-2.0-OpenSSH\n")) as (port, _asked), pytest.raises(CallFailed) as fault:
        post(port, path="/secret")
    assert str(fault.value) == "BadStatusLine"


def test_nobody_at_the_door_is_a_failure():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(CallFailed):
        post(port)


# --- TLS ----------------------------------------------------------------------------------------


def certificate(folder, name):
    """A certificate of its own authority for a name, and the context that shows it."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "A test")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([name]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = made.public_bytes(serialization.Encoding.PEM)
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file = folder / "server.pem"
    file.write_bytes(pem + secret)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context, file


def test_under_tls_the_name_is_proved_although_its_number_is_met(tmp_path, monkeypatch):
    context, authority = certificate(tmp_path, x509.DNSName("hooks.example.org"))
    monkeypatch.setenv("SSL_CERT_FILE", str(authority))
    monkeypatch.setattr(outward, "addresses", lambda _target: ["127.0.0.1"])
    with server(say("HTTP/1.1 201 Made\nContent-Length: 0\n\n"), context) as (port, asked):
        assert post(port, scheme="https", host="hooks.example.org").status == 201
    assert f"Host: hooks.example.org:{port}".encode() in asked[0]


def test_a_certificate_for_somebody_else_is_refused(tmp_path, monkeypatch):
    context, authority = certificate(tmp_path, x509.IPAddress(ipaddress.ip_address("127.0.0.1")))
    monkeypatch.setenv("SSL_CERT_FILE", str(authority))
    monkeypatch.setattr(outward, "addresses", lambda _target: ["127.0.0.1"])
    with server(say("HTTP/1.1 200 OK\n\n"), context) as (port, asked), pytest.raises(CallFailed) as fault:
        post(port, scheme="https", host="hooks.example.org")
    assert str(fault.value) == REFUSED_TLS
    assert asked == []


def test_a_certificate_nobody_vouches_for_is_refused(tmp_path, monkeypatch):
    context, _authority = certificate(tmp_path, x509.DNSName("hooks.example.org"))
    monkeypatch.setattr(outward, "addresses", lambda _target: ["127.0.0.1"])
    with server(say("HTTP/1.1 200 OK\n\n"), context) as (port, asked), pytest.raises(CallFailed) as fault:
        post(port, scheme="https", host="hooks.example.org")
    assert str(fault.value) == REFUSED_TLS
    assert asked == []


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("Tue, 01 Dec 2026 12:01:30 GMT", 90),
        ("Tue, 01 Dec 2026 12:01:30 -0000", 90),
        ("Tue, 01 Dec 2026 11:00:00 GMT", 0),
        ("", 0),
        ("-5", 0),
        ("9" * 40, 0),
        ("٣", 0),
        ("soon", 0),
        ("Tue, 99 Dec 2026 12:01:30 GMT", 0),
    ],
)
def test_how_long_to_wait_is_read_as_seconds_or_as_a_date_and_nonsense_is_nothing(said, seconds):
    answer = outward_calls.Answer(429, {"retry-after": said}, b"")
    assert answer.wait(at=dt.datetime(2026, 12, 1, 12, 0, tzinfo=dt.UTC)) == dt.timedelta(seconds=seconds)
