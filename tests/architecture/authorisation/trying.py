"""Somebody at a door: the request is sent, its effect undone, and the answer named."""

import os
import zlib
from collections.abc import Iterator
from http.cookies import SimpleCookie
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from tests.architecture.authorisation import expectations, routes
from tests.architecture.authorisation.matrix import Row
from tests.architecture.authorisation.world import PRINCIPALS, World

NAMES = {401: expectations.SIGN_IN, 403: expectations.REFUSED, 404: expectations.HIDDEN}
FOR_ALL = {"month": "2026-11", "problem": "pool_full", "purpose": "club-news"}


def clients(world: World) -> dict[str, Client]:
    """Return a browser for each principal, signed in and noted as seen: else each request would, and undo it."""
    found = {}
    for name in PRINCIPALS:
        found[name] = Client()
        person = world.people[name]
        if person and person.account:
            found[name].force_login(person.account)
            found[name].get(reverse("signposts:robots"))
    return found


def mismatches(row: Row, world: World, browsers: dict[str, Client]) -> Iterator[str]:
    """Say where the row is answered otherwise than expected."""
    for method in row.methods.split():
        for target in row.on:
            for name in _asked(row, method, target):
                expected = row.door(name, target)
                got = outcome(ask(browsers[name], method, row, world, target))
                if got != expected:
                    yield f"{method} {row.route} [{target}] {name}: {got}, not {expected}"


def _asked(row: Row, method: str, target: str) -> list[str]:
    """Who tries there: where a row has several targets each is tried by some, so that all have tried, and in another
    row by others; all everywhere with TEST_FULL=1."""
    every = 1 if os.environ.get("TEST_FULL") == "1" else len(row.on)
    return list(PRINCIPALS[(row.on.index(target) + turn(f"{method} {row.route}")) % every :: every])


def turn(name: str) -> int:
    """Return a number that is as good as drawn by chance, and the same in each run."""
    return zlib.crc32(name.encode())


def ask(client: Client, method: str, row: Row, world: World, target: str, **headers: str) -> HttpResponseBase | str:
    """Send one request and roll back what it did; a fault is returned as its words."""
    found, cookies = {**FOR_ALL, **world.keys[target]}, SimpleCookie(client.cookies.output(header="", sep=";"))
    try:
        with transaction.atomic():
            response = read(_send(client, method, row, found, headers))
            transaction.set_rollback(True)
            return response
    except Exception as fault:  # any fault is a mismatch, told with its row
        return f"{type(fault).__name__}: {fault}"
    finally:
        client.cookies = cookies


def read(response: Any) -> HttpResponseBase:
    """Take in an answer that comes in pieces, so that its file is closed and its faults are seen."""
    if response.streaming:
        response.taken_in = b"".join(response.streaming_content)
    return response


def text_of(response: Any) -> str:
    content = response.taken_in if response.streaming else response.content
    return content.decode("utf-8", "replace")


def _send(client: Client, method: str, row: Row, found: dict[str, Any], headers: dict[str, str]) -> HttpResponseBase:
    if not row.is_api:
        return client.generic(method, path(row, found), "", "application/x-www-form-urlencoded", headers=headers)
    if row.body.get("file"):
        upload = {"file": SimpleUploadedFile("a.pdf", b"%PDF-1.7\n")}
        return client.post(path(row, found), upload, headers=headers)
    return getattr(client, method.lower())(path(row, found), **_json(method, row.sent(found)), headers=headers)


def _json(method: str, body: dict[str, Any]) -> dict[str, Any]:
    return {} if method == "GET" else {"data": body, "content_type": "application/json"}


def path(row: Row, found: dict[str, Any]) -> str:
    """Return the address of the row with its blanks filled."""
    if row.is_api:
        return row.route.replace("^.*$", "nothing").format(**row.filled(found, routes.blanks(row.route)))
    wanted = routes.names_in(row.route)
    return reverse(row.route, kwargs=row.filled(found, wanted))


def outcome(response: HttpResponseBase | str) -> str:
    """Name the answer; whatever came past the door counts as allowed, be it a form that wants more."""
    if isinstance(response, str):
        return response
    if response.status_code == 302 and response.headers["Location"].startswith(reverse("account_login")):
        return expectations.SIGN_IN
    if response.status_code >= 500 or response.status_code == 405:
        return str(response.status_code)
    return NAMES.get(response.status_code, expectations.ALLOWED)
