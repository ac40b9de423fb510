"""Accounts of Discord joined to accounts here: to sign in with, and to know who is who in a guild."""

import re
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Self

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import ids, seam
from lineup.core.foundation.errors import Invalid, Refusal
from lineup.core.people import accounts, addresses, persons, ways_in
from lineup.core.people.actors import Actor
from lineup.core.people.models import Account, DiscordLink, Person

PICTURE = "discord-picture"
PICTURE_NAME = re.compile(r"[0-9A-Za-z_]{1,64}")


class LinkedElsewhere(Refusal):
    code = "discord_linked_elsewhere"
    sentence = _("This Discord account signs in to another account here; unlink it there first.")


class HasDiscord(Refusal):
    code = "discord_linked_already"
    sentence = _("Your account is linked to another Discord account; unlink that first.")


class AddressUnproved(Invalid):
    code = "discord_address_unproved"
    sentence = _("Discord has not verified your address; open the account by a link that we mail to you.")


@dataclass(frozen=True)
class Arrival:
    """Who came from Discord, as Discord says; `email` only where Discord verified it."""

    discord_id: str
    handle: str
    name: str = ""
    picture: str = ""
    email: str = ""

    @classmethod
    def of(cls, profile: Mapping[str, Any]) -> Self:
        """Return what counts of Discord's answer. Raises ValueError for one that names nobody."""
        discord_id = str(profile.get("id") or "")
        if not (discord_id.isdecimal() and len(discord_id) <= 20):
            raise ValueError("Discord named nobody")
        email = str(profile.get("email") or "")
        return cls(
            discord_id=discord_id,
            handle=_line(profile.get("username"), 40),
            name=_line(profile.get("global_name"), persons.LONGEST_NAME),
            picture=_picture(profile.get("avatar")),
            email=email if profile.get("verified") is True and addresses.is_one(email) else "",
        )

    def facts(self) -> dict[str, str]:
        """Return the arrival as plain data, for a session."""
        return asdict(self)

    @property
    def called(self) -> str:
        return self.name or self.handle


def _picture(value: object) -> str:
    """The name of a picture, which stands in an address: letters and digits alone."""
    name = str(value or "")
    return name if PICTURE_NAME.fullmatch(name) else ""


def _line(value: object, most: int) -> str:
    return " ".join("".join(sign for sign in str(value or "") if sign.isprintable()).split())[:most]


def find(discord_id: str) -> DiscordLink | None:
    """Return the link of this Discord account, with its account, or None."""
    return DiscordLink.objects.select_related("account").filter(discord_id=discord_id).first()


def of(account: Account) -> DiscordLink | None:
    """Return the account's link, or None."""
    return DiscordLink.objects.filter(account=account).first()


def person_of(discord_id: str) -> Person | None:
    """Return the person whose account this Discord account is linked to, or None; one query."""
    return Person.objects.select_related("account").filter(account__discord_link__discord_id=discord_id).first()


def people_of(discord_ids: Collection[str]) -> dict[str, Person]:
    """Return the people linked to these Discord accounts, by Discord id; one query for any number."""
    rows = DiscordLink.objects.select_related("account__person").filter(discord_id__in=discord_ids)
    return {row.discord_id: row.account.person for row in rows if hasattr(row.account, "person")}


@transaction.atomic
def link(account: Account, arrival: Arrival, *, by: Actor, at: datetime) -> DiscordLink:
    """Join the two, whose owner showed that both are theirs; a second time changes nothing.

    Raises LinkedElsewhere, HasDiscord.
    """
    known = find(arrival.discord_id)
    if known is not None:
        if known.account_id != account.pk:
            raise LinkedElsewhere
        return known
    if of(account) is not None:
        raise HasDiscord
    try:
        with transaction.atomic():
            made = DiscordLink.objects.create(
                account=account,
                discord_id=arrival.discord_id,
                handle=arrival.handle,
                name=arrival.name,
                picture=arrival.picture,
                linked_at=at,
                seen_at=at,
            )
    except IntegrityError:
        # somebody was quicker with one of the two
        raise LinkedElsewhere from None
    _note(account, made, "discord_linked", by, at)
    return made


@transaction.atomic
def unlink(account: Account, *, by: Actor, at: datetime) -> None:
    """Part the two; without a link, nothing happens. Raises OnlyWayIn."""
    Account.objects.select_for_update().get(pk=account.pk)
    found = of(account)
    if found is None:
        return
    ways_in.check_left(account, without=ways_in.DISCORD)
    _note(account, found, "discord_unlinked", by, at)
    found.delete()


@transaction.atomic
def open_account(arrival: Arrival, *, name: str, language: str, time_zone: str, by: Actor, at: datetime) -> Account:
    """Open an account without a password for an address that Discord verified, and link the two.

    The guest known under the address becomes the account's person. Raises AddressUnproved, NameNeeded,
    AccountExists (who has one signs in and links there: an address alone opens no account), LinkedElsewhere.
    """
    if not arrival.email:
        raise AddressUnproved
    name = persons.check_name(name)
    account = accounts.open_without_password(arrival.email)
    person = persons.claim(account, at=at, name=name, language=language, time_zone=time_zone)
    persons.change_profile(person, name=name, language=language, by=by.as_person(person), at=at)
    seam.record(by=by.as_person(person), at=at, action="account.create", on=account)
    link(account, arrival, by=by.as_person(person), at=at)
    return account


@transaction.atomic
def note_use(found: DiscordLink, arrival: Arrival, *, at: datetime) -> None:
    """Remember what Discord says today, beside what the person says of themselves."""
    found.handle, found.name, found.picture, found.seen_at = arrival.handle, arrival.name, arrival.picture, at
    found.save(update_fields=["handle", "name", "picture", "seen_at"])


@transaction.atomic
def take_over(account: Account, *, name: bool, picture: bool, by: Actor, at: datetime) -> None:
    """Make name or picture of Discord one's own, as one asks to; the picture is fetched afterwards."""
    found = of(account)
    if found is None:
        return
    if name and found.name:
        persons.change_profile(by.human, name=found.name, by=by, at=at)
    if picture and found.picture:
        key = f"{PICTURE}:{found.pk}:{ids.new().hex}"
        seam.enqueue(PICTURE, key=key, payload={"link": str(found.pk), "picture": found.picture}, at=at)


def _note(account: Account, found: DiscordLink, what: str, by: Actor, at: datetime) -> None:
    seam.record(by=by, at=at, action=f"account.{what}", on=account)
    person = Person.objects.filter(account=account).first()
    if person is not None:
        facts = {"what": what, "at": at.isoformat()}
        seam.tell(person, "account.second_factor", key=f"{what}:{found.pk}", facts=facts, at=at)
