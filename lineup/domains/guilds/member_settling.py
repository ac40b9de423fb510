"""What a listing of a guild's members means for its club, done: memberships begin and end by the club's own acts."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from lineup.core.clubs import memberships
from lineup.core.clubs.models import Club, Membership, MembershipRequest, Role
from lineup.core.foundation.errors import Refusal
from lineup.core.notices import notices
from lineup.core.people import discord_links
from lineup.core.people.actors import Actor
from lineup.domains.guilds import matching, member_syncs, told
from lineup.domains.guilds.matching import Decision, InClub, Linked, Listing, Matching, Standing
from lineup.domains.guilds.models import MemberSync, SyncedMembership, SyncLine

# people in one transaction: as many as others gladly wait for
TOGETHER = 25
# numbers in one question
ASKED = 5000

Decided = MembershipRequest.Decision


def settle(sync: MemberSync, listing: Listing, *, at: datetime) -> Matching:
    """Do what follows from the listing, and end the sync with it; return what was decided.

    Killed in between, whoever does it again goes on where it was: who was made a member is one by then, with a line.
    """
    club = sync.guild.club
    found = matching.match(listing, _links(listing), in_club(club), agreed=sync.agreed)
    for standing, act in ((Standing.NEW, _admit), (Standing.LEFT, _let_go)):
        chosen = found.of(standing)
        for start in range(0, len(chosen), TOGETHER):
            _do_some(sync, chosen[start : start + TOGETHER], act, at)
    left_open = found.of(Standing.WAITING, Standing.CONFLICTING, Standing.UNLINKED)
    lines = [_line(sync, one) for one in left_open]
    member_syncs.finish(sync, is_whole=listing.is_whole, counts=_counts(sync, found), lines=lines, at=at)
    return found


# --- what is known ----------------------------------------------------------------------------------


def _links(listing: Listing) -> Iterator[Linked]:
    """Yield who of the listing is who here; as many questions as thousands of people."""
    numbers = [str(one.discord_id) for one in listing.people if not one.is_bot]
    for start in range(0, len(numbers), ASKED):
        for number, person in discord_links.people_of(numbers[start : start + ASKED]).items():
            is_open = bool(person.account and person.account.is_active)
            yield Linked(int(number), person.pk, is_open=is_open)


def in_club(club: Club, *people: UUID) -> list[InClub]:
    """Return what the club knows of everybody who is, was or asked to be in it, or of these people; two questions."""
    found: dict[UUID, dict[str, object]] = {}
    of_whom = {"person__in": people} if people else {}
    rows = Membership.objects.filter(club=club, **of_whom).select_related("person", "synced")
    for row in rows.order_by("joined_at", "id"):
        found[row.person_id] = {"name": row.person.name, **_standing(row)}
    asked = MembershipRequest.objects.filter(club=club, **of_whom).order_by("asked_at", "id")
    for person, decision, decided_at in asked.values_list("person", "decision", "decided_at"):
        known = found.setdefault(person, {})
        known["asks"] = decision == Decided.OPEN
        known["was_turned_down"] = decision == Decided.REJECTED and decided_at is not None
    return [InClub(person, **facts) for person, facts in found.items()]  # type: ignore[arg-type]


def _standing(row: Membership) -> dict[str, object]:
    """What the membership tells; of several, the last counts."""
    synced: SyncedMembership | None = getattr(row, "synced", None)
    if row.left_at is not None:
        return {"ended": not (synced and synced.left_with_guild)}
    return {
        "is_member": True,
        "by_sync": synced.discord_id if synced else 0,
        "has_role": row.role != Role.MEMBER,
    }


# --- what is done -----------------------------------------------------------------------------------


Act = Callable[[MemberSync, Decision, datetime], None]


@transaction.atomic
def _do_some(sync: MemberSync, chosen: Sequence[Decision], act: Act, at: datetime) -> None:
    """Do it for these, each with its line; what was done or decided otherwise meanwhile is left alone."""
    done = [one for one in chosen if _do(sync, one, act, at)]
    SyncLine.objects.bulk_create([_line(sync, one) for one in done], ignore_conflicts=True)


def _do(sync: MemberSync, one: Decision, act: Act, at: datetime) -> bool:
    try:
        with transaction.atomic():
            act(sync, one, at)
    except Refusal:
        return False
    return True


def _admit(sync: MemberSync, one: Decision, at: datetime) -> None:
    admit(sync.guild.club, one, by=member_syncs.actor_of(sync), at=at)


def admit(club: Club, one: Decision, *, by: Actor, at: datetime) -> None:
    """Make the person a member, who is told. Raises Refusal where they are one, or are not linked as decided."""
    link = discord_links.find(str(one.discord_id))
    person = getattr(link.account, "person", None) if link else None
    if person is None or person.pk != one.person:
        raise memberships.NotMember
    made = memberships.admit(club, person, role=Role.MEMBER, by=by, at=at)
    SyncedMembership.objects.create(membership=made, discord_id=one.discord_id)
    facts = {"membership": str(made.pk)}
    notices.tell(person, told.MEMBER, key=f"{told.MEMBER}:{made.pk}", facts=facts, at=at)


def _let_go(sync: MemberSync, one: Decision, at: datetime) -> None:
    # who came while the members were read is not in the listing, but there
    let_go(sync.guild.club, one, came_before=sync.ordered_at, by=member_syncs.actor_of(sync), at=at)


def let_go(club: Club, one: Decision, *, came_before: datetime, by: Actor, at: datetime) -> None:
    """End the membership that a sync made. Raises Refusal where there is none from before then."""
    rows = memberships.live(club).filter(person=one.person, role=Role.MEMBER, joined_at__lte=came_before)
    membership = rows.filter(synced__discord_id=one.discord_id).first()
    if membership is None:
        raise memberships.NotMember
    memberships.end(membership, by=by, at=at)
    SyncedMembership.objects.filter(pk=membership.pk).update(left_with_guild=True)


def _line(sync: MemberSync, one: Decision) -> SyncLine:
    return SyncLine(**member_syncs.line_of(sync, one))


def _counts(sync: MemberSync, found: Matching) -> dict[str, int]:
    """The numbers of the sync: of who came and left, what stands in its lines; those are among the matched by now."""
    done = _tally(SyncLine.objects.filter(sync=sync).values_list("standing", flat=True))
    matched = found.counts[Standing.MATCHED] + found.counts[Standing.NEW] - done[Standing.NEW]
    numbers = {one.value: found.counts[one] for one in (Standing.WAITING, Standing.UNLINKED, Standing.CONFLICTING)}
    return {"matched": matched, "new": done[Standing.NEW], "left": done[Standing.LEFT], "bots": found.bots, **numbers}


def _tally(standings: Iterable[str]) -> Counter[str]:
    return Counter(standings)
