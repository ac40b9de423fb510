"""Who comes with a signature over what they send, as Standard Webhooks has it, in place of a token or a session."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja.security import APIKeyHeader

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Invalid, Refusal
from lineup.core.people import limits
from lineup.core.webhooks import signing
from lineup.domains.racing import telemetry_keys
from lineup.domains.racing.models import TelemetryKey

LARGEST = 64 * 1024
LONGEST_ID = 100
# of one key: a message each half second
TOLD = limits.Limit("telemetry", 120, 60)
# signatures that don't hold, from one network
FORGED_FROM = limits.Limit("telemetry-forged-from", 60, 600)


class BadSignature(Refusal):
    code = "bad_signature"
    sentence = _("The signature doesn't hold: sign “id.timestamp.body” with the secret, on a clock that is right.")
    status = 401


class MessageTooLarge(Invalid):
    code = "message_too_large"
    sentence = _("A message has at most 64 KB; tell of fewer cars, or leave out spaces.")
    status = 413


class Signature(APIKeyHeader):
    """HMAC-SHA256 over `webhook-id`.`webhook-timestamp`.body under the secret of the race, as Standard Webhooks."""

    param_name = "webhook-signature"

    def authenticate(self, request: HttpRequest, key: str | None) -> TelemetryKey:
        """Return the key whose signature holds; nothing of the body is read for its meaning before."""
        at, match = clock.now(), request.resolver_match
        found = telemetry_keys.find_signing(match.kwargs["key"] if match else None)
        body = _body(request)
        message_id, timestamp = (request.headers.get(f"webhook-{name}", "") for name in ("id", "timestamp"))
        is_named = 1 <= len(message_id) <= LONGEST_ID and message_id.isascii() and message_id.isprintable()
        signed_at = signing.signed_at(timestamp, at=at)
        secret, said = telemetry_keys.secret_of(found), key or ""
        holds = signing.holds(secret, said, message_id=message_id, timestamp=timestamp, body=body)
        if not (is_named and signed_at and holds):
            limits.spend((FORGED_FROM, limits.origin(request.META.get("REMOTE_ADDR"))), at=at)
            raise BadSignature
        limits.spend((TOLD, str(found.pk)), at=at)
        request.message_id, request.signed_at = message_id, signed_at  # type: ignore[attr-defined]
        return found


def _body(request: HttpRequest) -> bytes:
    """The body as it came. Raises MessageTooLarge, and has not read it where its length was said."""
    said = request.META.get("CONTENT_LENGTH") or "0"
    if not said.isdecimal() or int(said) > LARGEST or len(request.body) > LARGEST:
        raise MessageTooLarge
    return request.body
