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
    assert line["exception"].endswith('ValueError: Key (email)=(…) exists: "…"')


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("invalid literal for int() with base 10: 'Ada Ortiz'", "invalid literal for int() with base 10: '…'"),
        ("Key (name, city)=(Ada Ortiz, Lyon) already exists.", "Key (name, city)=(…) already exists."),
        ("no link lnp_Zm9vYmFyZm9vYmFy here", "no link lnp_… here"),
        ("“Zoé” is not one of the choices", "“…” is not one of the choices"),
        ("no attribute 'resolver_match'", "no attribute 'resolver_match'"),
        ('column "taken" of "participation_pool"', 'column "taken" of "participation_pool"'),
    ],
)
def test_the_values_that_an_error_quotes_are_blanked_and_the_names_of_things_kept(written, message, told):
    try:
        raise ValueError(message)
    except ValueError:
        logging.getLogger("lineup").exception("refused")
    (line,) = written()
    assert line["exception"].endswith(f"ValueError: {told}")
    assert "test_logs.py" in line["exception"]
