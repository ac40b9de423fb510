"""The rows of the API's operations."""

from typing import Any

from lineup.core.clubs import permissions
from lineup.core.participation import bulk
from tests.architecture.authorisation import expectations as doors
from tests.architecture.authorisation import racing, staff
from tests.architecture.authorisation.matrix import CLUBS, COURSES, EVENTS, LINK, OWN, PLATFORM, TAUGHT, WITH_PLACE, Row
from tests.support import push_service

HOLDERS = ("public", "members", "private")
HOOK = {"name": "Wall", "url": "https://hooks.example.org/", "kinds": ["event.published"]}
STORE = {"name": "Store", "url": "https://lrs.example.org/", "key": "key", "secret": "secret"}
UPLOAD = {"file": "upload"}
VENUE = {"name": "Hall", "address": "1 Main Street", "city": "Lyon", "country": "FR"}


def _many(
    subject: str, door: doors.Door, on: tuple[str, ...], *lines: str, keys: dict[str, str] | None = None
) -> list[Row]:
    """Rows of one door: `"POST /path"` each."""
    return [
        Row(subject, method, f"/api{path}", door, on, keys or {})
        for method, path in (line.split(" ") for line in lines)
    ]


EVENT_ROWS = [
    *_many("api events", doors.everybody, ("platform",), "GET /events", "GET /categories", "GET /tags"),
    Row("api events", "GET", "/api/managed-events", doors.people),
    Row("api events", "POST", "/api/events", doors.makers, body={"title": "New"}),
    *_many(
        "api events",
        doors.seers,
        EVENTS,
        "GET /events/{slug}",
        "GET /events/{slug}/attendees",
        "GET /events/{slug}/calendar",
        "GET /events/{slug}/files",
        "GET /events/{slug}/files/{file}/content",
        "GET /pools/{pool}",
        "GET /repetitions/{repetition}",
        "GET /repetitions/{repetition}/events",
        "GET /pools/{pool}/questions",
    ),
    *_many(
        "api events", doors.attendees, EVENTS, "GET /events/{slug}/files/{file}/content", keys={"file": "holders_file"}
    ),
    *_many(
        "api events",
        doors.managers,
        EVENTS,
        "PATCH /events/{slug}",
        "POST /events/{slug}/publication",
        "POST /events/{slug}/cancellation",
        "POST /events/{slug}/completion",
        "POST /events/{slug}/copy",
        "POST /events/{slug}/discard",
        "GET /events/{slug}/figures",
        "GET /events/{slug}/fees",
        "GET /events/{slug}/fee-totals",
        "GET /events/{slug}/invitations",
        "POST /events/{slug}/files/{file}/discard",
    ),
    *_many(
        "api events",
        doors.managers,
        EVENTS,
        "POST /events/{slug}/files/{file}/restoration",
        keys={"file": "binned_file"},
    ),
    *_many("api events", doors.managers_only, ("binned",), "POST /events/{slug}/restoration"),
    Row("api events", "POST", "/api/events/{slug}/files", doors.managers, EVENTS, body={"file": "upload"}),
    Row(
        "api events",
        "POST",
        "/api/events/{slug}/fee-marks",
        doors.managers,
        WITH_PLACE,
        body={"act": "pay", "places": ["{place}"]},
    ),
    Row(
        "api events", "POST", "/api/events/{slug}/fee-marks/{act}/undo", doors.managers, EVENTS, {"act": "offering_id"}
    ),
    Row("api events", "POST", "/api/events/{slug}/letters", doors.managers, EVENTS, body={"subject": "a", "text": "b"}),
    Row("api events", "POST", "/api/events/{slug}/invitations", doors.managers, EVENTS, body={"email": "a@b.org"}),
    *_many("api events", doors.people, ("platform",), "GET /venues"),
    Row("api events", "POST", "/api/venues", doors.makers, body=VENUE),
    *_many(
        "api events",
        doors.managers_only,
        ("venue",),
        "GET /venues/{venue}",
        "PATCH /venues/{venue}",
        "POST /venues/{venue}/discard",
    ),
    *_many(
        "api events",
        doors.managers_only,
        ("venue",),
        "POST /venues/{venue}/restoration",
        keys={"venue": "binned_venue"},
    ),
]
COURSE, NEW_COURSE = {"slug": "course"}, {"title": "New", "subject": "craft"}
CERTIFICATE, REVOCATION = {"number": "certificate"}, "/courses/{slug}/certificates/{number}/revocation"
TASK = {"lesson": "task", "work": "work"}
QUIZ = {"lesson": "quiz_lesson", "question": "quiz_question", "attempt": "quiz_attempt"}
MODULE, LESSON = "/api/courses/{slug}/modules/{module}", "/api/courses/{slug}/lessons/{lesson}"


def _courses(door: doors.Door, *lines: str, **keys: str) -> list[Row]:
    return _many("api courses", door, COURSES, *lines, keys={**COURSE, **keys})


def _course(method: str, route: str, body: dict[str, Any], **keys: str) -> Row:
    return Row("api courses", method, route, doors.teachers, COURSES, {**COURSE, **keys}, body)


COURSE_ROWS = [
    *_many("api courses", doors.everybody, ("platform",), "GET /subjects", "GET /courses"),
    *_many(
        "api courses",
        doors.people,
        ("platform",),
        "GET /managed-courses",
        "GET /managed-courses/figures",
        "GET /me/courses",
        "GET /me/transcript",
        "GET /me/transcript/content",
        "GET /me/deadlines",
    ),
    Row("api courses", "GET", "/api/instructors/{person}", doors.everybody, ("public",), {"person": "teacher"}),
    Row("api courses", "POST", "/api/courses", doors.makers, body=NEW_COURSE),
    *_many("api courses", doors.people, ("platform",), "GET /course-packages"),
    Row("api courses", "POST", "/api/course-packages", doors.makers, body={"file": "upload"}),
    *_many(
        "api courses",
        doors.only("holder"),
        OWN,
        "GET /course-packages/{package}",
        "POST /course-packages/{package}/course",
        "POST /course-packages/{package}/discard",
    ),
    *_courses(doors.course_seers, "GET /courses/{slug}"),
    *_courses(
        doors.teachers,
        "PATCH /courses/{slug}",
        "POST /courses/{slug}/publication",
        "POST /courses/{slug}/archive",
        "POST /courses/{slug}/copy",
        "POST /courses/{slug}/discard",
        "GET /courses/{slug}/instructors",
        "GET /courses/{slug}/learners",
        "GET /courses/{slug}/course-figures",
        "GET /courses/{slug}/package",
        "POST /courses/{slug}/modules/{module}/copy",
        "POST /courses/{slug}/modules/{module}/discard",
        "PATCH /courses/{slug}/lessons/{lesson}",
        "POST /courses/{slug}/lessons/{lesson}/copy",
        "POST /courses/{slug}/lessons/{lesson}/discard",
        "PATCH /courses/{slug}/lessons/{lesson}/items/{item}",
        "POST /courses/{slug}/lessons/{lesson}/items/{item}/discard",
    ),
    *_many("api courses", doors.teachers_only, ("binned",), "POST /courses/{slug}/restoration", keys=COURSE),
    *_courses(doors.teachers, "DELETE /courses/{slug}/instructors/{instructor}", instructor="course_instructor"),
    *_courses(doors.teachers, "POST /courses/{slug}/modules/{module}/restoration", module="binned_module"),
    *_courses(doors.teachers, "POST /courses/{slug}/lessons/{lesson}/restoration", lesson="binned_lesson"),
    *_courses(doors.teachers, "POST /courses/{slug}/lessons/{lesson}/items/{item}/restoration", item="binned_item"),
    _course("POST", "/api/courses/{slug}/instructors", {"email": "a@b.org"}),
    _course("POST", "/api/courses/{slug}/modules", {"title": "New"}),
    _course("PATCH", MODULE, {"title": "New"}),
    _course("POST", f"{MODULE}/position", {"index": 0}),
    _course("POST", f"{MODULE}/lessons", {"title": "New"}),
    _course("POST", f"{LESSON}/position", {"index": 0}),
    _course("POST", f"{LESSON}/items", {"kind": "text", "text": "New"}),
    _course("POST", f"{LESSON}/uploads", {"file": "upload"}),
    _course("POST", f"{LESSON}/items/{{item}}/position", {"index": 0}),
    Row("api courses", "POST", f"{LESSON}/pulses", doors.learners, COURSES, COURSE, {"focus": 30}),
    Row(
        "api courses",
        "POST",
        f"{LESSON}/items/{{item}}/watched",
        doors.learners,
        COURSES,
        {**COURSE, "item": "film"},
        {"played": [[0, 1]]},
    ),
    *_many("api courses", doors.people, ("platform",), "GET /me/certificates"),
    *_many("api courses", doors.everybody, ("public",), "GET /certificates/{number}", keys=CERTIFICATE),
    *_many("api courses", doors.certified, ("public",), "GET /me/certificates/{number}/content", keys=CERTIFICATE),
    *_many("api courses", doors.certified, ("public",), "GET /me/certificates/{number}/badge", keys=CERTIFICATE),
    Row("api courses", "POST", "/api/badge-verifications", doors.everybody, body={"badge": "none"}),
    *_courses(doors.teachers, "GET /courses/{slug}/certificates", "POST /courses/{slug}/certificates"),
    *_many("api courses", doors.teachers, TAUGHT, f"DELETE {REVOCATION}", keys={**COURSE, **CERTIFICATE}),
    Row(
        "api courses",
        "PUT",
        f"/api{REVOCATION}",
        doors.teachers,
        TAUGHT,
        {**COURSE, **CERTIFICATE},
        {"reason": "Mistaken"},
    ),
    *_courses(doors.readers, "GET /courses/{slug}/lessons/{lesson}"),
    *_courses(doors.readers, "GET /courses/{slug}/lessons/{lesson}/items/{item}/content", item="image"),
    *_courses(doors.readers, "GET /courses/{slug}/lessons/{lesson}/items/{item}/captions", item="film"),
    *_courses(
        doors.learners,
        "GET /courses/{slug}/progress",
        "POST /courses/{slug}/lessons/{lesson}/view",
        "PUT /courses/{slug}/lessons/{lesson}/completion",
        "DELETE /courses/{slug}/lessons/{lesson}/completion",
        "PUT /courses/{slug}/pause",
        "DELETE /courses/{slug}/pause",
    ),
    *_courses(doors.readers, "GET /courses/{slug}/lessons/{lesson}/quiz", **QUIZ),
    *_many(
        "api courses",
        doors.teachers,
        TAUGHT,
        "GET /courses/{slug}/lessons/{lesson}/results/{attempt}",
        keys={**COURSE, **QUIZ},
    ),
    *_courses(
        doors.teachers,
        "PATCH /courses/{slug}/lessons/{lesson}/quiz",
        "GET /courses/{slug}/lessons/{lesson}/questions",
        "GET /courses/{slug}/lessons/{lesson}/results",
        "PATCH /courses/{slug}/lessons/{lesson}/questions/{question}",
        "POST /courses/{slug}/lessons/{lesson}/questions/{question}/discard",
        **QUIZ,
    ),
    *_courses(
        doors.teachers,
        "POST /courses/{slug}/lessons/{lesson}/questions/{question}/restoration",
        **{**QUIZ, "question": "binned_question"},
    ),
    _course("POST", f"{LESSON}/questions", {"kind": "text", "text": "Why?", "accepted": ["So"]}, **QUIZ),
    _course("POST", f"{LESSON}/questions/{{question}}/position", {"index": 0}, **QUIZ),
    *_courses(
        doors.learners,
        "GET /courses/{slug}/lessons/{lesson}/attempts",
        "POST /courses/{slug}/lessons/{lesson}/attempts",
        "GET /courses/{slug}/lessons/{lesson}/attempts/{attempt}",
        "PUT /courses/{slug}/lessons/{lesson}/attempts/{attempt}/submission",
        **QUIZ,
    ),
    Row(
        "api courses",
        "PUT",
        f"{LESSON}/attempts/{{attempt}}/answers",
        doors.learners,
        COURSES,
        {**COURSE, **QUIZ},
        {"answers": []},
    ),
    *_courses(doors.readers, "GET /courses/{slug}/lessons/{lesson}/assignment", **TASK),
    *_courses(
        doors.teachers,
        "PATCH /courses/{slug}/lessons/{lesson}/assignment",
        "GET /courses/{slug}/lessons/{lesson}/works",
        "GET /courses/{slug}/lessons/{lesson}/missing-work",
        **TASK,
    ),
    *_courses(
        doors.learners,
        "GET /courses/{slug}/lessons/{lesson}/work",
        "GET /courses/{slug}/lessons/{lesson}/work/{work}",
        **TASK,
    ),
    *(
        Row("api courses", "POST", f"{LESSON}/{route}", doors.learners, COURSES, {**COURSE, **TASK}, body)
        for route, body in (("work", {"text": "My work"}), ("work-uploads", {"file": "upload"}))
    ),
    *(
        Row("api courses", method, f"{LESSON}/{route}", door, TAUGHT, {**COURSE, **TASK}, body)
        for method, route, door, body in (
            ("GET", "work/{work}/content", doors.readers, {}),
            ("GET", "works/{work}", doors.teachers, {}),
            ("GET", "marks-table", doors.teachers, {}),
            ("POST", "marks-table/preview", doors.teachers, UPLOAD),
            ("POST", "marks-table/run", doors.teachers, UPLOAD),
            ("PUT", "works/{work}/marks", doors.teachers, {"points": [0, 0], "edition": 0}),
            ("DELETE", "works/{work}/marks", doors.teachers, {}),
        )
    ),
]
NEW_HOLDING = {"name": "New", "email": "a@b.org", "reason": "Known"}
QUALIFICATION_ROWS = [
    *_many(
        "api qualifications",
        doors.club_role(permissions.SEE_MEMBERS),
        CLUBS,
        "GET /clubs/{slug}/qualifications",
        "GET /qualifications/{qualification}",
    ),
    *_many("api qualifications", doors.people, ("platform",), "GET /me/qualifications"),
    *_many(
        "api qualifications",
        doors.club_role(permissions.MANAGE_COURSES),
        CLUBS,
        "GET /qualifications/{qualification}/holdings",
        "DELETE /qualifications/{qualification}",
    ),
    *(
        Row("api qualifications", method, f"/api{path}", doors.club_role(permissions.MANAGE_COURSES), CLUBS, body=body)
        for method, path, body in (
            ("POST", "/clubs/{slug}/qualifications", {"name": "New"}),
            ("PATCH", "/qualifications/{qualification}", {"name": "New"}),
            ("POST", "/qualifications/{qualification}/holdings", NEW_HOLDING),
            ("PUT", "/qualifications/{qualification}/holdings/{holding}/revocation", {"reason": "Mistaken"}),
        )
    ),
]
BADGE_ROWS = [
    Row("api badges", "PUT", "/api/events/{slug}/badge", doors.seers_signed_in, EVENTS),
    Row("api badges", "PUT", "/api/places/{place}/badge", doors.only("holder"), HOLDERS),
    *_many(
        "api badges",
        doors.managers,
        EVENTS,
        "GET /events/{slug}/badges",
        "POST /events/{slug}/badges",
        "GET /events/{slug}/signing-keys",
        "POST /events/{slug}/signing-keys",
        "GET /events/{slug}/badge-prints",
        "POST /events/{slug}/badge-prints",
    ),
    *_many(
        "api badges",
        doors.managers,
        WITH_PLACE,
        "POST /events/{slug}/badges/{badge}/replacement",
        "POST /events/{slug}/badges/{badge}/revocation",
        "POST /events/{slug}/badges/{badge}/reissue",
        "POST /events/{slug}/signing-keys/{number}/retirement",
        "GET /events/{slug}/badge-prints/{job}",
        "GET /events/{slug}/badge-prints/{job}/content",
        "DELETE /events/{slug}/badge-prints/{job}",
        keys={"job": "print", "number": "key_number"},
    ),
]
PROGRAMME_ROWS = [
    *_many(
        "api programme",
        doors.seers,
        EVENTS,
        "GET /events/{slug}/rooms",
        "GET /events/{slug}/sessions",
        "GET /events/{slug}/sessions/{session}",
        "GET /events/{slug}/speakers",
        "GET /events/{slug}/programme.ics",
        "GET /events/{slug}/programme.json",
        "GET /events/{slug}/programme.xml",
    ),
    *_many(
        "api programme",
        doors.seers_signed_in,
        EVENTS,
        "GET /events/{slug}/stars",
        "PUT /events/{slug}/sessions/{session}/star",
        "DELETE /events/{slug}/sessions/{session}/star",
    ),
    *_many(
        "api programme",
        doors.managers,
        EVENTS,
        "PATCH /events/{slug}/rooms/{room}",
        "POST /events/{slug}/rooms/{room}/discard",
        "PATCH /events/{slug}/sessions/{session}",
        "POST /events/{slug}/sessions/{session}/discard",
    ),
    *(
        Row("api programme", method, f"/api{path}", doors.managers, EVENTS, keys, body)
        for method, path, keys, body in (
            ("POST", "/events/{slug}/rooms", {}, {"name": "New"}),
            ("POST", "/events/{slug}/rooms/{room}/restoration", {"room": "binned_room"}, {}),
            ("POST", "/events/{slug}/sessions", {}, {"title": "New"}),
            ("POST", "/events/{slug}/sessions/{session}/status", {}, {"status": None}),
            ("POST", "/events/{slug}/sessions/{session}/restoration", {"session": "binned_session"}, {}),
            ("PATCH", "/events/{slug}/speakers/{speaker}", {}, {"name": "New"}),
            ("DELETE", "/events/{slug}/speakers/{speaker}", {}, {}),
        )
    ),
]
SHARES, QUESTION = {"fields": ["name"]}, {"question": "talk_question"}
QUESTIONS = "/api/events/{slug}/sessions/{session}/questions"
STAND_ROWS = [
    *_many(
        "api exhibitors",
        doors.comers,
        EVENTS,
        "GET /events/{slug}/booth",
        "GET /events/{slug}/booth/plan",
        "DELETE /events/{slug}/booth/plan",
        "GET /events/{slug}/booth/scans",
        "GET /events/{slug}/booths",
        "GET /events/{slug}/sharing",
        "GET /events/{slug}/sharing/booths",
        "POST /events/{slug}/sharing/withdrawal",
    ),
    *(
        Row("api exhibitors", method, f"/api/events/{{slug}}{path}", doors.comers, on, keys, body)
        for method, path, on, keys, body in (
            ("PATCH", "/booth", EVENTS, {}, {"name": "New"}),
            ("POST", "/booth/plan", EVENTS, {}, {"file": "upload"}),
            ("POST", "/booth/scans", HOLDERS, {}, {"code": "{badge_of_visitor}"}),
            ("PATCH", "/booth/scans/{scan}", WITH_PLACE, {"scan": "visit"}, {"notes": "Two"}),
            ("DELETE", "/booth/scans/{scan}", WITH_PLACE, {"scan": "visit"}, {}),
            ("GET", "/booths/{booth}/plan", WITH_PLACE, {"booth": "stand"}, {}),
            ("PUT", "/sharing", EVENTS, {}, SHARES),
            ("PUT", "/sharing/booths/{booth}", WITH_PLACE, {}, SHARES),
        )
    ),
    *(
        Row("api exhibitors", method, f"/api/events/{{slug}}{path}", doors.managers, on, keys, body)
        for method, path, on, keys, body in (
            ("GET", "/exhibitors", EVENTS, {}, {}),
            ("POST", "/exhibitor-places", EVENTS, {}, {}),
            ("PATCH", "/exhibitors/{person}", WITH_PLACE, {"person": "exhibitor"}, {"name": "New"}),
            ("POST", "/exhibitors/{person}/plan", WITH_PLACE, {"person": "exhibitor"}, {"file": "upload"}),
            ("GET", "/exhibitors/{person}/plan", WITH_PLACE, {"person": "exhibitor"}, {}),
        )
    ),
    *_many(
        "api session access",
        doors.managers,
        EVENTS,
        "GET /events/{slug}/receipts",
        "GET /events/{slug}/receipt-totals",
    ),
    Row(
        "api session access",
        "GET",
        "/api/events/{slug}/sessions/{session}/access",
        doors.managers,
        EVENTS,
        {"session": "atelier"},
    ),
    Row(
        "api session access",
        "POST",
        "/api/events/{slug}/sessions/{session}/access-marks",
        doors.managers,
        WITH_PLACE,
        body={"payment_status": "paid", "places": ["{place}"]},
    ),
    Row("api session questions", "GET", QUESTIONS, doors.floor, EVENTS),
    *(
        Row("api session questions", method, f"{QUESTIONS}{path}", door, WITH_PLACE, QUESTION if path else {}, body)
        for method, path, door, body in (
            ("POST", "", doors.askers, {"question_text": "Why?"}),
            ("DELETE", "/{question}", doors.comers, {}),
            ("PUT", "/{question}/vote", doors.askers, {}),
            ("DELETE", "/{question}/vote", doors.askers, {}),
            ("PUT", "/{question}/answer", doors.managers, {}),
            ("DELETE", "/{question}/answer", doors.managers, {}),
            ("POST", "/{question}/hiding", doors.managers, {}),
            ("POST", "/{question}/showing", doors.managers, {}),
        )
    ),
    Row("api session questions", "GET", "/api/question-pulses/{key}", doors.everybody, LINK, {"key": "pulse_key"}),
]
RULE, DAY = {"rule": "FREQ=MONTHLY;BYMONTHDAY=1"}, "2027-01-01"
REPETITION_ROWS = [
    *(
        Row("api events", method, f"/api{path}", doors.managers, EVENTS, body=body)
        for method, path, body in (
            ("GET", "/events/{slug}/embedding", {}),
            ("PUT", "/events/{slug}/embedding", {"where": "anywhere"}),
            ("POST", "/events/{slug}/repetition", RULE),
            ("PATCH", "/events/{slug}/following", {}),
            ("POST", "/repetitions/{repetition}/rule", {**RULE, "since": DAY}),
            ("POST", "/repetitions/{repetition}/end", {"since": DAY}),
            ("POST", "/repetitions/{repetition}/skips", {"day": DAY}),
            ("POST", "/repetitions/{repetition}/publication", {}),
        )
    ),
    Row(
        "api events",
        "POST",
        "/api/repetitions/{repetition}/places",
        doors.seers_signed_in,
        EVENTS,
        body={"events": ["{slug}"]},
    ),
]
PLACE_ROWS = [
    *_many(
        "api places",
        doors.managers,
        EVENTS,
        "PATCH /pools/{pool}",
        "GET /pools/{pool}/places",
        "GET /pools/{pool}/answers",
        "PATCH /pools/{pool}/questions/{question}",
        "POST /pools/{pool}/questions/{question}/retirement",
        "POST /pools/{pool}/questions/{question}/restoration",
    ),
    Row(
        "api places",
        "POST",
        "/api/pools/{pool}/questions",
        doors.managers,
        EVENTS,
        body={"kind": "line", "text": "Why?"},
    ),
    Row(
        "api places",
        "POST",
        "/api/pools/{pool}/question-order",
        doors.managers,
        EVENTS,
        body={"questions": ["{question}"]},
    ),
    *_many(
        "api places",
        doors.holder_and_managers,
        WITH_PLACE,
        "GET /places/{place}/answers",
        "PUT /places/{place}/answers",
    ),
    Row("api places", "POST", "/api/pools/{pool}/places", doors.joiners_with_account, EVENTS),
    Row(
        "api places",
        "POST",
        "/api/pools/{pool}/additions",
        doors.managers,
        EVENTS,
        body={"name": "A", "email": "a@b.org"},
    ),
    Row(
        "api places",
        "POST",
        "/api/pools/{pool}/acts",
        doors.managers,
        WITH_PLACE,
        body={"act": next(iter(bulk.VERBS)), "places": ["{place}"]},
    ),
    Row("api places", "GET", "/api/places", doors.people),
    *_many(
        "api places",
        doors.only("holder"),
        HOLDERS,
        "GET /places/{place}",
        "POST /places/{place}/acceptance",
        "POST /places/{place}/refusal",
        "POST /places/{place}/withdrawal",
    ),
    Row(
        "api places",
        "PUT",
        "/api/places/{place}/names",
        doors.only("holder"),
        HOLDERS,
        body={"names": []},
    ),
    *_many(
        "api places",
        doors.managers_of_place,
        WITH_PLACE,
        "GET /places/{place}/history",
        "POST /places/{place}/approval",
        "POST /places/{place}/rejection",
        "POST /places/{place}/promotion",
        "POST /places/{place}/offer",
        "POST /places/{place}/revocation",
        "POST /places/{place}/undo",
        "POST /places/{place}/preference",
        "DELETE /places/{place}/preference",
        "POST /places/{place}/attendance",
        "DELETE /places/{place}/attendance",
    ),
    Row("api places", "GET", "/api/invitations", doors.people),
    *_many(
        "api places",
        doors.only("invited"),
        HOLDERS,
        "GET /invitations/{invitation}",
        "POST /invitations/{invitation}/acceptance",
        "POST /invitations/{invitation}/refusal",
    ),
    *_many("api places", doors.managers_only, WITH_PLACE, "POST /invitations/{invitation}/revocation"),
]
IMPORT_ROWS = [
    *_many("api imports", doors.managers, EVENTS, "GET /pools/{pool}/imports"),
    Row("api imports", "POST", "/api/pools/{pool}/imports", doors.managers, EVENTS, body={"file": "upload"}),
    *_many(
        "api imports",
        doors.managers_only,
        EVENTS,
        "GET /imports/{people_import}",
        "GET /imports/{people_import}/lines",
        "POST /imports/{people_import}/run",
        "POST /imports/{people_import}/undo",
        "POST /imports/{people_import}/discard",
    ),
    Row(
        "api imports",
        "PUT",
        "/api/imports/{people_import}/columns",
        doors.managers_only,
        EVENTS,
        body={"name": 0, "email": 1},
    ),
]
LINK_ROWS = [
    Row("api links", "PUT", "/api/guest-place/answers", doors.everybody, LINK, body={"token": "{place_link}"}),
    Row(
        "api links",
        "POST",
        "/api/join-requests",
        doors.seers_unknown,
        EVENTS,
        body={"pool": "{pool}", "name": "A", "email": "a@b.org"},
    ),
    *(
        Row("api links", "POST", f"/api{path}", doors.everybody, LINK, body={"token": f"{{{key}}}"})
        for path, key in (
            ("/join-requests/confirmation", "request_link"),
            ("/guest-place", "place_link"),
            ("/guest-place/acceptance", "place_link"),
            ("/guest-place/refusal", "place_link"),
            ("/guest-place/withdrawal", "place_link"),
            ("/guest-place/answers", "place_link"),
            ("/guest-place/files", "place_link"),
            ("/guest-place/files/{file}/content", "place_link"),
            ("/guest-place/calendar", "place_link"),
            ("/guest-data", "data_link"),
            ("/guest-data/export", "data_link"),
            ("/guest-data/erasure", "data_link"),
            ("/guest-data/consents", "data_link"),
            ("/guest-data/consents/history", "data_link"),
            ("/guest-data/consents/{purpose}/withdrawal", "data_link"),
            ("/invitation-links", "invitation_link"),
            ("/invitation-links/acceptance", "invitation_link"),
            ("/invitation-links/refusal", "invitation_link"),
            ("/club-invitation-links", "club_invitation_link"),
            ("/club-invitation-links/refusal", "club_invitation_link"),
            ("/notice-link", "opt_out_link"),
            ("/notice-link/stop", "opt_out_link"),
        )
    ),
    Row(
        "api links", "PUT", "/api/guest-place/names", doors.everybody, LINK, body={"token": "{place_link}", "names": []}
    ),
    Row("api links", "POST", "/api/guest-data/links", doors.everybody, body={"email": "a@b.org"}),
    Row(
        "api links",
        "PUT",
        "/api/guest-data/consents/{purpose}",
        doors.everybody,
        LINK,
        body={"token": "{data_link}", "version": 1},
    ),
    Row(
        "api links",
        "POST",
        "/api/notice-link/choices",
        doors.everybody,
        LINK,
        body={"token": "{opt_out_link}", "choices": [{"matter": "reminders", "channel": "mail", "heard": False}]},
    ),
    Row(
        "api links",
        "POST",
        "/api/club-invitation-links/acceptance",
        doors.addressee,
        LINK,
        body={"token": "{club_invitation_link}"},
    ),
]
CLUB_ROWS = [
    Row("api clubs", "GET", "/api/clubs/{slug}/embedding", doors.club_role(permissions.EDIT_CLUB), CLUBS),
    Row(
        "api clubs",
        "PUT",
        "/api/clubs/{slug}/embedding",
        doors.club_role(permissions.EDIT_CLUB),
        CLUBS,
        body={"where": "anywhere"},
    ),
    Row("api clubs", "GET", "/api/clubs", doors.everybody),
    Row("api clubs", "POST", "/api/clubs", doors.makers, body={"name": "New club"}),
    Row("api clubs", "GET", "/api/clubs/{slug}", doors.club_seers, CLUBS),
    Row("api clubs", "PATCH", "/api/clubs/{slug}", doors.club_role(permissions.EDIT_CLUB), CLUBS),
    Row("api clubs", "POST", "/api/clubs/{slug}/logo", doors.club_role(permissions.EDIT_CLUB), CLUBS, body=UPLOAD),
    Row("api clubs", "DELETE", "/api/clubs/{slug}/logo", doors.club_role(permissions.EDIT_CLUB), CLUBS),
    Row("api clubs", "GET", "/api/clubs/{slug}/second-factor", doors.club_role(permissions.EDIT_CLUB), CLUBS),
    Row(
        "api clubs",
        "PUT",
        "/api/clubs/{slug}/second-factor",
        doors.club_role(permissions.EDIT_CLUB),
        CLUBS,
        body={"who": "nobody"},
    ),
    Row(
        "api clubs",
        "POST",
        "/api/clubs/{slug}/news",
        doors.club_role(permissions.EDIT_CLUB),
        CLUBS,
        body={"subject": "a", "text": "b"},
    ),
    Row("api clubs", "POST", "/api/clubs/{slug}/discard", doors.club_role(permissions.TRANSFER), CLUBS),
    Row(
        "api clubs",
        "POST",
        "/api/clubs/{slug}/restoration",
        doors.only("club_owner", "platform_admin"),
        ("binned_club",),
    ),
    Row(
        "api clubs",
        "POST",
        "/api/clubs/{slug}/hand-over",
        doors.club_role(permissions.TRANSFER),
        CLUBS,
        body={"to": "{person}"},
    ),
    Row("api clubs", "GET", "/api/clubs/{slug}/members", doors.club_role(permissions.SEE_MEMBERS), CLUBS),
    Row(
        "api clubs",
        "PATCH",
        "/api/clubs/{slug}/members/{person}",
        doors.club_role(permissions.MANAGE_MEMBERS),
        CLUBS,
        body={"role": "instructor"},
    ),
    Row("api clubs", "DELETE", "/api/clubs/{slug}/members/{person}", doors.enders, CLUBS),
    Row(
        "api guilds",
        "POST",
        "/api/discord/bot-invite-url",
        doors.club_role(permissions.EDIT_CLUB),
        CLUBS,
        body={"club": "{slug}"},
    ),
    *_many(
        "api guilds",
        doors.club_role(permissions.EDIT_CLUB),
        CLUBS,
        "GET /clubs/{slug}/discord/channels",
        "GET /clubs/{slug}/discord/settings",
        "PUT /clubs/{slug}/discord/settings",
        "GET /clubs/{slug}/discord/look",
        "POST /clubs/{slug}/discord/look",
        "POST /clubs/{slug}/discord/beginning",
        "GET /clubs/{slug}/discord/removals",
    ),
    *(
        Row(
            "api guilds",
            "POST",
            f"/api/clubs/{{slug}}/discord/removals/{act}",
            doors.club_role(permissions.EDIT_CLUB),
            CLUBS,
            body={"print": "none"},
        )
        for act in ("approval", "keeping")
    ),
    *(
        Row(
            "api guilds",
            "POST",
            f"/api/clubs/{{slug}}/discord/channels/{{event}}/{act}",
            doors.club_role(permissions.EDIT_CLUB),
            CLUBS,
            {"event": "club_event"},
        )
        for act in ("archiving", "return")
    ),
    *_many(
        "api guilds",
        doors.club_role(permissions.MANAGE_MEMBERS),
        CLUBS,
        "GET /clubs/{slug}/discord/sync-members",
        "POST /clubs/{slug}/discord/sync-members",
        "GET /clubs/{slug}/discord/sync-members/people",
    ),
    Row("api clubs", "GET", "/api/clubs/{slug}/requests", doors.club_role(permissions.MANAGE_MEMBERS), CLUBS),
    Row("api clubs", "POST", "/api/clubs/{slug}/requests", doors.club_people, CLUBS),
    Row("api clubs", "GET", "/api/club-requests", doors.people),
    *_many(
        "api clubs",
        doors.club_role_only(permissions.MANAGE_MEMBERS),
        CLUBS,
        "POST /club-requests/{membership_request}/approval",
        "POST /club-requests/{membership_request}/rejection",
    ),
    *_many("api clubs", doors.only("asker"), CLUBS, "POST /club-requests/{membership_request}/withdrawal"),
    Row("api clubs", "GET", "/api/clubs/{slug}/invitations", doors.club_role(permissions.MANAGE_MEMBERS), CLUBS),
    Row(
        "api clubs",
        "POST",
        "/api/clubs/{slug}/invitations",
        doors.club_role(permissions.MANAGE_MEMBERS),
        CLUBS,
        body={"email": "a@b.org"},
    ),
    Row("api clubs", "GET", "/api/club-invitations", doors.people),
    *_many(
        "api clubs",
        doors.club_role_only(permissions.MANAGE_MEMBERS),
        CLUBS,
        "POST /club-invitations/{invitation}/revocation",
        keys={"invitation": "club_invitation"},
    ),
    *_many(
        "api clubs",
        doors.only("invited"),
        CLUBS,
        "POST /club-invitations/{invitation}/acceptance",
        "POST /club-invitations/{invitation}/refusal",
        keys={"invitation": "club_invitation"},
    ),
]
OWN_ROWS = [
    Row("api own", "POST", "/api/me/picture", doors.people, ("platform",), body=UPLOAD),
    *_many(
        "api own",
        doors.people,
        ("platform",),
        "GET /me",
        "PATCH /me",
        "DELETE /me/picture",
        "GET /tokens",
        "GET /feeds",
        "POST /feeds",
        "GET /me/ways-in",
        "GET /me/data",
        "GET /me/browsers",
        "GET /me/consents",
        "GET /me/consents/history",
        "DELETE /me/consents/{purpose}",
        "GET /sessions",
        "POST /sessions/revocation",
        "DELETE /me/address-change",
        "DELETE /me/second-factor-reset",
        "GET /notices",
        "POST /notices/reading",
        "GET /notice-choices",
        "PATCH /notice-choices",
        "GET /audit",
        "GET /reports",
    ),
    *_many(
        "api own",
        doors.people_again,
        ("platform",),
        "DELETE /me/discord",
        "POST /me/data/export",
        "GET /me/erasure",
        "POST /me/erasure",
    ),
    *_many("api own", doors.only(), OWN, "POST /sessions/{session}/revocation"),
    *_many("api own", doors.only("plain"), ("platform",), "GET /me/address-change"),
    Row("api own", "POST", "/api/me/address-change", doors.people_again, body={"email": "new@example.org"}),
    Row("api own", "GET", "/api/push-key", doors.everybody),
    Row(
        "api own",
        "POST",
        "/api/me/browsers",
        doors.people,
        body={"endpoint": "https://push.example.org/a", "p256dh": push_service.POINT, "auth": push_service.SECRET},
    ),
    Row("api own", "GET", "/api/me/sign-ins", doors.people),
    Row("api own", "PUT", "/api/me/consents/{purpose}", doors.people, body={"version": 1}),
    Row("api own", "POST", "/api/tokens", doors.people, body={"name": "Wall"}),
    *_many("api own", doors.club_people, CLUBS, "POST /clubs/{slug}/mute", "DELETE /clubs/{slug}/mute"),
    *_many(
        "api own",
        doors.only("holder"),
        OWN,
        "DELETE /me/browsers/{browser}",
        "POST /tokens/{token}/revocation",
        "POST /feeds/{feed}/revocation",
        "POST /notices/{notice}/reading",
    ),
]
WEBHOOK_ROWS = [
    Row("api webhooks", "GET", "/api/webhook-kinds", doors.everybody),
    Row("api webhooks", "GET", "/api/webhooks", doors.people),
    Row("api webhooks", "POST", "/api/webhooks", doors.people, body=HOOK),
    Row("api webhooks", "GET", "/api/clubs/{slug}/webhooks", doors.club_role(permissions.MANAGE_WEBHOOKS), CLUBS),
    Row(
        "api webhooks",
        "POST",
        "/api/clubs/{slug}/webhooks",
        doors.club_role(permissions.MANAGE_WEBHOOKS),
        CLUBS,
        body=HOOK,
    ),
    Row(
        "api webhooks",
        "POST",
        "/api/clubs/{slug}/record-stores",
        doors.club_role(permissions.MANAGE_WEBHOOKS),
        CLUBS,
        body=STORE,
    ),
    Row(
        "api webhooks",
        "PUT",
        "/api/webhooks/{webhook}/record-store",
        doors.club_role_only(permissions.MANAGE_WEBHOOKS),
        CLUBS,
        {"webhook": "store"},
        STORE,
    ),
    *(
        row
        for door, on in ((doors.club_role_only(permissions.MANAGE_WEBHOOKS), CLUBS), (doors.only("holder"), OWN))
        for row in _many(
            "api webhooks",
            door,
            on,
            "GET /webhooks/{webhook}",
            "PATCH /webhooks/{webhook}",
            "DELETE /webhooks/{webhook}",
            "POST /webhooks/{webhook}/pause",
            "POST /webhooks/{webhook}/resumption",
            "POST /webhooks/{webhook}/secret",
            "POST /webhooks/{webhook}/test",
            "GET /webhooks/{webhook}/deliveries",
            "GET /webhooks/{webhook}/deliveries/{delivery}/attempts",
            "POST /webhooks/{webhook}/deliveries/{delivery}/replay",
        )
    ),
    *(
        Row("api webhooks", "POST", "/api/webhooks/{webhook}/replay", door, on, body={"since": "2026-11-21T12:00:00Z"})
        for door, on in ((doors.club_role_only(permissions.MANAGE_WEBHOOKS), CLUBS), (doors.only("holder"), OWN))
    ),
]


def _platform(method: str, path: str, **body: object) -> Row:
    keys = {"person": "somebody", "slug": "club", "category": "category"}
    return Row("api platform", method, f"/api/platform{path}", doors.platform_admins, PLATFORM, keys, body)


PLATFORM_ROWS = [
    _platform("GET", "/overview"),
    _platform("GET", "/people"),
    _platform("GET", "/people/{person}"),
    _platform("POST", "/people/{person}/role", role="member"),
    _platform("POST", "/people/{person}/closing", reason="Spam"),
    _platform("POST", "/people/{person}/opening"),
    _platform("POST", "/people/{person}/sign-out"),
    _platform("POST", "/people/{person}/link"),
    _platform("POST", "/people/{person}/second-factor-reset"),
    _platform("DELETE", "/people/{person}/second-factor-reset"),
    _platform("GET", "/clubs"),
    _platform("GET", "/clubs/{slug}"),
    _platform("POST", "/clubs/{slug}/discard"),
    _platform("POST", "/clubs/{slug}/restoration"),
    _platform("POST", "/clubs/{slug}/ownership", to="{somebody}"),
    _platform("POST", "/categories", name_en="Crafts", name_fr="Artisanat"),
    _platform("PUT", "/categories/{category}", name_en="Talks", name_fr="Conférences"),
    _platform("POST", "/categories/{category}/move", index=1),
    _platform("DELETE", "/categories/{category}"),
    _platform("GET", "/flags"),
    _platform("POST", "/flags/{flag}/switch", share=50),
    _platform("POST", "/flags/{flag}/reset"),
    Row(
        "api platform",
        "POST",
        "/api/platform/flags/{flag}/removal",
        doors.platform_admins,
        PLATFORM,
        {"flag": "old_flag"},
    ),
    _platform("GET", "/dead-letters"),
    _platform("POST", "/dead-letters/{message}/replay"),
    _platform("POST", "/dead-letters/replay", topic="notice"),
]
_OF_EVENTS = [
    *EVENT_ROWS,
    *COURSE_ROWS,
    *PROGRAMME_ROWS,
    *staff.OPERATIONS,
    *BADGE_ROWS,
    *staff.DOOR,
    *STAND_ROWS,
    *REPETITION_ROWS,
    *racing.OPERATIONS,
]
ROWS = [
    *_OF_EVENTS,
    *PLACE_ROWS,
    *IMPORT_ROWS,
    *LINK_ROWS,
    *QUALIFICATION_ROWS,
    *CLUB_ROWS,
    *OWN_ROWS,
    *WEBHOOK_ROWS,
    *PLATFORM_ROWS,
]
