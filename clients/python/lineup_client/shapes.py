"""What the API takes and gives. Written by generate.py; don't edit."""

from typing import Any, Literal, NotRequired, TypedDict


class AccessMark(TypedDict):
    """One mark for up to 200 places of the atelier."""

    payment_status: Literal["pending", "paid", "free"]
    places: list[str]


class AccessShown(TypedDict):
    """Where the holder of a confirmed place in an atelier stands. `participant` is who holds it, by
    name.
    """

    place: str
    participant: str
    has_access: bool
    payment_status: Literal["pending", "paid", "free"]
    amount_paid: str
    currency: str
    paid_at: str | None
    marked_by: "PersonBrief | None"


class Added(TypedDict):
    """Whom to enter; `offer`: the place is only held for them, until they answer."""

    name: str
    email: str
    offer: NotRequired[bool]


class AddressChangeShown(TypedDict):
    """A wish that waits for its proof."""

    email: str
    asked_at: str
    expires_at: str


class AddressKept(TypedDict):
    """The present address, which stays."""

    email: str


class AdvertAnswerShown(TypedDict):
    """An answer; `team` is the slug of the team in whose name it was given."""

    id: str
    author: str
    team: str | None
    text: str
    created_at: str
    reply: str
    accepted_at: str | None
    declined_at: str | None


class AdvertChanged(TypedDict):
    text: str


class AdvertReply(TypedDict):
    reply: NotRequired[str]


class AdvertShown(TypedDict):
    """What somebody looks for, in Markdown. `team` is the slug of one that looks for drivers."""

    id: str
    kind: Literal["team_wanted", "driver_wanted", "coach_wanted", "coach_offered"]
    author: str
    team: str | None
    simulator: str
    text: str
    created_at: str
    ends_at: str
    closed_at: str | None


class AdvertsWanted(TypedDict):
    kind: NotRequired[Literal["team_wanted", "driver_wanted", "coach_wanted", "coach_offered"] | None]
    simulator: NotRequired[str | None]
    mine: NotRequired[bool]


class Agreeing(TypedDict):
    version: int


class AgreeingByLink(TypedDict):
    version: int
    token: str


class Allowed(TypedDict):
    """Whether the caller could enrol right now, and in a sentence why not."""

    allowed: bool
    message: str


class AnnouncementChanged(TypedDict):
    """What to change; what is left out stays."""

    title: NotRequired[str]
    description: NotRequired[str]
    target: NotRequired[Literal["all", "participants", "exposants", "controlleurs", "gestionnaires", "room", "session"]]
    room: NotRequired[str | None]
    session: NotRequired[str | None]


class AnnouncementShown(TypedDict):
    """An announcement; `target` has the values of the documents, and room or session where it is
    for one.
    """

    id: str
    title: str
    description: str
    target: str
    room: str | None
    session: str | None
    author: "PersonBrief | None"
    created_at: str
    updated_at: str


class AnnouncementsWanted(TypedDict):
    every: NotRequired[bool]
    bin: NotRequired[bool]


class Answer(TypedDict):
    answer_text: NotRequired[str]


class AnswerGiven(TypedDict):
    """An answer to the question with this number: `choices` from 0 in the order shown, or `text`;
    both empty: none.
    """

    question: int
    choices: NotRequired[list[int]]
    text: NotRequired[str]


class AnswerSent(TypedDict):
    """One answer. `member` counts the people of a group from 0, who signs up; a choice is its id or
    its label.
    """

    question: str
    member: NotRequired[int]
    value: str | bool | int | float | list[str] | None


class AnswerShown(TypedDict):
    """An answer with the question as it was worded then; `said` is the answer in words."""

    question: str
    text: str
    value: str | bool | int | float | list[str] | None
    said: str
    at: str


class AnswersGiven(TypedDict):
    answers: list["AnswerGiven"]


class AnswersSent(TypedDict):
    """All answers of the group: what is left out is answered no more."""

    answers: NotRequired[list["AnswerSent"]]


class AnswersWanted(TypedDict):
    missing: NotRequired[bool]


class Asked(TypedDict):
    """The same for every address, known or not."""

    sent: NotRequired[bool]


class AskedShown(TypedDict):
    """A question of an attempt, by its `number`, with what was answered: `chosen` of its choices
    from 0, or `typed`.

    `is_right` and `earned` come with the result; what is right once the caller passed, or has no
    attempts left.
    """

    number: int
    kind: Literal["one", "several", "text", "number"]
    text: str
    points: int
    choices: list[str]
    chosen: list[int]
    typed: str
    is_right: bool | None
    earned: int | None
    right_choices: list[int] | None
    accepted: list[str] | None
    value: str | None
    tolerance: str | None
    explanation: str | None


class Asking(TypedDict):
    message: NotRequired[str]


class AssignmentChanged(TypedDict):
    """What to change; what is left out stays. Work that is marked keeps its marks."""

    brief: NotRequired[str]
    takes: NotRequired[Literal["text", "file", "either"]]
    due_at: NotRequired[str | None]
    late_until: NotRequired[str | None]
    times: NotRequired[int]
    pass_percent: NotRequired[int]
    rubric: NotRequired[list["Criterion"]]


class AssignmentRead(TypedDict):
    """An assignment for who learns, with their `standing`, and for who teaches."""

    lesson: str
    brief: str
    takes: Literal["text", "file", "either"]
    due_at: str | None
    late_until: str | None
    times: int
    pass_percent: int
    rubric: list["CriterionShown"]
    standing: "WorkStanding | None"


class AssignmentShown(TypedDict):
    """What an assignment asks for; `brief` is Markdown, empty until it is written.

    `due_at`: the deadline, from which on work is late. Until `late_until` it is taken all the
    same. `times`: how many
    pieces of work one learner may hand in.
    """

    lesson: str
    brief: str
    takes: Literal["text", "file", "either"]
    due_at: str | None
    late_until: str | None
    times: int
    pass_percent: int
    rubric: list["CriterionShown"]


class AttemptBrief(TypedDict):
    """An attempt; `score` in percent, null until it is handed in. Nothing is taken from `ends_at`
    on.
    """

    id: str
    number: int
    begun_at: str
    ends_at: str | None
    handed_in_at: str | None
    score: str | None
    passed: bool
    pass_percent: int


class AttemptRecorded(TypedDict):
    """One attempt at a course; who left it and came back has several. `id` is that of the place."""

    id: str
    course: str
    course_title: str
    subject: str
    offered_by: str
    status: Literal["pending", "waitlisted", "offered", "enrolled", "completed", "paused", "withdrawn", "rejected"]
    attempt: int
    progress_percentage: int
    completed_lessons: int
    total_lessons: int
    learning_time_hours: float
    enrolled_on: str
    completed_on: str | None
    certificate: "CertificateBrief | None"
    results: list["ResultShown"]


class AttemptShown(TypedDict):
    """One try: a status, or `failure` where none came back. `excerpt` is the beginning of the
    answer, cleaned.
    """

    at: str
    status: int | None
    failure: str
    duration_ms: int
    excerpt: str


class AttendanceShown(TypedDict):
    place: str
    attended_at: str | None


class AvailabilitySpan(TypedDict):
    """From when until when."""

    starts_at: str
    ends_at: str


class BadgeScanned(TypedDict):
    """What was shown: the text of a QR code, the id printed below it, or a person who was looked up
    by name.
    """

    client_id: str
    code: NotRequired[str]
    person: NotRequired[str | None]
    room: NotRequired[str | None]
    way: NotRequired[Literal["in", "out"]]


class BadgeShown(TypedDict):
    """A badge. `roles` are slugs, the most telling first; a code with a serial before `serial`
    opens nothing.
    """

    badge_id: str
    name: str
    roles: list[str]
    serial: int
    made_at: str
    printed_at: str | None
    printed_serial: int | None
    revoked_at: str | None


class BadgeSigned(TypedDict):
    badge: str


class BadgeToVerify(TypedDict):
    badge: str


class BadgesMade(TypedDict):
    """How many badges were made."""

    number: int


class BadgesWanted(TypedDict):
    state: NotRequired[Literal["in_use", "new", "revoked"]]


class BoothChanged(TypedDict):
    name: str


class BoothShown(TypedDict):
    """A booth, and how often it was visited: in all, and today on the clock of the event."""

    exposant: "PersonBrief"
    name: str
    plan_file: str | None
    total_visits: int
    today_visits: int
    visitors: int


class BotInvitationShown(TypedDict):
    """Opened in a browser in which the same person is signed in here, by `expires_at`, once."""

    url: str
    expires_at: str


class BotInvitationWanted(TypedDict):
    club: str


class BrowserShown(TypedDict):
    id: str
    name: str
    created_at: str


class BulkAct(TypedDict):
    """One act for up to 200 places."""

    act: Literal["approve", "reject", "promote", "offer", "revoke", "undo"]
    places: list[str]
    reason: NotRequired[str]


class BulkOutcome(TypedDict):
    """Which places were acted on, and for which it was refused, each with its reason."""

    done: list[str]
    refused: list["BulkRefusal"]


class BulkRefusal(TypedDict):
    place: str
    code: str
    detail: str


class ByMailLink(TypedDict):
    token: str


class CandidateShown(TypedDict):
    """Somebody without a badge at hand; `comes_with` tells who answers for them, where it is not
    themselves.
    """

    id: str
    name: str
    comes_with: str


class CarRestrictionPut(TypedDict):
    """Weight and power are added; below 0 they are taken off."""

    fuel_percent: NotRequired[int | None]
    weight_kg: NotRequired[int | None]
    power_percent: NotRequired[int | None]
    tyre_sets: NotRequired[int | None]


class CarRestrictionShown(TypedDict):
    """What a car may have in the race; what is null is as the simulator has it."""

    car: str
    name: str
    fuel_percent: int | None
    weight_kg: int | None
    power_percent: int | None
    tyre_sets: int | None


class CarShown(TypedDict):
    """A car as the simulator has it. Litres and seconds are null where nobody measured."""

    id: str
    slug: str
    maker: str
    name: str
    category: str
    year: int | None
    code: str
    package: str
    is_wet: bool
    tank_litres: float | None
    litres_per_second: float | None
    tyre_seconds: float | None
    tyres_while_refuelling: bool
    classes: list["ClassBrief"]


class CarStandingShown(TypedDict):
    """Where a car was when it was last told of. `driver` is null where it isn't known, or shown to
    its people alone.
    """

    entry: str
    number: str
    name: str
    told_at: str
    position: int
    laps_done: int
    last_lap_ms: int | None
    best_lap_ms: int | None
    gap_ms: int | None
    gap_laps: int | None
    is_in_pit: bool
    driver: str | None
    fuel_litres: str | None


class CarTold(TypedDict):
    """A car by its number. The gap to the leader is in milliseconds, or in laps for who was lapped.

    `driver`: the name of who drives now, or the id of their seat or sign-up; left out where the
    tool doesn't know.
    """

    number: str
    position: int
    laps_done: int
    last_lap_ms: NotRequired[int | None]
    best_lap_ms: NotRequired[int | None]
    gap_ms: NotRequired[int | None]
    gap_laps: NotRequired[int | None]
    is_in_pit: NotRequired[bool]
    driver: NotRequired[str]
    fuel_litres: NotRequired[float | str | None]


class CarsWanted(TypedDict):
    q: NotRequired[str]
    car_class: NotRequired[str | None]


class CatalogueLoaded(TypedDict):
    """How many rows were added; none when all was there."""

    added: int


class CatalogueRow(TypedDict):
    """A row: what it is called, and its fields by name, links as ids. Only `is_active` ones can be
    chosen.
    """

    id: str
    name: str
    is_active: bool
    fields: dict[str, Any]


class CatalogueValues(TypedDict):
    """What is said of a row; each sort has some of these fields, links are ids. What is left out
    stays.
    """

    slug: NotRequired[str | None]
    name: NotRequired[str | None]
    skill_name: NotRequired[str | None]
    safety_name: NotRequired[str | None]
    simulator: NotRequired[str | None]
    rank: NotRequired[int | None]
    maker: NotRequired[str | None]
    category: NotRequired[str | None]
    year: NotRequired[int | None]
    power_kw: NotRequired[int | None]
    weight_kg: NotRequired[int | None]
    car: NotRequired[str | None]
    cars: NotRequired[list[str] | None]
    track: NotRequired[str | None]
    sim_track: NotRequired[str | None]
    code: NotRequired[str | None]
    package: NotRequired[str | None]
    is_wet: NotRequired[bool | None]
    tank_litres: NotRequired[float | None]
    litres_per_second: NotRequired[float | None]
    tyre_seconds: NotRequired[float | None]
    tyres_while_refuelling: NotRequired[bool | None]
    city: NotRequired[str | None]
    country: NotRequired[str | None]
    time_zone: NotRequired[str | None]
    kind: NotRequired[str | None]
    length_m: NotRequired[int | None]
    grid_slots: NotRequired[int | None]
    pit_stalls: NotRequired[int | None]
    pit_kmh: NotRequired[int | None]
    pit_seconds: NotRequired[float | None]
    is_lit: NotRequired[bool | None]
    is_active: NotRequired[bool | None]


class CategoryMoved(TypedDict):
    index: int


class CategoryNames(TypedDict):
    name_en: str
    name_fr: str


class CategoryShown(TypedDict):
    slug: str
    name_en: str
    name_fr: str


class CertificateBrief(TypedDict):
    number: str
    status: Literal["valid", "expired", "revoked"]
    expires_at: str | None


class CertificateShown(TypedDict):
    """A certificate to its holder and to those who keep the course; `address` verifies it, `ready`
    is its PDF.
    """

    number: str
    status: Literal["valid", "expired", "revoked"]
    name: str
    course: str
    offered_by: str
    issued_at: str
    expires_at: str | None
    revoked_at: str | None
    address: str
    reason: str
    ready: bool


class CertificateVerified(TypedDict):
    """What anybody learns who has the number; `name` is empty once its holder was erased."""

    number: str
    status: Literal["valid", "expired", "revoked"]
    name: str
    course: str
    offered_by: str
    issued_at: str
    expires_at: str | None
    revoked_at: str | None


class CertificatesIssued(TypedDict):
    issued: int


class ChangingByLink(TypedDict):
    """The answers of the group behind the link."""

    answers: NotRequired[list["AnswerSent"]]
    token: str


class ChannelShown(TypedDict):
    """Whether one hears of a matter by a channel. A `fixed` one stays; one that isn't `offered`
    can't tell it.
    """

    channel: str
    heard: bool
    fixed: bool
    offered: bool


class ChoiceShown(TypedDict):
    id: str
    label: str


class ChoiceWish(TypedDict):
    matter: str
    channel: str
    heard: bool


class ChoicesChanged(TypedDict):
    """What to change; what is left out stays."""

    choices: NotRequired[list["ChoiceWish"]]
    quiet_from: NotRequired[str | None]
    quiet_until: NotRequired[str | None]
    pace: NotRequired[Literal["at_once", "daily"]]


class ChoicesShown(TypedDict):
    """Everything one can choose. Quiet hours are on one's own clock, null for none; `pace` is of
    what one organises.
    """

    matters: list["MatterShown"]
    quiet_from: str | None
    quiet_until: str | None
    pace: str
    muted: list["ClubBrief"]


class ClassBrief(TypedDict):
    id: str
    name: str


class ClassEntries(TypedDict):
    most_entries: NotRequired[int | None]


class ClassShown(TypedDict):
    """Cars that race each other."""

    id: str
    name: str
    cars_count: int


class Closing(TypedDict):
    reason: str


class ClubBrief(TypedDict):
    id: str
    slug: str
    name: str


class ClubChanged(TypedDict):
    """What to change; what is left out stays."""

    name: NotRequired[str]
    description: NotRequired[str]
    website: NotRequired[str]
    city: NotRequired[str]
    country: NotRequired[str]
    language: NotRequired[Literal["en", "fr"]]
    time_zone: NotRequired[str]
    hue: NotRequired[Literal["petrol", "pine", "moss", "ochre", "rust", "rose", "plum", "indigo"]]
    is_public: NotRequired[bool]
    join_policy: NotRequired[Literal["approval", "invitation"]]


class ClubDetailed(TypedDict):
    """With the role of who asks, null for who is no member."""

    id: str
    slug: str
    name: str
    description: str
    website: str
    city: str
    country: str
    language: str
    time_zone: str
    hue: str
    logo: str | None
    is_public: bool
    join_policy: str
    created_at: str
    role: str | None


class ClubEmbeddingSaid(TypedDict):
    where: Literal["nowhere", "sites", "anywhere"]
    origins: NotRequired[list[str]]


class ClubFounded(TypedDict):
    name: str
    description: NotRequired[str]
    website: NotRequired[str]
    city: NotRequired[str]
    country: NotRequired[str]
    language: NotRequired[Literal["en", "fr"]]
    time_zone: NotRequired[str]
    hue: NotRequired[Literal["petrol", "pine", "moss", "ochre", "rust", "rose", "plum", "indigo"]]
    is_public: NotRequired[bool]
    join_policy: NotRequired[Literal["approval", "invitation"]]


class ClubInvitationLink(TypedDict):
    token: str


class ClubInvitationShown(TypedDict):
    id: str
    club: "ClubBrief"
    email: str
    role: str
    message: str
    invited_by: "PersonBrief"
    created_at: str
    expires_at: str


class ClubKnown(TypedDict):
    """`owner_gone`: the owner can't sign in."""

    id: str
    slug: str
    name: str
    city: str
    is_public: bool
    members: int
    created_at: str
    binned_at: str | None
    owner: "PersonBrief | None"
    owner_gone: bool


class ClubListed(TypedDict):
    id: str
    slug: str
    name: str
    city: str
    is_public: bool
    members: int
    created_at: str
    binned_at: str | None


class ClubShown(TypedDict):
    id: str
    slug: str
    name: str
    description: str
    website: str
    city: str
    country: str
    language: str
    time_zone: str
    hue: str
    logo: str | None
    is_public: bool
    join_policy: str
    created_at: str


class ClubSwitch(TypedDict):
    club: "ClubBrief"
    share: int


class ClubsWanted(TypedDict):
    q: NotRequired[str]
    mine: NotRequired[bool]
    bin: NotRequired[bool]


class Code(TypedDict):
    code: str


class ColumnsSent(TypedDict):
    """Which column has what, by its number from 0; null: none. An address and a name are needed."""

    name: NotRequired[int | None]
    first_name: NotRequired[int | None]
    last_name: NotRequired[int | None]
    email: NotRequired[int | None]
    buyer_email: NotRequired[int | None]
    guests: NotRequired[int | None]
    status: NotRequired[int | None]
    comes_with: NotRequired[int | None]
    answers: NotRequired[dict[str, int]]


class Companion(TypedDict):
    id: str
    name: str
    state: Literal["requested", "waitlisted", "offered", "confirmed", "rejected", "declined", "lapsed", "withdrawn", "revoked"]


class ConditionSent(TypedDict):
    """Ask only where the answer to `question` has this `choice`, or is `yes`; give one of the two.
    """

    question: str
    choice: NotRequired[str | None]
    yes: NotRequired[bool | None]


class ConditionShown(TypedDict):
    """The question is asked only where the answer to `question` has this `choice`, or is `yes`
    (true) or no.
    """

    question: str
    choice: str | None
    yes: bool | None


class ConsentShown(TypedDict):
    """A purpose with today's text, in the caller's language, and where one stands: `holds` says
    whether it may be done.

    `said` is one's last word, null where there is none; `said_version` the text it was about.
    """

    purpose: str
    label: str
    text: str
    version: int
    holds: bool
    said: str | None
    said_version: int | None
    said_at: str | None


class Copying(TypedDict):
    """Nothing to say; the copy is a draft to be changed."""

    pass


class CountsShown(TypedDict):
    """How many are at the event, of how many who hold a place, and how many are in each room."""

    here: int
    expected: int
    rooms: list["RoomCount"]


class CourseCard(TypedDict):
    """A course as a line of a list. To enrol, POST /pools/{pool}/places."""

    id: str
    slug: str
    title: str
    overview: str
    subject: str
    status: Literal["draft", "published", "archived"]
    published_at: str | None
    difficulty_level: Literal["", "beginner", "intermediate", "advanced"]
    estimated_hours: int | None
    certificate_enabled: bool
    certificate_months: int | None
    enrollment_type: Literal["open", "approval", "restricted"]
    unlisted: bool
    max_capacity: int | None
    waitlist_enabled: bool
    enrollment_count: int
    can_enroll: "Allowed"
    instructor_name: str
    club: "ClubBrief | None"
    pool: str


class CourseChanged(TypedDict):
    """What to change; what is left out stays."""

    title: NotRequired[str]
    subject: NotRequired[str]
    overview: NotRequired[str]
    difficulty_level: NotRequired[Literal["", "beginner", "intermediate", "advanced"]]
    estimated_hours: NotRequired[int | None]
    certificate_enabled: NotRequired[bool]
    certificate_months: NotRequired[int | None]
    builds_on: NotRequired[list[str]]
    enrollment_type: NotRequired[Literal["open", "approval", "restricted"]]
    unlisted: NotRequired[bool]
    max_capacity: NotRequired[int | None]
    waitlist: NotRequired[Literal["none", "automatic", "offer"]]
    offer_minutes: NotRequired[int]
    opens_at: NotRequired[str | None]
    closes_at: NotRequired[str | None]


class CourseFigures(TypedDict):
    """The same of one course, day by day (UTC; the days with some), by how far learners are, and
    along its way.
    """

    total_students: int
    completed: int
    paused: int
    active: int
    average_progress: int
    learning_time_hours: int
    enrolments_by_day: list["DayNumber"]
    completions_by_day: list["DayNumber"]
    spread: list["SpreadShown"]
    modules: list["ModuleReached"]
    lessons: list["ReachedShown"]


class CourseShown(TypedDict):
    """A course wholly, with what it is made of, and what it builds on of the courses that the
    caller may see.
    """

    id: str
    slug: str
    title: str
    overview: str
    subject: str
    status: Literal["draft", "published", "archived"]
    published_at: str | None
    difficulty_level: Literal["", "beginner", "intermediate", "advanced"]
    estimated_hours: int | None
    certificate_enabled: bool
    certificate_months: int | None
    enrollment_type: Literal["open", "approval", "restricted"]
    unlisted: bool
    max_capacity: int | None
    waitlist_enabled: bool
    enrollment_count: int
    can_enroll: "Allowed"
    instructor_name: str
    club: "ClubBrief | None"
    pool: str
    builds_on: list["Prerequisite"]
    modules: list["ModuleShown"]
    may_manage: bool
    waitlist: Literal["none", "automatic", "offer"]
    offer_minutes: int
    created_at: str
    updated_at: str
    binned_at: str | None


class CourseSubject(TypedDict):
    """A field of knowledge, with its name in both languages."""

    slug: str
    name: str
    name_en: str
    name_fr: str


class CoursesWanted(TypedDict):
    q: NotRequired[str]
    subject: NotRequired[str | None]
    difficulty_level: NotRequired[Literal["", "beginner", "intermediate", "advanced"]]
    enrollment_type: NotRequired[Literal["", "open", "approval", "restricted"]]
    club: NotRequired[str | None]
    instructor: NotRequired[str | None]


class CoverageBin(TypedDict):
    """From when, and how many can drive in all of it."""

    starts_at: str
    drivers: int


class Criterion(TypedDict):
    """What is looked at, and the most points it gives."""

    words: str
    most: int


class CriterionShown(TypedDict):
    words: str
    most: int


class DataLinkSent(TypedDict):
    token: str


class DataLinkWish(TypedDict):
    email: str
    language: NotRequired[Literal["en", "fr"]]


class DayNumber(TypedDict):
    day: str
    number: int


class DayRefused(TypedDict):
    event: str
    code: str
    detail: str


class DayShown(TypedDict):
    day: str
    sign_ups: int


class DaysJoined(TypedDict):
    """Places taken, or held already; and the days on which it was not possible."""

    places: list["PlaceShown"]
    refused: list["DayRefused"]


class DaysWanted(TypedDict):
    events: list[str]


class DeadLetter(TypedDict):
    """A piece of work that was parked, and the last reason."""

    id: str
    topic: str
    key: str
    attempts: int
    last_error: str
    created_at: str
    due_at: str
    dead_at: str | None


class DeadlineShown(TypedDict):
    """A deadline of the caller; from `due_at` on work is late, from `late_until` (else from then)
    not taken.
    """

    course: str
    course_title: str
    lesson: str
    lesson_title: str
    due_at: str
    late_until: str | None
    handed_in: bool


class Declined(TypedDict):
    declined: NotRequired[bool]


class DeliveriesWanted(TypedDict):
    state: NotRequired[str]


class DeliveryShown(TypedDict):
    """One message; `webhook_id` is what it carries as `webhook-id`, at every try. `state`: waiting,
    delivered,
    failed, or skipped because the webhook was switched off or there was nothing to tell: nobody
    who agrees, say.
    """

    id: str
    webhook_id: str
    kind: str
    happened_at: str
    state: str
    attempts: int
    next_at: str | None


class DeviceMade(TypedDict):
    id: str
    name: str
    holder: "PersonBrief | None"
    created_at: str
    seen_at: str | None
    revoked_at: str | None
    wiped_at: str | None
    link: str


class DeviceShown(TypedDict):
    """A phone. `holder` is null until somebody opened its link; `wiped_at`: it knows that it was
    revoked.
    """

    id: str
    name: str
    holder: "PersonBrief | None"
    created_at: str
    seen_at: str | None
    revoked_at: str | None
    wiped_at: str | None


class DoorKept(TypedDict):
    check_in_first: bool
    no_show_minutes: int | None


class DoorShown(TypedDict):
    """How doors are kept. `no_show_minutes` after its start a workshop's free places are given on;
    null: by hand.
    """

    check_in_first: bool
    no_show_minutes: int | None


class DriverProfileChanged(TypedDict):
    """What to change; what is left out stays."""

    platform_id: NotRequired[str]
    name: NotRequired[str]
    is_public: NotRequired[bool]


class DriverProfileShown(TypedDict):
    """One's own profile, with the id that nobody else is told."""

    id: str
    simulator: str
    name: str
    is_public: bool
    platform_id: str
    created_at: str


class DriverShown(TypedDict):
    """Somebody as a simulator knows them."""

    id: str
    simulator: str
    name: str
    is_public: bool


class DutiesWanted(TypedDict):
    room: NotRequired[str | None]
    role: NotRequired[Literal["gestionnaire_des_salles", "controlleur_des_badges"] | None]


class DutyChanged(TypedDict):
    """What to change; what is left out stays."""

    room: NotRequired[str | None]
    starts_at: NotRequired[str | None]
    ends_at: NotRequired[str | None]


class DutyShown(TypedDict):
    """A slot in which somebody looks after a room, or its door."""

    id: str
    person: "PersonBrief"
    role: str
    room: "RoomShown"
    starts_at: str
    ends_at: str


class EditionSeen(TypedDict):
    edition: NotRequired[int]


class EmbeddingSaid(TypedDict):
    where: Literal["club", "nowhere", "sites", "anywhere"]
    origins: NotRequired[list[str]]


class EmbeddingShown(TypedDict):
    """`where` is `club` for an event that leaves it to its club; `ancestors` is what holds now, `*`
    for all sites.
    """

    where: str
    origins: list[str]
    ancestors: list[str]


class Ended(TypedDict):
    """How many browsers were signed out."""

    number: int


class Ending(TypedDict):
    since: str
    reason: NotRequired[str]


class EngagementShown(TypedDict):
    """The score from 0 to 1, and what it is the mean of: attention, regularity (`days` of the last
    14), progress.
    """

    score: float
    attention: float
    regularity: float
    progress: float
    days: int
    minutes: int


class EntriesWanted(TypedDict):
    club: NotRequired[str | None]
    action: NotRequired[str]
    actor: NotRequired[str | None]
    resource: NotRequired[str]
    resource_id: NotRequired[str]
    after: NotRequired[str | None]
    before: NotRequired[str | None]


class EntrySeatShown(TypedDict):
    """Somebody in the line-up; `signup` is their sign-up to the race."""

    signup: str
    person: "PersonBrief"
    role: Literal["driver", "reserve", "spotter", "engineer"]


class EntryShown(TypedDict):
    """Who did what, to what, when, and from where (null once that was forgotten).

    `about` is null for what was deleted since, or is not yours to see.
    """

    id: int
    at: str
    club: "ClubBrief | None"
    actor: "PersonBrief | None"
    channel: str
    action: str
    resource: str
    resource_id: str
    about: "SubjectShown | None"
    metadata: dict[str, Any]
    address: str | None
    user_agent: str | None


class Erasable(TypedDict):
    """Whether I can be erased now; else `code` and `reason` say what is to be done first."""

    possible: bool
    code: str
    reason: str


class Erased(TypedDict):
    """What was deleted and cleared, in rows of each table. `digest` stands in the record of acts
    too.
    """

    person: str
    at: str
    deleted: dict[str, int]
    cleared: dict[str, int]
    digest: str


class EventCard(TypedDict):
    """An event as a line of a list; `pool` is that of those who come."""

    id: str
    kind: str
    slug: str
    title: str
    state: str
    starts_at: str | None
    ends_at: str | None
    visibility: str
    source: str
    club: "ClubBrief | None"
    organiser: "PersonBrief | None"
    venue: "Where | None"
    category: "CategoryShown | None"
    time_zone: str
    pool: "PoolShown | None"


class EventChanged(TypedDict):
    """What to change; what is left out stays. From `capacity` on it is the pool of those who come.
    """

    title: NotRequired[str]
    slug: NotRequired[str]
    description: NotRequired[str]
    visibility: NotRequired[Literal["public", "unlisted", "club_only", "invite_only", "private"]]
    source: NotRequired[Literal["official", "series", "club", "user", "imported"]]
    starts_at: NotRequired[str | None]
    ends_at: NotRequired[str | None]
    time_zone: NotRequired[str]
    venue: NotRequired[str | None]
    stream_url: NotRequired[str]
    map_latitude: NotRequired[float | None]
    map_longitude: NotRequired[float | None]
    map_zoom: NotRequired[int | None]
    category: NotRequired[str | None]
    tags: NotRequired[list[str]]
    president: NotRequired[str | None]
    shows_participants: NotRequired[bool]
    remind_minutes: NotRequired[int]
    capacity: NotRequired[int | None]
    admission: NotRequired[Literal["open", "approval", "invitation"]]
    waitlist: NotRequired[Literal["none", "automatic", "offer"]]
    offer_minutes: NotRequired[int]
    party_limit: NotRequired[int]
    opens_at: NotRequired[str | None]
    closes_at: NotRequired[str | None]
    price: NotRequired[float | str | None]
    currency: NotRequired[str]
    how_to_pay: NotRequired[str]


class EventShown(TypedDict):
    """An event wholly. `revision` counts the moves that a calendar must follow."""

    id: str
    kind: str
    slug: str
    title: str
    state: str
    starts_at: str | None
    ends_at: str | None
    visibility: str
    source: str
    club: "ClubBrief | None"
    organiser: "PersonBrief | None"
    description: str
    time_zone: str
    stream_url: str
    venue: "Where | None"
    map_latitude: float | None
    map_longitude: float | None
    map_zoom: int | None
    category: "CategoryShown | None"
    tags: list["TagShown"]
    president: "PersonBrief | None"
    shows_participants: bool
    remind_minutes: int
    pools: list["PoolShown"]
    may_manage: bool
    created_at: str
    updated_at: str
    binned_at: str | None
    revision: int


class EventsWanted(TypedDict):
    when: NotRequired[Literal["upcoming", "running", "past"]]
    q: NotRequired[str]
    category: NotRequired[str | None]
    tag: NotRequired[str | None]
    city: NotRequired[str]
    where: NotRequired[Literal["", "online", "onsite"]]
    club: NotRequired[str | None]
    after: NotRequired[str | None]
    before: NotRequired[str | None]


class ExhibitorPlaces(TypedDict):
    capacity: NotRequired[int | None]


class ExhibitorShown(TypedDict):
    """Who exhibits, with what, and how many visits there were."""

    exposant: "PersonBrief"
    name: str
    plan_file: str | None
    total_visits: int


class FactorRule(TypedDict):
    """Who needs a second factor to act in the club, from when on, and how many of them have none
    yet.
    """

    who: str
    starts_at: str | None
    enforced: bool
    without: int
    of: int


class FactorRuleChanged(TypedDict):
    who: Literal["nobody", "managers", "everybody"]
    starts_at: NotRequired[str | None]


class FeeMark(TypedDict):
    """One mark for the fees of up to 200 places."""

    act: Literal["pay", "waive", "refund", "reopen"]
    places: list[str]


class FeeOutcome(TypedDict):
    """Which fees were marked; `act` takes it back within ten minutes, null when nothing changed."""

    done: list[str]
    refused: list["BulkRefusal"]
    act: str | None


class FeeShown(TypedDict):
    """What one place costs. `standing` also looks at the place: what was paid for one that is gone
    is `to_refund`.
    """

    place: str
    name: str
    amount: str
    currency: str
    state: Literal["due", "paid", "waived", "refunded"]
    standing: Literal["owed", "paid", "waived", "to_refund", "refunded", "dropped"]
    settled_by: "PersonBrief | None"
    settled_at: str | None


class FeedMade(TypedDict):
    """With the address that holds the secret, shown this once."""

    id: str
    club: "ClubBrief | None"
    hint: str
    created_at: str
    last_read_at: str | None
    revoked_at: str | None
    url: str


class FeedShown(TypedDict):
    """A calendar address; `club` is null for the one of my own places."""

    id: str
    club: "ClubBrief | None"
    hint: str
    created_at: str
    last_read_at: str | None
    revoked_at: str | None


class FeesWanted(TypedDict):
    standing: NotRequired[Literal["owed", "paid", "waived", "to_refund", "refunded", "dropped"] | None]


class FieldProblem(TypedDict):
    """One mistake in what was sent."""

    field: str
    code: str
    detail: str


class FiguresShown(TypedDict):
    """`people_to_tell` would hear of a cancellation."""

    by_state: dict[str, int]
    kept: "ShareShown"
    waited_and_came: "ShareShown"
    showed_up: "ShareShown"
    sources: dict[str, int]
    given_up: dict[str, int]
    fees: list["TotalShown"]
    sign_ups_by_day: list["DayShown"]
    people_to_tell: int


class FileShown(TypedDict):
    """A file; `audience` says for whom: everybody who sees the event, or only holders of a place.

    `use` says which of them is the programme, and which the guide.
    """

    id: str
    name: str
    content_type: str
    size: int
    audience: str
    use: Literal["", "programme", "guide"]
    created_at: str


class FilesWanted(TypedDict):
    bin: NotRequired[bool]


class Finishing(TypedDict):
    although_ahead: NotRequired[bool]


class FlagShown(TypedDict):
    """`share` is null where the platform has not switched it; a club's own switch decides before
    the platform's.
    """

    name: str
    sentence: str
    owner: str
    default: bool
    remove_by: str
    share: int | None
    clubs: list["ClubSwitch"]


class Forecast(TypedDict):
    """What is expected so many minutes into the race."""

    minute: int
    air_celsius: int
    rain_percent: NotRequired[int]
    cloud_percent: NotRequired[int]
    wind_kmh: NotRequired[int]
    is_night: NotRequired[bool]


class Forecasts(TypedDict):
    weather: list["Forecast"]


class GroupAnswers(TypedDict):
    """The answers of a group, until when they can be changed (null: without an end)."""

    until: str | None
    people: list["PersonAnswers"]


class GuestShown(TypedDict):
    """A line of the guest list; the address is there for the organisers alone.

    Who was entered by hand stands there as they were entered, with `contact` null, until they
    act themselves.
    """

    id: str
    state: Literal["requested", "waitlisted", "offered", "confirmed", "rejected", "declined", "lapsed", "withdrawn", "revoked"]
    name: str
    contact: "PersonBrief | None"
    email: str
    has_account: bool
    party: str
    priority: int
    queued_at: str
    held_until: str | None
    attended_at: str | None


class GuestsWanted(TypedDict):
    q: NotRequired[str]
    state: NotRequired[list[Literal["requested", "waitlisted", "offered", "confirmed", "rejected", "declined", "lapsed", "withdrawn", "revoked"]]]
    order: NotRequired[Literal["queue", "newest"]]


class HandOver(TypedDict):
    to: str


class Held(TypedDict):
    parts: list["PartHeld"]


class HoldingRevoked(TypedDict):
    reason: str


class HoldingShown(TypedDict):
    """That somebody holds it; `counts_until`: with the days of grace."""

    id: str
    qualification: str
    qualification_name: str
    person: str
    name: str
    status: Literal["valid", "in_grace", "expired", "revoked"]
    held_from: str
    held_until: str | None
    counts_until: str | None
    reason: str
    revoked_at: str | None
    revoked_reason: str


class ImportListed(TypedDict):
    """A table in a list, without a look at its lines."""

    id: str
    pool: str
    state: Literal["reading", "draft", "running", "done", "undoing", "undone"]
    maker: str
    created_at: str
    done_at: str | None


class ImportShown(TypedDict):
    """A table and how far it is. `titles` are its columns, `mapping` says which has what (also the
    answer
    to a question, by its id), `maker` whose export it is.

    `lines` counts them by their state: while it is a draft, by the one they would have.
    """

    id: str
    pool: str
    state: Literal["reading", "draft", "running", "done", "undoing", "undone"]
    maker: str
    titles: list[str]
    mapping: dict[str, int]
    tells: bool
    created_at: str
    done_at: str | None
    lines: dict[str, int]


class InstructorNamed(TypedDict):
    email: str


class InstructorProfile(TypedDict):
    """Who teaches, as everybody sees them; `bio` is Markdown."""

    id: str
    name: str
    bio: str
    avatar: str | None


class InstructorShown(TypedDict):
    id: str
    person: "PersonBrief"
    named_at: str


class IntoClub(TypedDict):
    email: str
    role: NotRequired[Literal["admin", "event_manager", "instructor", "member"]]
    message: NotRequired[str]


class IntoTeam(TypedDict):
    email: str
    role: NotRequired[Literal["manager", "driver", "reserve", "engineer", "spotter", "guest"]]
    message: NotRequired[str]


class InvitationLink(TypedDict):
    token: str


class InvitationShown(TypedDict):
    """An invitation. `pool` is null when it only lets one see; `place` is what it holds, or was
    answered with.

    `answered_at` is when the invited accepted or declined; null for one that nobody answered.
    """

    id: str
    offering: "OfferingBrief"
    pool: str | None
    email: str
    message: str
    invited_by: "PersonBrief"
    answer: Literal["open", "accepted", "declined", "revoked", "expired"]
    place: str | None
    created_at: str
    expires_at: str
    answered_at: str | None


class Invited(TypedDict):
    """Whom to invite. With `pool` it opens that pool's door; `hold_place` keeps a place until it is
    answered.
    """

    email: str
    name: NotRequired[str]
    pool: NotRequired[str | None]
    message: NotRequired[str]
    hold_place: NotRequired[bool]
    expires_at: NotRequired[str | None]


class ItemChanged(TypedDict):
    """What its kind has: `text`; `alternative` and `caption` of an image; `name` and `caption` of a
    file and a video.

    A video elsewhere has its `url`; one that is stored here may have `captions` (WebVTT), in
    `captions_language`.
    """

    text: NotRequired[str]
    alternative: NotRequired[str]
    caption: NotRequired[str]
    url: NotRequired[str]
    name: NotRequired[str]
    captions: NotRequired[str]
    captions_language: NotRequired[str]


class ItemShown(TypedDict):
    """A piece of a lesson. `text` is Markdown; what is stored is at …/items/{item}/content.

    A video without `url` is stored too, and lasts `seconds`; where `captions_language` is said,
    its captions are at
    …/items/{item}/captions.
    """

    id: str
    kind: Literal["text", "image", "video", "file"]
    text: str
    name: str
    content_type: str
    size: int
    alternative: str
    caption: str
    url: str
    seconds: int
    captions_language: str


class JoinWish(TypedDict):
    """Who would like to come, and who comes along."""

    pool: str
    name: str
    email: str
    companions: NotRequired[list[str]]
    answers: NotRequired[list["AnswerSent"]]
    language: NotRequired[Literal["en", "fr"]]
    time_zone: NotRequired[str]


class Joining(TypedDict):
    """Names of those who come along (the group stays together), and what is answered."""

    companions: NotRequired[list[str]]
    answers: NotRequired[list["AnswerSent"]]


class KeyShown(TypedDict):
    """A key whose signatures are believed until `retired_at`; `public` is its public half, 32 bytes
    in base64url.
    """

    number: int
    public: str
    created_at: str
    retired_at: str | None


class LapShown(TypedDict):
    """A lap in milliseconds."""

    id: str
    layout: str
    layout_name: str
    car: str
    car_name: str
    milliseconds: int
    is_wet: bool
    at: str


class LapTimeSaid(TypedDict):
    """How long a lap of a driver (a sign-up) takes, in milliseconds."""

    signup: str
    lap_ms: int


class LayoutShown(TypedDict):
    """One way round. `pit_seconds` is what driving through the pit lane costs."""

    id: str
    name: str
    code: str
    kind: str
    length_m: int
    grid_slots: int | None
    pit_stalls: int | None
    pit_kmh: int | None
    pit_seconds: float | None
    is_lit: bool


class LearnerShown(TypedDict):
    """Somebody who learns, for those who teach."""

    place: str
    person: "PersonBrief"
    status: Literal["pending", "waitlisted", "offered", "enrolled", "completed", "paused", "withdrawn", "rejected"]
    attempt: int
    progress_percentage: int
    completed_lessons: int
    learning_time_hours: float
    engagement_score: float
    enrolled_on: str
    completed_on: str | None
    last_accessed: str | None
    approval_requested_at: str | None
    approved_by: "PersonBrief | None"
    approved_at: str | None


class LearnerWork(TypedDict):
    """A piece of work of somebody who learns, for those who teach."""

    id: str
    number: int
    is_newest: bool
    handed_in_at: str
    is_late: bool
    name: str
    size: int
    marked_at: str | None
    score: str | None
    passed: bool
    edition: int
    place: str
    person: "PersonBrief"


class LearnerWorkShown(TypedDict):
    """With its text, its marks, and who gave them."""

    id: str
    number: int
    is_newest: bool
    handed_in_at: str
    is_late: bool
    name: str
    size: int
    marked_at: str | None
    score: str | None
    passed: bool
    edition: int
    place: str
    person: "PersonBrief"
    text: str
    marks: list["MarkShown"]
    remarks: str
    marked_by: "PersonBrief | None"


class LearnersWanted(TypedDict):
    """Narrowed to who is under way, was not seen for two weeks, rests or completed it; and to
    names.
    """

    show: NotRequired[Literal["", "begun", "idle", "paused", "completed"]]
    q: NotRequired[str]


class Leaving(TypedDict):
    """Why, if you want to say; `whole_group` gives up the places of all who joined together."""

    reason: NotRequired[str]
    whole_group: NotRequired[bool]


class LeavingByLink(TypedDict):
    reason: NotRequired[str]
    whole_group: NotRequired[bool]
    token: str


class LessonBrief(TypedDict):
    id: str
    title: str
    completion: Literal["manual", "auto", "time_based", "quiz", "watched", "assignment"]
    minutes: int | None
    watch_percent: int
    may_say_done: bool
    is_optional: bool


class LessonChanged(TypedDict):
    """What to change; what is left out stays."""

    title: NotRequired[str]
    completion: NotRequired[Literal["manual", "auto", "time_based", "quiz", "watched", "assignment"]]
    minutes: NotRequired[int | None]
    watch_percent: NotRequired[int]
    may_say_done: NotRequired[bool]
    is_optional: NotRequired[bool]


class LessonPosition(TypedDict):
    index: int
    module: NotRequired[str | None]


class LessonShown(TypedDict):
    """A lesson with what stands in it."""

    id: str
    title: str
    completion: Literal["manual", "auto", "time_based", "quiz", "watched", "assignment"]
    minutes: int | None
    watch_percent: int
    may_say_done: bool
    is_optional: bool
    module: str
    items: list["ItemShown"]


class LessonStanding(TypedDict):
    """A lesson after what was done with it, and how far one is with it: `completed` of `counted`
    lessons.
    """

    lesson: str
    is_completed: bool
    completed_at: str | None
    completion_method: Literal["", "manual", "auto", "time_based", "quiz", "watched", "assignment"]
    view_count: int
    progress_percentage: int
    completed: int
    counted: int
    completed_on: str | None


class Letter(TypedDict):
    """To whom: the `places` named, else those in these states; all live ones where neither is said.
    """

    subject: str
    text: str
    states: NotRequired[list[Literal["requested", "waitlisted", "offered", "confirmed", "rejected", "declined", "lapsed", "withdrawn", "revoked"]]]
    places: NotRequired[list[str]]


class LetterSent(TypedDict):
    id: str
    people: int


class LicenceShown(TypedDict):
    """A step of the ladder; a higher `rank` includes what lower ones may do."""

    id: str
    name: str
    rank: int


class LineShown(TypedDict):
    """A line by its number in the table; `column`, `code` and `reason` say what is wrong with it.

    `place` is that of the contact of the group with which the line came.
    """

    number: int
    state: Literal["pending", "entered", "waits", "held", "skipped", "refused", "undone", "left"]
    name: str
    email: str
    place: str | None
    column: str
    code: str
    reason: str


class LineUpSaid(TypedDict):
    seats: list["SeatSaid"]


class LinesWanted(TypedDict):
    state: NotRequired[Literal["pending", "entered", "waits", "held", "skipped", "refused", "undone", "left"] | None]


class LinkShown(TypedDict):
    """What a mail's link is about, and whether such mails come. A guest reads all their choices."""

    matter: str
    label: str
    heard: bool
    why: str
    matters: list["MatterShown"]


class Locked(TypedDict):
    """Whether they stay as they are when it is searched again."""

    is_locked: bool


class ManagedCourses(TypedDict):
    bin: NotRequired[bool]


class ManagedWanted(TypedDict):
    state: NotRequired[Literal["draft", "published", "cancelled", "finished"] | None]
    bin: NotRequired[bool]


class Mark(TypedDict):
    """Where it stands; null leaves it to the clock."""

    status: Literal["pas_encore", "en_cours", "termine"] | None


class MarkShown(TypedDict):
    words: str
    most: int
    points: int


class MarksGiven(TypedDict):
    """Points for each criterion in its order; `edition` of the work as you saw it."""

    points: list[int]
    remarks: NotRequired[str]
    edition: int


class MarksLine(TypedDict):
    """A line by its number in the file; `column`, `code` and `reason` say what is wrong with it.

    `points`: what it gives for each criterion; `before`: what stands, where the work is marked.
    """

    number: int
    state: Literal["changes", "done", "same", "empty", "refused"]
    work: str | None
    name: str
    points: list[int]
    before: list[int]
    column: str
    code: str
    reason: str


class MarksTableShown(TypedDict):
    """What becomes of each line, and how many there are of each state; up to 1,000 lines."""

    changes: int
    done: int
    same: int
    empty: int
    refused: int
    lines: list["MarksLine"]


class MatterShown(TypedDict):
    """What notices are about, in the caller's language; `why` says why some of it can't be switched
    off.
    """

    matter: str
    group: str
    label: str
    hint: str
    why: str
    channels: list["ChannelShown"]


class MemberShown(TypedDict):
    person: "PersonBrief"
    role: str
    joined_at: str
    left_at: str | None


class MemberSyncShown(TypedDict):
    """`success_count`: who is in both by now; `error_count`: about whom a human is to decide.

    Not `is_whole`: the list of members broke off, and nobody was removed. `problem`: why nothing
    could be read: token,
    guild, hidden, refused, later, unanswered, lost; empty where all went well. `sync_timestamp`:
    when it ended. `read`:
    how many members were read so far.
    """

    id: str
    sync_type: Literal["manual", "automatic", "scheduled"]
    state: Literal["waiting", "done", "failed"]
    ordered_at: str
    sync_timestamp: str | None
    is_whole: bool
    problem: str
    read: int
    results: "SyncResults"
    success_count: int
    error_count: int


class Mine(TypedDict):
    when: NotRequired[Literal["live", "all"]]


class ModuleProgressShown(TypedDict):
    """A module: how many of its lessons count, how many of these are done, and whether all are."""

    module: str
    title: str
    progress_percentage: int
    completed: int
    counted: int
    is_completed: bool


class ModuleReached(TypedDict):
    """A module: how many opened one of its lessons, and for how many one of these is the last they
    read.
    """

    module: str
    title: str
    reached: int
    stopped: int


class ModuleSent(TypedDict):
    """Its lessons open to learners at `opens_at`, and so many days after each began: the later of
    both.
    """

    title: str
    description: NotRequired[str]
    opens_at: NotRequired[str | None]
    opens_after_days: NotRequired[int | None]


class ModuleShown(TypedDict):
    """A part of a course with its lessons, in their order."""

    id: str
    title: str
    description: str
    opens_at: str | None
    opens_after_days: int | None
    lessons: list["LessonBrief"]


class MyCourses(TypedDict):
    show: NotRequired[Literal["going", "waiting", "over"]]


class MyDutyShown(TypedDict):
    """A slot of one's own, with the event."""

    id: str
    event: "OfferingBrief"
    role: str
    room: "RoomShown"
    starts_at: str
    ends_at: str


class NameSent(TypedDict):
    place: str
    name: str


class Names(TypedDict):
    names: list["NameSent"]


class NamesByLink(TypedDict):
    names: list["NameSent"]
    token: str


class NewAddress(TypedDict):
    email: str


class NewAdvert(TypedDict):
    """`race`: the slug of the event for which somebody is looked for."""

    text: str
    kind: Literal["team_wanted", "driver_wanted", "coach_wanted", "coach_offered"]
    simulator: str
    team: NotRequired[str | None]
    race: NotRequired[str | None]
    days: NotRequired[int]


class NewAdvertAnswer(TypedDict):
    text: str
    team: NotRequired[str | None]


class NewAnnouncement(TypedDict):
    title: str
    description: str
    target: NotRequired[Literal["all", "participants", "exposants", "controlleurs", "gestionnaires", "room", "session"]]
    room: NotRequired[str | None]
    session: NotRequired[str | None]


class NewBrowser(TypedDict):
    """What the browser's subscription gives, as it stands in its JSON."""

    endpoint: str
    p256dh: str
    auth: str


class NewCourse(TypedDict):
    """A draft, offered by the club, or without one by oneself."""

    title: str
    subject: str
    overview: NotRequired[str]
    difficulty_level: NotRequired[Literal["", "beginner", "intermediate", "advanced"]]
    estimated_hours: NotRequired[int | None]
    certificate_enabled: NotRequired[bool]
    certificate_months: NotRequired[int | None]
    builds_on: NotRequired[list[str]]
    enrollment_type: NotRequired[Literal["open", "approval", "restricted"]]
    unlisted: NotRequired[bool]
    max_capacity: NotRequired[int | None]
    waitlist: NotRequired[Literal["none", "automatic", "offer"]]
    offer_minutes: NotRequired[int]
    opens_at: NotRequired[str | None]
    closes_at: NotRequired[str | None]
    club: NotRequired[str | None]


class NewDevice(TypedDict):
    name: str


class NewDriverProfile(TypedDict):
    platform_id: str
    name: str
    is_public: NotRequired[bool]
    simulator: str


class NewDuty(TypedDict):
    """Who (by their role on the team), in which room, from when until when."""

    staff_role: str
    room: str
    starts_at: str
    ends_at: str


class NewEvent(TypedDict):
    """A draft, offered by the club, or without one by oneself."""

    title: str
    slug: NotRequired[str]
    description: NotRequired[str]
    visibility: NotRequired[Literal["public", "unlisted", "club_only", "invite_only", "private"]]
    source: NotRequired[Literal["official", "series", "club", "user", "imported"]]
    starts_at: NotRequired[str | None]
    ends_at: NotRequired[str | None]
    time_zone: NotRequired[str]
    venue: NotRequired[str | None]
    stream_url: NotRequired[str]
    map_latitude: NotRequired[float | None]
    map_longitude: NotRequired[float | None]
    map_zoom: NotRequired[int | None]
    category: NotRequired[str | None]
    tags: NotRequired[list[str]]
    president: NotRequired[str | None]
    shows_participants: NotRequired[bool]
    remind_minutes: NotRequired[int]
    capacity: NotRequired[int | None]
    admission: NotRequired[Literal["open", "approval", "invitation"]]
    waitlist: NotRequired[Literal["none", "automatic", "offer"]]
    offer_minutes: NotRequired[int]
    party_limit: NotRequired[int]
    opens_at: NotRequired[str | None]
    closes_at: NotRequired[str | None]
    price: NotRequired[float | str | None]
    currency: NotRequired[str]
    how_to_pay: NotRequired[str]
    club: NotRequired[str | None]


class NewFeed(TypedDict):
    club: NotRequired[str | None]


class NewHolding(TypedDict):
    """To whom it is granted and why. `held_until` null: as long as it is held as a rule."""

    name: str
    email: str
    reason: str
    held_until: NotRequired[str | None]


class NewItem(TypedDict):
    """A text, or a video elsewhere; pictures, files and videos of one's own are uploaded."""

    text: NotRequired[str]
    alternative: NotRequired[str]
    caption: NotRequired[str]
    url: NotRequired[str]
    name: NotRequired[str]
    captions: NotRequired[str]
    captions_language: NotRequired[str]
    kind: Literal["text", "video"]


class NewLap(TypedDict):
    layout: str
    car: str
    milliseconds: int
    is_wet: NotRequired[bool]


class NewLesson(TypedDict):
    title: str
    completion: NotRequired[Literal["manual", "auto", "time_based", "quiz", "watched", "assignment"]]
    minutes: NotRequired[int | None]
    watch_percent: NotRequired[int]
    may_say_done: NotRequired[bool]
    is_optional: NotRequired[bool]


class NewOwner(TypedDict):
    to: str


class NewPointsAdjustment(TypedDict):
    """To whom, as the standings of the class call them; below zero points are taken off."""

    competitor: str
    race_class: NotRequired[str]
    points: int
    reason: str


class NewPrint(TypedDict):
    """All badges in use, those that are new alone, or those with these badge ids."""

    layout: NotRequired[str]
    language: NotRequired[Literal["en", "fr"]]
    only_new: NotRequired[bool]
    badges: NotRequired[list[str] | None]


class NewQualification(TypedDict):
    name: str
    how: NotRequired[str]
    months: NotRequired[int | None]
    grace_days: NotRequired[int]
    remind_days: NotRequired[int]
    granted_by: NotRequired[list[str]]


class NewQuestion(TypedDict):
    text: str
    help: NotRequired[str]
    required: NotRequired[bool]
    each_person: NotRequired[bool]
    choices: NotRequired[list[str]]
    only_if: NotRequired["ConditionSent | None"]
    kind: Literal["line", "text", "one", "several", "yes_no", "number", "date"]


class NewQuizQuestion(TypedDict):
    text: str
    explanation: NotRequired[str]
    points: NotRequired[int]
    choices: NotRequired[list["QuizChoice"]]
    accepted: NotRequired[list[str]]
    value: NotRequired[float | str | None]
    tolerance: NotRequired[float | str]
    kind: Literal["one", "several", "text", "number"]


class NewRace(TypedDict):
    layout: str
    is_team_race: NotRequired[bool]
    minutes: NotRequired[int | None]
    laps: NotRequired[int | None]
    drivers_least: NotRequired[int | None]
    drivers_most: NotRequired[int | None]
    fair_share_percent: NotRequired[int | None]
    stint_minutes_most: NotRequired[int | None]
    drive_minutes_most: NotRequired[int | None]
    rest_minutes_least: NotRequired[int | None]
    stops_least: NotRequired[int | None]
    pit_seconds: NotRequired[float | None]
    tyre_seconds: NotRequired[float | None]
    litres_per_second: NotRequired[float | None]
    tank_litres: NotRequired[float | None]
    tyre_laps: NotRequired[int | None]
    discipline: NotRequired[Literal["all", "sports_car", "formula", "oval", "dirt_road", "dirt_oval"]]
    licence_least: NotRequired[str | None]
    safety_least: NotRequired[float | None]
    skill_least: NotRequired[int | None]
    skill_most: NotRequired[int | None]
    requirement: NotRequired[str]
    simulator: str


class NewRaceClass(TypedDict):
    most_entries: NotRequired[int | None]
    car_class: str


class NewRaceEntry(TypedDict):
    """`team` is the slug of one for which one may enter; left out where each driver enters alone.

    `new_team`, for organisers, names a team that is made for this race alone; its entry is sent
    in.
    """

    race_class: str
    slot: NotRequired[str | None]
    car: NotRequired[str | None]
    number: NotRequired[str]
    team: NotRequired[str | None]
    new_team: NotRequired[str]


class NewRaceNotice(TypedDict):
    kind: Literal["information", "incident", "penalty", "safety_car", "red_flag", "green_flag", "delay"]
    sentence: str


class NewRating(TypedDict):
    """At least one of licence, safety and skill."""

    discipline: NotRequired[Literal["all", "sports_car", "formula", "oval", "dirt_road", "dirt_oval"]]
    licence: NotRequired[str | None]
    safety: NotRequired[float | None]
    skill: NotRequired[int | None]


class NewRecordStore(TypedDict):
    """A Learning Record Store: the address of its xAPI, and the key and secret of Basic
    authentication.
    """

    name: str
    url: str
    key: str
    secret: str


class NewRepetition(TypedDict):
    rule: str


class NewRoom(TypedDict):
    name: str
    description: NotRequired[str]
    capacity: NotRequired[int | None]
    location: NotRequired[str]
    when_full: NotRequired[Literal["stop", "warn"]]
    position: NotRequired[int]


class NewRule(TypedDict):
    rule: str
    since: str
    reason: NotRequired[str]


class NewSeries(TypedDict):
    name: str
    description: NotRequired[str]
    audience: NotRequired[Literal["everybody", "members"]]
    points: NotRequired[list[int]]
    counted: NotRequired[int | None]
    retired_score: NotRequired[bool]


class NewSession(TypedDict):
    title: str
    description: NotRequired[str]
    room: NotRequired[str | None]
    starts_at: NotRequired[str | None]
    ends_at: NotRequired[str | None]
    speakers: NotRequired[list[str]]
    youtube_live_url: NotRequired[str]
    capacity: NotRequired[int | None]
    admission: NotRequired[Literal["open", "approval", "invitation"]]
    waitlist: NotRequired[Literal["none", "automatic", "offer"]]
    price: NotRequired[float | str | None]
    currency: NotRequired[str]
    how_to_pay: NotRequired[str]
    despite_clashes: NotRequired[bool]
    session_type: NotRequired[Literal["conference", "atelier"]]


class NewSessionQuestion(TypedDict):
    question_text: str
    is_anonymous: NotRequired[bool]


class NewSlot(TypedDict):
    """Without an end it lasts as long as the race does by its minutes."""

    starts_at: str
    ends_at: NotRequired[str | None]
    opens_at: NotRequired[str | None]
    external_id: NotRequired[str]


class NewStaffRole(TypedDict):
    """They stand on the team by the `name` that is sent; whether the address is known, nobody is
    told.
    """

    email: str
    name: NotRequired[str]
    role: Literal["gestionnaire_des_salles", "controlleur_des_badges"]


class NewTeam(TypedDict):
    """Of the club, or without one of oneself."""

    name: str
    description: NotRequired[str]
    is_public: NotRequired[bool]
    shows_members: NotRequired[bool]
    simulator: NotRequired[str | None]
    external_id: NotRequired[str]
    club: NotRequired[str | None]


class NewTeamMessage(TypedDict):
    text: str


class NewToken(TypedDict):
    name: str
    scope: NotRequired[Literal["read", "write"]]
    expires_at: NotRequired[str | None]


class NewVenue(TypedDict):
    """Kept by the club, or without one by oneself."""

    name: str
    address: str
    city: str
    country: str
    latitude: NotRequired[float | None]
    longitude: NotRequired[float | None]
    website: NotRequired[str]
    club: NotRequired[str | None]


class NewWebhook(TypedDict):
    name: str
    url: str
    kinds: list[str]
    tells_people: NotRequired[bool]


class News(TypedDict):
    subject: str
    text: str


class NewsSent(TypedDict):
    id: str
    people: int


class Notes(TypedDict):
    notes: NotRequired[str]


class NoticeShown(TypedDict):
    """What one was told, in the words of then; `reason` says why one was."""

    id: str
    kind: str
    title: str
    sentence: str
    reason: str
    path: str
    created_at: str
    read_at: str | None


class NoticesWanted(TypedDict):
    unread: NotRequired[bool]
    about: NotRequired[str]


class OfferingBrief(TypedDict):
    id: str
    kind: str
    slug: str
    title: str
    state: str
    starts_at: str | None
    ends_at: str | None


class Order(TypedDict):
    questions: list[str]


class Overview(TypedDict):
    """Counts of now, sizes in bytes. `concerns` are codes of what asks for attention; none on a
    quiet day.
    """

    accounts: int
    admins: int
    closed: int
    guests: int
    clubs: int
    clubs_binned: int
    clubs_ownerless: int
    offerings: dict[str, int]
    confirmed: int
    waiting_places: int
    waiting: int
    leased: int
    dead: int
    oldest_due_at: str | None
    last_tick_at: str | None
    database: str
    database_bytes: int
    free_bytes: int
    version: str
    concerns: list[str]


class OwnBadge(TypedDict):
    """One's own badge; `code` is what its QR code says."""

    badge_id: str
    roles: list[str]
    serial: int
    code: str


class OwnRoleShown(TypedDict):
    """A role of one's own, with the event."""

    id: str
    event: "OfferingBrief"
    role: str
    given_at: str


class Owned(TypedDict):
    """The ids of cars and tracks of the simulator that are sold."""

    cars: list[str]
    tracks: list[str]


class PackageListed(TypedDict):
    """A file that one brought; `state` says whether a course can be made of it, or was."""

    id: str
    name: str
    state: Literal["ready", "faulty", "made"]
    club: str | None
    title: str
    course: str | None
    created_at: str
    done_at: str | None


class PackageNote(TypedDict):
    """What is wrong or left out: `place` is a path in the document, like
    `modules[2].lessons[0].title`.
    """

    place: str
    code: str
    sentence: str


class PackageShown(TypedDict):
    """`title` and the numbers: what would be made. Up to 100 faults come with their places, of
    `faults_in_all`.
    """

    id: str
    name: str
    state: Literal["ready", "faulty", "made"]
    club: str | None
    title: str
    course: str | None
    created_at: str
    done_at: str | None
    modules: int
    lessons: int
    items: int
    questions: int
    files: int
    bytes: int
    left_out: list["PackageNote"]
    faults: list["PackageNote"]
    faults_in_all: int


class Page_AccessShown_(TypedDict):
    items: list["AccessShown"]
    next: str | None
    previous: str | None


class Page_AdvertAnswerShown_(TypedDict):
    items: list["AdvertAnswerShown"]
    next: str | None
    previous: str | None


class Page_AdvertShown_(TypedDict):
    items: list["AdvertShown"]
    next: str | None
    previous: str | None


class Page_AnnouncementShown_(TypedDict):
    items: list["AnnouncementShown"]
    next: str | None
    previous: str | None


class Page_AttemptBrief_(TypedDict):
    items: list["AttemptBrief"]
    next: str | None
    previous: str | None


class Page_AttemptRecorded_(TypedDict):
    items: list["AttemptRecorded"]
    next: str | None
    previous: str | None


class Page_AttemptShown_(TypedDict):
    items: list["AttemptShown"]
    next: str | None
    previous: str | None


class Page_BadgeShown_(TypedDict):
    items: list["BadgeShown"]
    next: str | None
    previous: str | None


class Page_BrowserShown_(TypedDict):
    items: list["BrowserShown"]
    next: str | None
    previous: str | None


class Page_CandidateShown_(TypedDict):
    items: list["CandidateShown"]
    next: str | None
    previous: str | None


class Page_CarRestrictionShown_(TypedDict):
    items: list["CarRestrictionShown"]
    next: str | None
    previous: str | None


class Page_CarShown_(TypedDict):
    items: list["CarShown"]
    next: str | None
    previous: str | None


class Page_CarStandingShown_(TypedDict):
    items: list["CarStandingShown"]
    next: str | None
    previous: str | None


class Page_CatalogueRow_(TypedDict):
    items: list["CatalogueRow"]
    next: str | None
    previous: str | None


class Page_CategoryShown_(TypedDict):
    items: list["CategoryShown"]
    next: str | None
    previous: str | None


class Page_CertificateShown_(TypedDict):
    items: list["CertificateShown"]
    next: str | None
    previous: str | None


class Page_ClassShown_(TypedDict):
    items: list["ClassShown"]
    next: str | None
    previous: str | None


class Page_ClubInvitationShown_(TypedDict):
    items: list["ClubInvitationShown"]
    next: str | None
    previous: str | None


class Page_ClubListed_(TypedDict):
    items: list["ClubListed"]
    next: str | None
    previous: str | None


class Page_ClubShown_(TypedDict):
    items: list["ClubShown"]
    next: str | None
    previous: str | None


class Page_Companion_(TypedDict):
    items: list["Companion"]
    next: str | None
    previous: str | None


class Page_ConsentShown_(TypedDict):
    items: list["ConsentShown"]
    next: str | None
    previous: str | None


class Page_CourseCard_(TypedDict):
    items: list["CourseCard"]
    next: str | None
    previous: str | None


class Page_CourseSubject_(TypedDict):
    items: list["CourseSubject"]
    next: str | None
    previous: str | None


class Page_DeadLetter_(TypedDict):
    items: list["DeadLetter"]
    next: str | None
    previous: str | None


class Page_DeadlineShown_(TypedDict):
    items: list["DeadlineShown"]
    next: str | None
    previous: str | None


class Page_DeliveryShown_(TypedDict):
    items: list["DeliveryShown"]
    next: str | None
    previous: str | None


class Page_DeviceShown_(TypedDict):
    items: list["DeviceShown"]
    next: str | None
    previous: str | None


class Page_DriverProfileShown_(TypedDict):
    items: list["DriverProfileShown"]
    next: str | None
    previous: str | None


class Page_DutyShown_(TypedDict):
    items: list["DutyShown"]
    next: str | None
    previous: str | None


class Page_EntrySeatShown_(TypedDict):
    items: list["EntrySeatShown"]
    next: str | None
    previous: str | None


class Page_EntryShown_(TypedDict):
    items: list["EntryShown"]
    next: str | None
    previous: str | None


class Page_EventCard_(TypedDict):
    items: list["EventCard"]
    next: str | None
    previous: str | None


class Page_ExhibitorShown_(TypedDict):
    items: list["ExhibitorShown"]
    next: str | None
    previous: str | None


class Page_FeeShown_(TypedDict):
    items: list["FeeShown"]
    next: str | None
    previous: str | None


class Page_FeedShown_(TypedDict):
    items: list["FeedShown"]
    next: str | None
    previous: str | None


class Page_FileShown_(TypedDict):
    items: list["FileShown"]
    next: str | None
    previous: str | None


class Page_FlagShown_(TypedDict):
    items: list["FlagShown"]
    next: str | None
    previous: str | None


class Page_Forecast_(TypedDict):
    items: list["Forecast"]
    next: str | None
    previous: str | None


class Page_GuestShown_(TypedDict):
    items: list["GuestShown"]
    next: str | None
    previous: str | None


class Page_HoldingShown_(TypedDict):
    items: list["HoldingShown"]
    next: str | None
    previous: str | None


class Page_ImportListed_(TypedDict):
    items: list["ImportListed"]
    next: str | None
    previous: str | None


class Page_InstructorShown_(TypedDict):
    items: list["InstructorShown"]
    next: str | None
    previous: str | None


class Page_InvitationShown_(TypedDict):
    items: list["InvitationShown"]
    next: str | None
    previous: str | None


class Page_KeyShown_(TypedDict):
    items: list["KeyShown"]
    next: str | None
    previous: str | None


class Page_LapShown_(TypedDict):
    items: list["LapShown"]
    next: str | None
    previous: str | None


class Page_LearnerShown_(TypedDict):
    items: list["LearnerShown"]
    next: str | None
    previous: str | None


class Page_LearnerWork_(TypedDict):
    items: list["LearnerWork"]
    next: str | None
    previous: str | None


class Page_LicenceShown_(TypedDict):
    items: list["LicenceShown"]
    next: str | None
    previous: str | None


class Page_LineShown_(TypedDict):
    items: list["LineShown"]
    next: str | None
    previous: str | None


class Page_MemberShown_(TypedDict):
    items: list["MemberShown"]
    next: str | None
    previous: str | None


class Page_MyDutyShown_(TypedDict):
    items: list["MyDutyShown"]
    next: str | None
    previous: str | None


class Page_NoticeShown_(TypedDict):
    items: list["NoticeShown"]
    next: str | None
    previous: str | None


class Page_OwnRoleShown_(TypedDict):
    items: list["OwnRoleShown"]
    next: str | None
    previous: str | None


class Page_PackageListed_(TypedDict):
    items: list["PackageListed"]
    next: str | None
    previous: str | None


class Page_PersonAnswers_(TypedDict):
    items: list["PersonAnswers"]
    next: str | None
    previous: str | None


class Page_PersonListed_(TypedDict):
    items: list["PersonListed"]
    next: str | None
    previous: str | None


class Page_PlaceChangeShown_(TypedDict):
    items: list["PlaceChangeShown"]
    next: str | None
    previous: str | None


class Page_PlaceShown_(TypedDict):
    items: list["PlaceShown"]
    next: str | None
    previous: str | None


class Page_PointsAdjustmentShown_(TypedDict):
    items: list["PointsAdjustmentShown"]
    next: str | None
    previous: str | None


class Page_PrintShown_(TypedDict):
    items: list["PrintShown"]
    next: str | None
    previous: str | None


class Page_ProposalShown_(TypedDict):
    items: list["ProposalShown"]
    next: str | None
    previous: str | None


class Page_QualificationShown_(TypedDict):
    items: list["QualificationShown"]
    next: str | None
    previous: str | None


class Page_QuestionShown_(TypedDict):
    items: list["QuestionShown"]
    next: str | None
    previous: str | None


class Page_QuizQuestionShown_(TypedDict):
    items: list["QuizQuestionShown"]
    next: str | None
    previous: str | None


class Page_QuizResult_(TypedDict):
    items: list["QuizResult"]
    next: str | None
    previous: str | None


class Page_RaceClassShown_(TypedDict):
    items: list["RaceClassShown"]
    next: str | None
    previous: str | None


class Page_RaceEntryShown_(TypedDict):
    items: list["RaceEntryShown"]
    next: str | None
    previous: str | None


class Page_RaceNoticeShown_(TypedDict):
    items: list["RaceNoticeShown"]
    next: str | None
    previous: str | None


class Page_RacePart_(TypedDict):
    items: list["RacePart"]
    next: str | None
    previous: str | None


class Page_RaceResultsShown_(TypedDict):
    items: list["RaceResultsShown"]
    next: str | None
    previous: str | None


class Page_RatingShown_(TypedDict):
    items: list["RatingShown"]
    next: str | None
    previous: str | None


class Page_ReceiptShown_(TypedDict):
    items: list["ReceiptShown"]
    next: str | None
    previous: str | None


class Page_RemovalShown_(TypedDict):
    items: list["RemovalShown"]
    next: str | None
    previous: str | None


class Page_RequestShown_(TypedDict):
    items: list["RequestShown"]
    next: str | None
    previous: str | None


class Page_ResultLapShown_(TypedDict):
    items: list["ResultLapShown"]
    next: str | None
    previous: str | None


class Page_ResultLineShown_(TypedDict):
    items: list["ResultLineShown"]
    next: str | None
    previous: str | None


class Page_RoomShown_(TypedDict):
    items: list["RoomShown"]
    next: str | None
    previous: str | None


class Page_ScanShown_(TypedDict):
    items: list["ScanShown"]
    next: str | None
    previous: str | None


class Page_ScannerShown_(TypedDict):
    items: list["ScannerShown"]
    next: str | None
    previous: str | None


class Page_SeriesRoundShown_(TypedDict):
    items: list["SeriesRoundShown"]
    next: str | None
    previous: str | None


class Page_SeriesShown_(TypedDict):
    items: list["SeriesShown"]
    next: str | None
    previous: str | None


class Page_SeriesStandingShown_(TypedDict):
    items: list["SeriesStandingShown"]
    next: str | None
    previous: str | None


class Page_ServerChannelShown_(TypedDict):
    items: list["ServerChannelShown"]
    next: str | None
    previous: str | None


class Page_ServerMemberShown_(TypedDict):
    items: list["ServerMemberShown"]
    next: str | None
    previous: str | None


class Page_SessionQuestionShown_(TypedDict):
    items: list["SessionQuestionShown"]
    next: str | None
    previous: str | None


class Page_SessionShown_(TypedDict):
    items: list["SessionShown"]
    next: str | None
    previous: str | None


class Page_SessionTotalShown_(TypedDict):
    items: list["SessionTotalShown"]
    next: str | None
    previous: str | None


class Page_SignInSessionShown_(TypedDict):
    items: list["SignInSessionShown"]
    next: str | None
    previous: str | None


class Page_SignInShown_(TypedDict):
    items: list["SignInShown"]
    next: str | None
    previous: str | None


class Page_SignupShown_(TypedDict):
    items: list["SignupShown"]
    next: str | None
    previous: str | None


class Page_SimulatorShown_(TypedDict):
    items: list["SimulatorShown"]
    next: str | None
    previous: str | None


class Page_SlotShown_(TypedDict):
    items: list["SlotShown"]
    next: str | None
    previous: str | None


class Page_SpeakerShown_(TypedDict):
    items: list["SpeakerShown"]
    next: str | None
    previous: str | None


class Page_StaffRoleShown_(TypedDict):
    items: list["StaffRoleShown"]
    next: str | None
    previous: str | None


class Page_StandShown_(TypedDict):
    items: list["StandShown"]
    next: str | None
    previous: str | None


class Page_StintPlanShown_(TypedDict):
    items: list["StintPlanShown"]
    next: str | None
    previous: str | None


class Page_StintRuleShown_(TypedDict):
    items: list["StintRuleShown"]
    next: str | None
    previous: str | None


class Page_StudentProgress_(TypedDict):
    items: list["StudentProgress"]
    next: str | None
    previous: str | None


class Page_TagShown_(TypedDict):
    items: list["TagShown"]
    next: str | None
    previous: str | None


class Page_TeamInvitationShown_(TypedDict):
    items: list["TeamInvitationShown"]
    next: str | None
    previous: str | None


class Page_TeamMemberShown_(TypedDict):
    items: list["TeamMemberShown"]
    next: str | None
    previous: str | None


class Page_TeamMessageShown_(TypedDict):
    items: list["TeamMessageShown"]
    next: str | None
    previous: str | None


class Page_TeamShown_(TypedDict):
    items: list["TeamShown"]
    next: str | None
    previous: str | None


class Page_TokenShown_(TypedDict):
    items: list["TokenShown"]
    next: str | None
    previous: str | None


class Page_TotalShown_(TypedDict):
    items: list["TotalShown"]
    next: str | None
    previous: str | None


class Page_TrackShown_(TypedDict):
    items: list["TrackShown"]
    next: str | None
    previous: str | None


class Page_VenueShown_(TypedDict):
    items: list["VenueShown"]
    next: str | None
    previous: str | None


class Page_VisitShown_(TypedDict):
    items: list["VisitShown"]
    next: str | None
    previous: str | None


class Page_WebhookKind_(TypedDict):
    items: list["WebhookKind"]
    next: str | None
    previous: str | None


class Page_WebhookShown_(TypedDict):
    items: list["WebhookShown"]
    next: str | None
    previous: str | None


class Page_WithoutWork_(TypedDict):
    items: list["WithoutWork"]
    next: str | None
    previous: str | None


class Page_WordShown_(TypedDict):
    items: list["WordShown"]
    next: str | None
    previous: str | None


class Page_WorkBrief_(TypedDict):
    items: list["WorkBrief"]
    next: str | None
    previous: str | None


class PartHeld(TypedDict):
    """A part of the archive, by the name of its file there, and how many rows it has."""

    part: str
    rows: int


class PasskeyShown(TypedDict):
    id: int
    name: str
    created_at: str
    last_used_at: str | None


class PeopleWanted(TypedDict):
    q: NotRequired[str]
    standing: NotRequired[Literal["", "member", "owner", "admin", "closed", "guest"]]


class PeriodWanted(TypedDict):
    """Which events: those that begin in the span (its end left out), by default in the last 365
    days.
    """

    club: NotRequired[str | None]
    begins: NotRequired[str | None]
    ends: NotRequired[str | None]


class PersonAnswers(TypedDict):
    """What one person of the group answered; the first one signed the group up."""

    place: str
    name: str
    answers: list["AnswerShown"]


class PersonAtTheDoor(TypedDict):
    id: str
    name: str


class PersonBrief(TypedDict):
    """A person by name; how to reach them is told only to whom it concerns."""

    id: str
    name: str


class PersonKnown(TypedDict):
    """With what an admin needs to help; each look is recorded.

    `is_protected`: a second factor is asked for; it is taken away at `second_factor_ends_at`, if
    that is said.
    """

    id: str
    name: str
    standing: str
    created_at: str
    last_sign_in_at: str | None
    email: str
    email_verified_at: str | None
    language: str
    time_zone: str
    last_address: str | None
    is_protected: bool
    second_factor_ends_at: str | None
    closed_at: str | None
    closed_because: str


class PersonListed(TypedDict):
    """`standing` is member, owner or admin (of an account), closed, or guest (without an account).
    """

    id: str
    name: str
    standing: str
    created_at: str
    last_sign_in_at: str | None


class PlaceChangeShown(TypedDict):
    """One step of a place; `from_state` is empty for the first."""

    id: int
    action: str
    from_state: str
    to_state: str
    actor: "PersonBrief | None"
    channel: str
    reason: str
    at: str


class PlaceDetailed(TypedDict):
    """With `standing` while one waits, what it costs, and everybody of the group."""

    id: str
    state: Literal["requested", "waitlisted", "offered", "confirmed", "rejected", "declined", "lapsed", "withdrawn", "revoked"]
    name: str
    pool: str
    offering: "OfferingBrief"
    party: str
    queued_at: str
    held_until: str | None
    standing: "StandingShown | None"
    fee: "FeeShown | None"
    group: list["Companion"]


class PlaceLinkSent(TypedDict):
    token: str


class PlaceShown(TypedDict):
    """A place in an offering. `party` is shared by those who joined together; `held_until` ends an
    offer.
    """

    id: str
    state: Literal["requested", "waitlisted", "offered", "confirmed", "rejected", "declined", "lapsed", "withdrawn", "revoked"]
    name: str
    pool: str
    offering: "OfferingBrief"
    party: str
    queued_at: str
    held_until: str | None


class PlanHold(TypedDict):
    is_held: bool


class PlatformClubsWanted(TypedDict):
    q: NotRequired[str]
    standing: NotRequired[Literal["", "open", "binned", "ownerless"]]


class PlayedSent(TypedDict):
    """Seconds of the video that were really played, as spans from and to; telling them again
    changes nothing.
    """

    played: list[list[Any]]


class PointsAdjustmentShown(TypedDict):
    """Points that were given, or below zero taken off, and why."""

    id: str
    race_class: str
    competitor: str
    name: str
    points: int
    reason: str
    created_at: str


class PoolChanged(TypedDict):
    """What to change; what is left out stays. Capacity null: no limit."""

    name: NotRequired[str]
    capacity: NotRequired[int | None]
    admission: NotRequired[Literal["open", "approval", "invitation"]]
    waitlist: NotRequired[Literal["none", "automatic", "offer"]]
    offer_minutes: NotRequired[int]
    party_limit: NotRequired[int]
    opens_at: NotRequired[str | None]
    closes_at: NotRequired[str | None]
    price: NotRequired[float | str | None]
    currency: NotRequired[str]
    how_to_pay: NotRequired[str]
    answers_until: NotRequired[str | None]
    qualification: NotRequired[str | None]


class PoolShown(TypedDict):
    """Places of one role. `capacity` and `free` are null where there is no limit, `price` where it
    is free.

    `asks`: whether there are questions to be answered when joining; `qualification`: what one is
    to hold, by its id.
    """

    id: str
    role: str
    name: str
    capacity: int | None
    taken: int
    free: int | None
    admission: str
    waitlist: str
    offer_minutes: int
    party_limit: int
    opens_at: str | None
    closes_at: str | None
    price: str | None
    currency: str
    how_to_pay: str
    asks: bool
    answers_until: str | None
    qualification: str | None


class Position(TypedDict):
    """Where to put it among its neighbours, from 0; an index past the end is the end."""

    index: int


class Prerequisite(TypedDict):
    """A course to complete before one may enrol."""

    id: str
    slug: str
    title: str
    completed: bool


class President(TypedDict):
    """The president by address: a member of the club, or somebody with a place; null for nobody."""

    email: str | None


class PresidentShown(TypedDict):
    president: "PersonBrief | None"


class PrintShown(TypedDict):
    """A print and how far it is: `done` of `total` badges are set; once `state` is done, its PDF
    can be fetched.
    """

    id: str
    state: Literal["waiting", "done"]
    layout: str
    language: str
    total: int
    done: int
    size: int
    created_at: str
    done_at: str | None


class Problem(TypedDict):
    """Problem details (RFC 9457). `code` is stable; `facts` are the numbers in the sentence."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    field: NotRequired[str | None]
    errors: NotRequired[list["FieldProblem"]]
    facts: NotRequired[dict[str, int]]


class Profile(TypedDict):
    """Oneself, with the number of unread notices (100 stands for more). `avatar`: the address of
    one's picture.
    """

    id: str
    name: str
    email: str
    language: str
    time_zone: str
    bio: str
    avatar: str | None
    phone: str
    birth_date: str | None
    role: str
    unread_notices: int


class ProfileChanged(TypedDict):
    """What to change; what is left out stays."""

    name: NotRequired[str]
    language: NotRequired[Literal["en", "fr"]]
    time_zone: NotRequired[str]
    bio: NotRequired[str]
    phone: NotRequired[str]
    birth_date: NotRequired[str | None]


class ProgressShown(TypedDict):
    """How far one is, and why: `completed` of `counted` lessons. `added` of them came later and are
    not done yet.

    `taken_out`: lessons that one had done, which lie in the bin by now and count no more.
    """

    progress_percentage: int
    completed: int
    counted: int
    added: int
    taken_out: int
    completed_on: str | None
    paused_at: str | None
    next_lesson: str | None
    learning_time_hours: float
    engagement_score: float
    engagement: "EngagementShown"
    modules: list["ModuleProgressShown"]
    lessons: list["StepShown"]


class ProposalShown(TypedDict):
    """What was asked and how far the search is; `problem`: why there are no teams. Fewer `points`
    are better, no
    split has fewer than `bound`.
    """

    id: str
    number: int
    status: Literal["waiting", "running", "done", "failed", "published"]
    based_on: str | None
    teams_count: int
    seats_least: int
    seats_best: int
    seats_most: int
    hours_matter: int
    balance_matters: int
    slots_matter: int
    cars_matter: int
    ties_matter: int
    seconds: int
    seed: int
    step: int
    steps: int
    points: float | None
    bound: float | None
    problem: str
    created_at: str
    ended_at: str | None
    published_at: str | None


class ProposalWanted(TypedDict):
    """`people` are sign-ups that are free; what matters goes from 0 (not at all) to 3 (very much).
    """

    people: list[str]
    teams_count: int
    seats_least: int
    seats_best: int
    seats_most: int
    hours_matter: NotRequired[int]
    balance_matters: NotRequired[int]
    slots_matter: NotRequired[int]
    cars_matter: NotRequired[int]
    ties_matter: NotRequired[int]
    seconds: NotRequired[int]
    seed: NotRequired[int]
    ties: NotRequired[list["TieWanted"]]


class ProposedSeatShown(TypedDict):
    """Somebody of the proposal; without a `team` they are left out."""

    id: str
    signup: str
    name: str
    team: str | None
    is_locked: bool


class ProposedTeamSaid(TypedDict):
    """What it is called, and when and in what it races."""

    name: str
    slot: str
    car: str


class ProposedTeamShown(TypedDict):
    """A team; `says` are its measures and whose wish failed and why, in sentences; nothing of one
    without people.
    """

    id: str
    position: int
    name: str
    slot: str | None
    car: str | None
    is_locked: bool
    entry: str | None
    coverage: list["CoverageBin"]
    measures: "SplitMeasures | None"
    says: list[str]


class ProposedTieShown(TypedDict):
    """A wish of company between two sign-ups; a must, or a wish."""

    id: str
    one: str
    other: str
    bond: Literal["together", "apart"]
    is_must: bool


class Pulse(TypedDict):
    """Another `mark` than before: the list is to be fetched anew."""

    mark: str


class PulseSent(TypedDict):
    """Half a minute of study, `focus` seconds of it attentive; `ago` for one that comes late,
    oldest first.
    """

    focus: int
    interactions: NotRequired[int]
    ago: NotRequired[int]
    device: NotRequired[Literal["desktop", "tablet", "mobile", "unknown"]]


class PulseTaken(TypedDict):
    """Whether it was credited; not, where another page or device was for this half minute, or while
    paused.
    """

    credited: bool


class PushKey(TypedDict):
    """The house's public key (VAPID), in base64url: what `PushManager.subscribe` wants."""

    key: str


class QualificationChanged(TypedDict):
    """What to change; what is left out stays. `granted_by`: slugs of courses of the club."""

    name: NotRequired[str]
    how: NotRequired[str]
    months: NotRequired[int | None]
    grace_days: NotRequired[int]
    remind_days: NotRequired[int]
    granted_by: NotRequired[list[str]]


class QualificationShown(TypedDict):
    """What people may do or know, as a club vouches for it. `months` is null where it is held for
    ever.
    """

    id: str
    club: str
    name: str
    how: str
    months: int | None
    grace_days: int
    remind_days: int


class QuestionChanged(TypedDict):
    """What to change; what is left out stays. `choices` are labels in order: one that stays keeps
    its answers.
    """

    text: NotRequired[str]
    help: NotRequired[str]
    required: NotRequired[bool]
    each_person: NotRequired[bool]
    choices: NotRequired[list[str]]
    only_if: NotRequired["ConditionSent | None"]


class QuestionShown(TypedDict):
    """What is asked at sign-up: once of a group, or `each_person`; `only_if` where it depends on
    another answer.
    """

    id: str
    kind: Literal["line", "text", "one", "several", "yes_no", "number", "date"]
    text: str
    help: str
    required: bool
    each_person: bool
    choices: list["ChoiceShown"]
    only_if: "ConditionShown | None"
    retired_at: str | None


class QuizAttemptShown(TypedDict):
    id: str
    number: int
    begun_at: str
    ends_at: str | None
    handed_in_at: str | None
    score: str | None
    passed: bool
    pass_percent: int
    questions: list["AskedShown"]


class QuizChanged(TypedDict):
    """What to change; what is left out stays. Attempts that have begun keep what held when they
    did.
    """

    drawn: NotRequired[int | None]
    attempts: NotRequired[int | None]
    minutes: NotRequired[int | None]
    pass_percent: NotRequired[int]


class QuizChoice(TypedDict):
    text: str
    right: NotRequired[bool]


class QuizChoiceShown(TypedDict):
    text: str
    right: bool


class QuizQuestionChanged(TypedDict):
    """What its kind has: `choices` of one and of several, `accepted` of a text, `value` and
    `tolerance` of a number.
    """

    text: NotRequired[str]
    explanation: NotRequired[str]
    points: NotRequired[int]
    choices: NotRequired[list["QuizChoice"]]
    accepted: NotRequired[list[str]]
    value: NotRequired[float | str | None]
    tolerance: NotRequired[float | str]


class QuizQuestionShown(TypedDict):
    """A question of the bank with its right answers, for those who teach; texts are Markdown."""

    id: str
    kind: Literal["one", "several", "text", "number"]
    text: str
    explanation: str
    points: int
    choices: list["QuizChoiceShown"]
    accepted: list[str]
    value: str | None
    tolerance: str


class QuizRead(TypedDict):
    """A quiz for who takes it, and who teaches: `questions` is how many an attempt asks; `standing`
    of a learner.
    """

    lesson: str
    drawn: int | None
    attempts: int | None
    minutes: int | None
    pass_percent: int
    questions: int
    standing: "QuizStandingShown | None"


class QuizResult(TypedDict):
    """An attempt of somebody who learns, for those who teach."""

    id: str
    number: int
    begun_at: str
    ends_at: str | None
    handed_in_at: str | None
    score: str | None
    passed: bool
    pass_percent: int
    place: str
    person: "PersonBrief"


class QuizResultShown(TypedDict):
    """One attempt wholly: each question with what was answered, and what is right."""

    id: str
    number: int
    begun_at: str
    ends_at: str | None
    handed_in_at: str | None
    score: str | None
    passed: bool
    pass_percent: int
    place: str
    person: "PersonBrief"
    questions: list["AskedShown"]


class QuizShown(TypedDict):
    """The settings of a quiz, null for no limit. `drawn`: how many questions of its bank an attempt
    asks.
    """

    lesson: str
    drawn: int | None
    attempts: int | None
    minutes: int | None
    pass_percent: int


class QuizStandingShown(TypedDict):
    """Where the caller stands; `best` in percent, `attempts_left` null without a limit."""

    attempts_used: int
    attempts_left: int | None
    best: str | None
    passed: bool
    may_begin: bool
    open_attempt: str | None


class RaceChanged(TypedDict):
    """What to change; what is left out stays. A race lasts minutes or laps, one of the two."""

    layout: NotRequired[str | None]
    is_team_race: NotRequired[bool]
    minutes: NotRequired[int | None]
    laps: NotRequired[int | None]
    drivers_least: NotRequired[int | None]
    drivers_most: NotRequired[int | None]
    fair_share_percent: NotRequired[int | None]
    stint_minutes_most: NotRequired[int | None]
    drive_minutes_most: NotRequired[int | None]
    rest_minutes_least: NotRequired[int | None]
    stops_least: NotRequired[int | None]
    pit_seconds: NotRequired[float | None]
    tyre_seconds: NotRequired[float | None]
    litres_per_second: NotRequired[float | None]
    tank_litres: NotRequired[float | None]
    tyre_laps: NotRequired[int | None]
    discipline: NotRequired[Literal["all", "sports_car", "formula", "oval", "dirt_road", "dirt_oval"]]
    licence_least: NotRequired[str | None]
    safety_least: NotRequired[float | None]
    skill_least: NotRequired[int | None]
    skill_most: NotRequired[int | None]
    requirement: NotRequired[str]


class RaceClassShown(TypedDict):
    """A class that races. `pool` counts its entries: so many may enter, null for any number."""

    id: str
    car_class: str
    name: str
    pool: str
    most_entries: int | None
    entries: int


class RaceEntryChanged(TypedDict):
    """What to change; what is left out stays. Without a number a confirmed entry gets the next free
    one.
    """

    race_class: NotRequired[str | None]
    slot: NotRequired[str | None]
    car: NotRequired[str | None]
    number: NotRequired[str]


class RaceEntryShown(TypedDict):
    """An entry; `team` is the slug of its team, null for a single driver; `place` is null until it
    is confirmed.
    """

    id: str
    name: str
    team: str | None
    number: str
    status: Literal["pending", "submitted", "confirmed", "raced", "withdrawn", "disqualified"]
    race_class: str
    slot: str | None
    car: str | None
    place: str | None
    created_at: str
    updated_at: str


class RaceNoticeShown(TypedDict):
    """A sentence of race control."""

    id: str
    kind: Literal["information", "incident", "penalty", "safety_car", "red_flag", "green_flag", "delay"]
    sentence: str
    created_at: str


class RacePart(TypedDict):
    """A session of the race, in minutes or laps."""

    kind: Literal["practice", "qualifying", "warm_up", "race"]
    minutes: NotRequired[int | None]
    laps: NotRequired[int | None]


class RaceParts(TypedDict):
    sessions: list["RacePart"]


class RaceResultsShown(TypedDict):
    """Results of a session; a draft, which organisers alone see, until `published_at`."""

    id: str
    kind: Literal["practice", "qualifying", "warm_up", "race"]
    number: int
    source: Literal["acc", "iracing"]
    track: str
    sha256: str
    imported_at: str
    published_at: str | None


class RaceShown(TypedDict):
    """What makes an event a race. A rule that is null is none; pit data that is null is the
    catalogue's.
    """

    simulator: str
    track: str
    layout: "LayoutShown"
    pool: str
    is_team_race: bool
    minutes: int | None
    laps: int | None
    drivers_least: int | None
    drivers_most: int | None
    fair_share_percent: int | None
    stint_minutes_most: int | None
    drive_minutes_most: int | None
    rest_minutes_least: int | None
    stops_least: int | None
    pit_seconds: float | None
    tyre_seconds: float | None
    litres_per_second: float | None
    tank_litres: float | None
    tyre_laps: int | None
    discipline: Literal["all", "sports_car", "formula", "oval", "dirt_road", "dirt_oval"]
    licence_least: "LicenceShown | None"
    safety_least: float | None
    skill_least: int | None
    skill_most: int | None
    requirement: str
    updated_at: str


class RaceToldOtherwise(TypedDict):
    """Who (a sign-up) drops out, how much later it starts, and from when on it is planned anew."""

    without: NotRequired[str | None]
    later_minutes: NotRequired[int]
    planned_from: NotRequired[str | None]


class RatingShown(TypedDict):
    """Where the driver stood at that instant; null is not known, or not changed."""

    id: str
    discipline: Literal["all", "sports_car", "formula", "oval", "dirt_road", "dirt_oval"]
    licence: "LicenceShown | None"
    safety: float | None
    skill: int | None
    at: str


class ReachedShown(TypedDict):
    """A lesson: how many opened and did it, the attentive seconds of all, for how many it is the
    last they read.
    """

    lesson: str
    title: str
    opened: int
    completed: int
    learning_time_seconds: int
    stopped: int


class ReasonSent(TypedDict):
    reason: NotRequired[str]


class ReceiptShown(TypedDict):
    """What somebody paid for an atelier, when, and who marked it."""

    place: str
    session: str
    title: str
    participant: str
    amount_paid: str
    currency: str
    paid_at: str
    marked_by: "PersonBrief | None"


class RecommendedRace(TypedDict):
    """A race that suits, with why: a car one drives, a club of one's own, a track one knows, hours,
    ratings.
    """

    event: "OfferingBrief"
    simulator: str
    track: str
    reasons: list[Literal["car", "club", "track", "hours", "meets"]]
    points: int


class RecordStoreChanged(TypedDict):
    """Key and secret that are left out stay, as long as the address does."""

    name: str
    url: str
    key: NotRequired[str]
    secret: NotRequired[str]


class ReleasedNow(TypedDict):
    """How many places were given on."""

    number: int


class RemovalShown(TypedDict):
    """A channel or role that waits; `why`: gone, kept, off, over, empty."""

    kind: str
    name: str
    why: str
    since: str


class RemovalsDecided(TypedDict):
    print: str


class RemovalsNumber(TypedDict):
    number: int


class RepetitionShown(TypedDict):
    """A rule, in RFC 5545 and in words; it counts from `from_date`. `ended_at`: no further days are
    planned.
    """

    id: str
    title: str
    club: "ClubBrief | None"
    organiser: "PersonBrief | None"
    rule: str
    words: str
    from_date: str
    starts_clock: str
    lasts_minutes: int | None
    time_zone: str
    settled_to: str | None
    ended_at: str | None


class Replay(TypedDict):
    since: str


class Replayed(TypedDict):
    """How many messages got a new set of tries; those beyond 500 wait for the next time."""

    count: int


class Replaying(TypedDict):
    """It goes on by itself; look at the deliveries."""

    since: str


class ReportShown(TypedDict):
    """How sign-up went.

    `kept`: sign-ups that still stand, of all; `waited_and_came`: of all who ever waited;
    `showed_up`: checked in, of
    the confirmed in what has begun; `sources`: sign-ups by the way in; `given_up`: confirmed
    places given up, by how
    long before the start; days are those of the event's time zone, else UTC.
    """

    by_state: dict[str, int]
    kept: "ShareShown"
    waited_and_came: "ShareShown"
    showed_up: "ShareShown"
    sources: dict[str, int]
    given_up: dict[str, int]
    fees: list["TotalShown"]
    sign_ups_by_day: list["DayShown"]


class RequestShown(TypedDict):
    """Somebody asks to join. `decision` is open, approved, rejected or withdrawn."""

    id: str
    club: "ClubBrief"
    person: "PersonBrief"
    message: str
    decision: str
    reason: str
    asked_at: str


class RequestsWanted(TypedDict):
    decision: NotRequired[Literal["open", "approved", "rejected", "withdrawn", "all"]]


class Reset(TypedDict):
    club: NotRequired[str | None]


class ResetAsked(TypedDict):
    """When the second factor is taken away."""

    ends_at: str


class ResultCorrected(TypedDict):
    """What to change; what is left out stays. A penalty or a disqualification needs a reason."""

    status: NotRequired[Literal["finished", "retired", "not_started", "disqualified"]]
    penalty_seconds: NotRequired[int]
    reason: NotRequired[str]
    entry: NotRequired[str | None]


class ResultDriverShown(TypedDict):
    """Who drove; `profile` is their driver profile, where it is public."""

    name: str
    profile: str | None


class ResultLapShown(TypedDict):
    """A lap: milliseconds, null where the simulator has none; `driver` is the place in the line's
    drivers.
    """

    number: int
    ms: int | None
    driver: int
    is_valid: bool


class ResultLineShown(TypedDict):
    """A car, the first first. Times are milliseconds; gaps are to the first of the class, in laps
    or in time.
    """

    id: str
    place: int | None
    class_place: int | None
    race_class: str
    number: str
    name: str
    entry: str | None
    drivers: list["ResultDriverShown"]
    laps: int
    time_ms: int | None
    behind_laps: int | None
    behind_ms: int | None
    best_lap_ms: int | None
    laps_led: int | None
    status: Literal["finished", "retired", "not_started", "disqualified"]
    penalty_seconds: int
    reason: str


class ResultShown(TypedDict):
    """A quiz (its best attempt) or an assignment (the newest marked work), `score` in percent."""

    lesson: str
    title: str
    score: str
    passed: bool


class Revocation(TypedDict):
    reason: str


class RoleChanged(TypedDict):
    role: Literal["admin", "event_manager", "instructor", "member"]


class RoleGiven(TypedDict):
    role: Literal["member", "owner", "admin"]


class RoomBrief(TypedDict):
    id: str
    name: str


class RoomChanged(TypedDict):
    """What to change; what is left out stays."""

    name: NotRequired[str]
    description: NotRequired[str]
    capacity: NotRequired[int | None]
    location: NotRequired[str]
    when_full: NotRequired[Literal["stop", "warn"]]
    position: NotRequired[int]


class RoomCount(TypedDict):
    id: str
    name: str
    inside: int
    capacity: int | None


class RoomShown(TypedDict):
    """Where sessions take place. `capacity` is how many people fit in, null where nobody counts.

    `when_full` is what its door does then: stop, or warn and let in. `inside` is how many are
    there by the scans.
    """

    id: str
    name: str
    description: str
    capacity: int | None
    location: str
    when_full: Literal["stop", "warn"]
    inside: int
    position: int


class RoomWanted(TypedDict):
    room: NotRequired[str | None]


class RoomsWanted(TypedDict):
    bin: NotRequired[bool]


class RowsWanted(TypedDict):
    q: NotRequired[str]


class RunSent(TypedDict):
    """`tells`: who is entered gets a mail with the link to their place."""

    tells: NotRequired[bool]


class ScanAnswer(TypedDict):
    """What is told at the door: whether they come in, why, and what to do, in the caller's
    language.
    """

    id: str
    granted: bool
    reason: str
    colour: Literal["green", "amber", "red", "blue"]
    word: str
    sentence: str
    remedy: str
    name: str
    before: str | None
    session: str
    expected_in: str


class ScanFigures(TypedDict):
    """How often was scanned and refused, and how many different people were let in."""

    scans: int
    refused: int
    people: int


class ScanShown(TypedDict):
    """A scan. `room` is null at the entrance, `person` where nobody was known by what was shown."""

    id: str
    at: str
    room: "RoomBrief | None"
    way: Literal["in", "out"]
    person: "PersonAtTheDoor | None"
    granted: bool
    reason: str
    house_reason: str
    offline: bool
    controller: "PersonBrief | None"


class ScannedParticipant(TypedDict):
    """What the visitor shares with this exhibitor now; null for the rest."""

    name: str | None
    email: str | None
    phone: str | None


class ScannerShown(TypedDict):
    """A booth that scanned one's badge, when last, and what it may know now."""

    booth: str
    name: str
    scanned_at: str
    fields: list[Literal["name", "email", "phone"]]


class Scope(TypedDict):
    scope: NotRequired[Literal["following", "all"]]


class SearchedAgain(TypedDict):
    """The same seed gives the same teams; null takes the next. What is left out stays, what is null
    too.

    Of fewer teams those without a lock go, the last first.
    """

    seed: NotRequired[int | None]
    teams_count: NotRequired[int | None]
    seats_least: NotRequired[int | None]
    seats_best: NotRequired[int | None]
    seats_most: NotRequired[int | None]
    hours_matter: NotRequired[int]
    balance_matters: NotRequired[int]
    slots_matter: NotRequired[int]
    cars_matter: NotRequired[int]
    ties_matter: NotRequired[int]
    seconds: NotRequired[int]


class SeatMoved(TypedDict):
    """Into which team; null leaves them out."""

    team: str | None


class SeatSaid(TypedDict):
    signup: str
    role: NotRequired[Literal["driver", "reserve", "spotter", "engineer"]]


class SeriesChanged(TypedDict):
    """What to change; what is left out stays."""

    name: NotRequired[str]
    description: NotRequired[str]
    audience: NotRequired[Literal["everybody", "members"]]
    points: NotRequired[list[int]]
    counted: NotRequired[int | None]
    retired_score: NotRequired[bool]


class SeriesRoundShown(TypedDict):
    """A race of the series, by the slug of its event."""

    position: int
    event: str
    title: str
    starts_at: str | None


class SeriesRounds(TypedDict):
    """The slugs of the events, in the order of the rounds."""

    events: list[str]


class SeriesScoreShown(TypedDict):
    """What a race was worth; `is_dropped`: it is left out of the sum."""

    results: str
    place: int | None
    points: int
    is_dropped: bool


class SeriesShown(TypedDict):
    """Races that count together. `points` by place, the first first; of each one's results the best
    `counted` count.
    """

    id: str
    club: str
    name: str
    description: str
    audience: Literal["everybody", "members"]
    points: list[int]
    counted: int | None
    retired_score: bool
    created_at: str


class SeriesStandingShown(TypedDict):
    """Who stands where in a class; equal points and equal results share a place.

    `competitor` tells them apart. `adjusted`: what of the points was given, or below zero taken
    off.
    """

    race_class: str
    place: int
    competitor: str
    name: str
    points: int
    adjusted: int
    scores: list["SeriesScoreShown"]


class ServerChannelShown(TypedDict):
    """A channel of ours; the numbers are Discord's, as text. `category_id` null: in none, or it is
    one itself.

    `state`: there, or gone (people took it away). `event`: the id of the event that it is for,
    null for what is of a
    series.
    """

    channel_id: str
    category_id: str | None
    kind: Literal["category", "text", "voice"]
    name: str
    state: Literal["there", "gone"]
    event: str | None


class ServerFault(TypedDict):
    """Why something can't be done: `permission` (the bot lacks it, by Discord's name), `hierarchy`
    (that role stands
    above the bot's), `full` (channels or roles), `refused` (Discord did not take what it should
    have taken).
    """

    code: str
    what: str


class ServerLookShown(TypedDict):
    """What the last look at the server told: the first hundred `steps`, and how many there are by
    act in `counts`.

    `stopped`: why it was cut off, in one word: token, guild, refused, later, unanswered,
    resting; empty if it was not.
    `missing`: what people took away. `removals_print` stands for exactly the removals that wait;
    empty where none do.
    `heard_at`: when Discord was last heard of who comes and goes; null where nothing listens.
    """

    is_under_way: bool
    is_on: bool
    ended_at: str | None
    stopped: str
    counts: dict[str, int]
    steps: list["ServerStep"]
    faults: list["ServerFault"]
    missing: list[str]
    removals_waiting: int
    removals_print: str
    heard_at: str | None


class ServerMemberShown(TypedDict):
    """What became of somebody on the server, or who was; `why` a human is to decide, `person` null
    for who is not
    linked. The number is Discord's, as text.
    """

    discord_id: str
    name: str
    standing: Literal["new", "left", "waiting", "conflicting", "unlinked"]
    why: str
    person: "PersonBrief | None"


class ServerSettings(TypedDict):
    """`server_id` is Discord's, as text; null where none is linked. `keep_days` null: archives are
    kept for ever.

    `channel_naming_pattern` is made of {event}, {series}, {date} and {what}. `update_minutes`:
    how often a card is
    brought up to date. `alert_minutes`: how long before their stint drivers are told. `digest`:
    whether a channel is
    told each Monday what the week brings.
    """

    server_id: str | None
    server_name: str
    auto_create_channels: bool
    channel_naming_pattern: str
    enable_voice_channels: bool
    enable_stint_alerts: bool
    only_races: bool
    roles: bool
    threads: bool
    respects_people: bool
    syncs_members: bool
    digest: bool
    race_voice_hours: int
    update_minutes: int
    alert_minutes: int
    role_days: int
    archive_days: int
    keep_days: int | None
    language: str
    bot_name: str


class ServerSettingsWanted(TypedDict):
    """What is left out stays as it is."""

    auto_create_channels: NotRequired[bool]
    channel_naming_pattern: NotRequired[str]
    enable_voice_channels: NotRequired[bool]
    enable_stint_alerts: NotRequired[bool]
    only_races: NotRequired[bool]
    roles: NotRequired[bool]
    threads: NotRequired[bool]
    respects_people: NotRequired[bool]
    syncs_members: NotRequired[bool]
    digest: NotRequired[bool]
    race_voice_hours: NotRequired[int]
    update_minutes: NotRequired[int]
    alert_minutes: NotRequired[int]
    role_days: NotRequired[int]
    archive_days: NotRequired[int]
    keep_days: NotRequired[int | None]
    language: NotRequired[str]
    bot_name: NotRequired[str]


class ServerStep(TypedDict):
    """One step: make, take_over (what is there is used), change (these `fields`), remove, let_go.
    """

    act: str
    kind: str
    name: str
    within: str
    fields: list[str]


class SessionChanged(TypedDict):
    """What to change; what is left out stays. Places and price are of ateliers alone."""

    title: NotRequired[str]
    description: NotRequired[str]
    room: NotRequired[str | None]
    starts_at: NotRequired[str | None]
    ends_at: NotRequired[str | None]
    speakers: NotRequired[list[str]]
    youtube_live_url: NotRequired[str]
    capacity: NotRequired[int | None]
    admission: NotRequired[Literal["open", "approval", "invitation"]]
    waitlist: NotRequired[Literal["none", "automatic", "offer"]]
    price: NotRequired[float | str | None]
    currency: NotRequired[str]
    how_to_pay: NotRequired[str]
    despite_clashes: NotRequired[bool]


class SessionQuestionShown(TypedDict):
    """A question. `participant` is null for one that was asked without a name; `is_hidden` is seen
    by keepers alone.
    """

    id: str
    question_text: str
    participant: "PersonBrief | None"
    is_mine: bool
    asked_at: str
    votes: int
    is_answered: bool
    answer_text: str
    answered_by: "PersonBrief | None"
    answered_at: str | None
    is_hidden: bool


class SessionShown(TypedDict):
    """A session. `session_type` and `status` have the values of the documents; `pool` is that of an
    atelier.

    `price` is null where it costs nothing. `youtube_live_url` of what costs something is told to
    who has access, speaks
    or organises.
    """

    id: str
    session_type: str
    status: str
    is_paid: bool
    price: str | None
    currency: str
    title: str
    description: str
    room: "RoomShown | None"
    starts_at: str | None
    ends_at: str | None
    speakers: list["SpeakerShown"]
    youtube_live_url: str
    pool: "PoolShown | None"
    revision: int
    updated_at: str


class SessionTotalShown(TypedDict):
    """What came in for an atelier in one currency, and what is owed."""

    session: str
    title: str
    currency: str
    paid: str
    owed: str
    number_paid: int
    number_owed: int


class SessionsWanted(TypedDict):
    session_type: NotRequired[Literal["conference", "atelier"] | None]
    room: NotRequired[str | None]
    bin: NotRequired[bool]


class ShareShown(TypedDict):
    """So many (`part`) of so many (`whole`)."""

    part: int
    whole: int


class Shares(TypedDict):
    """What may be known; what is left out may not."""

    fields: list[Literal["name", "email", "phone"]]


class SharesShown(TypedDict):
    """What every exhibitor may know who scans one's badge and was told nothing else."""

    fields: list[Literal["name", "email", "phone"]]


class SignInSessionShown(TypedDict):
    """A browser that is signed in, in words; `last_seen_at` is true to within five minutes."""

    id: int
    device: str
    address: str
    signed_in_at: str
    last_seen_at: str


class SignInShown(TypedDict):
    """One sign-in, its browser in words; `is_new_device`: one that was not known then, of which a
    mail told.
    """

    id: str
    at: str
    device: str
    address: str | None
    is_new_device: bool


class SignupSaid(TypedDict):
    """What the driver would like, and when they can; what is left out stays. Times are cut to the
    race's slots.
    """

    slots: NotRequired[list[str]]
    preferred_car: NotRequired[str | None]
    backup_car: NotRequired[str | None]
    wants_to_drive: NotRequired[bool]
    wants_to_spot: NotRequired[bool]
    wants_to_plan: NotRequired[bool]
    experience: NotRequired[Literal["", "beginner", "intermediate", "advanced", "expert"]]
    stint_minutes_most: NotRequired[int | None]
    rest_minutes_least: NotRequired[int | None]
    turn_stints_most: NotRequired[int | None]
    night_stints_most: NotRequired[int | None]
    note: NotRequired[str]
    has_agreed: NotRequired[bool]
    drive: NotRequired[list["AvailabilitySpan"]]
    spot: NotRequired[list["AvailabilitySpan"]]


class SignupShown(TypedDict):
    """A participation; `status` is read out of the place where it waits or has ended."""

    id: str
    person: "PersonBrief"
    place: str | None
    status: str
    slots: list[str]
    preferred_car: str | None
    backup_car: str | None
    wants_to_drive: bool
    wants_to_spot: bool
    wants_to_plan: bool
    experience: Literal["", "beginner", "intermediate", "advanced", "expert"]
    stint_minutes_most: int | None
    rest_minutes_least: int | None
    turn_stints_most: int | None
    night_stints_most: int | None
    note: str
    has_agreed: bool
    drive: list["AvailabilitySpan"]
    spot: list["AvailabilitySpan"]
    created_at: str
    updated_at: str


class SimulatorShown(TypedDict):
    """`skill_name` and `safety_name` are what its ratings are called, empty where it has none."""

    id: str
    slug: str
    name: str
    skill_name: str
    safety_name: str
    cars_count: int
    tracks_count: int


class Skipping(TypedDict):
    day: str
    reason: NotRequired[str]


class SlotChanged(TypedDict):
    """What to change; what is left out stays."""

    starts_at: NotRequired[str | None]
    ends_at: NotRequired[str | None]
    opens_at: NotRequired[str | None]
    external_id: NotRequired[str]


class SlotShown(TypedDict):
    """A time at which the race is run."""

    id: str
    starts_at: str
    ends_at: str
    opens_at: str | None
    external_id: str


class SpeakerChanged(TypedDict):
    name: str
    about: NotRequired[str]


class SpeakerShown(TypedDict):
    """Who speaks."""

    id: str
    name: str
    about: str


class SplitMeasures(TypedDict):
    """Minutes without and with only one driver, missed wishes, ratings, and the points of it all:
    fewer are better.
    """

    points: float
    uncovered_minutes: int
    thin_minutes: int
    slot_misses: int
    absent: int
    car_steps: int
    rating_spread: float
    failed_ties: int


class SpreadShown(TypedDict):
    """Learners who have done so much of the course: nothing, less than a quarter, a quarter and
    more …
    """

    band: Literal["none", "begun", "quarter", "half", "three_quarters", "completed"]
    learners: int


class StaffRoleShown(TypedDict):
    """Somebody's role at an event, by the names of the documents."""

    id: str
    person: "PersonBrief"
    role: str
    given_at: str


class StandShown(TypedDict):
    """A booth as who takes part in the event knows it."""

    id: str
    name: str
    plan_file: str | None


class StandingShown(TypedDict):
    """Where one stands in the queue, counted from 1, and why one still waits."""

    position: int
    code: str
    detail: str


class StandingWanted(TypedDict):
    standing: NotRequired[Literal["", "new", "left", "waiting", "conflicting", "unlinked"]]


class StepShown(TypedDict):
    """A lesson in the sum: whether it counts, is done, and came after one began or had completed
    the course.
    """

    lesson: str
    title: str
    module: str
    counts: bool
    is_completed: bool
    is_new: bool
    completed_at: str | None
    completion_method: Literal["", "manual", "auto", "time_based", "quiz", "watched", "assignment"]
    view_count: int
    time_spent_seconds: int
    last_viewed: str | None
    opens_at: str | None


class StintFaultShown(TypedDict):
    """What a plan breaks. `fault`: by which it can be accepted, empty where it can't; then why it
    was, and when.
    """

    fault: str
    sentence: str
    waived_because: str | None
    waived_at: str | None


class StintPlanShown(TypedDict):
    """A version of the plan; at most one stands. `planned_from`: what had begun by then was kept.
    """

    version: int
    status: Literal["searching", "ready", "impossible", "failed"]
    is_current: bool
    is_by_hand: bool
    is_moved: bool
    is_proved: bool
    based_on: int | None
    green_flag_at: str
    minutes: int
    litres_per_lap: str
    stint_laps: int | None
    turn_stints: int
    long_rest_minutes: int
    shares_nights: bool
    planned_from: str | None
    note: str
    created_at: str
    ended_at: str | None


class StintPlanWanted(TypedDict):
    """What is searched by. Hours, longest stint and shortest rest are each driver's, rules and pit
    data the race's.
    """

    litres_per_lap: float | str
    laps: list["LapTimeSaid"]
    green_flag_at: NotRequired[str | None]
    stint_laps: NotRequired[int | None]
    turn_stints: NotRequired[int]
    long_rest_minutes: NotRequired[int]
    shares_nights: NotRequired[bool]


class StintRuleSaid(TypedDict):
    signup: str
    stints_least: NotRequired[int]
    stints_most: NotRequired[int | None]


class StintRuleShown(TypedDict):
    """What is asked of a driver (a sign-up): fewest and most stints, null for any number, and
    whether they start.
    """

    signup: str
    stints_least: int
    stints_most: int | None
    is_starter: bool


class StintRulesSaid(TypedDict):
    """`starter`: the driver (a sign-up) who starts, null for whoever suits."""

    drivers: list["StintRuleSaid"]
    starter: NotRequired[str | None]


class StintSaid(TypedDict):
    number: int
    driver: str
    spotter: NotRequired[str | None]
    is_locked: NotRequired[bool]


class StintShown(TypedDict):
    """From when the car comes in until it comes in again; `driver` and `spotter` are sign-ups."""

    number: int
    driver: str
    spotter: str | None
    starts_at: str
    ends_at: str
    laps: int
    litres: str
    new_tyres: bool
    is_dark: bool
    is_done: bool
    is_locked: bool


class StintsSaid(TypedDict):
    stints: list["StintSaid"]


class StrategySaid(TypedDict):
    note: str


class StudentProgress(TypedDict):
    """A course as its learner has it, in the documents' words; `id` is that of the place.

    `total_modules` are those in which something counts, `completed_modules` those of which all
    that counts is done.
    """

    id: str
    course: str
    course_title: str
    status: Literal["pending", "waitlisted", "offered", "enrolled", "completed", "paused", "withdrawn", "rejected"]
    attempt: int | None
    progress_percentage: int
    completed_modules: int
    total_modules: int
    completed_lessons: int
    total_lessons: int
    learning_time_hours: float
    engagement_score: float
    enrolled_on: str | None
    completed_on: str | None
    last_accessed: str | None


class SubjectShown(TypedDict):
    """What an entry is about, as it is called today; `path` is its page, empty where it has none or
    lies in the bin.
    """

    title: str
    path: str


class Switched(TypedDict):
    share: int
    club: NotRequired[str | None]


class SyncResults(TypedDict):
    """How many: `waiting` left the server, but are more than leave the club without a human who
    says so.
    """

    matched: int
    new: int
    left: int
    waiting: int
    unlinked: int
    conflicting: int
    bots: int


class SyncWanted(TypedDict):
    agreed: NotRequired[int]


class TableWanted(TypedDict):
    format: NotRequired[Literal["csv", "xlsx"]]


class TagShown(TypedDict):
    slug: str
    name: str


class TagsWanted(TypedDict):
    q: NotRequired[str]


class TaughtFigures(TypedDict):
    """`average_progress` in percent; `active`: seen within two weeks; each enrolment counted."""

    total_students: int
    completed: int
    paused: int
    active: int
    average_progress: int
    learning_time_hours: int


class TeamChanged(TypedDict):
    """What to change; what is left out stays."""

    name: NotRequired[str]
    description: NotRequired[str]
    is_public: NotRequired[bool]
    shows_members: NotRequired[bool]
    simulator: NotRequired[str | None]
    external_id: NotRequired[str]


class TeamDeclined(TypedDict):
    declined: NotRequired[bool]


class TeamInvitationLink(TypedDict):
    token: str


class TeamInvitationShown(TypedDict):
    id: str
    team: str
    team_name: str
    email: str
    role: str
    message: str
    invited_by: "PersonBrief"
    created_at: str
    expires_at: str


class TeamMemberChanged(TypedDict):
    """What to change; what is left out stays."""

    role: NotRequired[Literal["manager", "driver", "reserve", "engineer", "spotter", "guest"]]
    can_manage_entries: NotRequired[bool]
    can_invite_members: NotRequired[bool]
    can_edit_team: NotRequired[bool]
    status: NotRequired[Literal["active", "inactive", "suspended"]]
    valid_from: NotRequired[str | None]
    valid_until: NotRequired[str | None]


class TeamMemberShown(TypedDict):
    """Somebody in a team. `is_active` says whether it holds now, by status and times."""

    id: str
    person: "PersonBrief"
    role: str
    can_manage_entries: bool
    can_invite_members: bool
    can_edit_team: bool
    status: str
    valid_from: str | None
    valid_until: str | None
    is_active: bool
    joined_at: str


class TeamMessageShown(TypedDict):
    """A message, in Markdown; one taken back has no words. A pinned one is a note of the team."""

    id: str
    author: str
    text: str
    created_at: str
    pinned_at: str | None
    taken_back_at: str | None


class TeamNamed(TypedDict):
    """A team of the file. `team`: here already, or made now; `before`: its name until now;
    `reason`: why it is refused.

    `invited`: the members who drove, by name; so many were `asked` before or are in it,
    `unknown` is the rest.
    """

    external_id: str
    name: str
    state: Literal["new", "renamed", "stands", "refused"]
    team: str | None
    before: str
    invited: list[str]
    asked: int
    unknown: int
    reason: str
    is_done: bool


class TeamNote(TypedDict):
    is_pinned: bool


class TeamShown(TypedDict):
    """A team. `club` is null for one of a person; `kind` says what it is, `event` of what a
    temporary one is.
    """

    id: str
    slug: str
    name: str
    kind: Literal["club", "user", "imported", "temporary"]
    club: "ClubBrief | None"
    description: str
    logo: str | None
    is_public: bool
    shows_members: bool
    simulator: str | None
    external_id: str
    event: str | None
    created_at: str


class TeamsFileShown(TypedDict):
    """What becomes of each team, in the order of the file."""

    teams: list["TeamNamed"]


class TeamsWanted(TypedDict):
    q: NotRequired[str]
    mine: NotRequired[bool]
    bin: NotRequired[bool]


class TelemetryHeard(TypedDict):
    """What became of a message; unless `outcome` is `heard`, nothing changed. `told_at`: the newest
    instant heard.
    """

    outcome: Literal["heard", "had_already", "older"]
    told_at: str | None
    unknown_numbers: list[str]
    moved: list[str]
    unknown_drivers: list[str]


class TelemetryKeyMade(TypedDict):
    address: str
    made_at: str
    told_at: str | None
    secret: str


class TelemetryKeyShown(TypedDict):
    """Where the timing tool of a race tells what happens, and when it last did."""

    address: str
    made_at: str
    told_at: str | None


class TelemetryTold(TypedDict):
    """All cars of the race as they were at an instant: who is left out is not in the order any
    more.
    """

    version: NotRequired[Literal[1]]
    instant: str
    cars: list["CarTold"]


class ThingsWanted(TypedDict):
    q: NotRequired[str]


class TieWanted(TypedDict):
    """Two sign-ups to keep together or apart; a must, or a wish."""

    one: str
    other: str
    bond: Literal["together", "apart"]
    is_must: NotRequired[bool]


class TokenMade(TypedDict):
    """With the secret, shown this once."""

    id: str
    name: str
    hint: str
    scope: str
    created_at: str
    expires_at: str | None
    last_used_at: str | None
    revoked_at: str | None
    secret: str


class TokenShown(TypedDict):
    """A token; `hint` is the beginning of its secret."""

    id: str
    name: str
    hint: str
    scope: str
    created_at: str
    expires_at: str | None
    last_used_at: str | None
    revoked_at: str | None


class TopicReplayed(TypedDict):
    topic: str


class TotalShown(TypedDict):
    """So many fees that stand so, and their sum in one currency."""

    standing: Literal["owed", "paid", "waived", "to_refund", "refunded", "dropped"]
    currency: str
    number: int
    amount: str


class TrackShown(TypedDict):
    """A track as the simulator has it, with its layouts."""

    id: str
    slug: str
    name: str
    city: str
    country: str
    time_zone: str
    code: str
    package: str
    is_wet: bool
    layouts: list["LayoutShown"]


class Unread(TypedDict):
    unread: int


class VenueChanged(TypedDict):
    """What to change; what is left out stays."""

    name: NotRequired[str]
    address: NotRequired[str]
    city: NotRequired[str]
    country: NotRequired[str]
    latitude: NotRequired[float | None]
    longitude: NotRequired[float | None]
    website: NotRequired[str]


class VenueShown(TypedDict):
    """Where events take place. `club` is null for one kept by a person."""

    id: str
    club: "ClubBrief | None"
    name: str
    address: str
    city: str
    country: str
    latitude: float | None
    longitude: float | None
    website: str
    created_at: str
    updated_at: str


class VenuesWanted(TypedDict):
    q: NotRequired[str]
    bin: NotRequired[bool]


class VisitShown(TypedDict):
    """A badge scanned at the booth, once a day."""

    id: str
    scanned_participant: "ScannedParticipant"
    day: str
    scanned_at: str
    notes: str


class WaiverSaid(TypedDict):
    reason: str


class WatchedShown(TypedDict):
    """How much of a video was watched, and how much is asked for, in percent."""

    percent: int
    wanted_percent: int
    is_enough: bool


class WaysIn(TypedDict):
    """`is_protected`: whether the password alone opens nothing. `discord`: the handle there, null
    without a link.

    `second_factor_ends_at`: when an admin, who was told that it is lost, has the second factor
    taken away; mostly null.
    """

    has_password: bool
    is_protected: bool
    has_authenticator_app: bool
    passkeys: list["PasskeyShown"]
    recovery_codes_left: int
    second_factor_ends_at: str | None
    discord: str | None


class WebhookChanged(TypedDict):
    """What to change; what is left out stays."""

    name: NotRequired[str]
    url: NotRequired[str]
    kinds: NotRequired[list[str]]
    tells_people: NotRequired[bool]


class WebhookKind(TypedDict):
    """Something to hear of; `of_clubs_only`: a person's webhook does not."""

    kind: str
    words: str
    of_clubs_only: bool


class WebhookMade(TypedDict):
    """With the secret that signs its messages, shown this once."""

    id: str
    speaks: str
    club: "ClubBrief | None"
    name: str
    url: str
    kinds: list[str]
    tells_people: bool
    created_at: str
    disabled_at: str | None
    off_because: str
    succeeded_at: str | None
    rests_until: str | None
    secret: str


class WebhookShown(TypedDict):
    """A webhook; `club` is null for one's own. `off_because` is by_hand, gone or failing, empty
    while it is on.

    `speaks`: webhook, or xapi for a record store, which is never signed.
    """

    id: str
    speaks: str
    club: "ClubBrief | None"
    name: str
    url: str
    kinds: list[str]
    tells_people: bool
    created_at: str
    disabled_at: str | None
    off_because: str
    succeeded_at: str | None
    rests_until: str | None


class Where(TypedDict):
    """The venue, as far as it helps to come."""

    id: str
    name: str
    address: str
    city: str
    country: str
    latitude: float | None
    longitude: float | None
    website: str


class WholeProposal(TypedDict):
    """With its teams as they stand, whoever is in it, and the measures of all; null while there is
    no team.
    """

    id: str
    number: int
    status: Literal["waiting", "running", "done", "failed", "published"]
    based_on: str | None
    teams_count: int
    seats_least: int
    seats_best: int
    seats_most: int
    hours_matter: int
    balance_matters: int
    slots_matter: int
    cars_matter: int
    ties_matter: int
    seconds: int
    seed: int
    step: int
    steps: int
    points: float | None
    bound: float | None
    problem: str
    created_at: str
    ended_at: str | None
    published_at: str | None
    teams: list["ProposedTeamShown"]
    people: list["ProposedSeatShown"]
    ties: list["ProposedTieShown"]
    measures: "SplitMeasures | None"


class WholeStintPlan(TypedDict):
    """With its stints, the best so far while it is searched for.

    `faults`: what it breaks today and nobody accepted, `broken`: all of it.

    `why`: why there is none. `remedies`: each by itself makes a plan possible, its sentences
    together; the smallest
    first, none where no few changes are enough. Sentences are on the clock of UTC.
    """

    version: int
    status: Literal["searching", "ready", "impossible", "failed"]
    is_current: bool
    is_by_hand: bool
    is_moved: bool
    is_proved: bool
    based_on: int | None
    green_flag_at: str
    minutes: int
    litres_per_lap: str
    stint_laps: int | None
    turn_stints: int
    long_rest_minutes: int
    shares_nights: bool
    planned_from: str | None
    note: str
    created_at: str
    ended_at: str | None
    stints: list["StintShown"]
    faults: list[str]
    broken: list["StintFaultShown"]
    why: list[str]
    remedies: list[list[str]]


class Window(TypedDict):
    """Which page, and how long."""

    cursor: NotRequired[str]
    size: NotRequired[int]


class WishesByLink(TypedDict):
    token: str
    choices: list["ChoiceWish"]


class WithoutWork(TypedDict):
    """Somebody who learns and has handed nothing in."""

    place: str
    person: "PersonBrief"


class WordShown(TypedDict):
    """One word of the history: `given` or `withdrawn`, about which version of the text, by which
    way.
    """

    id: int
    purpose: str
    said: str
    version: int
    language: str
    channel: str
    at: str


class WorkBrief(TypedDict):
    """A piece of work; the newest counts. `name`: of its file, empty without one. `score` in
    percent, once marked.

    `edition` rises whenever its marks change, or the rubric does.
    """

    id: str
    number: int
    is_newest: bool
    handed_in_at: str
    is_late: bool
    name: str
    size: int
    marked_at: str | None
    score: str | None
    passed: bool
    edition: int


class WorkSent(TypedDict):
    text: str


class WorkShown(TypedDict):
    """With its text and what was said of it."""

    id: str
    number: int
    is_newest: bool
    handed_in_at: str
    is_late: bool
    name: str
    size: int
    marked_at: str | None
    score: str | None
    passed: bool
    edition: int
    text: str
    marks: list["MarkShown"]
    remarks: str


class WorkStanding(TypedDict):
    """Where the caller stands: `newest` is the work that counts; `phase` says whether work is taken
    now.
    """

    used: int
    left: int
    passed: bool
    may_hand_in: bool
    phase: Literal["open", "late", "closed"]
    newest: str | None


class WorkWanted(TypedDict):
    """Which of the work that counts."""

    show: NotRequired[Literal["waiting", "marked", "late", "all"]]
    query: NotRequired[str]
