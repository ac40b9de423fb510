"""What is wrong is named together with its remedy, and what is well is not called wrong."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection

from lineup.config import doctor, environment, mail
from lineup.core.foundation import clock
from lineup.core.outbox import messages, processes
from lineup.core.outbox.models import Message
from lineup.core.outbox.processes import Keys
from tests.support import broker, smtp

pytestmark = [pytest.mark.django_db, pytest.mark.req("Q27")]


def found(about, at=None):
    """(sentence, remedy, wrong) of each finding about this."""
    findings = doctor.look(at=at or clock.now())
    return [(one.sentence, one.remedy, one.wrong) for one in findings if one.about == about]


@pytest.fixture
def var(settings, tmp_path):
    settings.VAR = tmp_path
    return tmp_path


@pytest.fixture
def configured(settings):
    """Sets LINEUP_ variables, as the settings would read them."""

    def configure(**variables):
        settings.ENVIRONMENT = environment.read({f"LINEUP_{name}": value for name, value in variables.items()})
        for name, value in mail.settings(settings.ENVIRONMENT).items():
            setattr(settings, name, value)

    return configure


def hire(*kinds):
    for kind in kinds:
        processes.begin(kind, host="here", number=1, keys=Keys("a", "b"), at=clock.now())


def test_a_house_in_order_is_well(var, configured, capsys):
    configured(BASE_URL="https://lineup.example", TRUSTED_PROXIES="127.0.0.1")
    hire("serve", "work")
    call_command("doctor")
    said = capsys.readouterr().out
    assert said.splitlines()[-1] == "All is well."
    assert "✗" not in said


def test_with_something_wrong_it_ends_with_one(var, configured, capsys):
    configured()
    with pytest.raises(SystemExit) as ended:
        call_command("doctor")
    assert ended.value.code == 1
    said = capsys.readouterr().out
    assert "✗ work: Nobody does the background work" in said
    assert "→ Start manage.py serve, or manage.py work beside it." in said
    assert said.splitlines()[-1] == "1 to put right."


def test_a_file_where_the_folder_should_be_is_named(settings, tmp_path):
    (tmp_path / "var").write_text("")
    settings.VAR = tmp_path / "var"
    [(sentence, _, wrong)] = found("folder")
    assert (sentence, wrong) == (f"{tmp_path / 'var'} can't be written (File exists).", True)


def test_a_full_disk_is_named(var, monkeypatch):
    monkeypatch.setattr(doctor, "LEAST_FREE_BYTES", 10**18)
    [(_, remedy, wrong)] = found("folder")
    assert (remedy, wrong) == ("Make room, or move LINEUP_VAR to a larger disk.", True)


def test_a_key_that_others_can_read_is_named(var):
    key = var / "secret.key"
    key.write_text("x")
    key.chmod(0o644)
    assert found("keys") == [(f"Others on this machine can read {key}.", f"chmod 600 {key}", True)]
    key.chmod(0o600)
    assert found("keys") == []


@pytest.mark.parametrize(
    ("variables", "sentence", "wrong"),
    [
        ({}, "Mails lead to http://localhost:8000, which works on this machine alone.", False),
        ({"BASE_URL": "http://lineup.example"}, "Passwords travel unencrypted: the address has no https.", True),
        ({"BASE_URL": "http://localhost:8000"}, "People come to http://localhost:8000.", False),
    ],
)
def test_the_address_is_looked_at(var, configured, variables, sentence, wrong):
    configured(**variables)
    assert [(one[0], one[2]) for one in found("address")] == [(sentence, wrong)]


def test_debugging_is_wrong(var, configured):
    configured(DEBUG="on", BASE_URL="http://localhost:8000")
    assert found("address")[0][1:] == ("Unset it.", True)


def test_a_mail_server_is_spoken_to(var, configured):
    with smtp.server() as postbox:
        configured(EMAIL=f"smtp://127.0.0.1:{postbox.port}")
        assert found("mail") == [(f"The mail server 127.0.0.1:{postbox.port} lets us in.", "", False)]
    [(sentence, _, wrong)] = found("mail")
    assert (sentence.startswith(f"The mail server 127.0.0.1:{postbox.port} does not let us in"), wrong) == (True, True)


def test_missing_tables_are_named_and_nothing_that_needs_them_is_asked(var, monkeypatch):
    monkeypatch.setattr("lineup.config.doctor.MigrationExecutor.migration_plan", lambda *_: [1, 2])
    findings = list(doctor.look(at=clock.now()))
    assert (findings[-1].sentence, findings[-1].remedy) == (
        "The database is behind by 2 of its migrations.",
        "Run: manage.py migrate",
    )


def test_a_database_that_is_away_is_named(var, monkeypatch):
    def cursor():
        raise OSError("connection refused\nis it running?")

    monkeypatch.setattr(connection, "cursor", cursor)
    assert found("database")[0][0] == "The database can't be used (connection refused)."


def test_a_clock_that_is_apart_is_named(var):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has the clock of this machine")
    [(sentence, _, wrong)] = found("clock", at=clock.now() - timedelta(seconds=90))
    assert (sentence.endswith("seconds apart."), wrong) == (True, True)


def test_a_cache_that_forgets_is_named(var, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    [(sentence, _, wrong)] = found("cache")
    assert (sentence, wrong) == ("What is put into the cache is not found again (nothing).", True)


def test_a_storage_that_does_not_write_is_named(var, settings, tmp_path):
    (tmp_path / "files").write_text("")
    settings.MEDIA_ROOT = tmp_path / "files"
    assert found("files")[0][2] is True


def test_a_broker_without_workers_is_named(var, configured):
    configured(BROKER=f"redis://127.0.0.1:{broker.free_port()}/1")
    hire("serve", "relay")
    [(sentence, _, wrong)] = found("broker")
    assert (sentence.endswith("does not answer (Connection refused)."), wrong) == (True, True)
    assert ("Start manage.py relay and worker.", True) in [one[1:] for one in found("work")]
    hire("worker")
    assert [one for one in found("work") if one[2]] == []


def test_work_that_waits_and_work_that_is_parked_are_named(var):
    hire("work")
    at = clock.now()
    messages.enqueue("mail", key="old", at=at - timedelta(minutes=42))
    messages.enqueue("mail", key="dead", at=at)
    Message.objects.filter(key="dead").update(dead_at=at)
    sentences = [one[0] for one in found("work", at=at)]
    assert sentences[1:] == [
        "The oldest message has been due for 42 minutes.",
        "Parked after too many tries: 1 of the messages.",
    ]
