"""The API as a whole: which resources there are, and what holds for all of them."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja import NinjaAPI
from ninja.operation import Operation

from lineup.interfaces.api import (
    address_changes,
    adverts,
    announcements,
    assignments,
    attendance,
    audit,
    badge_prints,
    badges,
    booths,
    browsers,
    car_restrictions,
    certificates,
    club_invitations,
    club_news,
    clubs,
    consents,
    course_figures,
    course_packages,
    courses,
    devices,
    doors,
    drivers,
    embedding,
    events,
    fees,
    figures,
    files,
    guest_data,
    guests,
    guild_channels,
    guild_members,
    guild_settings,
    guilds,
    imports,
    invitations,
    join_requests,
    keys,
    learning,
    lessons,
    letters,
    marks_tables,
    me,
    members,
    my_data,
    no_shows,
    notice_choices,
    notices,
    once,
    outbox,
    places,
    platform,
    platform_categories,
    platform_clubs,
    platform_flags,
    platform_people,
    pools,
    problems,
    programme,
    qualifications,
    questions,
    quizzes,
    race_control,
    race_entries,
    race_proposals,
    race_results,
    race_series,
    race_signups,
    races,
    racing_catalogue,
    racing_teams,
    reading,
    repetitions,
    rooms,
    session_access,
    session_questions,
    sessions,
    sign_ins,
    simulators,
    stint_plans,
    team,
    team_messages,
    teams_files,
    telemetry,
    topics,
    transcripts,
    venues,
    ways_in,
    webhooks,
)

RESOURCES = (
    events,
    repetitions,
    embedding,
    files,
    venues,
    rooms,
    programme,
    qualifications,
    team,
    announcements,
    badges,
    badge_prints,
    doors,
    no_shows,
    devices,
    session_access,
    session_questions,
    booths,
    simulators,
    drivers,
    races,
    race_proposals,
    race_control,
    telemetry,
    car_restrictions,
    race_results,
    race_series,
    race_signups,
    # before entries, whose acts would take its name
    stint_plans,
    race_entries,
    racing_teams,
    team_messages,
    teams_files,
    adverts,
    racing_catalogue,
    topics,
    course_figures,
    courses,
    course_packages,
    lessons,
    quizzes,
    assignments,
    marks_tables,
    learning,
    transcripts,
    certificates,
    pools,
    places,
    guests,
    imports,
    attendance,
    fees,
    questions,
    letters,
    figures,
    join_requests,
    guest_data,
    invitations,
    clubs,
    members,
    club_invitations,
    club_news,
    guild_channels,
    guild_members,
    guild_settings,
    guilds,
    me,
    consents,
    my_data,
    ways_in,
    sessions,
    sign_ins,
    address_changes,
    notices,
    notice_choices,
    browsers,
    webhooks,
    audit,
    platform,
    platform_people,
    platform_clubs,
    platform_categories,
    platform_flags,
    outbox,
)

ABOUT = (
    "Everything that a page can do, by the same rules. Lists come in pages by cursor; unsafe requests take an "
    "Idempotency-Key; what is refused comes as problem details (RFC 9457) with a stable code and a sentence in "
    "the language of Accept-Language. Instants are UTC."
)


class Contract(NinjaAPI):
    """Names operations after their resource, and hides the inside of a fault."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        view = operation.view_func
        return f"{view.__module__.rpartition('.')[2]}_{view.__name__}"

    def set_default_exception_handlers(self) -> None:
        for kind, handler in problems.HANDLERS.items():
            self.add_exception_handler(kind, handler)

    def guard(self) -> None:
        """Put every unsafe operation behind its Idempotency-Key; once, when all resources are added."""
        for bound in self._get_bound_routers():
            for view in bound.path_operations.values():
                for operation in view.operations:
                    if not set(operation.methods) <= set(keys.SAFE):
                        once.guard(operation)


def _made() -> Contract:
    made = Contract(
        title="Lineup",
        version="1",
        description=ABOUT,
        auth=keys.SIGNED_IN,
        parser=reading.OrjsonParser(),
        renderer=reading.OrjsonRenderer(),
        openapi_url=None,
        docs_url=None,
        urls_namespace="api",
    )
    for resource in RESOURCES:
        made.add_router("", resource.router)
    made.guard()
    return made


API = _made()


def nothing_here(request: HttpRequest, **_rest: Any) -> HttpResponseBase:
    """Answer an address that is none of ours."""
    return problems.plain(404)
