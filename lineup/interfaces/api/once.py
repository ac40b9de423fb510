"""Idempotency-Key: a request sent twice is done once and answered alike (the API's own rows, see decision 7)."""

import functools
import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, cast

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Invalid, Refusal
from lineup.interfaces.api import keys
from lineup.interfaces.api.models import IdempotencyKey

HEADER = "Idempotency-Key"
KEPT = timedelta(hours=48)
LONGEST = 255
MEDIA_TYPE = "application/json"

Answer = Callable[[], HttpResponse]


class KeyReused(Invalid):
    code = "idempotency_key_reused"
    sentence = _("This key came with another request before; use a fresh key for each request you mean anew.")
    field = HEADER


class KeyUnusable(Invalid):
    code = "idempotency_key_unusable"
    sentence = _("Use between 1 and 255 characters as the key, best a random UUID.")
    field = HEADER


class ShownOnce(Refusal):
    code = "secret_shown_once"
    sentence = _(
        "This was done already, and its secret is shown only once: revoke it, and make another with a fresh key."
    )


def only_once(request: HttpRequest, answer: Answer, *, secret: bool = False) -> HttpResponse:
    """Return `answer()`, or what it returned when this request came before with the same key.

    The key is written in the transaction of the effect, so that both exist or neither; whoever sends
    the same meanwhile waits for it. A refusal is not kept. `secret`: the answer may not be stored.
    """
    key = request.headers.get(HEADER)
    if key is None:
        return _try_twice(answer)
    if not 1 <= len(key) <= LONGEST:
        raise KeyUnusable
    row = IdempotencyKey(
        person=keys.person(request),
        key=hashlib.sha256(key.encode()).hexdigest(),
        fingerprint=fingerprint(request),
        created_at=clock.now(),
    )
    return _try_twice(lambda: _done_or_replayed(row, answer, secret=secret))


def _try_twice(attempt: Answer) -> HttpResponse:
    """Somebody quicker took the same key or the same place: what they did is visible now."""
    try:
        return attempt()
    except IntegrityError:
        return attempt()


def _done_or_replayed(row: IdempotencyKey, answer: Answer, *, secret: bool) -> HttpResponse:
    try:
        with transaction.atomic():
            row.pk = None
            row.save(force_insert=True)
            response = answer()
            row.status, row.body = response.status_code, b"" if secret else response.content
            row.save(update_fields=["status", "body"])
    except IntegrityError:
        kept = IdempotencyKey.objects.filter(person=row.person, key=row.key).first()
        if kept is None:
            raise
        return _replay(kept, row.fingerprint, secret=secret)
    return response


def _replay(kept: IdempotencyKey, wanted: str, *, secret: bool) -> HttpResponse:
    if kept.fingerprint != wanted:
        raise KeyReused
    if secret:
        raise ShownOnce
    headers = {"Idempotency-Replayed": "true"}
    return HttpResponse(bytes(kept.body), status=kept.status, content_type=MEDIA_TYPE, headers=headers)


def fingerprint(request: HttpRequest) -> str:
    """Return the digest of what is asked: method, address and content."""
    digest = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode())
    if request.content_type == "multipart/form-data":
        uploads = cast("dict[str, UploadedFile]", request.FILES)
        for name, upload in sorted(uploads.items()):
            digest.update(f"{name} {upload.name} {upload.size}\n".encode())
            for chunk in upload.chunks():
                digest.update(chunk)
            upload.seek(0)
        digest.update(repr(sorted(request.POST.lists())).encode())
    else:
        digest.update(request.body)
    return digest.hexdigest()


def guard(operation: Any) -> None:
    """Put the operation of an unsafe method behind `only_once`, its answer rendered inside the transaction."""
    view, secret = operation.view_func, getattr(operation.view_func, "shows_secret", False)
    if getattr(view, "only_reads", False) or getattr(view, "nobody_repeats", False):
        return

    @functools.wraps(view)
    def guarded(request: HttpRequest, **values: object) -> HttpResponse:
        def answer() -> HttpResponse:
            fresh = operation.api.create_temporal_response(request)
            return operation._result_to_response(request, view(request, **values), fresh)

        return only_once(request, answer, secret=secret)

    operation.view_func = guarded


def shows_secret(view: Any) -> Any:
    """Mark a view whose answer carries a secret that may be stored nowhere."""
    view.shows_secret = True
    return view


def only_reads(view: Any) -> Any:
    """Mark a view that changes nothing and is asked by POST to keep a secret out of its address: it needs no key."""
    view.only_reads = True
    return view


def nobody_repeats(view: Any) -> Any:
    """Mark a view whose answer is kept nowhere and that does no harm twice: it needs no key, and takes none."""
    view.nobody_repeats = True
    return view


def forget(*, before: datetime, limit: int = 1000) -> int:
    """Delete up to `limit` keys from before this instant; return how many."""
    old = IdempotencyKey.objects.filter(created_at__lt=before).values_list("pk", flat=True)[:limit]
    with transaction.atomic():
        return IdempotencyKey.objects.filter(pk__in=list(old)).delete()[0]
