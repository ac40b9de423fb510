import io
import json
import logging

import pytest
import structlog

from lineup.config import environment, logs


@pytest.fixture
def written():
    """What the configured handler writes, one object a line."""
    shape = logs.settings(environment.read({}))["formatters"]["json"]
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shape["foreign_pre_chain"], processors=shape["processors"]
        )
    )
    root = logging.getLogger("lineup")
    level = root.level
    root.addHandler(handler)
    root.setLevel("INFO")
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.mark.django_db
def test_a_request_is_one_line_with_its_route_and_nobody_in_it(client, written):
    client.get("/no-such-page/secret-token?email=ann@example.org", headers={"User-Agent": "Ann's phone"})
    (line,) = [one for one in written() if one["event"] == "request"]
    assert {name: line[name] for name in ("method", "route", "status", "level")} == {
        "method": "GET",
        "route": None,
        "status": 404,
        "level": "info",
    }
    assert set(line) == {"event", "method", "route", "status", "ms", "request", "logger", "level", "timestamp"}


def test_the_standard_library_s_loggers_come_out_the_same(written):
    logging.getLogger("lineup.somewhere").warning("a %s thing", "small")
    (line,) = written()
    assert (line["event"], line["logger"], line["level"]) == ("a small thing", "lineup.somewhere", "warning")


def test_an_address_in_an_error_is_blanked(written):
    try:
        raise ValueError('Key (email)=(ann@example.org) exists: "bob.b+x@example.co.uk"')
    except ValueError:
        logging.getLogger("lineup").exception("refused %s", "ann@example.org")
    (line,) = written()
    assert line["event"] == "refused …@…"
    assert line["exception"].endswith('ValueError: Key (email)=(…@…) exists: "…@…"')
