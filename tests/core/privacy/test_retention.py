"""What was kept long enough goes: by itself, by the command, never before."""

import json
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from lineup.core.audit import chain, verification
from lineup.core.audit.models import Origin
from lineup.core.foundation import clock
from lineup.core.notices.models import Notice
from lineup.core.participation import offerings, recount
from lineup.core.participation.models import Offering, Place
from lineup.core.people.models import Person
from lineup.core.privacy import retention
from tests.core.privacy.conftest import EMAIL
from tests.support import factories, outbox

pytestmark = [pytest.mark.django_db, pytest.mark.req("P09")]


def forget(name, *, days):
    """As the job does, so many days from now."""
    return retention.forget(retention.installed()[name], at=clock.now() + timedelta(days=days))


def test_a_guest_is_erased_long_after_the_last_event(guest):
    last = max(place.pool.offering.ends_at or place.pool.offering.starts_at for place in Place.objects.all())
    kept = settings.GUESTS_KEPT_DAYS
    days = (last - clock.now()).days
    assert forget("guests", days=days + kept - 1) == 0
    assert forget("guests", days=days + kept + 2) >= 1
    guest.refresh_from_db()
    assert (guest.email, guest.anonymised_at is not None, Person.objects.filter(email=EMAIL).count()) == ("", True, 0)
    assert list(recount.faults()) == []


def test_who_has_an_account_is_not_erased_by_itself(zelie):
    forget("guests", days=20 * settings.GUESTS_KEPT_DAYS)
    zelie.refresh_from_db()
    assert (zelie.email, zelie.anonymised_at) == (EMAIL, None)


def test_a_guest_of_an_event_without_a_time_stays():
    offering = factories.offering()
    place = factories.place(factories.pool(offering), factories.guest())
    offering.starts_at = offering.ends_at = None
    offering.save()
    assert forget("guests", days=20 * settings.GUESTS_KEPT_DAYS) == 0
    assert place.contact.anonymised_at is None


def test_from_where_somebody_acted_goes_and_the_record_stays_whole(zelie):
    assert Origin.objects.count() > 0
    assert forget("origins", days=settings.ORIGINS_KEPT_DAYS - 1) == 0
    assert forget("origins", days=settings.ORIGINS_KEPT_DAYS + 1) > 0
    assert Origin.objects.count() == 0
    chain.seal(at=clock.now(), thorough=True)
    assert [fault for fault in verification.faults() if fault.code in ("altered", "origin", "gap")] == []


def test_notices_go_when_their_time_is_over(zelie):
    outbox.drain()
    told = Notice.objects.count()
    assert told > 0
    assert forget("notices", days=settings.NOTICES_KEPT_DAYS - 1) == 0
    assert (forget("notices", days=settings.NOTICES_KEPT_DAYS + 1), Notice.objects.count()) == (told, 0)


def test_a_dry_run_says_what_a_run_does_and_changes_nothing(guest):
    at = clock.now() + timedelta(days=20 * settings.GUESTS_KEPT_DAYS)
    planned = retention.preview(at=at)
    assert Person.objects.filter(email=EMAIL).count() == 1
    assert planned["guests"] > 0
    assert retention.run(at=at) == planned
    assert set(retention.run(at=at).values()) == {0}


@pytest.mark.req("P08")
def test_what_lies_in_the_bin_is_counted_before_and_goes_after_its_time(db):
    kept, gone = factories.offering(), factories.offering(state="draft")
    factories.place(factories.pool(kept))
    offerings.cancel(kept, by=factories.actor(kept.organiser), at=clock.now())
    for offering in (kept, gone):
        offerings.discard(offering, by=factories.actor(offering.organiser), at=clock.now())
    later = clock.now() + timedelta(days=settings.BIN_DAYS)
    assert retention.preview(at=later - timedelta(hours=1))["binned-events"] == 0
    later += timedelta(hours=1)
    assert (retention.preview(at=later)["binned-events"], Offering.objects.count()) == (1, 2)
    certified = retention.facts(retention.run(at=later), at=later)["deleted"]["binned-events"]
    assert certified == {"rows": 1, "after_days": settings.BIN_DAYS}
    assert list(Offering.objects.all()) == [kept]


def test_the_command_says_how_much_of_what(guest, tmp_path, capsys, clock_at):
    clock_at(clock.now() + timedelta(days=20 * settings.GUESTS_KEPT_DAYS))
    call_command("retention", "--dry-run")
    said = capsys.readouterr().out.splitlines()
    assert (len(said), said[-1]) == (len(retention.installed()) + 1, "Nothing was changed.")
    call_command("retention", certificate=tmp_path / "certificate.json")
    assert capsys.readouterr().out.splitlines()[-1] == "Deleted."
    told = (tmp_path / "certificate.json").read_text()
    assert json.loads(told)["deleted"]["guests"]["rows"] > 0
    assert EMAIL not in told
    with pytest.raises(CommandError):
        call_command("retention", certificate=tmp_path / "certificate.json")
