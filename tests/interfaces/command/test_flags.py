import io

import pytest
from django.core.management import CommandError, call_command

from lineup.core.flags import flags
from lineup.core.flags.models import Switch
from lineup.core.foundation import clock
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("P16")]


def said(*arguments, **options):
    out = io.StringIO()
    call_command("flags", *arguments, stdout=out, **options)
    return out.getvalue().splitlines()


def test_features_are_listed_and_switched():
    club = factories.club("Blue Club")
    assert said() == ["month-view: on by default, interfaces/web/events"]
    assert said("month-view", share=25)[1:] == ["  the platform: 25 %"]
    assert said("month-view", share=0, club=club.slug)[1:] == ["  the platform: 25 %", "  blue-club: 0 %"]
    assert said("month-view", reset=True)[1:] == ["  blue-club: 0 %"]
    assert not flags.is_on("month-view", club=club)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["month-view"], "Say what to do"),
        (["month-view", "--share", "101"], "from 0 to 100"),
        (["month-view", "--share", "1", "--club", "nowhere"], "no club with the slug nowhere"),
        (["nothing", "--share", "1"], "manage.py flags lists what there is"),
    ],
)
def test_what_makes_no_sense_is_said(arguments, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("flags", *arguments)


def test_what_is_left_over_is_named():
    Switch.objects.create(flag="gone", share=5, changed_at=clock.now())
    assert said()[-1] == "gone: left over; remove it on /platform/flags"
