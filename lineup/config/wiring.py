"""The only file that names every kind, outbox handler, queue and periodic job; what people are told names `told.py`."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from lineup.config import classified, told
from lineup.core.audit import chain, entries
from lineup.core.audit import subjects as audit_subjects
from lineup.core.clubs import clubs, factor_rule
from lineup.core.clubs import leaving as clubs_leaving
from lineup.core.clubs import merging as clubs_merging
from lineup.core.clubs import subjects as clubs_subjects
from lineup.core.consents import purposes
from lineup.core.flags import flags
from lineup.core.flags import subjects as flags_subjects
from lineup.core.flags.flags import Flag
from lineup.core.foundation import clock, seam
from lineup.core.notices import merging as notices_merging
from lineup.core.notices import notices
from lineup.core.outbox import messages, processes, queues, ticks
from lineup.core.outbox import subjects as outbox_subjects
from lineup.core.outbox.models import Message
from lineup.core.outbox.queues import Pace, Queue
from lineup.core.outbox.ticks import Periodic
from lineup.core.participation import (
    digests,
    holdings,
    idle_guests,
    import_running,
    imports,
    in_use,
    join_requests,
    kinds,
    lapsing,
    place_links,
    reminders,
)
from lineup.core.participation import leaving as participation_leaving
from lineup.core.participation import merging as participation_merging
from lineup.core.participation import purposes as participation_purposes
from lineup.core.participation import subjects as participation_subjects
from lineup.core.participation.models import Pool
from lineup.core.people import (
    address_changes,
    discord_links,
    factor_resets,
    limits,
    merging,
    proofs,
    sessions,
    sign_ins,
)
from lineup.core.people import leaving as people_leaving
from lineup.core.people import subjects as people_subjects
from lineup.core.people.models import Person
from lineup.core.privacy import classification, erasure, removing, retention
from lineup.core.privacy.retention import Kept
from lineup.core.webhooks import deliveries, hearing, replaying
from lineup.core.webhooks import happenings as core_happenings
from lineup.core.webhooks import subjects as webhooks_subjects
from lineup.domains.courses import certificates, enrolments, prerequisites, teaching_weeks
from lineup.domains.courses import happenings as course_happenings
from lineup.domains.courses import kind as courses_kind
from lineup.domains.courses import purging as courses_purging
from lineup.domains.courses import purposes as course_purposes
from lineup.domains.courses import search as courses_search
from lineup.domains.courses.packages import arriving
from lineup.domains.courses.quizzes import attempts
from lineup.domains.events import (
    attendance,
    copying,
    finishing,
    happenings,
    purging,
    reindexing,
    repetitions,
    settling,
    spreading,
    venues,
)
from lineup.domains.events import kind as events_kind
from lineup.domains.events import subjects as events_subjects
from lineup.domains.guilds import journal as guilds_journal
from lineup.domains.guilds import leaving as guilds_leaving
from lineup.domains.guilds import linking as guilds_linking
from lineup.domains.guilds import member_syncs, stint_calls
from lineup.domains.guilds import rounds as guilds_rounds
from lineup.domains.onsite import ateliers, badge_prints, moves, team
from lineup.domains.onsite import leaving as onsite_leaving
from lineup.domains.onsite import merging as onsite_merging
from lineup.domains.onsite import purging as onsite_purging
from lineup.domains.onsite import subjects as onsite_subjects
from lineup.domains.onsite.door import log as door_log
from lineup.domains.onsite.door import no_shows
from lineup.domains.onsite.roles import ATELIER, EXHIBITOR
from lineup.domains.racing import adverts, forming, proposals, race_places, requirements, stint_searching, telemetry
from lineup.domains.racing import copying as racing_copying
from lineup.domains.racing import leaving as racing_leaving
from lineup.domains.racing import merging as racing_merging
from lineup.domains.racing import purging as racing_purging
from lineup.domains.racing import subjects as racing_subjects
from lineup.domains.racing.roles import DRIVER, ENTRANT
from lineup.interfaces.api import once
from lineup.interfaces.discord import building, direct
from lineup.interfaces.discord import members as discord_members
from lineup.interfaces.documents import badge_sheets, certificate_sheets
from lineup.interfaces.mail import account_letters, join_request_letters, notice_letters, post
from lineup.interfaces.push import sending as push_sending
from lineup.interfaces.web.accounts import discord_pictures
from lineup.interfaces.webhooks import sending


def _check_eligible(pool: Pool, person: Person, at: datetime) -> None:
    """Each of the rooms above events looks after the pools of its own roles."""
    ateliers.check_eligible(pool, person, at)
    requirements.check_eligible(pool, person, at)


# an event may have a programme, and a race: what these add to the kind
EVENT = replace(
    events_kind.EVENT,
    roles=(*events_kind.EVENT.roles, ATELIER, EXHIBITOR, DRIVER, ENTRANT),
    check_eligible=_check_eligible,
    place_changed=race_places.place_changed,
    is_touched=attendance.is_noted,
    hands_over_until=ateliers.hands_over_until,
    managed_by=team.managed_by,
    seen_by=team.seen_by,
)
# a confirmed place begins an enrolment
COURSE = replace(
    courses_kind.COURSE, check_eligible=prerequisites.check_eligible, place_changed=enrolments.place_changed
)
KINDS = (EVENT, COURSE)
HAPPENINGS = (*core_happenings.CORE, *happenings.HAPPENINGS, *course_happenings.HAPPENINGS)


# each is looked up by its name: `git grep month-view` finds where it decides
FLAGS = (
    Flag(
        name="month-view",
        sentence=_("The switch from the list of events to the month, on Discover."),
        owner="interfaces/web/events",
        remove_by=date(2027, 6, 30),
        default=True,
    ),
)


# what is done with consent alone
PURPOSES = (*participation_purposes.PURPOSES, *course_purposes.PURPOSES)
# who names what the record is about
SUBJECTS = {
    **people_subjects.FINDERS,
    **clubs_subjects.FINDERS,
    **flags_subjects.FINDERS,
    **outbox_subjects.FINDERS,
    **participation_subjects.FINDERS,
    **webhooks_subjects.FINDERS,
    **events_subjects.FINDERS,
    **onsite_subjects.FINDERS,
    **racing_subjects.FINDERS,
}


def _timed(handler: Callable[..., None]) -> Callable[[Message], None]:
    """Hand the present instant to a handler of the core, which reads no clock."""

    def handle(message: Message) -> None:
        handler(message, at=clock.now())

    return handle


HANDLERS: dict[str, Callable[[Message], None]] = {
    "notice": _timed(notices.deliver),
    "fan-out": _timed(notices.spread),
    "fill-pool": _timed(lapsing.go_on_filling),
    import_running.TOPIC: _timed(import_running.go_on),
    "mail": post.sending(notice_letters.write),
    digests.ROUND: _timed(digests.go_on),
    digests.LETTER: post.sending(notice_letters.write),
    "mail-join-request": post.sending(join_request_letters.write),
    "account-mail": post.sending(account_letters.write),
    "push": push_sending.send,
    deliveries.TOPIC: sending.send,
    replaying.TOPIC: _timed(replaying.replay_some),
    venues.REINDEX: _timed(reindexing.venue_changed),
    repetitions.TOPIC: _timed(settling.look),
    spreading.TOPIC: _timed(spreading.spread),
    purging.REMOVE: purging.remove_stored,
    discord_links.PICTURE: discord_pictures.fetch,
    factor_resets.TOPIC: _timed(lambda message, at: factor_resets.end(message.payload, at=at)),
    guilds_rounds.TOPIC: building.build,
    direct.TOPIC: direct.send,
    member_syncs.TOPIC: discord_members.look,
    removing.REMOVE: removing.remove,
    badge_prints.TOPIC: badge_sheets.go_on,
    certificates.TOPIC: certificate_sheets.set_one,
    proposals.TOPIC: _timed(forming.go_on),
    stint_searching.TOPIC: _timed(stint_searching.search),
}


# A topic that stands in none of these is in "default". A worker takes the queues in turn.
QUEUES = (
    Queue("mail", ("mail", "mail-join-request", "account-mail")),
    Queue("webhooks", ("webhook", "push"), Pace.SLOW),
    Queue("discord", (direct.TOPIC, guilds_rounds.TOPIC, member_syncs.TOPIC, discord_links.PICTURE), Pace.SLOW),
    Queue(
        "bulk",
        (
            digests.LETTER,
            digests.ROUND,
            "fan-out",
            import_running.TOPIC,
            venues.REINDEX,
            purging.REMOVE,
            removing.REMOVE,
        ),
        Pace.HEAVY,
    ),
    Queue("documents", ("document", "export", badge_prints.TOPIC, certificates.TOPIC), Pace.LONG),
    Queue("solver", ("solve", proposals.TOPIC, stint_searching.TOPIC), Pace.LONG),
)


def _until_done(step: Callable[[datetime], int]) -> Callable[[datetime], None]:
    """Repeat a step that works in batches and returns how many it did, until there are no more."""

    def run(at: datetime) -> None:
        while step(at):
            pass

    return run


def _old(step: Callable[..., int]) -> Callable[..., int]:
    """A step that asks for no more than how old what goes must be."""
    return lambda *, before, at: step(before=before)  # noqa: ARG005 - the keywords are the seam's


HOUR = 3600
# how long what is kept: days after it ran out, was done or was said
KEPT = (
    Kept("webhook-deliveries", deliveries.KEPT.days, _old(deliveries.forget)),
    Kept("messages", 14, _old(messages.forget_done)),
    Kept("processes", 1, _old(processes.forget)),
    Kept("ticks", 7, _old(ticks.forget)),
    Kept("imports", imports.KEPT.days, _old(imports.forget)),
    Kept("join-requests", 0, _old(join_requests.forget_unconfirmed)),
    Kept("place-links", 30, _old(place_links.forget_expired)),
    Kept("sessions", 0, _old(sessions.forget_old)),
    Kept("sign-ins", sign_ins.KEPT_DAYS, _old(sign_ins.forget_old)),
    Kept("address-changes", 30, _old(address_changes.forget_old)),
    Kept("proofs", 30, _old(proofs.forget_old)),
    Kept("idempotency-keys", 2, _old(once.forget)),
    Kept("tallies", 0, _old(limits.forget_old)),
    Kept("origins", settings.ORIGINS_KEPT_DAYS, _old(entries.forget_origins)),
    Kept("notices", settings.NOTICES_KEPT_DAYS, _old(notices.forget)),
    Kept("course-packages", arriving.KEPT.days, arriving.forget),
    Kept("badge-prints", badge_prints.KEPT.days, badge_prints.forget),
    Kept("scans", door_log.KEPT.days, _old(door_log.forget)),
    Kept("guild-invitations", guilds_linking.KEPT.days, _old(guilds_linking.forget)),
    Kept("guild-member-syncs", member_syncs.KEPT.days, _old(member_syncs.forget)),
    Kept("guild-steps", guilds_journal.KEPT.days, _old(guilds_journal.forget)),
    Kept("telemetry-messages", 1, _old(telemetry.forget)),
    Kept("adverts", adverts.KEPT_DAYS, _old(adverts.forget)),
    Kept("session-moves", 14, _old(moves.forget)),
    Kept("guests", settings.GUESTS_KEPT_DAYS, idle_guests.forget),
    Kept("binned-events", settings.BIN_DAYS, purging.purge_events),
    Kept("binned-files", settings.BIN_DAYS, purging.purge_files),
    Kept("binned-venues", settings.BIN_DAYS, purging.purge_venues),
    Kept("binned-courses", settings.BIN_DAYS, courses_purging.purge_courses),
    Kept("binned-modules", settings.BIN_DAYS, courses_purging.purge_modules),
    Kept("binned-lessons", settings.BIN_DAYS, courses_purging.purge_lessons),
    Kept("binned-quiz-questions", settings.BIN_DAYS, courses_purging.purge_questions),
    Kept("binned-lesson-items", settings.BIN_DAYS, courses_purging.purge_items),
    Kept("binned-sessions", settings.BIN_DAYS, onsite_purging.purge_sessions),
    Kept("binned-teams", settings.BIN_DAYS, racing_purging.purge_teams),
    Kept("binned-rooms", settings.BIN_DAYS, onsite_purging.purge_rooms),
    Kept("binned-announcements", settings.BIN_DAYS, onsite_purging.purge_announcements),
)


def _forgetting(kept: Kept) -> Periodic:
    return Periodic(f"forget-{kept.name}", HOUR, lambda at: retention.forget(kept, at=at))


PERIODIC = (
    Periodic("seal-audit", 5, lambda at: chain.seal(at=at), chain.is_due),
    Periodic("seal-audit-thoroughly", HOUR, lambda at: chain.seal(at=at, thorough=True)),
    Periodic("lapse-offers", 20, _until_done(lambda at: lapsing.lapse_due(at=at)), lapsing.is_due),
    Periodic("hear-for-webhooks", 1, lambda at: hearing.catch_up(at=at), hearing.is_due),
    Periodic(
        "hear-for-webhooks-thoroughly",
        HOUR,
        lambda at: hearing.catch_up(at=at, window=hearing.THOROUGH_WINDOW),
    ),
    Periodic("remind", 30, _until_done(lambda at: reminders.remind_due(at=at)), reminders.is_due),
    Periodic("weekly-digests", 60, lambda at: digests.begin(at=at), digests.is_due),
    Periodic("tell-of-teaching", 60, lambda at: teaching_weeks.begin(at=at), teaching_weeks.is_due),
    Periodic("settle-repetitions", HOUR, lambda at: settling.settle_due(at=at)),
    Periodic("enforce-second-factors", 60, _until_done(lambda at: factor_rule.enforce_due(at=at))),
    Periodic("look-at-guilds", 2, lambda at: guilds_rounds.begin_due(at=at), guilds_rounds.is_due),
    Periodic("call-drivers", 10, lambda at: stint_calls.call_due(at=at), stint_calls.is_due),
    Periodic("look-at-guild-members", 60, lambda at: member_syncs.begin_due(at=at), member_syncs.is_due),
    Periodic("finish-events", 300, _until_done(lambda at: finishing.finish_past(at=at))),
    Periodic("close-quiz-attempts", 60, _until_done(lambda at: attempts.close_overdue(at=at))),
    Periodic("warn-of-expiry", HOUR, _until_done(lambda at: certificates.warn_due(at=at))),
    Periodic("tell-of-qualifications", HOUR, _until_done(lambda at: holdings.tell_due(at=at))),
    Periodic("release-no-shows", 60, _until_done(lambda at: no_shows.release_due(at=at))),
    *map(_forgetting, KEPT),
)


# a guest turns out to be somebody with an account: what the rooms do with their rows before the rest is moved
MERGING = (
    onsite_merging.take_over,
    racing_merging.take_over,
    participation_merging.take_over,
    clubs_merging.take_over,
    notices_merging.take_over,
)
# somebody is erased: what each room does before their rows are, and after
LEAVING = (
    guilds_leaving.leave,
    onsite_leaving.leave,
    racing_leaving.leave,
    certificates.leave,
    holdings.leave,
    participation_leaving.leave,
    clubs_leaving.leave,
    people_leaving.leave,
)
LEFT = (reindexing.organiser_left, courses_search.organiser_left)
# evidence names whom it named
STAYS = ("audit.Entry", "participation.PlaceChange")


def connect() -> None:
    """Tell the floors below what is installed; called once, when the apps are ready."""
    seam.install(record=entries.record, tell=notices.tell, enqueue=messages.enqueue)
    classification.install(classified.PERSONAL)
    erasure.install(LEAVING, afterwards=LEFT)
    retention.install(KEPT)
    flags.install(FLAGS)
    purposes.install(PURPOSES)
    clubs.install(before_discard=[in_use.check_discardable])
    copying.install(with_it=[racing_copying.copy])
    merging.install(MERGING, stays=STAYS)
    kinds.install(KINDS)
    audit_subjects.install(SUBJECTS)
    told.connect()
    queues.install(QUEUES)
    core_happenings.install(HAPPENINGS, course_happenings.STATED)
    messages.install(HANDLERS)
    ticks.install(PERIODIC)
