"""Codes that one reads off: six digits of an authenticator app (RFC 6238), or a recovery code from paper."""

from collections.abc import Mapping
from datetime import datetime

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import sealing
from lineup.core.foundation.errors import Invalid

STEP_SECONDS = 30
# a phone's clock may be half a minute off, either way
DRIFT_STEPS = 1

Type = Authenticator.Type
SEALED: Mapping[str, str] = {Type.TOTP: "secret", Type.RECOVERY_CODES: "seed"}


class CodeWrong(Invalid):
    code = "code_wrong"
    sentence = _("This code doesn't fit. Wait for the next one; if none fits, set the clock of your phone by itself.")
    field = "code"


def new_seed() -> str:
    """Return a fresh seed for an authenticator app, in base 32."""
    return totp.generate_totp_secret()


def shown(seed: str, *, step: int) -> str:
    """Return the six digits that an app shows for the seed in a step of thirty seconds since 1970."""
    return totp.format_hotp_value(totp.hotp_value(seed, step))


def step_of(seed: str, code: str, *, at: datetime) -> int:
    """Return the step whose code this is, near the instant. Raises CodeWrong."""
    now, digits = int(at.timestamp()) // STEP_SECONDS, "".join(filter(str.isalnum, code))
    for step in range(now - DRIFT_STEPS, now + DRIFT_STEPS + 1):
        if constant_time_compare(digits, shown(seed, step=step)):
            return step
    raise CodeWrong


def use_step(app: Authenticator, code: str, *, at: datetime) -> bool:
    """Whether the code fits the app and is newer than any used; the caller holds the row's lock."""
    try:
        step = step_of(sealing.unseal(app.data["secret"]), code, at=at)
    except CodeWrong:
        return False
    # a code seen over a shoulder, and all before it, open nothing
    if step <= app.data.get("last_step", 0):
        return False
    app.data["last_step"] = step
    app.save(update_fields=["data"])
    return True


def left(spare: Authenticator) -> int:
    """Return how many recovery codes of the set are unused."""
    return int(app_settings.RECOVERY_CODE_COUNT) - int(spare.data.get("used_mask", 0)).bit_count()


def renew_seal(row: Authenticator) -> None:
    """Seal what the row holds anew, under the present key."""
    name = SEALED[row.type]
    row.data[name] = sealing.renew(row.data[name])
    row.save(update_fields=["data"])
