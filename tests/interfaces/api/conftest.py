"""Callers of the API, as tests see them."""

from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import orjson
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from PIL import Image

from lineup.core.foundation import clock
from lineup.core.people import api_tokens
from lineup.core.people.models import Person


@dataclass
class Caller:
    """Somebody with a token of their own, or nobody."""

    headers: dict[str, str] = field(default_factory=dict)

    def __call__(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        sent = {} if body is None else {"data": orjson.dumps(body), "content_type": "application/json"}
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        # what is refused rolls back to here, as it would to the beginning of the request
        with transaction.atomic():
            return Client().generic(method, f"/api{path}", headers={**self.headers, **named}, **sent)

    def get(self, path: str, **headers: str) -> Any:
        return self("GET", path, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        return self("POST", path, body, **headers)

    def patch(self, path: str, body: Any = None, **headers: str) -> Any:
        return self("PATCH", path, body, **headers)

    def delete(self, path: str, **headers: str) -> Any:
        return self("DELETE", path, **headers)


def caller(person: Person, *, scope: str = "write") -> Caller:
    _row, secret = api_tokens.make(person, name="Test", scope=scope, at=clock.now())
    return Caller({"Authorization": f"Bearer {secret}"})


@pytest.fixture
def nobody():
    return Caller()


@pytest.fixture
def as_person(db):
    """`as_person(someone)`: a caller with a token that may write."""
    return caller


def upload(person: Person, path: str, content: bytes) -> Any:
    """Send a file as a form of a program does."""
    sent = {"file": SimpleUploadedFile("file.bin", content)}
    return Client().post(f"/api{path}", sent, headers=caller(person).headers)


def picture(width: int = 70, height: int = 30) -> bytes:
    out = BytesIO()
    Image.new("RGB", (width, height), "blue").save(out, "PNG")
    return out.getvalue()


def problem(response: Any) -> tuple[int, str]:
    """Status and code of a problem, after a look at its shape."""
    body = response.json()
    assert response.headers["Content-Type"] == "application/problem+json"
    assert body["type"] == f"/problems/{body['code']}"
    assert body["status"] == response.status_code
    assert body["title"]
    assert body["detail"]
    return response.status_code, body["code"]
