"""A small world with clubs, events of every visibility, and everybody who may try to open its doors."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from lineup.core.clubs import clubs, memberships
from lineup.core.clubs import invitations as club_invitations
from lineup.core.clubs.models import Club, Membership, Role
from lineup.core.consents import consents
from lineup.core.flags.models import Switch
from lineup.core.foundation import clock, zones
from lineup.core.notices import matters, opt_out
from lineup.core.notices.models import Notice
from lineup.core.outbox.models import Message
from lineup.core.participation import (
    embedding,
    feeds,
    imports,
    invitations,
    join_requests,
    offerings,
    place_links,
    places,
    questions,
)
from lineup.core.participation.models import Place, Pool
from lineup.core.people import address_changes, api_tokens, persons, proofs
from lineup.core.people.actors import Actor
from lineup.core.people.models import Account, Person, Proof
from lineup.core.webhooks import deliveries, endpoints, stores
from lineup.domains.courses import courses
from lineup.domains.events import events, files, repetitions, venues
from lineup.domains.events.models import Category, Event
from lineup.domains.onsite import announcements, badge_prints, badges, duties, rooms, sessions, team
from lineup.domains.onsite.door import devices
from lineup.domains.onsite.models import Room
from lineup.domains.onsite.roles import Staff
from tests.architecture.authorisation import circuit, schools, servers, stands
from tests.support import factories, push_service

# in every name that outsiders must not meet
CANARY = "zqcanary7731"
URL = f"https://{CANARY}.example.org/"

PRINCIPALS = (
    "stranger",
    "plain",
    "asker",
    "organiser",
    "holder",
    "invited",
    "club_member",
    "instructor",
    "event_manager",
    "club_admin",
    "club_owner",
    "other_owner",
    "platform_admin",
)
ROLES: Mapping[str, str] = {
    "club_member": Role.MEMBER,
    "instructor": Role.INSTRUCTOR,
    "event_manager": Role.EVENT_MANAGER,
    "club_admin": Role.ADMIN,
    "club_owner": Role.OWNER,
}


@dataclass
class World:
    """People by principal, clubs by name, and what fills the blanks of an address, by target."""

    people: dict[str, Person | None]
    at: datetime
    clubs: dict[str, Club] = field(default_factory=dict)
    keys: dict[str, dict[str, Any]] = field(default_factory=dict)
    tokens: dict[tuple[str, str], str] = field(default_factory=dict)

    def by(self, name: str) -> Actor:
        return Actor(self.someone(name))

    def someone(self, name: str) -> Person:
        found = self.people[name]
        assert found
        return found


def build() -> World:
    """Make the world by the house's own operations."""
    world = World(_people(), clock.now())
    _clubs(world)
    for target, visibility in (("public", "public"), ("members", "club_only"), ("private", "private")):
        _event(world, target, visibility=visibility, club=world.clubs["open"])
    _event(world, "personal", visibility="private", club=None)
    _event(world, "draft", visibility="public", club=world.clubs["open"], state="draft")
    _event(world, "secret_club", visibility="club_only", club=world.clubs["hidden"])
    _event(world, "binned", visibility="public", club=world.clubs["open"], state="draft")
    offerings.discard(world.keys["binned"]["offering"], by=world.by("club_owner"), at=world.at)
    for club, event in (("open", "public"), ("hidden", "secret_club")):
        world.keys[club]["club_event"] = world.keys[event]["offering_id"]
        servers.open_channel(world.clubs[club], world.keys[event]["offering"])
    _courses(world)
    _of_the_platform(world)
    _of_one_person(world)
    _venues(world)
    _links(world)
    circuit.build(world)
    return world


def _people() -> dict[str, Person | None]:
    people: dict[str, Person | None] = {name: factories.member(f"The {name}") for name in PRINCIPALS}
    people["stranger"] = None
    people["plain"] = factories.member("The plain", role=Account.Role.MEMBER)
    people["platform_admin"] = factories.admin("The platform_admin")
    return people


# --- clubs --------------------------------------------------------------------------------------


def _clubs(world: World) -> None:
    by, at = world.by("club_owner"), world.at
    logo = default_storage.save("logos/open.webp", ContentFile(b"RIFF"))
    secret_logo = default_storage.save("logos/secret.webp", ContentFile(b"RIFF"))
    world.clubs = {
        "open": clubs.found(name="Open house", logo=logo, by=by, at=at),
        "hidden": clubs.found(name=f"Hidden {CANARY}", logo=secret_logo, is_public=False, by=by, at=at),
        "binned_club": clubs.found(name=f"Binned {CANARY}", by=by, at=at),
        "other": clubs.found(name="Other house", by=world.by("other_owner"), at=at),
    }
    clubs.discard(world.clubs["binned_club"], by=by, at=at)
    world.keys["binned_club"] = {"slug": world.clubs["binned_club"].slug}
    for name in ("open", "hidden"):
        world.keys[name] = _around_club(world, world.clubs[name])


def _around_club(world: World, club: Club) -> dict[str, Any]:
    by, at = world.by("club_owner"), world.at
    for name, role in ROLES.items():
        if role != Role.OWNER:
            memberships.admit(club, world.someone(name), role=role, by=by, at=at)
    servers.link(club, by=by, at=at)
    member = Membership.objects.get(club=club, person=world.someone("club_member"), left_at=None)
    invitation = club_invitations.invite(club, email=world.someone("invited").email, by=by, at=at)
    return {
        **schools.qualified(club, by=by, at=at),
        "slug": club.slug,
        "membership": member.pk,
        "person": member.person_id,
        "membership_request": memberships.ask(club, by=world.by("asker"), at=at).pk,
        "club_invitation": invitation.pk,
        "club_invitation_link": club_invitations.mint_link(invitation),
        **_webhook(club, by, at),
        "store": stores.make(club, url=URL, name=CANARY, key="key", secret=CANARY, by=by, at=at).pk,
        "logo": str(club.logo.name).removeprefix("logos/"),
    }


def _webhook(club: Club | None, by: Actor, at: datetime) -> dict[str, Any]:
    made, _secret = endpoints.make(club=club, url=URL, name=CANARY, kinds=["event.published"], by=by, at=at)
    return {"webhook": made.pk, "delivery": deliveries.test(made, at=at).pk}


# --- events -------------------------------------------------------------------------------------


def _event(world: World, target: str, *, visibility: str, club: Club | None, state: str = "published") -> None:
    by, at = world.by("club_owner" if club else "organiser"), world.at
    title = "Public gathering" if target == "public" else f"{target} {CANARY}"
    event = events.create(
        title=title,
        description=title,
        club=club,
        visibility=visibility,
        starts_at=at + timedelta(days=20),
        ends_at=at + timedelta(days=20, hours=2),
        time_zone="Europe/Paris",
        capacity=20,
        price=Decimal(5),
        currency="EUR",
        by=by,
        at=at,
    )
    if state == "published":
        offerings.publish(event.offering, by=by, at=at)
    pool = Pool.objects.select_related("offering__club").get(offering=event.pk)
    question = questions.add(pool, kind="line", text=f"Diet at {title}?", by=by, at=at)
    embedding.allow(event.offering, anywhere=True, by=by, at=at)
    found = {
        "repetition": repetitions.begin(event, _monthly(event), by=by, at=at).pk,
        "day": "2027-01-01",
        "offering": pool.offering,
        "offering_id": pool.offering_id,
        "slug": pool.offering.slug,
        "pool": pool.pk,
        "question": question.pk,
        "people_import": imports.begin(pool, f"Name,Email\n{title},i@example.org\n".encode(), by=by, at=at).pk,
        **_files(event, by, at),
        **_programme(event, by, at),
    }
    world.keys[target] = found
    if state == "published":
        found |= _places(world, target, pool, by)
        holder = Place.objects.get(pk=found["place"]).contact
        found |= stands.build(event, holder, found["session"], by=by, at=at)


def _courses(world: World) -> None:
    of_clubs = {"public": "open", "members": "open", "draft": "open", "secret_club": "hidden", "personal": ""}
    for target, name in of_clubs.items():
        by = world.by("club_owner" if name else "organiser")
        holder = world.someone("holder") if target in ("public", "members") else None
        club = world.clubs.get(name)
        world.keys[target] |= schools.build(target, CANARY, club=club, holder=holder, by=by, at=world.at)
    gone = schools.build("draft", CANARY, club=world.clubs["open"], holder=None, by=world.by("club_owner"), at=world.at)
    world.keys["binned"]["course"] = gone["course"]
    discarded = courses.find_managed(world.someone("club_owner"), slug=gone["course"])
    offerings.discard(discarded.offering, by=world.by("club_owner"), at=world.at)


def _monthly(event: Event) -> str:
    starts_at = event.offering.starts_at
    assert starts_at
    return f"FREQ=MONTHLY;BYMONTHDAY={zones.local(starts_at, event.time_zone).day}"


def _files(event: Event, by: Actor, at: datetime) -> dict[str, Any]:
    def made(audience: str = "everybody") -> Any:
        upload = SimpleUploadedFile("plan.pdf", b"%PDF-1.7\n%%EOF\n")
        return files.add(event, upload, audience=audience, by=by, at=at)

    binned = files.discard(made(), by=by, at=at)
    return {"file": made().pk, "holders_file": made("holders").pk, "binned_file": binned.pk}


def _programme(event: Event, by: Actor, at: datetime) -> dict[str, Any]:
    title, starts_at = event.offering.title, event.offering.starts_at
    assert starts_at
    hall = rooms.create(event, name=f"Hall of {title}", by=by, at=at)
    gone = rooms.discard(rooms.create(event, name=f"Cellar of {title}", by=by, at=at), by=by, at=at)
    times = {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=1)}
    shown = sessions.create(
        event, title=f"Talk at {title}", room=hall, speakers=[f"Eve {title}"], by=by, at=at, **times
    )
    paid = sessions.create(event, title=f"Paid {title}", kind="atelier", price=Decimal(5), currency="EUR", by=by, at=at)
    binned = sessions.discard(sessions.create(event, title=f"No {title}", by=by, at=at), by=by, at=at)
    return {
        **_staff(event, hall, by, at),
        "room": hall.pk,
        "binned_room": gone.pk,
        "session": shown.pk,
        "atelier": paid.pk,
        "binned_session": binned.pk,
        "speaker": shown.speakers.get().pk,
        "device": devices.make(event, name=f"Phone at {title}", by=by, at=at)[0].pk,
    }


def _staff(event: Event, room: Room, by: Actor, at: datetime) -> dict[str, Any]:
    """Somebody on duty, and what was announced: one that is read, one in the bin."""
    title, starts_at = event.offering.title, event.offering.starts_at
    assert starts_at
    person = factories.member(f"Works at {title}")
    times = {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=2)}
    duty = duties.assign(event, person, role=Staff.CONTROLLER, room=room, by=by, at=at, **times)
    said = [announcements.make(event, title=f"News of {title}", description=title, by=by, at=at) for _ in range(2)]
    announcements.discard(said[1], by=by, at=at)
    return {
        "staff_role": team.of(event).get().pk,
        "duty": duty.pk,
        "announcement": said[0].pk,
        "binned_announcement": said[1].pk,
    }


def _places(world: World, target: str, pool: Pool, by: Actor) -> dict[str, Any]:
    at, own = world.at, target in ("public", "members", "private")
    holder = world.someone("holder") if own else factories.guest(f"Held {CANARY}")
    place = places.add(pool, holder, by=by, at=at)
    email = world.someone("invited").email if own else "invited@example.org"
    invitation = invitations.invite(pool.offering, email=email, pool=pool, by=by, at=at)
    return {
        "place": place.pk,
        "place_link": place_links.mint(place, at=at),
        "invitation": invitation.pk,
        "invitation_link": invitations.mint_link(invitation),
        **_badges(pool, holder, by, at),
    }


def _badges(pool: Pool, holder: Person, by: Actor, at: datetime) -> dict[str, Any]:
    event = Event.objects.get(pk=pool.offering_id)
    event.offering = pool.offering
    badge = badges.ensure(event, holder, at=at)
    job = badge_prints.order(event, layout="a6", language="en", by=by, at=at)
    part = badge_prints.next_part(job, at=at)
    assert part
    badge_prints.keep_part(part, b"%PDF-1.7", at=at)
    badge_prints.finish(job, b"%PDF-1.7", at=at)
    return {"badge": badge.badge_id, "print": job.pk, "key_number": 1}


# --- the rest -----------------------------------------------------------------------------------


def _of_the_platform(world: World) -> None:
    message = Message.objects.create(
        topic="notice", key="dead", payload={}, created_at=world.at, due_at=world.at, dead_at=world.at
    )
    names = {"name_en": "Talks", "name_fr": "Conférences"}
    category, _made = Category.objects.get_or_create(slug="talks", defaults=names)
    Switch.objects.create(flag="gone", share=10, changed_at=world.at)
    world.keys["platform"] = {
        "message": message.pk,
        "topic": "notice",
        "name": "nothing",
        "number": 1,
        "status": 404,
        "somebody": world.someone("asker").pk,
        "club": world.clubs["other"].slug,
        "flag": "month-view",
        "old_flag": "gone",
        "category": category.slug,
    }


def _of_one_person(world: World) -> None:
    holder, at = world.someone("holder"), world.at
    feed, feed_link = feeds.make(holder, at=at)
    notice = Notice.objects.create(person=holder, kind="club.approved", key="n", created_at=at)
    avatar = default_storage.save("avatars/holder.webp", ContentFile(b"RIFF"))
    persons.change_profile(holder, avatar=avatar, by=Actor(holder), at=at)
    for name in ("holder", "club_owner"):
        consents.give(world.someone(name), "club-news", version=1, by=world.by(name), at=at)
    public = events.find_visible(holder, slug=world.keys["public"]["slug"])
    works = team.add(public, holder, role=Staff.CONTROLLER, by=world.by("club_owner"), at=at)
    world.keys["own"] = {
        "staff_role": works.pk,
        "token": api_tokens.make(holder, name="key", scope="read", at=at)[0].pk,
        "feed": feed.pk,
        "feed_link": feed_link,
        "notice": notice.pk,
        "avatar": avatar.removeprefix("avatars/"),
        "browser": push_service.subscribe(holder, at=at)[0].pk,
        "session": 0,
        **_webhook(None, world.by("holder"), at),
        "factor": factories.passkey(holder).pk,
        "package": schools.brought(by=world.by("holder"), at=at),
    }
    for name in ("holder", "club_owner", "other_owner"):
        for scope in ("read", "write"):
            world.tokens[name, scope] = api_tokens.make(world.someone(name), name=scope, scope=scope, at=at)[1]


def _venues(world: World) -> None:
    by, at, club = world.by("club_owner"), world.at, world.clubs["open"]
    where = {"address": "1 Main Street", "city": "Lyon", "country": "FR"}
    kept = venues.create(club=club, name=f"Hall {CANARY}", by=by, at=at, **where)
    gone = venues.create(club=club, name=f"Old hall {CANARY}", by=by, at=at, **where)
    venues.discard(gone, by=by, at=at)
    world.keys["venue"] = {"venue": kept.pk, "binned_venue": gone.pk}


def _links(world: World) -> None:
    at, pool = world.at, Pool.objects.get(pk=world.keys["public"]["pool"])
    request = join_requests.ask(pool, name="Guest", email="asks@example.org", at=at)
    guest = factories.place(pool, factories.guest("Visitor"))
    secrets = {
        purpose: proofs.mint(proofs.ask(purpose, email=email, at=at))
        for purpose, email in (
            (Proof.Purpose.SIGN_UP, "new@example.org"),
            (Proof.Purpose.RESET, world.someone("plain").email),
            (Proof.Purpose.MY_DATA, guest.contact.email),
        )
    }
    plain = world.by("plain")
    change = address_changes.ask(world.someone("plain").account, email="newer@example.org", by=plain, at=at)
    world.keys["link"] = {
        "address_link": address_changes.mint(change),
        "stop_link": address_changes.mint_stop(change),
        "pool": pool.pk,
        "request_link": place_links.mint_for_request(request, at=at),
        "place_link": place_links.mint(guest, at=at),
        "pulse_key": world.keys["public"]["pulse_key"],
        "list_key": world.keys["public"]["list_key"],
        "file": world.keys["public"]["holders_file"],
        "holders_file": world.keys["public"]["holders_file"],
        "invitation_link": world.keys["public"]["invitation_link"],
        "club_invitation_link": world.keys["open"]["club_invitation_link"],
        "feed_link": world.keys["own"]["feed_link"],
        "device_link": devices.make(
            Event.objects.select_related("offering").get(pk=pool.offering_id),
            name="Phone",
            by=world.by("club_owner"),
            at=at,
        )[1],
        "opt_out_link": opt_out.mint(guest.contact, matters.of("reminders")),
        "sign_up_link": secrets[Proof.Purpose.SIGN_UP],
        "reset_link": secrets[Proof.Purpose.RESET],
        "data_link": secrets[Proof.Purpose.MY_DATA],
    }
