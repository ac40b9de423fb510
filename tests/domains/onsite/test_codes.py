"""The code on a badge: short, tells of nobody, and cannot be made or changed without the key."""

import base64
import random
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from lineup.domains.onsite import codes
from lineup.domains.onsite.codes import Keyring, Verdict

EVENT = UUID("01890000-0000-7000-8000-000000000001")
SECRET, OTHER = bytes(range(32)), bytes(range(1, 33))
SHORT = codes.event_key(EVENT)
SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


def public(secret: bytes) -> bytes:
    return Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()


KEYS = Keyring(SHORT, {2: public(SECRET)}, frozenset({1}))


def made(secret: bytes = SECRET, **facts: object) -> str:
    return codes.sign(secret, **{"key": 2, "event": SHORT, "badge_id": "K7M4QX2", "serial": 3, **facts})  # type: ignore[arg-type]


@pytest.mark.req("D10")
def test_a_code_is_short_plain_signs_and_the_same_each_time():
    code = made()
    assert (len(code), code[:2], set(code) - set(SIGNS), made()) == (128, "LU", set(), code)


@pytest.mark.req("D10")
def test_a_code_says_its_badge_and_nothing_else():
    packed = base64.b32decode(made())
    assert packed[:16] == b"\x5d\x02" + base64.b32decode(SHORT) + b"K7M4QX2" + b"\x00\x03"
    assert len(packed) == 16 + 64


@pytest.mark.req("D10")
@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (made(), Verdict.VALID),
        (made(key=1), Verdict.RETIRED_KEY),
        (made(key=3), Verdict.UNKNOWN_KEY),
        (made(OTHER), Verdict.FORGED),
        (made(event=codes.event_key(UUID(int=5))), Verdict.OTHER_EVENT),
        (base64.b32encode(b"\x5e" + base64.b32decode(made())[1:]).decode(), Verdict.UNKNOWN_VERSION),
        ("", Verdict.NOT_A_BADGE),
        ("https://lineup.example/my-places", Verdict.NOT_A_BADGE),
        (made().lower(), Verdict.NOT_A_BADGE),
        (made() + " ", Verdict.NOT_A_BADGE),
        ("é" * 128, Verdict.NOT_A_BADGE),
        ("1" * 128, Verdict.NOT_A_BADGE),
    ],
)
def test_each_text_gets_its_verdict(text, verdict):
    assert codes.verify(text, KEYS).verdict == verdict


def test_what_a_code_says_is_told_only_once_it_is_believed():
    assert codes.verify(made(), KEYS) == codes.Reading(Verdict.VALID, "K7M4QX2", 3, 2)
    assert codes.verify(made(OTHER), KEYS) == codes.Reading(Verdict.FORGED)


@pytest.mark.req("D10")
@pytest.mark.parametrize(("least", "verdict"), [(1, "valid"), (3, "valid"), (4, "revoked")])
def test_a_code_holds_from_its_least_serial_on(least, verdict):
    assert codes.verify(made(), KEYS, first_valid={"K7M4QX2": least}).verdict == verdict


@pytest.mark.req("D10")
def test_two_keys_hold_at_once_while_one_gives_way_to_the_other():
    both = Keyring(SHORT, {1: public(OTHER), 2: public(SECRET)})
    found = [codes.verify(text, both).verdict for text in (made(OTHER, key=1), made(), made(OTHER, key=2))]
    assert found == [Verdict.VALID, Verdict.VALID, Verdict.FORGED]


@pytest.mark.req("D10")
def test_of_ten_thousand_changed_codes_none_is_believed():
    dice, code = random.Random(10), made()
    keys = Keyring(SHORT, {number: public(SECRET) for number in range(64)})
    changed = [_changed(code, dice) for _ in range(10_000)]
    assert code not in changed
    verdicts = {codes.verify(text, keys).verdict for text in changed}
    assert Verdict.FORGED in verdicts
    assert not verdicts & {Verdict.VALID, Verdict.REVOKED}


def _changed(code: str, dice: random.Random) -> str:
    """One to three signs replaced, two swapped, some cut off or put on, or a bit of what was packed turned over."""
    way = dice.randrange(5)
    signs = list(code)
    if way == 0:
        for place in dice.sample(range(len(signs)), dice.randint(1, 3)):
            signs[place] = dice.choice(SIGNS.replace(signs[place], ""))
    elif way == 1:
        first, second = _two_unlike(code, dice)
        signs[first], signs[second] = signs[second], signs[first]
    elif way == 2:
        return code[: dice.randrange(len(code))]
    elif way == 3:
        return code + dice.choice(SIGNS)
    else:
        packed = bytearray(base64.b32decode(code))
        packed[dice.randrange(len(packed))] ^= 1 << dice.randrange(8)
        return base64.b32encode(bytes(packed)).decode()
    return "".join(signs)


def _two_unlike(code: str, dice: random.Random) -> tuple[int, int]:
    while True:
        first, second = dice.sample(range(len(code)), 2)
        if code[first] != code[second]:
            return first, second


def test_a_scanner_may_type_small_letters_and_a_line_end():
    assert codes.clean(f" {made().lower()}\r\n") == made()
