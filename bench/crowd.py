"""Makes people with API tokens and one hot event; run inside a stage's settings. Prints JSON."""

import json
import secrets
import sys
from datetime import timedelta

import django

django.setup()

from django.db import connection  # noqa: E402

from lineup.core.foundation import clock, ids, tokens  # noqa: E402
from lineup.core.participation import offerings  # noqa: E402
from lineup.core.participation.models import Place, PlaceChange, Pool  # noqa: E402
from lineup.core.people import opening  # noqa: E402
from lineup.core.people.actors import Actor  # noqa: E402
from lineup.core.people.models import Account, ApiToken, Participant, Person  # noqa: E402
from lineup.domains.events import events  # noqa: E402

BATCH = 1000
LASTS = timedelta(hours=12)
RUN = secrets.token_hex(3)


def people(number: int) -> list[str]:
    """Make `number` people with an account and a token each; return the tokens."""
    made = []
    for start in range(0, number, BATCH):
        made += _batch(start, min(BATCH, number - start))
    return made


def _batch(start: int, size: int) -> list[str]:
    at = clock.now()
    keys = [ids.new() for _ in range(size)]
    accounts = [Account(email=f"crowd{start + n}-{RUN}@example.org", password="!") for n in range(size)]
    keyring = [tokens.new() for _ in range(size)]
    Participant.objects.bulk_create(
        [Participant(pk=key, display_name=f"Crowd {start + n}") for n, key in enumerate(keys)]
    )
    Account.objects.bulk_create(accounts)
    Person.objects.bulk_create(
        [
            Person(
                pk=key,
                account=account,
                name=f"Crowd {start + n}",
                email=account.email,
                email_folded=account.email,
                email_verified_at=at,
            )
            for n, (key, account) in enumerate(zip(keys, accounts, strict=True))
        ]
    )
    ApiToken.objects.bulk_create(
        [
            ApiToken(
                person_id=key,
                name="bench",
                scope="write",
                hint=tokens.hint(secret),
                digest=tokens.digest(secret),
                created_at=at,
                last_used_at=at,
            )
            for key, secret in zip(keys, keyring, strict=True)
        ]
    )
    return keyring


def hot_event(capacity: int | None, *, in_hours: int = 30 * 24) -> tuple[str, str, str]:
    """Publish one event that begins in so many hours; return its pool, its slug and its organiser's token."""
    at = clock.now()
    email = f"organiser{ids.new().hex[-8:]}@example.org"
    person = opening.open_proved(email=email, password="bench", name="Organiser", role="owner", at=at)
    by = Actor(person)
    starts_at = at + timedelta(hours=in_hours)
    event = events.create(
        title="Hot event", starts_at=starts_at, ends_at=starts_at + LASTS, capacity=capacity, by=by, at=at
    )
    offerings.publish(event.offering, by=by, at=at)
    secret = key_of(person)
    return str(Pool.objects.get(offering=event.pk).pk), event.offering.slug, secret


def key_of(person: Person) -> str:
    """Return a token with which the person may write."""
    at, secret = clock.now(), tokens.new()
    ApiToken.objects.create(
        person=person,
        name="bench",
        scope="write",
        hint="x",
        digest=tokens.digest(secret),
        created_at=at,
        last_used_at=at,
    )
    return secret


def stuff(pool_id: str, number: int) -> None:
    """Put `number` confirmed places into the pool, as rows."""
    at = clock.now()
    pool = Pool.objects.get(pk=pool_id)
    for start in range(0, number, BATCH):
        size = min(BATCH, number - start)
        keys = [ids.new() for _ in range(size)]
        Participant.objects.bulk_create(
            [Participant(pk=key, display_name=f"Stuffed {start + n}") for n, key in enumerate(keys)]
        )
        Person.objects.bulk_create(
            [
                Person(
                    pk=key, name=f"Stuffed {start + n}", email=f"s{key}@example.org", email_folded=f"s{key}@example.org"
                )
                for n, key in enumerate(keys)
            ]
        )
        places = [Place(pool=pool, participant_id=key, contact_id=key, state="confirmed", queued_at=at) for key in keys]
        Place.objects.bulk_create(places)
        PlaceChange.objects.bulk_create(
            [PlaceChange(place=place, action="join", to_state="confirmed", channel="import", at=at) for place in places]
        )
        Pool.objects.filter(pk=pool_id).update(taken=pool.taken + start + size)
    with connection.cursor() as cursor:
        # as PostgreSQL does by itself after a minute: plans made for empty tables are none for full ones
        cursor.execute("ANALYZE")


if __name__ == "__main__":
    wanted = json.loads(sys.argv[1])
    made: dict[str, object] = {"tokens": people(wanted.get("people", 0)), "events": []}
    for one in wanted.get("events", []):
        pool, slug, organiser = hot_event(one.get("capacity"))
        stuff(pool, one.get("stuffed", 0))
        made["events"].append({"pool": pool, "slug": slug, "organiser": organiser})  # type: ignore[attr-defined]
    print(json.dumps(made))
