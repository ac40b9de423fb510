"""Says something in one browser: the handler of topic "push". No transaction is open while it speaks."""

import hashlib
from datetime import datetime, timedelta
from uuid import UUID

import orjson
from django.utils import translation

from lineup.core.foundation import clock, outward_calls
from lineup.core.notices import browsers, push_keys, tidings
from lineup.core.notices.models import Browser
from lineup.core.notices.tidings import Tiding
from lineup.core.outbox.messages import Later
from lineup.core.outbox.models import Message
from lineup.interfaces.push import envelopes
from lineup.interfaces.push.rests import Rests

GONE = frozenset({404, 410})
BUSY = frozenset({429, 503})
RESTS = Rests()
# what waits for longer is tried like any message, and parked in the end
PATIENCE = timedelta(seconds=envelopes.KEPT_SECONDS)
LONGEST_TITLE, LONGEST_SENTENCE = 150, 400
NOTICES = "/notices"


class PushRefused(Exception):
    """The service took it not; to be tried again. Says no address."""


def send(message: Message) -> None:
    """Push what there is to say, unless the browser is gone or hears of it no more.

    Raises Later in quiet hours, and while the service asks to be left alone.

    A worker that dies before it could note it pushes again, under the same tag: the browser shows it once.
    """
    load, at = message.payload, clock.now()
    browser = browsers.find(UUID(load["to"]), person=UUID(load["person"]))
    tiding = tidings.read(load, channel="push", at=at) if browser else None
    if browser is None or tiding is None:
        return
    key = push_keys.named(browser.sender)
    if key is None:
        # subscribed under a key that we have no longer: nobody can reach it
        browsers.drop(browser)
        return
    _let_rest(browser, message, at)
    tag = hashlib.sha256(message.key.encode()).hexdigest()[:32]
    body = envelopes.sealed(written(tiding, tag), browser)
    answer = outward_calls.post(browser.endpoint, body=body, headers=envelopes.headers(browser, key, topic=tag, at=at))
    if answer.status in GONE:
        browsers.drop(browser)
        return
    if answer.status in BUSY:
        RESTS.begin(browser.endpoint, answer.wait(at=at), at=at)
        _let_rest(browser, message, at)
    if not 200 <= answer.status < 300:
        raise PushRefused(f"status {answer.status}")


def _let_rest(browser: Browser, message: Message, at: datetime) -> None:
    until = RESTS.over_at(browser.endpoint, at=at)
    if until and at - message.created_at < PATIENCE:
        raise Later(until)


def written(tiding: Tiding, tag: str) -> bytes:
    """Return what the browser shows, as JSON: title, body, the path that a click opens, tag and language."""
    words, language = tiding.said[0].words, tiding.person.language
    several = len(tiding.said) > 1
    with translation.override(language):
        told = {
            "title": _short(tiding.title, LONGEST_TITLE),
            "body": _short(str(words.title if several else words.sentence), LONGEST_SENTENCE),
            "path": NOTICES if several else words.path or NOTICES,
            "tag": tag,
            "lang": language,
        }
    plain = orjson.dumps(told)
    return plain if len(plain) <= envelopes.LONGEST_BYTES else orjson.dumps({**told, "body": ""})


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
