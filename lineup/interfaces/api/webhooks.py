"""Webhooks: addresses of programs that hear at once what happens; what they were sent, and sending it again."""

from datetime import datetime
from typing import Annotated, Any, Self
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Status
from pydantic import Field, StringConstraints

from lineup.core.clubs import permissions
from lineup.core.foundation import clock
from lineup.core.webhooks import deliveries, endpoints, happenings, record, replaying, signing, stores
from lineup.core.webhooks.happenings import Happening
from lineup.core.webhooks.models import Attempt, Delivery, Endpoint
from lineup.interfaces.api import briefs, keys, once, paging, shapes
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Moment, Sent, Slug

router = Router(tags=["webhooks"])

Name = Annotated[str, StringConstraints(max_length=80), Field(examples=["Wall display"])]
Url = Annotated[str, StringConstraints(max_length=500), Field(examples=["https://example.org/hooks"])]
Kinds = Annotated[
    list[Annotated[str, StringConstraints(max_length=40)]],
    Field(max_length=100, examples=[["place.confirmed", "place.withdrawn"]]),
]


class WebhookKind(Shown):
    """Something to hear of; `of_clubs_only`: a person's webhook does not."""

    kind: str
    words: str
    of_clubs_only: bool

    @classmethod
    def of(cls, row: Happening) -> Self:
        return cls.made(kind=row.slug, words=str(row.words), of_clubs_only=row.of_clubs_only)


class WebhookShown(Shown):
    """A webhook; `club` is null for one's own. `off_because` is by_hand, gone or failing, empty while it is on.

    `speaks`: webhook, or xapi for a record store, which is never signed.
    """

    id: UUID
    speaks: str
    club: briefs.ClubBrief | None
    name: str
    url: str
    kinds: list[str]
    tells_people: bool
    created_at: datetime
    disabled_at: datetime | None
    off_because: str
    succeeded_at: datetime | None
    rests_until: datetime | None

    @classmethod
    def of(cls, row: Endpoint) -> Self:
        fields = ("name", "url", "tells_people", "created_at", "disabled_at", "succeeded_at", "rests_until")
        return cls.made(
            id=row.pk,
            speaks=str(row.speaks),
            club=briefs.club(row.club),
            kinds=list(record.kinds_of(row)),
            off_because=str(row.disabled_why),
            **shapes.read(row, fields),
        )


class WebhookMade(WebhookShown):
    """With the secret that signs its messages, shown this once."""

    secret: str


class NewWebhook(Sent):
    name: Name
    url: Url
    kinds: Kinds
    tells_people: bool = Field(default=False, description="Whether names and e-mail addresses are told, or ids only.")


class WebhookChanged(Sent):
    """What to change; what is left out stays."""

    name: Name = ""
    url: Url = ""
    kinds: Kinds = []
    tells_people: bool = False


Login = Annotated[str, StringConstraints(max_length=200)]


class NewRecordStore(Sent):
    """A Learning Record Store: the address of its xAPI, and the key and secret of Basic authentication."""

    name: Name
    url: Annotated[str, StringConstraints(max_length=500), Field(examples=["https://example.org/xapi"])]
    key: Login
    secret: Login


class RecordStoreChanged(NewRecordStore):
    """Key and secret that are left out stay, as long as the address does."""

    key: Login = ""
    secret: Login = ""


class DeliveryShown(Shown):
    """One message; `webhook_id` is what it carries as `webhook-id`, at every try. `state`: waiting, delivered,
    failed, or skipped because the webhook was switched off or there was nothing to tell: nobody who agrees, say."""

    id: UUID
    webhook_id: str
    kind: str
    happened_at: datetime
    state: str
    attempts: int
    next_at: datetime | None

    @classmethod
    def of(cls, row: Delivery) -> Self:
        fields = ("kind", "happened_at", "attempts", "next_at")
        webhook_id = f"msg_{row.pk.hex}"
        return cls.made(id=row.pk, webhook_id=webhook_id, state=str(row.state), **shapes.read(row, fields))


class AttemptShown(Shown):
    """One try: a status, or `failure` where none came back. `excerpt` is the beginning of the answer, cleaned."""

    at: datetime
    status: int | None
    failure: str
    duration_ms: int
    excerpt: str

    @classmethod
    def of(cls, row: Attempt) -> Self:
        return cls.made(**shapes.read(row, ("at", "status", "failure", "duration_ms", "excerpt")))


class DeliveriesWanted(Sent):
    state: str = Field("", pattern="^(|waiting|delivered|failed|skipped)$", description="Only those that stand so.")


class Replay(Sent):
    since: Moment


class Replaying(Shown):
    """It goes on by itself; look at the deliveries."""

    since: datetime


@router.get("/webhook-kinds", response=paging.Page[WebhookKind], auth=keys.ANYBODY, summary="List what can be heard of")
def kinds(request: HttpRequest) -> Any:
    """In the order of the documentation, in words of the language of Accept-Language."""
    return paging.whole(happenings.known(of_club=True), WebhookKind)


@router.get("/webhooks", response=paging.Page[WebhookShown], summary="List my webhooks")
def mine(request: HttpRequest, window: Query[paging.Window]) -> Any:
    """One's own, the newest first; a club's are under the club."""
    rows = endpoints.of_person(keys.person(request)).select_related("club")
    return paging.page(rows, WebhookShown, order=("-created_at", "-id"), window=window)


@router.post("/webhooks", response={201: WebhookMade}, summary="Make a webhook of my own")
@once.shows_secret
def make_own(request: HttpRequest, body: NewWebhook) -> Any:
    """It hears of the events that I organise myself. The secret is in this answer and nowhere else."""
    return _made(*endpoints.make(by=keys.actor(request), at=clock.now(), **body.model_dump()))


@router.get("/clubs/{slug}/webhooks", response=paging.Page[WebhookShown], summary="List a club's webhooks")
def of_club(request: HttpRequest, slug: Slug, window: Query[paging.Window]) -> Any:
    """For owner and admins, the newest first."""
    club = permissions.find(keys.person(request), permissions.MANAGE_WEBHOOKS, slug=slug)
    rows = endpoints.of_club(club).select_related("club")
    return paging.page(rows, WebhookShown, order=("-created_at", "-id"), window=window)


@router.post("/clubs/{slug}/webhooks", response={201: WebhookMade}, summary="Make a webhook of a club")
@once.shows_secret
def make_for_club(request: HttpRequest, slug: Slug, body: NewWebhook) -> Any:
    """It hears of the club's events and members. The secret is in this answer and nowhere else."""
    club = permissions.find(keys.person(request), permissions.MANAGE_WEBHOOKS, slug=slug)
    return _made(*endpoints.make(club=club, by=keys.actor(request), at=clock.now(), **body.model_dump()))


def _made(endpoint: Endpoint, secret: str) -> Any:
    return Status(201, WebhookMade(**WebhookShown.of(endpoint).model_dump(), secret=secret))


@router.post("/clubs/{slug}/record-stores", response={201: WebhookShown}, summary="Connect a record store of a club")
def make_store(request: HttpRequest, slug: Slug, body: NewRecordStore) -> Any:
    """It is told in xAPI statements what those learn in the club's courses who agree to it; its secret is not shown.

    It stands among the club's webhooks, and is paused, tested, replayed and removed as they are.
    """
    club = permissions.find(keys.person(request), permissions.MANAGE_WEBHOOKS, slug=slug)
    made = stores.make(club, by=keys.actor(request), at=clock.now(), **body.model_dump())
    return Status(201, WebhookShown.of(made))


@router.put("/webhooks/{webhook}/record-store", response=WebhookShown, summary="Change a record store")
def change_store(request: HttpRequest, webhook: UUID, body: RecordStoreChanged) -> Any:
    """Its name, address and login. Of a webhook that is no record store there is nothing here: 404."""
    values, by = body.model_dump(), keys.actor(request)
    return WebhookShown.of(stores.change(_find(request, webhook), by=by, at=clock.now(), **values))


@router.get("/webhooks/{webhook}", response=WebhookShown, summary="Show a webhook")
def show(request: HttpRequest, webhook: UUID) -> Any:
    """Without its secret, which was shown once."""
    return WebhookShown.of(_find(request, webhook))


@router.patch("/webhooks/{webhook}", response=WebhookShown, summary="Change a webhook")
def change(request: HttpRequest, webhook: UUID, body: WebhookChanged) -> Any:
    """What is on its way goes to the new address."""
    values, by = body.model_dump(exclude_unset=True), keys.actor(request)
    return WebhookShown.of(endpoints.change(_find(request, webhook), by=by, at=clock.now(), **values))


@router.delete("/webhooks/{webhook}", response=WebhookShown, summary="Remove a webhook")
def remove(request: HttpRequest, webhook: UUID) -> Any:
    """With its secrets and its log; what is on its way is not sent. Returns it as it was."""
    endpoint = _find(request, webhook)
    was = WebhookShown.of(endpoint)
    endpoints.remove(endpoint, by=keys.actor(request), at=clock.now())
    return was


@router.post("/webhooks/{webhook}/pause", response=WebhookShown, summary="Pause a webhook")
def pause(request: HttpRequest, webhook: UUID) -> Any:
    """It is told nothing until it is resumed."""
    return WebhookShown.of(endpoints.pause(_find(request, webhook), by=keys.actor(request), at=clock.now()))


@router.post("/webhooks/{webhook}/resumption", response=WebhookShown, summary="Resume a webhook")
def resume(request: HttpRequest, webhook: UUID) -> Any:
    """It is told what happens from now on; for what it missed, replay."""
    return WebhookShown.of(endpoints.resume(_find(request, webhook), by=keys.actor(request), at=clock.now()))


@router.post("/webhooks/{webhook}/secret", response=WebhookMade, summary="Make a new secret")
@once.shows_secret
def rotate(request: HttpRequest, webhook: UUID) -> Any:
    """The present one signs along with it for 24 hours. The secret is in this answer and nowhere else."""
    endpoint = _find(request, webhook)
    secret = signing.rotate(endpoint, by=keys.actor(request), at=clock.now())
    return WebhookMade(**WebhookShown.of(endpoint).model_dump(), secret=secret)


@router.post("/webhooks/{webhook}/test", response={201: DeliveryShown}, summary="Send a test")
def test(request: HttpRequest, webhook: UUID) -> Any:
    """A message of type `webhook.test` is on its way; look at its delivery."""
    return Status(201, DeliveryShown.of(deliveries.test(_find(request, webhook), at=clock.now())))


@router.post("/webhooks/{webhook}/replay", response={202: Replaying}, summary="Send everything since a time again")
def replay_since(request: HttpRequest, webhook: UUID, body: Replay) -> Any:
    """Also what happened while it was off, each with the id it had; at most thirty days back."""
    replaying.since(_find(request, webhook), body.since, by=keys.actor(request), at=clock.now())
    return Status(202, Replaying(since=body.since))


@router.get("/webhooks/{webhook}/deliveries", response=paging.Page[DeliveryShown], summary="List what was sent")
def sent(request: HttpRequest, webhook: UUID, wanted: Query[DeliveriesWanted], window: Query[paging.Window]) -> Any:
    """The latest first; the log goes back thirty days."""
    rows = deliveries.of(_find(request, webhook)).filter(**({"state": wanted.state} if wanted.state else {}))
    return paging.page(rows, DeliveryShown, order=("-happened_at", "-id"), window=window)


@router.get(
    "/webhooks/{webhook}/deliveries/{delivery}/attempts", response=paging.Page[AttemptShown], summary="List the tries"
)
def tries(request: HttpRequest, webhook: UUID, delivery: UUID, window: Query[paging.Window]) -> Any:
    """Of one delivery, the last first."""
    row = deliveries.find(_find(request, webhook), delivery)
    return paging.page(Attempt.objects.filter(delivery=row), AttemptShown, order=("-id",), window=window)


@router.post("/webhooks/{webhook}/deliveries/{delivery}/replay", response=DeliveryShown, summary="Send it again")
def replay(request: HttpRequest, webhook: UUID, delivery: UUID) -> Any:
    """With the same id and the whole schedule."""
    row = deliveries.find(_find(request, webhook), delivery)
    return DeliveryShown.of(deliveries.replay(row, by=keys.actor(request), at=clock.now()))


def _find(request: HttpRequest, pk: UUID) -> Endpoint:
    return endpoints.find_managed(keys.person(request), pk)
