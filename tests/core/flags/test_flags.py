"""Features for some: by platform, by club, by a share of people that only grows."""

import ast
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from lineup.config import wiring
from lineup.core.audit.models import Entry
from lineup.core.flags import flags, snapshot
from lineup.core.flags.flags import Flag
from lineup.core.flags.models import Switch
from lineup.core.foundation import ids
from lineup.core.foundation.errors import Missing
from lineup.core.foundation.inputs import OutOfRange
from lineup.core.people.models import Person
from tests.architecture import source
from tests.support import factories

pytestmark = [pytest.mark.req("P16")]

AT = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
NEW = Flag("new-desk", "The new desk.", "interfaces/web/desk", date(2027, 1, 31))
OLD = Flag("old-desk", "The old desk.", "interfaces/web/desk", date(2026, 1, 31), default=True)


@pytest.fixture(autouse=True)
def declared():
    flags.install([NEW, OLD])
    yield
    flags.install(wiring.FLAGS)


@pytest.fixture
def by(db):
    return factories.actor(factories.admin())


def switch(name, share, by, club=None):
    return flags.switch(name, share=share, club=club, by=by, at=AT)


def test_a_flag_that_nobody_switched_stands_at_its_default():
    assert [flags.is_on("new-desk"), flags.is_on("old-desk")] == [False, True]


def test_a_flag_that_is_not_declared_is_a_mistake_of_the_code():
    with pytest.raises(flags.Undeclared):
        flags.is_on("no-such-desk")


def test_the_platform_switches_it_on_and_off_and_back_to_its_default(by):
    switch("new-desk", 100, by)
    switch("old-desk", 0, by)
    assert [flags.is_on("new-desk"), flags.is_on("old-desk")] == [True, False]
    flags.reset("new-desk", by=by, at=AT)
    flags.reset("old-desk", by=by, at=AT)
    assert [flags.is_on("new-desk"), flags.is_on("old-desk")] == [False, True]


def test_a_club_decides_for_itself_either_way(by):
    pilots, sceptics, others = (factories.club() for _ in range(3))
    switch("new-desk", 100, by, club=pilots)
    switch("old-desk", 0, by, club=sceptics)
    assert [flags.is_on("new-desk", club=club) for club in (pilots, sceptics, others)] == [True, False, False]
    assert [flags.is_on("old-desk", club=club) for club in (pilots, sceptics, others)] == [True, False, True]


def test_a_stranger_has_it_only_when_everybody_has(by):
    switch("new-desk", 99, by)
    assert not flags.is_on("new-desk")
    switch("new-desk", 100, by)
    assert flags.is_on("new-desk")


def test_who_has_it_at_a_share_has_it_at_every_greater_one(by):
    people = [Person(pk=ids.new()) for _ in range(400)]
    before = set()
    for share in (0, 1, 10, 25, 50, 75, 99, 100):
        switch("new-desk", share, by)
        now = {person.pk for person in people if flags.is_on("new-desk", person=person)}
        assert before <= now
        assert abs(len(now) - 4 * share) <= 50
        before = now
    assert len(before) == 400


@given(st.uuids())
def test_two_flags_choose_different_people(pk):
    person = Person(pk=pk)
    assert flags._number("new-desk", person) == flags._number("new-desk", Person(pk=pk))
    assert 0 <= flags._number("new-desk", person) < 100


def test_asking_costs_no_query_once_the_switches_are_known(by, django_assert_num_queries):
    club = factories.club()
    switch("new-desk", 50, by, club=club)
    flags.is_on("new-desk")
    with django_assert_num_queries(0):
        for _ in range(100):
            flags.is_on("new-desk", person=by.person, club=club)


def test_what_another_process_switched_is_seen_within_seconds(by, monkeypatch):
    assert not flags.is_on("new-desk")
    Switch.objects.create(flag="new-desk", share=100, changed_at=AT)
    assert not flags.is_on("new-desk")
    monkeypatch.setattr(snapshot, "FRESH_SECONDS", 0.0)
    assert flags.is_on("new-desk")


def test_the_switches_are_read_again_after_three_seconds_at_most():
    # the suite itself holds the clock still
    assert re.search(r"^FRESH_SECONDS = (.*)$", Path(snapshot.__file__).read_text(), re.M)[1] == "3.0"


def test_each_change_is_recorded_with_what_stood_before(by):
    club = factories.club()
    switch("old-desk", 30, by)
    switch("old-desk", 60, by)
    switch("old-desk", 5, by, club=club)
    flags.reset("old-desk", by=by, at=AT)
    flags.reset("old-desk", by=by, at=AT)
    rows = Entry.objects.filter(action="flag.switch").order_by("id").values_list("club", "metadata")
    assert list(rows) == [
        (None, {"flag": "old-desk", "share": [100, 30]}),
        (None, {"flag": "old-desk", "share": [30, 60]}),
        (club.pk, {"flag": "old-desk", "share": [100, 5]}),
        (None, {"flag": "old-desk", "share": [60, None]}),
    ]


def test_what_is_not_declared_or_no_share_is_refused(by):
    with pytest.raises(Missing):
        switch("no-such-desk", 1, by)
    for share in (-1, 101):
        with pytest.raises(OutOfRange):
            switch("new-desk", share, by)
    assert not Switch.objects.exists()


def test_flags_past_their_date_and_switches_without_a_flag_are_listed(by):
    switch("new-desk", 10, by)
    switch("old-desk", 10, by)
    assert flags.overdue(on=AT.date()) == [OLD]
    assert flags.overdue(on=OLD.remove_by) == []
    flags.install([NEW])
    assert flags.left_over() == ["old-desk"]
    flags.clear_left_over("new-desk", by=by, at=AT)
    flags.clear_left_over("old-desk", by=by, at=AT)
    assert [row.flag for row in flags.switches()] == ["new-desk"]
    assert flags.left_over() == []


def test_a_template_asks_for_its_viewer_and_a_club(by):
    club = factories.club()
    switch("new-desk", 100, by, club=club)
    page = Template('{% flag "new-desk" as everywhere %}{% flag "new-desk" club as here %}{{ everywhere }} {{ here }}')
    assert page.render(Context({"viewer": by.person, "club": club})) == "False True"


def test_code_and_wiring_name_the_same_flags():
    asked = {
        ast.literal_eval(call.args[0])
        for path, call in source.calls("lineup")
        if ast.unparse(call.func) == "flags.is_on" and isinstance(call.args[0], ast.Constant)
    }
    for template in (source.ROOT / "lineup").rglob("*.html"):
        asked |= set(re.findall(r'{% flag "([\w-]+)"', template.read_text()))
    assert asked == {flag.name for flag in wiring.FLAGS}


def test_every_flag_of_the_house_says_when_it_goes_and_who_answers_for_it():
    for flag in wiring.FLAGS:
        assert (source.ROOT / "lineup" / flag.owner).exists()
        assert flag.remove_by < date.today() + timedelta(days=400)
        assert str(flag.sentence).endswith(".")


@pytest.mark.django_db
@pytest.mark.parametrize(("share", "shown"), [(100, True), (0, False)])
def test_the_month_s_switch_is_shown_to_whom_it_is_on(client, share, shown):
    flags.install(wiring.FLAGS)
    switch("month-view", share, factories.actor(factories.admin()))
    assert ("/events/month" in client.get("/").content.decode()) is shown
