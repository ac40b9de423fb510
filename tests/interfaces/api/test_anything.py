"""The API survives anything (Q24): Schemathesis over the whole schema, as whoever may most."""

import os
import zlib
from datetime import timedelta

import hypothesis
import pytest
import schemathesis
from django.core import signals
from django.db import close_old_connections, transaction
from schemathesis import checks

from lineup.config.wsgi import application
from lineup.core.foundation import clock
from lineup.core.participation import invitations
from lineup.domains.events import events, venues
from lineup.interfaces.api import reference
from tests.interfaces.api.conftest import caller
from tests.support import factories

# a minute in every run; `API_EXAMPLES=50` for a long look
EXAMPLES = int(os.environ.get("API_EXAMPLES", "2"))

described = reference.described()
OPERATIONS = [(path, method) for path, operations in described["paths"].items() for method in operations]
schema = schemathesis.openapi.from_dict({**described, "servers": [{"url": "http://testserver/"}]})
schema.app = application


@pytest.fixture
def one_connection():
    """A server lets go of connections between requests; here the test holds its own."""
    moments = (signals.request_started, signals.request_finished)
    for moment in moments:
        moment.disconnect(close_old_connections)
    yield
    for moment in moments:
        moment.connect(close_old_connections)


@pytest.fixture
def known(db, one_connection):
    """Ids that exist, so that not every request ends at the first look."""
    organiser, now = factories.admin(), clock.now()
    by = factories.actor(organiser)
    club = factories.club(owner=organiser)
    venue = venues.create(club=club, by=by, at=now, name="Hall", address="1 rue A", city="Lille", country="FR")
    event = events.create(title="Open evening", club=club, starts_at=now + timedelta(days=9), by=by, at=now)
    pool = events.pool_of(event)
    place = factories.place(factories.pool(factories.offering(organiser=organiser)), organiser)
    invited = invitations.invite(event.offering, email=organiser.email, by=by, at=now)
    ids = {"pool": pool, "place": place, "venue": venue, "person": organiser, "invitation": invited}
    return caller(organiser).headers, {**{name: str(row.pk) for name, row in ids.items()}, "club": club, "event": event}


@pytest.mark.once
@pytest.mark.req("P06", "Q24")
@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_no_request_breaks_it(path, method, known):
    headers, ids = known

    # made up here, not where tests are collected: each process would do so for all of them
    @hypothesis.given(case=schema[path][method].as_strategy())
    @hypothesis.settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(hypothesis.HealthCheck),
        phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
    )
    def each(case):
        _aim(case, ids)
        with transaction.atomic():
            answer = case.call(headers={**headers, **(case.headers or {})})
        case.validate_response(answer, checks=CHECKS)

    each()


CHECKS = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]


def _aim(case, ids):
    """Let three requests of four be about something that exists."""
    if zlib.crc32(f"{case.query}{case.body}".encode(errors="replace")) % 4 == 0:
        return
    for name in case.path_parameters or {}:
        if name == "slug":
            case.path_parameters[name] = ids["club"].slug if "/clubs/" in case.path else ids["event"].offering.slug
        elif name in ids:
            case.path_parameters[name] = ids[name]
