"""The rows of the pages."""

from lineup.core.clubs import permissions
from tests.architecture.authorisation import expectations as doors
from tests.architecture.authorisation import racing, staff
from tests.architecture.authorisation.matrix import CLUBS, COURSES, EVENTS, LINK, OWN, PLATFORM, TAUGHT, WITH_PLACE, Row

BOTH = "GET POST"
REPETITION = {"pk": "repetition"}
LINK_OF_PLACE = {"secret": "place_link"}
HOLDERS = ("public", "members", "private")


def _place(route: str, methods: str = BOTH, **keys: str) -> list[Row]:
    """A page of a place: by its link for whoever has it, by its id for its holder."""
    return [
        Row("places", methods, f"places:link{route}", doors.everybody, LINK, {**LINK_OF_PLACE, **keys}),
        Row("places", methods, f"places:place{route}", doors.only("holder"), HOLDERS, {"pk": "place", **keys}),
    ]


def _club(methods: str, route: str, permission: str, key: str = "") -> Row:
    return Row("clubs", methods, f"clubs:{route}", doors.club_role(permission), CLUBS, {"pk": key})


def _desk(methods: str, route: str, key: str = "") -> Row:
    return Row("desk", methods, f"desk:{route}", doors.managers, WITH_PLACE if key else EVENTS, {"pk": key})


SHELL = [
    Row("shell", "POST", "appearance:theme", doors.everybody),
    Row("shell", BOTH, "appearance:language", doors.everybody),
    Row("shell", "GET", "appearance:manifest", doors.everybody),
    Row("shell", "GET", "styleguide:index", doors.everybody),
    Row("shell", "GET", "styleguide:confirm", doors.everybody),
    Row("shell", "GET", "styleguide:error", doors.everybody),
    Row("shell", "GET", "mailbox:list", doors.nobody),
    Row("shell", "GET", "mailbox:letter", doors.nobody),
    Row("shell", "GET", "mailbox:html", doors.nobody),
    Row("shell", "GET", "mailbox:attachment", doors.nobody),
    Row("shell", "GET", "signposts:security", doors.nobody),
    Row("shell", "GET", "signposts:change-password", doors.everybody),
    Row("shell", "GET", "signposts:robots", doors.everybody),
    Row("shell", "GET", "/api/docs", doors.everybody),
    # without the application's key there is no such door; with it, tests/interfaces/discord/interactions
    Row("discord", "POST", "/api/discord/webhooks/interactions", doors.nobody),
    Row("shell", "GET", "problems", doors.everybody),
    Row("shell", "GET", "problem", doors.everybody),
    Row("shell", "GET", "/api/openapi.json", doors.everybody),
    Row("shell", "GET POST", "/api/^.*$", doors.nobody),
    Row("shell", "GET", "/api/", doors.nobody),
]


def _platform(methods: str, route: str, keys: dict[str, str] | None = None) -> Row:
    return Row("platform", methods, route, doors.platform_rooms, PLATFORM, keys or {})


SOMEBODY, ITS_CLUB, ITS_FLAG = {"pk": "somebody"}, {"slug": "club"}, {"name": "flag"}
ITS_CATEGORY = {"slug": "category"}
PLATFORM_ROOMS = [
    _platform("GET", "platform:overview"),
    _platform("GET", "platform:people"),
    _platform("GET", "platform:person", SOMEBODY),
    _platform("POST", "platform:role", SOMEBODY),
    _platform(BOTH, "platform:closing", SOMEBODY),
    _platform("POST", "platform:opening", SOMEBODY),
    _platform("POST", "platform:sign-out", SOMEBODY),
    _platform("POST", "platform:link", SOMEBODY),
    _platform(BOTH, "platform:factor-reset", SOMEBODY),
    _platform("POST", "platform:factor-keeping", SOMEBODY),
    _platform("GET", "platform:clubs"),
    _platform("GET", "platform:club", ITS_CLUB),
    _platform("POST", "platform:club-discard", ITS_CLUB),
    _platform("POST", "platform:club-restoration", ITS_CLUB),
    _platform("POST", "platform:club-ownership", ITS_CLUB),
    _platform(BOTH, "platform:categories"),
    _platform(BOTH, "platform:category", ITS_CATEGORY),
    _platform("POST", "platform:category-move", ITS_CATEGORY),
    _platform(BOTH, "platform:category-removal", ITS_CATEGORY),
    _platform("GET", "platform:flags"),
    _platform(BOTH, "platform:flag", ITS_FLAG),
    _platform("POST", "platform:flag-reset", ITS_FLAG),
    _platform("POST", "platform:flag-removal", {"name": "old_flag"}),
    _platform("GET", "audit:list"),
    _platform("GET", "outbox:list"),
    _platform("POST", "outbox:replay", {"pk": "message"}),
    _platform("POST", "outbox:replay-topic"),
]
DISCOVERING = [
    Row("events", "GET", "events:discover", doors.everybody),
    Row("events", "GET", "events:list", doors.everybody),
    Row("events", "GET", "events:this_month", doors.everybody),
    Row("events", "GET", "events:month", doors.everybody, keys={"month": "month"}),
    Row("events", "GET", "events:event", doors.seers, EVENTS),
    Row("events", BOTH, "embedding:widget", doors.everybody_if_public, EVENTS),
    Row("events", "GET", "embedding:script", doors.everybody),
    Row("events", "GET", "events:calendar", doors.seers, EVENTS),
    Row("events", "GET", "events:picture", doors.everybody_if_public, EVENTS),
    Row("events", "GET", "repetitions:repetition", doors.seers, EVENTS, REPETITION),
    Row("events", "GET", "repetitions:calendar", doors.seers, EVENTS, REPETITION),
    Row("events", "POST", "repetitions:places", doors.seers_signed_in, EVENTS, REPETITION),
    Row("events", "GET", "events:file", doors.seers, EVENTS, {"pk": "file"}),
    Row("events", "GET", "events:file", doors.attendees, EVENTS, {"pk": "holders_file"}),
    Row("events", "GET", "events:file", doors.nobody, EVENTS, {"pk": "binned_file"}),
]


COURSE = {"slug": "course"}


def _course(methods: str, route: str, door: doors.Door = doors.teachers, **keys: str) -> Row:
    return Row("courses", methods, f"courses:{route}", door, COURSES, {**COURSE, **keys})


LEARNING = [
    Row("courses", "GET", "courses:list", doors.everybody),
    Row("courses", "GET", "courses:instructor", doors.everybody, ("public",), {"pk": "teacher"}),
    Row("courses", "GET", "courses:teaching", doors.people),
    Row("courses", BOTH, "courses:new", doors.makers),
    Row("courses", BOTH, "courses:packages", doors.makers),
    Row("courses", "GET", "courses:arrived", doors.only("holder"), OWN, {"pk": "package"}),
    *(
        Row("courses", "POST", f"courses:arrived-{act}", doors.only("holder"), OWN, {"pk": "package"})
        for act in ("course", "discard")
    ),
    Row("courses", "GET", "courses:learning", doors.people),
    _course("GET", "course", doors.course_seers),
    _course("GET", "picture", doors.everybody_if_public),
    *(_course("GET", route, doors.learners) for route in ("continuation", "progress")),
    *(_course("POST", route, doors.learners) for route in ("pause", "resumption")),
    *(_course("POST", route, doors.learners, pk="lesson") for route in ("completion", "reopening", "pulses")),
    _course("POST", "item-watched", doors.learners, pk="lesson", item="film"),
    *(
        Row("courses", "GET", f"courses:{route}", doors.people)
        for route in ("certificates-mine", "transcript", "transcript-sheet")
    ),
    Row("courses", "GET", "courses:certificate-search", doors.everybody),
    Row("courses", "GET", "courses:certificate", doors.everybody, ("public",), {"number": "certificate"}),
    Row("courses", "GET", "courses:certificate-sheet", doors.certified, ("public",), {"number": "certificate"}),
    Row("courses", "GET", "courses:certificate-badge", doors.certified, ("public",), {"number": "certificate"}),
    Row("courses", "GET", "courses:certificate-status", doors.everybody, ("public",), {"number": "certificate"}),
    Row("courses", BOTH, "courses:badge-verification", doors.everybody),
    Row("courses", "GET", "courses:badge-keys", doors.everybody),
    Row("courses", "GET", "courses:badge-key", doors.everybody, ("public",), {"name": "badge_key"}),
    *(_course("GET", route) for route in ("learners", "certificates", "package")),
    _course("POST", "certificates-issue"),
    *(
        Row("courses", methods, f"courses:{route}", doors.teachers, TAUGHT, {**COURSE, "number": "certificate"})
        for methods, route in ((BOTH, "certificate-revocation"), ("POST", "certificate-reinstatement"))
    ),
    *(
        _course(BOTH, route)
        for route in ("edit", "publication", "archive", "copy", "discard", "instructors", "outline")
    ),
    Row("courses", "POST", "courses:restoration", doors.teachers_only, ("binned",), COURSE),
    _course("POST", "instructor-dismissal", pk="course_instructor"),
    _course(BOTH, "module", pk="module"),
    *(
        _course("POST", route, pk="module")
        for route in ("lesson-new", "module-position", "module-copy", "module-discard")
    ),
    _course("POST", "module-restoration", pk="binned_module"),
    _course("GET", "lesson", doors.readers, pk="lesson"),
    _course(BOTH, "lesson-edit", pk="lesson"),
    *(_course("POST", route, pk="lesson") for route in ("lesson-position", "lesson-copy", "lesson-discard")),
    _course("POST", "lesson-restoration", pk="binned_lesson"),
    _course(BOTH, "item-new", pk="lesson"),
    _course(BOTH, "item", pk="lesson", item="item"),
    _course("GET", "item-content", doors.readers, pk="lesson", item="image"),
    _course("GET", "item-captions", doors.readers, pk="lesson", item="film"),
    *(_course("POST", route, pk="lesson", item="item") for route in ("item-position", "item-discard")),
    _course("POST", "item-restoration", pk="lesson", item="binned_item"),
    _course(BOTH, "quiz", pk="quiz_lesson"),
    *(_course("GET", route, pk="quiz_lesson") for route in ("quiz-preview", "quiz-results")),
    Row(
        "courses",
        "GET",
        "courses:quiz-result",
        doors.teachers,
        TAUGHT,
        {**COURSE, "pk": "quiz_lesson", "attempt": "quiz_attempt"},
    ),
    _course(BOTH, "question-new", pk="quiz_lesson", kind="question_kind"),
    _course(BOTH, "question", pk="quiz_lesson", question="quiz_question"),
    *(
        _course("POST", route, pk="quiz_lesson", question="quiz_question")
        for route in ("question-position", "question-discard")
    ),
    _course("POST", "question-restoration", pk="quiz_lesson", question="binned_question"),
    _course("POST", "attempts", doors.learners, pk="quiz_lesson"),
    _course(BOTH, "attempt", doors.learners, pk="quiz_lesson", attempt="quiz_attempt"),
    _course(BOTH, "assignment", pk="task"),
    *(_course("GET", route, pk="task") for route in ("works", "works-table")),
    _course(BOTH, "works-marks", pk="task"),
    _course("POST", "works-marks-run", pk="task"),
    *(
        Row("courses", methods, f"courses:{route}", door, TAUGHT, {**COURSE, "pk": "task", "work": "work"})
        for methods, route, door in (
            (BOTH, "work-marks", doors.teachers),
            ("POST", "work-marks-removal", doors.teachers),
            ("GET", "work-file", doors.readers),
        )
    ),
    _course(BOTH, "work-new", doors.learners, pk="task"),
    _course("GET", "work", doors.learners, pk="task", work="work"),
]


QUALIFICATION, CLUB_COURSES = {"pk": "qualification"}, doors.club_role(permissions.MANAGE_COURSES)
QUALIFICATIONS = [
    Row("qualifications", "GET", "qualifications:mine", doors.people),
    Row("qualifications", "GET", "qualifications:list", doors.club_role(permissions.SEE_MEMBERS), CLUBS),
    Row("qualifications", BOTH, "qualifications:new", CLUB_COURSES, CLUBS),
    Row("qualifications", "GET", "qualifications:one", doors.club_role(permissions.SEE_MEMBERS), CLUBS, QUALIFICATION),
    *(
        Row("qualifications", methods, f"qualifications:{route}", CLUB_COURSES, CLUBS, QUALIFICATION)
        for methods, route in ((BOTH, "edit"), ("POST", "removal"), (BOTH, "grant"), (BOTH, "revocation"))
    ),
]


def _programme(methods: str, route: str, key: str = "") -> Row:
    return Row("programme", methods, f"onsite:{route}", doors.managers, EVENTS, {"pk": key})


def _exhibitor(methods: str, route: str, key: str = "") -> Row:
    return Row("exhibitors", methods, f"onsite:{route}", doors.comers, WITH_PLACE if key else EVENTS, {"pk": key})


TALK = {"pk": "session"}
STANDS = [
    _exhibitor("GET", "booth"),
    _exhibitor("POST", "booth-scans"),
    _exhibitor("GET", "booth-export"),
    _exhibitor("POST", "visit-notes", "visit"),
    _exhibitor("POST", "visit-removal", "visit"),
    _exhibitor(BOTH, "booth-edit"),
    _exhibitor("GET", "booth-plan"),
    _exhibitor("POST", "booth-plan-removal"),
    _exhibitor("GET", "stands"),
    _exhibitor("GET", "stand-plan", "stand"),
    _exhibitor(BOTH, "sharing"),
    _exhibitor("POST", "sharing-withdrawal"),
    Row("exhibitors", BOTH, "onsite:exhibitors", doors.managers, EVENTS),
    Row("exhibitors", BOTH, "onsite:exhibitor-new", doors.managers, EVENTS),
    Row("exhibitors", BOTH, "onsite:exhibitor", doors.managers, WITH_PLACE, {"pk": "exhibitor"}),
    Row("exhibitors", "GET", "onsite:exhibitor-plan", doors.managers, WITH_PLACE, {"pk": "exhibitor"}),
    Row("questions", BOTH, "onsite:questions", doors.floor, EVENTS, TALK),
    Row("questions", "GET", "onsite:questions-list", doors.floor, EVENTS, TALK),
    Row("questions", "GET", "onsite:questions-shared", doors.everybody, LINK, {"key": "list_key"}),
    Row("questions", "POST", "onsite:question-votes", doors.floor, EVENTS, TALK),
    Row("questions", "POST", "onsite:question-marks", doors.floor, EVENTS, TALK),
    Row("questions", "POST", "onsite:question-removals", doors.floor, EVENTS, TALK),
    Row("questions", BOTH, "onsite:question-answer", doors.managers, WITH_PLACE, {**TALK, "question": "talk_question"}),
]
PROGRAMME = [
    Row("programme", "GET", "onsite:programme", doors.seers, EVENTS),
    Row("programme", "GET", "onsite:calendar", doors.seers, EVENTS),
    Row("programme", "GET", "onsite:xml", doors.seers, EVENTS),
    Row("programme", "GET", "onsite:json", doors.seers, EVENTS),
    Row("programme", "GET", "onsite:session", doors.seers, EVENTS, {"pk": "session"}),
    Row("programme", "POST", "onsite:star", doors.seers_signed_in, EVENTS),
    _programme("POST", "mark", "session"),
    _programme("GET", "timetable"),
    _programme("POST", "move"),
    _programme(BOTH, "session-new"),
    _programme(BOTH, "session-edit", "session"),
    _programme("POST", "session-discard", "session"),
    _programme("POST", "session-restoration", "binned_session"),
    _programme(BOTH, "rooms"),
    _programme(BOTH, "room", "room"),
    _programme("POST", "room-position", "room"),
    _programme("POST", "room-discard", "room"),
    _programme("POST", "room-restoration", "binned_room"),
    _programme("GET", "access", "atelier"),
    _programme("POST", "access-marks", "atelier"),
    _programme("GET", "receipts"),
    _programme("GET", "receipts-export"),
    _programme("GET", "speakers"),
    _programme(BOTH, "speaker", "speaker"),
    _programme("POST", "speaker-removal", "speaker"),
]


def _door(methods: str, route: str, key: str = "") -> Row:
    return Row("door", methods, f"door:{route}", doors.managers, EVENTS, {"pk": key})


# a controller in and out of the slot: tests/interfaces/web/door
DOOR = [
    _door(BOTH, "scan"),
    _door("GET", "counts"),
    _door("GET", "scans"),
    _door(BOTH, "no-shows", "session"),
    _door("POST", "no-shows-undo", "session"),
    _door(BOTH, "desk"),
    _door("GET", "conflicts"),
    _door(BOTH, "device-new"),
    _door("POST", "device-revoke", "device"),
    Row("door", "GET", "door:device-link", doors.people, LINK, {"secret": "device_link"}),
    Row("door", "POST", "door:device-link", doors.who_scans_at("public"), LINK, {"secret": "device_link"}),
    Row("door", "GET", "door:phone", doors.everybody),
    Row("door", "GET", "door:phone-worker", doors.everybody),
    Row("door", "GET", "door:phone-manifest", doors.everybody),
    # known by the secret of the phone alone
    *(
        Row("door", method, f"door:phone-{route}", doors.nobody_yet)
        for method, route in (("GET", "pack"), ("POST", "scan"), ("POST", "uploads"))
    ),
]


def _badges(methods: str, route: str, **keys: str) -> Row:
    on = WITH_PLACE if keys else EVENTS
    return Row("badges", methods, f"badges:{route}", doors.managers, on, keys)


BADGES = [
    Row("badges", BOTH, "places:badge", doors.seers_signed_in, EVENTS),
    _badges("GET", "list"),
    _badges("POST", "making"),
    _badges("POST", "prints"),
    _badges("GET", "print", pk="print"),
    _badges("GET", "print-file", pk="print"),
    _badges("POST", "print-discard", pk="print"),
    _badges("GET", "keys"),
    _badges(BOTH, "key-new"),
    _badges(BOTH, "key-retirement", number="key_number"),
    _badges(BOTH, "replacement", badge="badge"),
    _badges(BOTH, "revocation", badge="badge"),
    _badges("POST", "reissue", badge="badge"),
]
ORGANISING = [
    Row("organising", BOTH, "events:new", doors.makers),
    Row("organising", "GET", "events:bin", doors.people),
    Row("organising", BOTH, "events:edit", doors.managers, EVENTS),
    Row("organising", "POST", "events:copy", doors.managers, EVENTS),
    Row("organising", BOTH, "events:publication", doors.managers, EVENTS),
    Row("organising", BOTH, "events:cancellation", doors.managers, EVENTS),
    Row("organising", BOTH, "events:completion", doors.managers, EVENTS),
    Row("organising", BOTH, "events:discard", doors.managers, EVENTS),
    Row("organising", "POST", "events:restoration", doors.managers_only, ("binned",)),
    Row("organising", BOTH, "embedding:event", doors.managers, EVENTS),
    Row("organising", BOTH, "repetitions:begin", doors.managers, EVENTS),
    *(
        Row("organising", methods, f"repetitions:{route}", doors.managers, EVENTS, REPETITION)
        for methods, route in ((BOTH, "rule"), (BOTH, "end"), ("POST", "publication"), (BOTH, "skip"))
    ),
    Row("organising", BOTH, "events:files", doors.managers, EVENTS),
    Row("organising", "POST", "events:file_discard", doors.managers, EVENTS, {"pk": "file"}),
    Row("organising", "POST", "events:file_restoration", doors.managers, EVENTS, {"pk": "binned_file"}),
    Row("organising", "GET", "venues:list", doors.people),
    Row("organising", BOTH, "venues:new", doors.makers),
    Row("organising", BOTH, "venues:edit", doors.managers_only, ("venue",), {"pk": "venue"}),
    Row("organising", BOTH, "venues:discard", doors.managers_only, ("venue",), {"pk": "venue"}),
    Row("organising", "POST", "venues:restoration", doors.managers_only, ("venue",), {"pk": "binned_venue"}),
]
PLACES = [
    Row("places", "GET", "places:join", doors.seers, EVENTS, {"pk": "pool"}),
    Row("places", "POST", "places:join", doors.joiners, EVENTS, {"pk": "pool"}),
    Row("places", "GET", "places:mine", doors.people),
    Row("places", "POST", "places:link_confirmation", doors.everybody, LINK, {"secret": "request_link"}),
    *_place("", "GET"),
    *_place("_acceptance", "POST"),
    *_place("_refusal", "POST"),
    *_place("_withdrawal"),
    *_place("_file", "GET", file="holders_file"),
    *_place("_names"),
    *_place("_answers"),
    *_place("_badge"),
    *_place("_calendar", "GET"),
    *(
        Row("places", method, f"invitations:{door}{act}", fits, on, keys)
        for method, act in (("GET", ""), ("POST", "_acceptance"), ("POST", "_refusal"))
        for door, fits, on, keys in (
            ("link", doors.everybody, LINK, {"secret": "invitation_link"}),
            ("mine", doors.only("invited"), HOLDERS, {"pk": "invitation"}),
        )
    ),
    Row("places", "GET", "feeds:calendar", doors.everybody, LINK, {"secret": "feed_link"}),
]
DESK = [
    Row("desk", "GET", "desk:home", doors.people),
    Row("desk", "GET", "desk:reports", doors.people),
    Row("desk", "GET", "desk:reports-export", doors.people),
    _desk("GET", "guests"),
    _desk("POST", "many"),
    Row("desk", "POST", "desk:undo", doors.managers, EVENTS, {"key": "slug"}),
    _desk("GET", "export"),
    _desk(BOTH, "add"),
    _desk("GET", "waitlist"),
    _desk("GET", "check-in"),
    _desk("GET", "sign-up"),
    _desk("POST", "opening", "pool"),
    _desk(BOTH, "answers", "place"),
    *(
        Row("desk", methods, f"desk:{route}", doors.managers, EVENTS, {"pk": "pool", "question": "question"})
        for methods, route in (
            ("GET", "questions"),
            (BOTH, "question-new"),
            (BOTH, "question"),
            ("POST", "question-position"),
            ("POST", "question-retirement"),
            ("POST", "question-restoration"),
        )
    ),
    _desk("GET", "fees"),
    _desk("GET", "fees-export"),
    _desk("POST", "fees-mark"),
    Row("desk", "POST", "desk:fees-undo", doors.managers, EVENTS, {"act": "offering_id"}),
    _desk(BOTH, "imports"),
    _desk("GET", "import", "people_import"),
    _desk(BOTH, "import-columns", "people_import"),
    _desk("POST", "import-run", "people_import"),
    _desk("POST", "import-undo", "people_import"),
    _desk("POST", "import-discard", "people_import"),
    _desk("GET", "import-refused", "people_import"),
    _desk("GET", "invitations"),
    _desk(BOTH, "invite"),
    _desk(BOTH, "messages"),
    _desk("GET", "figures"),
    _desk("GET", "figures-export"),
    _desk(BOTH, "pool", "pool"),
    _desk("GET", "guest", "place"),
    _desk("POST", "prefer", "place"),
    _desk("POST", "arrive", "place"),
    _desk("POST", "arrive-undo", "place"),
    _desk("POST", "invitation-revocation", "invitation"),
]
ACCOUNTS = [
    Row("accounts", BOTH, "account_login", doors.everybody),
    Row("accounts", BOTH, "account_logout", doors.everybody),
    Row("accounts", BOTH, "account_reauthenticate", doors.people),
    Row("accounts", BOTH, "mfa_authenticate", doors.people),
    Row("accounts", "GET", "mfa_login_webauthn", doors.everybody),
    Row("accounts", "POST", "mfa_login_webauthn", doors.people),
    Row("accounts", BOTH, "mfa_reauthenticate", doors.people),
    Row("accounts", BOTH, "mfa_reauthenticate_webauthn", doors.people),
    # without its keys, Discord is not there
    Row("accounts", "POST", "discord_login", doors.nobody),
    Row("accounts", "GET", "discord_callback", doors.nobody),
    Row("accounts", BOTH, "accounts:discord-arrival", doors.nobody),
    Row("accounts", BOTH, "accounts:discord-link", doors.people),
    Row("accounts", BOTH, "accounts:discord-profile", doors.only()),
    Row("accounts", BOTH, "accounts:discord-unlinking", doors.people),
    Row("accounts", BOTH, "accounts:address", doors.people),
    Row("accounts", "POST", "accounts:address-withdrawal", doors.people),
    Row("accounts", BOTH, "accounts:address-proof", doors.mine_or_anothers("plain"), LINK, {"secret": "address_link"}),
    Row("accounts", BOTH, "accounts:address-stop", doors.everybody, LINK, {"secret": "stop_link"}),
    Row("accounts", "POST", "accounts:start-over", doors.nobody_yet),
    Row("accounts", BOTH, "accounts:app", doors.people),
    Row("accounts", BOTH, "accounts:new-passkey", doors.people),
    Row("accounts", BOTH, "accounts:recovery-codes", doors.people),
    Row("accounts", BOTH, "accounts:passkey-name", doors.only("holder"), OWN, {"pk": "factor"}),
    Row("accounts", BOTH, "accounts:factor-removal", doors.only("holder"), OWN, {"pk": "factor"}),
    Row("accounts", BOTH, "account_signup", doors.everybody),
    Row("accounts", "GET", "account_mail_sent", doors.everybody),
    Row("accounts", BOTH, "account_welcome", doors.everybody, LINK, {"secret": "sign_up_link"}),
    Row("accounts", BOTH, "account_change_password", doors.people),
    Row("accounts", BOTH, "account_reset_password", doors.everybody),
    Row("accounts", BOTH, "account_reset_password_from_key", doors.everybody, LINK, {"secret": "reset_link"}),
    Row("accounts", BOTH, "accounts:profile", doors.people),
    Row("accounts", "GET", "accounts:security", doors.people),
    Row("accounts", "POST", "accounts:end-other-sessions", doors.people),
    Row("accounts", "POST", "accounts:factor-keeping", doors.people),
    Row("accounts", "POST", "accounts:end-session", doors.only(), OWN, {"pk": "session"}),
    Row("accounts", BOTH, "accounts:tokens", doors.people),
    Row("accounts", "POST", "accounts:revoke-token", doors.only("holder"), OWN, {"pk": "token"}),
    Row("accounts", BOTH, "accounts:calendars", doors.people),
    Row("accounts", "POST", "accounts:revoke-calendar", doors.only("holder"), OWN, {"pk": "feed"}),
    Row("accounts", "GET", "accounts:avatar", doors.people, OWN, {"name": "avatar"}),
    Row("accounts", "GET", "notices:list", doors.people),
    Row("accounts", "POST", "notices:read-all", doors.people),
    Row("accounts", "POST", "notices:read", doors.only("holder"), OWN, {"pk": "notice"}),
    Row("accounts", BOTH, "notices:choices", doors.people),
    Row("accounts", "POST", "notices:browsers", doors.people),
    Row("accounts", "POST", "notices:browser-removal", doors.only("holder"), OWN, {"pk": "browser"}),
    Row("shell", "GET", "notices:worker", doors.everybody),
    Row("accounts", "GET", "notices:by-link", doors.everybody, LINK, {"secret": "opt_out_link"}),
    Row("accounts", BOTH, "notices:by-link-stop", doors.everybody, LINK, {"secret": "opt_out_link"}),
    Row("accounts", "POST", "notices:by-link-resumption", doors.everybody, LINK, {"secret": "opt_out_link"}),
    Row("accounts", "POST", "notices:by-link-choices", doors.everybody, LINK, {"secret": "opt_out_link"}),
]
CLUB_PAGES = [
    Row("clubs", "GET", "clubs:list", doors.everybody),
    Row("clubs", BOTH, "clubs:new", doors.people),
    Row("clubs", "GET", "clubs:page", doors.club_seers, CLUBS),
    Row("clubs", "GET", "clubs:calendar", doors.club_public, CLUBS),
    Row("clubs", "GET", "clubs:picture", doors.club_public, CLUBS),
    Row("clubs", "GET", "clubs:logo", doors.club_seers, CLUBS, {"name": "logo"}),
    _club(BOTH, "edit", permissions.EDIT_CLUB),
    _club(BOTH, "second-factor", permissions.EDIT_CLUB),
    _club(BOTH, "news", permissions.EDIT_CLUB),
    _club(BOTH, "discard", permissions.TRANSFER),
    Row("clubs", "POST", "clubs:restoration", doors.only("club_owner", "platform_admin"), ("binned_club",)),
    Row("clubs", BOTH, "embedding:club", doors.club_role(permissions.EDIT_CLUB), CLUBS),
    _club(BOTH, "ownership", permissions.TRANSFER),
    Row("clubs", BOTH, "clubs:leaving", doors.club_members, CLUBS),
    _club("GET", "members", permissions.SEE_MEMBERS),
    _club("POST", "role", permissions.MANAGE_MEMBERS, "membership"),
    _club(BOTH, "end", permissions.MANAGE_MEMBERS, "membership"),
    _club("GET", "requests", permissions.MANAGE_MEMBERS),
    Row("clubs", "POST", "clubs:requests", doors.club_people, CLUBS),
    _club("POST", "approval", permissions.MANAGE_MEMBERS, "membership_request"),
    _club("POST", "rejection", permissions.MANAGE_MEMBERS, "membership_request"),
    Row("clubs", "POST", "clubs:withdrawal", doors.only("asker"), CLUBS, {"pk": "membership_request"}),
    _club(BOTH, "invitations", permissions.MANAGE_MEMBERS),
    _club("POST", "revocation", permissions.MANAGE_MEMBERS, "club_invitation"),
    Row("clubs", "GET", "clubs:by-link", doors.everybody, LINK, {"secret": "club_invitation_link"}),
    Row("clubs", "POST", "clubs:accept-by-link", doors.addressee, LINK, {"secret": "club_invitation_link"}),
    Row("clubs", "POST", "clubs:refuse-by-link", doors.everybody, LINK, {"secret": "club_invitation_link"}),
    Row("clubs", "GET", "clubs:by-id", doors.only("invited"), CLUBS, {"pk": "club_invitation"}),
    Row("clubs", "POST", "clubs:accept-by-id", doors.only("invited"), CLUBS, {"pk": "club_invitation"}),
    Row("clubs", "POST", "clubs:refuse-by-id", doors.only("invited"), CLUBS, {"pk": "club_invitation"}),
    Row("clubs", "GET", "audit:club", doors.club_role(permissions.SEE_AUDIT), CLUBS),
]
WEBHOOK = {"pk": "webhook"}
WEBHOOKS = [
    Row("webhooks", BOTH, "webhooks:mine", doors.people),
    Row("guilds", BOTH, "guilds:club", doors.club_role(permissions.EDIT_CLUB), CLUBS),
    Row("guilds", "POST", "guilds:invitation", doors.club_role(permissions.EDIT_CLUB), CLUBS),
    *(
        Row("guilds", methods, f"guilds:{route}", doors.club_role(permissions.EDIT_CLUB), CLUBS)
        for methods, route in (
            (BOTH, "dry-run"),
            ("POST", "beginning"),
            ("GET", "health"),
            ("POST", "check"),
            ("GET", "removals"),
            ("POST", "removals-approval"),
            ("POST", "removals-keeping"),
            ("GET", "channels"),
        )
    ),
    *(
        Row("guilds", "POST", f"guilds:{act}", doors.club_role(permissions.EDIT_CLUB), CLUBS, {"event": "club_event"})
        for act in ("archiving", "return")
    ),
    Row("guilds", BOTH, "guilds:unlinking", doors.club_role(permissions.EDIT_CLUB), CLUBS),
    # without the keys there is no such door; with them, tests/interfaces/web/guilds/test_linking.py
    Row("guilds", "GET", "guilds:callback", doors.only()),
    Row("guilds", BOTH, "guilds:members", doors.club_role(permissions.MANAGE_MEMBERS), CLUBS),
    Row("webhooks", BOTH, "webhooks:club", doors.club_role(permissions.MANAGE_WEBHOOKS), CLUBS),
    Row("webhooks", BOTH, "webhooks:store-new", doors.club_role(permissions.MANAGE_WEBHOOKS), CLUBS),
    *(
        Row("webhooks", methods, f"webhooks:{route}", door, on, WEBHOOK)
        for methods, route in (
            ("GET", "webhook"),
            (BOTH, "edit"),
            ("POST", "pause"),
            ("POST", "resumption"),
            (BOTH, "removal"),
            (BOTH, "secret"),
            ("POST", "test"),
            (BOTH, "replay-since"),
            ("GET", "delivery"),
            ("POST", "replay"),
        )
        for door, on in (
            (doors.club_role_only(permissions.MANAGE_WEBHOOKS), CLUBS),
            (doors.only("holder"), OWN),
        )
    ),
]
PRIVACY = [
    Row("privacy", "GET", "privacy:about", doors.everybody),
    Row("privacy", "GET", "privacy:mine", doors.people),
    Row("privacy", BOTH, "privacy:export", doors.people),
    Row("privacy", BOTH, "privacy:erasure", doors.people),
    Row("privacy", "GET", "privacy:consents", doors.people),
    Row("privacy", "POST", "privacy:consent-giving", doors.people),
    Row("privacy", "POST", "privacy:consent-withdrawal", doors.people),
    Row("privacy", "GET", "privacy:link-consents", doors.everybody, LINK, {"secret": "data_link"}),
    Row("privacy", "POST", "privacy:link-consent-giving", doors.everybody, LINK, {"secret": "data_link"}),
    Row("privacy", "POST", "privacy:link-consent-withdrawal", doors.everybody, LINK, {"secret": "data_link"}),
    Row("privacy", BOTH, "privacy:ask", doors.everybody),
    Row("privacy", "GET", "privacy:link", doors.everybody, LINK, {"secret": "data_link"}),
    Row("privacy", "POST", "privacy:link-export", doors.everybody, LINK, {"secret": "data_link"}),
    Row("privacy", BOTH, "privacy:link-erasure", doors.everybody, LINK, {"secret": "data_link"}),
]
ROWS = [
    *SHELL,
    *PRIVACY,
    *PLATFORM_ROOMS,
    *DISCOVERING,
    *LEARNING,
    *QUALIFICATIONS,
    *PROGRAMME,
    *staff.PAGES,
    *DOOR,
    *BADGES,
    *STANDS,
    *racing.PAGES,
    *ORGANISING,
    *PLACES,
    *DESK,
    *ACCOUNTS,
    *CLUB_PAGES,
    *WEBHOOKS,
]
