"""How somebody without an account joins: ask with an address, confirm by the link in the mail."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from lineup.core.foundation import zones
from lineup.core.outbox import messages
from lineup.core.participation import admission, answering, place_links, places
from lineup.core.participation.models import JoinRequest, Place, Pool
from lineup.core.people import addresses, persons
from lineup.core.people.actors import Actor

LASTS = timedelta(hours=48)

# more mails an hour to one address would be a nuisance
MOST_AN_HOUR = 5


@transaction.atomic
def ask(
    pool: Pool,
    *,
    name: str,
    email: str,
    companions: Sequence[str] = (),
    answers: answering.Given = (),
    language: str = "en",
    time_zone: str = "UTC",
    at: datetime,
) -> JoinRequest:
    """Write the wish down with its answers and send the link; nothing is held, nothing tells who is known.

    Raises AddressNeeded, NameNeeded, TooLong, PartyTooLarge, and what `admission.check_open` and `answering.check`
    raise.
    """
    name, email = persons.check_name(name), addresses.check(email)
    admission.check_open(pool, at=at)
    if 1 + len(companions) > pool.party_limit:
        raise admission.PartyTooLarge(limit=pool.party_limit)
    sheet = answering.check(pool, answers, party=1 + len(companions))
    request = JoinRequest.objects.create(
        pool=pool,
        name=name,
        email=email,
        companions=[persons.check_name(companion, field="companions") for companion in companions],
        language=language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE,
        time_zone=time_zone if zones.is_known(time_zone) else "UTC",
        created_at=at,
        expires_at=at + LASTS,
    )
    answering.keep_for_request(request, sheet, at=at)
    messages.enqueue("mail-join-request", key=f"join:{request.pk}", payload={"request": str(request.pk)}, at=at)
    return request


@transaction.atomic
def confirm(request: JoinRequest, *, by: Actor, at: datetime) -> Place:
    """Turn the wish into a place: confirmed, waiting or requested. A second time returns that place.

    The link proves the address. Raises what `places.join` raises.
    """
    request = JoinRequest.objects.select_for_update().get(pk=request.pk)
    if request.place:
        return request.place
    person = persons.make_known(
        name=request.name, email=request.email, language=request.language, time_zone=request.time_zone
    )
    persons.prove_address(person, at=at)
    pool = Pool.objects.select_related("offering").get(pk=request.pool_id)
    actor = Actor(person, channel="link", address=by.address, user_agent=by.user_agent)
    # the answers were looked at when they were given; what is asked since can be answered afterwards
    request.place = places.join(pool, person, companions=request.companions, answers=None, by=actor, at=at)
    request.save(update_fields=["place"])
    if pool.asks:
        answering.move_to_place(request, request.place)
    place_links.prolong(request, at=at)
    return request.place


def is_flood(request: JoinRequest) -> bool:
    """Whether so many links to this address wait unused since an hour that no more should be sent."""
    # by their end, which has an index, and is as far from their beginning for all
    recent = JoinRequest.objects.filter(
        expires_at__gt=request.expires_at - timedelta(hours=1), expires_at__lte=request.expires_at, place=None
    )
    return recent.filter(email__iexact=request.email).exclude(pk=request.pk).count() >= MOST_AN_HOUR


def forget_unconfirmed(*, before: datetime, limit: int = 200) -> int:
    """Delete up to `limit` requests that ran out unconfirmed before this instant; return how many."""
    old = JoinRequest.objects.filter(place=None, expires_at__lt=before).values_list("pk", flat=True)[:limit]
    with transaction.atomic():
        return JoinRequest.objects.filter(pk__in=list(old)).delete()[1].get("participation.JoinRequest", 0)
