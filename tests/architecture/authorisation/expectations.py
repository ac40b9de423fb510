"""What each kind of door answers to each principal: the rules, once, for every route that names them."""

from collections.abc import Callable

from lineup.core.clubs import permissions
from tests.architecture.authorisation.world import ROLES

ALLOWED, REFUSED, HIDDEN, SIGN_IN = "allowed", "refused", "hidden", "sign in"

CLUB_MANAGERS = frozenset({"event_manager", "club_admin", "club_owner", "platform_admin"})
IN_CLUB = frozenset(ROLES)

# (principal, target) → outcome
Door = Callable[[str, str], str]


def manages(principal: str, target: str) -> bool:
    if target == "personal":
        return principal in ("organiser", "platform_admin")
    return principal in CLUB_MANAGERS


def has_part(principal: str, target: str) -> bool:
    """Whether they hold a place there, or are invited."""
    return target in ("public", "members", "private") and principal in ("holder", "invited")


def sees(principal: str, target: str) -> bool:
    """Whether the principal may know that the event exists (A05)."""
    if target == "public" or manages(principal, target) or has_part(principal, target):
        return True
    return target in ("members", "secret_club") and principal in IN_CLUB


def everybody(principal: str, target: str) -> str:
    return ALLOWED


def nobody(principal: str, target: str) -> str:
    return HIDDEN


def people(principal: str, target: str) -> str:
    return SIGN_IN if principal == "stranger" else ALLOWED


def people_again(principal: str, target: str) -> str:
    """Who is signed in is first asked whether it is them."""
    return SIGN_IN if principal == "stranger" else REFUSED


def nobody_yet(principal: str, target: str) -> str:
    """A step of signing in: without the one before it, one is sent to the beginning."""
    return SIGN_IN


def makers(principal: str, target: str) -> str:
    """Whose account may found clubs and make events of its own (P02)."""
    return REFUSED if principal == "plain" else people(principal, target)


def platform_admins(principal: str, target: str) -> str:
    """An operation of the platform does not tell others that it exists."""
    return _only(principal == "platform_admin", principal)


def platform_rooms(principal: str, target: str) -> str:
    """A page of the platform does not even ask strangers to sign in."""
    return ALLOWED if principal == "platform_admin" else HIDDEN


def _only(fits: bool, principal: str) -> str:
    if principal == "stranger":
        return SIGN_IN
    return ALLOWED if fits else HIDDEN


def seers(principal: str, target: str) -> str:
    return ALLOWED if sees(principal, target) else HIDDEN


def everybody_if_public(principal: str, target: str) -> str:
    """What is shown within other sites knows nobody, and what is not public from nobody."""
    return ALLOWED if target == "public" else HIDDEN


def seers_signed_in(principal: str, target: str) -> str:
    return SIGN_IN if principal == "stranger" else seers(principal, target)


def joiners(principal: str, target: str) -> str:
    """Who may join: to see an event as somebody who looks after it is not to be invited to it."""
    if not sees(principal, target):
        return HIDDEN
    # a draft is closed to everybody alike, which is not a matter of who asks
    if target in ("public", "draft") or has_part(principal, target):
        return ALLOWED
    return ALLOWED if target in ("members", "secret_club") and principal in IN_CLUB else REFUSED


def joiners_with_account(principal: str, target: str) -> str:
    return SIGN_IN if principal == "stranger" else joiners(principal, target)


def attendees(principal: str, target: str) -> str:
    """What is for those who come, and for the organisers."""
    return ALLOWED if manages(principal, target) or (sees(principal, target) and principal == "holder") else HIDDEN


def comers(principal: str, target: str) -> str:
    """What is for those alone who come: to others, however powerful, it is not there."""
    return _only(principal == "holder" and has_part(principal, target), principal)


def floor(principal: str, target: str) -> str:
    """The questions of a session: for who takes part, and who keeps it."""
    return ALLOWED if principal == "holder" and has_part(principal, target) else managers(principal, target)


def askers(principal: str, target: str) -> str:
    """Who takes part may ask and vote; who merely sees the session, or keeps it, is refused."""
    if principal == "stranger":
        return SIGN_IN
    if principal == "holder" and has_part(principal, target):
        return ALLOWED
    return REFUSED if sees(principal, target) else HIDDEN


def managers(principal: str, target: str) -> str:
    """The organisers of the event; who merely sees it is refused, for others it is not there."""
    if principal == "stranger":
        return SIGN_IN
    if manages(principal, target):
        return ALLOWED
    return REFUSED if sees(principal, target) else HIDDEN


def nothing_there_for(door: Door) -> Door:
    """Where the world has no such thing: whom the door lets in finds nothing behind it."""
    return lambda principal, target: HIDDEN if (found := door(principal, target)) == ALLOWED else found


def who_scans_at(target: str) -> Door:
    """A link for the organisers of this event and its badge controller, who is the holder in the world."""
    return lambda principal, _target: SIGN_IN if principal == "stranger" else _scanning(principal, target)


def _scanning(principal: str, target: str) -> str:
    return ALLOWED if manages(principal, target) or principal == "holder" else REFUSED


def managers_only(principal: str, target: str) -> str:
    """Things that only the organisers know of: hidden from everybody else."""
    return _only(manages(principal, target), principal)


def managers_of_place(principal: str, target: str) -> str:
    """A single place is known to its holder too, who may not do what organisers may."""
    holds = principal == "holder" and has_part(principal, target)
    return REFUSED if holds else managers_only(principal, target)


def holder_and_managers(principal: str, target: str) -> str:
    """What is for who holds the place, and for the organisers."""
    return _only(manages(principal, target) or (principal == "holder" and has_part(principal, target)), principal)


def only(*names: str) -> Door:
    """Things of one person's own: hidden from everybody else, however powerful."""
    return lambda principal, _target: _only(principal in names, principal)


def mine_or_anothers(name: str) -> Door:
    """A link for one account: whoever else is signed in is told so."""
    outcomes = {"stranger": SIGN_IN, name: ALLOWED}
    return lambda principal, _target: outcomes.get(principal, REFUSED)


def club_seers(principal: str, target: str) -> str:
    return ALLOWED if target == "open" or principal in IN_CLUB | {"platform_admin"} else HIDDEN


def club_public(principal: str, target: str) -> str:
    return ALLOWED if target == "open" else HIDDEN


def club_people(principal: str, target: str) -> str:
    return SIGN_IN if principal == "stranger" else club_seers(principal, target)


def club_members(principal: str, target: str) -> str:
    return _only(principal in IN_CLUB, principal)


def may_in_club(principal: str, permission: str) -> bool:
    role = ROLES.get(principal)
    return principal == "platform_admin" or bool(role and permission in permissions.TABLE[role])


def club_role(permission: str) -> Door:
    """Whose role includes the permission; other members are refused, outsiders too where they see the club."""

    def door(principal: str, target: str) -> str:
        if principal == "stranger":
            return SIGN_IN
        if may_in_club(principal, permission):
            return ALLOWED
        return REFUSED if principal in IN_CLUB or target == "open" else HIDDEN

    return door


def club_role_only(permission: str) -> Door:
    """The same for a thing named by its own id: nobody else learns that there is one."""
    return lambda principal, _target: _only(may_in_club(principal, permission), principal)


def addressee(principal: str, target: str) -> str:
    """Who has the link learns what it is, but it lets in the invited account alone."""
    if principal == "stranger":
        return SIGN_IN
    return ALLOWED if principal == "invited" else REFUSED


def enders(principal: str, target: str) -> str:
    """Ending a plain member's membership: whoever manages members, and the member."""
    return ALLOWED if principal == "club_member" else club_role(permissions.MANAGE_MEMBERS)(principal, target)


def seers_unknown(principal: str, target: str) -> str:
    """A wish is sent as nobody in particular: who asks does not matter."""
    return seers("stranger", target)


def authors(principal: str, target: str) -> str:
    """What only who wrote it changes, of those who manage the event: here, who made the event."""
    found = managers(principal, target)
    return REFUSED if found == ALLOWED and principal != _author(target) else found


def authors_bin(principal: str, target: str) -> str:
    """The bin of who wrote it: what lies there is hidden from other managers."""
    found = managers(principal, target)
    return HIDDEN if found == ALLOWED and principal != _author(target) else found


def _author(target: str) -> str:
    return "organiser" if target == "personal" else "club_owner"


# --- courses: the club's instructors look after them too, and nobody is invited to one in the world ---------------


def teaches(principal: str, target: str) -> bool:
    return manages(principal, target) or (target != "personal" and principal == "instructor")


def learns(principal: str, target: str) -> bool:
    return principal == "holder" and target in ("public", "members")


def sees_course(principal: str, target: str) -> bool:
    if target == "public" or teaches(principal, target) or learns(principal, target):
        return True
    return target in ("members", "secret_club") and principal in IN_CLUB


def course_seers(principal: str, target: str) -> str:
    return ALLOWED if sees_course(principal, target) else HIDDEN


def teachers(principal: str, target: str) -> str:
    """Who looks after the course; who merely sees it is refused, for others it is not there."""
    if principal == "stranger":
        return SIGN_IN
    if teaches(principal, target):
        return ALLOWED
    return REFUSED if sees_course(principal, target) else HIDDEN


def teachers_only(principal: str, target: str) -> str:
    return _only(teaches(principal, target), principal)


def learners(principal: str, target: str) -> str:
    """One's own progress: who is not enrolled has none, however powerful."""
    if principal == "stranger":
        return SIGN_IN
    if learns(principal, target):
        return ALLOWED
    return REFUSED if sees_course(principal, target) else HIDDEN


def certified(principal: str, target: str) -> str:
    """One's own certificate as a sheet: for others it is not there, whoever they are."""
    return _only(learns(principal, target), principal)


def readers(principal: str, target: str) -> str:
    """The lessons: for who is enrolled, and who looks after the course."""
    return ALLOWED if learns(principal, target) else teachers(principal, target)
