"""What SimLane's words are called here: one table each, shown in docs/operating/simlane.md."""

from collections.abc import Mapping

from lineup.core.clubs.models import Role as ClubRole
from lineup.core.participation.models import Offering
from lineup.domains.racing.entry_states import EntryStatus
from lineup.domains.racing.models import EntrySeat, RaceSession, Rating, Signup, TeamMember
from lineup.domains.racing.models import Role as TeamRole
from lineup.domains.racing.signup_states import Act, Status

CLUB_ROLES: Mapping[str, str] = {
    "admin": ClubRole.ADMIN,
    "teams_manager": ClubRole.EVENT_MANAGER,
    "member": ClubRole.MEMBER,
}
TEAM_ROLES: Mapping[str, str] = {role: role for role in TeamRole.values}
MEMBER_STATUSES: Mapping[str, str] = {status: status for status in TeamMember.Status.values}
VISIBILITIES: Mapping[str, str] = {one: one for one in Offering.Visibility.values}
SOURCES: Mapping[str, str] = {one: one for one in Offering.Source.values}
# the kinds of events that an older version has instead of sources
OF_TYPE: Mapping[str, str] = {"official": Offering.Source.OFFICIAL, "special": Offering.Source.OFFICIAL}
DRAFT, CANCELLED, OVER = "draft", "cancelled", "completed"

# both models of participation: the first four and `disqualified` are of the older one, which EventEntry became
STAGES: Mapping[str, Status] = {
    "interested": Status.INTERESTED,
    "registered": Status.SIGNED_UP,
    "waitlist": Status.WAITLIST,
    "withdrawn": Status.WITHDRAWN,
    "signed_up": Status.SIGNED_UP,
    "team_formation": Status.TEAM_FORMATION,
    "team_assigned": Status.TEAM_ASSIGNED,
    "entry_pending": Status.ENTRY_PENDING,
    "entered": Status.ENTERED,
    "confirmed": Status.CONFIRMED,
    "participated": Status.PARTICIPATED,
    "disqualified": Status.PARTICIPATED,
}
# what the same words say of a team, or of a driver who enters alone
ENTRIES: Mapping[str, EntryStatus] = {
    "withdrawn": EntryStatus.WITHDRAWN,
    "interested": EntryStatus.PENDING,
    "registered": EntryStatus.PENDING,
    "signed_up": EntryStatus.PENDING,
    "team_formation": EntryStatus.PENDING,
    "team_assigned": EntryStatus.PENDING,
    "waitlist": EntryStatus.SUBMITTED,
    "entry_pending": EntryStatus.SUBMITTED,
    "entered": EntryStatus.CONFIRMED,
    "confirmed": EntryStatus.CONFIRMED,
    "participated": EntryStatus.RACED,
    "disqualified": EntryStatus.DISQUALIFIED,
}
# of several rows about one team's entry the one further down holds
FURTHEST = tuple(dict.fromkeys(ENTRIES.values()))
# who sits in an entry
SEATED = (Status.TEAM_ASSIGNED, Status.ENTRY_PENDING, Status.ENTERED, Status.CONFIRMED, Status.PARTICIPATED)
# what leads there without an entry, from SIGNED_UP on
WITHOUT_ENTRY: Mapping[Status, tuple[Act, ...]] = {
    Status.SIGNED_UP: (),
    Status.TEAM_FORMATION: (Act.FORM,),
    Status.PARTICIPATED: (Act.ENTER, Act.CONFIRM, Act.TAKE_PART),
}
# what leads there once they sit in an entry that is confirmed
AFTER_ENTERED: Mapping[Status, tuple[Act, ...]] = {
    Status.CONFIRMED: (Act.CONFIRM,),
    Status.PARTICIPATED: (Act.CONFIRM, Act.TAKE_PART),
}
EXPERIENCES: Mapping[str, str] = {
    "beginner": Signup.Experience.BEGINNER,
    "intermediate": Signup.Experience.INTERMEDIATE,
    "advanced": Signup.Experience.ADVANCED,
    "professional": Signup.Experience.EXPERT,
    "expert": Signup.Experience.EXPERT,
}
SEATS: Mapping[str, str] = {
    "driver": EntrySeat.Role.DRIVER,
    "reserve": EntrySeat.Role.RESERVE,
    "substitute": EntrySeat.Role.RESERVE,
    "spotter": EntrySeat.Role.SPOTTER,
    "strategist": EntrySeat.Role.ENGINEER,
    "engineer": EntrySeat.Role.ENGINEER,
}
SESSIONS: Mapping[str, str] = {
    "practice": RaceSession.Kind.PRACTICE,
    "qualifying": RaceSession.Kind.QUALIFYING,
    "warmup": RaceSession.Kind.WARM_UP,
    "race": RaceSession.Kind.RACE,
}
DISCIPLINES: Mapping[str, str] = {one: one for one in Rating.Discipline.values}
