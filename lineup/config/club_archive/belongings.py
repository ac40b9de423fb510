"""What belongs to a club and goes along when it moves, table by table; what stays behind, and why."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model, Q, QuerySet

from lineup.core.clubs.models import Club


@dataclass(frozen=True)
class Belonging:
    """The rows of `model` whose lookups lead to the club.

    `shared`: others may have them too; those that are there already stay as they are.
    """

    model: str
    of: tuple[str, ...]
    shared: bool = False

    @property
    def table(self) -> type[Model]:
        return apps.get_model(self.model)

    def rows(self, club: Club) -> "QuerySet[Model]":
        """Return the club's rows, each once, in the order in which they were made."""
        found = Q()
        for lookup in self.of:
            found |= Q(**{lookup: club.pk})
        # within, so that a row that several paths lead to comes once
        within = self.table._default_manager.filter(found).values("pk")
        return self.table._default_manager.filter(pk__in=within).order_by("pk")


OFFERED = "offering__club"
OF_EVENT = "event__offering__club"
OF_RACE = "race__event__offering__club"
RACED = "races__event__offering__club"
OF_SESSION = "session__event__offering__club"
HELD = "place__pool__offering__club"

GOES = (
    Belonging("clubs.Club", ("pk",)),
    Belonging("clubs.Membership", ("club",)),
    Belonging("clubs.MembershipRequest", ("club",)),
    Belonging("participation.Offering", ("club",)),
    Belonging("participation.Embedding", ("club", OFFERED)),
    Belonging("participation.Qualification", ("club",)),
    Belonging("participation.Granting", ("qualification__club",)),
    Belonging("participation.Holding", ("qualification__club",)),
    Belonging("participation.Pool", (OFFERED,)),
    Belonging("participation.Wording", ("questions__pool__offering__club", "answers__question__pool__offering__club")),
    Belonging("participation.Question", ("pool__offering__club",)),
    Belonging("participation.Choice", ("question__pool__offering__club",)),
    Belonging("participation.Place", ("pool__offering__club",)),
    Belonging("participation.PlaceChange", (HELD,)),
    Belonging("participation.EnteredGuest", (HELD,)),
    Belonging("participation.Answer", (HELD,)),
    Belonging("participation.Fee", (HELD,)),
    Belonging("participation.FeeChange", ("fee__place__pool__offering__club",)),
    Belonging("events.Category", ("events__offering__club",), shared=True),
    Belonging("events.Tag", ("events__offering__club",), shared=True),
    Belonging("events.Venue", ("club", "events__offering__club"), shared=True),
    Belonging("events.Event", (OFFERED,)),
    Belonging("events.EventFile", (OF_EVENT,)),
    Belonging("events.Attendance", (HELD,)),
    Belonging("events.Repetition", ("club",)),
    Belonging("events.Occurrence", ("repetition__club",)),
    Belonging("racing.Simulator", (RACED, "teams__club"), shared=True),
    Belonging("racing.Licence", (f"simulator__{RACED}",), shared=True),
    Belonging("racing.Car", (f"editions__simulator__{RACED}",), shared=True),
    Belonging("racing.SimCar", (f"simulator__{RACED}",), shared=True),
    Belonging("racing.CarClass", (f"simulator__{RACED}",), shared=True),
    Belonging("racing.Track", (f"editions__layouts__{RACED}",), shared=True),
    Belonging("racing.SimTrack", (f"layouts__{RACED}",), shared=True),
    Belonging("racing.Layout", (RACED,), shared=True),
    Belonging("racing.Race", (OF_EVENT,)),
    Belonging("racing.RaceClass", (OF_RACE,)),
    Belonging("racing.RaceSession", (OF_RACE,)),
    Belonging("racing.CarRestriction", (OF_RACE,)),
    Belonging("racing.Slot", (OF_RACE,)),
    Belonging("racing.WeatherPoint", (OF_RACE,)),
    Belonging("courses.Subject", ("courses__offering__club",), shared=True),
    Belonging("courses.Course", (OFFERED,)),
    Belonging("courses.Prerequisite", ("course__offering__club",)),
    Belonging("courses.Instructor", ("course__offering__club",)),
    Belonging("courses.Module", ("course__offering__club",)),
    Belonging("courses.Lesson", ("module__course__offering__club",)),
    Belonging("courses.Item", ("lesson__module__course__offering__club",)),
    Belonging("courses.Quiz", ("lesson__module__course__offering__club",)),
    Belonging("courses.QuizQuestion", ("quiz__lesson__module__course__offering__club",)),
    Belonging("courses.Assignment", ("lesson__module__course__offering__club",)),
    Belonging("courses.Enrolment", (HELD,)),
    Belonging("courses.LessonProgress", ("enrolment__place__pool__offering__club",)),
    Belonging("courses.Watched", ("enrolment__place__pool__offering__club",)),
    Belonging("courses.QuizAttempt", ("enrolment__place__pool__offering__club",)),
    Belonging("courses.HandedWork", ("enrolment__place__pool__offering__club",)),
    Belonging("racing.Signup", (OF_RACE,)),
    Belonging("racing.AvailabilityWindow", ("signup__race__event__offering__club",)),
    Belonging("racing.Team", ("club",)),
    Belonging("racing.TeamMember", ("team__club",)),
    Belonging("racing.TeamMessage", ("team__club",)),
    Belonging("courses.Certificate", ("enrolment__place__pool__offering__club",)),
    Belonging("racing.RaceEntry", (OF_RACE,)),
    Belonging("racing.EntrySeat", ("entry__race__event__offering__club",)),
    Belonging("racing.Series", ("club",)),
    Belonging("racing.SeriesRound", ("series__club",)),
    Belonging("racing.PointsAdjustment", ("series__club",)),
    Belonging("racing.Advert", ("team__club",)),
    Belonging("racing.AdvertAnswer", ("advert__team__club",)),
    Belonging("racing.RaceResults", (OF_RACE,)),
    Belonging("racing.RaceNotice", (OF_RACE,)),
    Belonging("racing.ResultLine", ("results__race__event__offering__club",)),
    Belonging("racing.ResultDriver", ("line__results__race__event__offering__club",)),
    Belonging("racing.StintPlan", ("entry__race__event__offering__club",)),
    Belonging("racing.WaivedFault", ("entry__race__event__offering__club",)),
    Belonging("racing.PlanDriver", ("plan__entry__race__event__offering__club",)),
    Belonging("racing.PlannedStint", ("plan__entry__race__event__offering__club",)),
    Belonging("racing.DriverChange", ("entry__race__event__offering__club",)),
    Belonging("courses.StudySession", ("enrolment__place__pool__offering__club",)),
    Belonging("onsite.Room", (OF_EVENT,)),
    Belonging("onsite.Speaker", (OF_EVENT,)),
    Belonging("onsite.Session", (OF_EVENT,)),
    Belonging("onsite.Favourite", (OF_SESSION,)),
    Belonging("onsite.QuestionBoard", (OF_SESSION,)),
    Belonging("onsite.SessionQuestion", (OF_SESSION,)),
    Belonging("onsite.QuestionVote", ("question__session__event__offering__club",)),
    Belonging("onsite.Announcement", (OFFERED,)),
    Belonging("onsite.StaffRole", (OFFERED,)),
    Belonging("onsite.RoomDuty", (OFFERED,)),
    Belonging("onsite.Booth", (OF_EVENT,)),
    Belonging("onsite.BoothVisit", ("booth__event__offering__club",)),
    Belonging("onsite.BoothSharing", (OF_EVENT,)),
    Belonging("onsite.Door", (OF_EVENT,)),
    Belonging("onsite.Scan", (OF_EVENT,)),
    Belonging("onsite.Presence", (OF_EVENT,)),
    Belonging("onsite.NoShowRound", (OF_SESSION,)),
)

SECRETS = "its links open here alone; ask again there"
PRINTED = "its code is signed by a key that stays; print anew there"
DRAFTED = "is a draft; search anew there"
OWN = "belongs to a person, not to the club"
HERE = "is about this installation"
LIVE = "is of a race that runs; its results go along"
STAYS = {
    "clubs.ClubInvitation": SECRETS,
    "participation.Invitation": SECRETS,
    "participation.JoinRequest": SECRETS,
    "participation.PlaceLink": SECRETS,
    "participation.Feed": SECRETS,
    "webhooks.Endpoint": SECRETS,
    "webhooks.SigningSecret": SECRETS,
    "webhooks.Delivery": SECRETS,
    "webhooks.Attempt": SECRETS,
    "webhooks.Position": HERE,
    "racing.TelemetryKey": SECRETS,
    "racing.TelemetryFeed": LIVE,
    "racing.HeardMessage": LIVE,
    "racing.CarStanding": LIVE,
    "onsite.SigningKey": SECRETS,
    "onsite.SessionMove": HERE,
    "carrying.CarriedOver": HERE,
    "onsite.Device": SECRETS,
    "onsite.Badge": PRINTED,
    "onsite.BadgePrint": PRINTED,
    "onsite.BadgePrintPart": PRINTED,
    "participation.PeopleImport": "the places that it made go along",
    "participation.ImportLine": "the places that it made go along",
    "events.SearchRow": "is written anew",
    "courses.CoursePackage": "the courses that were made of them go along",
    "courses.CourseSearchRow": "is written anew",
    "audit.Entry": "the record of an installation vouches for that one; it is in the file for reading",
    "audit.Origin": HERE,
    "audit.Link": HERE,
    "audit.Checkpoint": HERE,
    "guilds.Guild": "a Discord server is linked to one installation; choose anew there",
    "guilds.BotInvitation": HERE,
    "guilds.Look": HERE,
    "guilds.Removal": HERE,
    "guilds.Archived": HERE,
    "guilds.Allowance": HERE,
    "guilds.Thing": HERE,
    "guilds.Step": HERE,
    "guilds.MemberSync": HERE,
    "guilds.SyncLine": HERE,
    "guilds.SyncedMembership": HERE,
    "guilds.StintAlert": HERE,
    "racing.TeamInvitation": SECRETS,
    "racing.TeamProposal": DRAFTED,
    "racing.ProposedTeam": DRAFTED,
    "racing.ProposedSeat": DRAFTED,
    "racing.ProposedTie": DRAFTED,
    "racing.SimProfile": OWN,
    "racing.Rating": OWN,
    "racing.LapTime": OWN,
    "racing.Ownership": OWN,
    "people.Person": "who takes part goes along with name and address, see packing.py",
    "people.Participant": "goes along with its person",
    "people.Account": OWN,
    "people.ApiToken": OWN,
    "people.Proof": OWN,
    "people.DiscordLink": OWN,
    "people.AddressChange": OWN,
    "people.SignIn": OWN,
    "people.Tally": HERE,
    "flags.Switch": HERE,
    "outbox.Message": HERE,
    "outbox.Tick": HERE,
    "outbox.Process": HERE,
    "consents.Consent": OWN,
    "notices.Browser": OWN,
    "notices.Notice": OWN,
    "notices.Choice": OWN,
    "notices.Mute": OWN,
    "notices.Rhythm": OWN,
    "api.IdempotencyKey": HERE,
}


def faults() -> Iterator[str]:
    """Yield a sentence for each table of ours of which nothing is said, or something twice."""
    ours = {model._meta.label for model in apps.get_models() if model.__module__.startswith("lineup.")}
    going = [belonging.model for belonging in GOES]
    for label in sorted(ours - STAYS.keys() - set(going)):
        yield f"{label}: does it go along with a club (GOES), or stay behind, and why (STAYS)?"
    for label in sorted({*going, *STAYS} - ours):
        yield f"{label} is no table any more."
    for label in sorted(set(going) & STAYS.keys() | {one for one in going if going.count(one) > 1}):
        yield f"{label} is named twice."
