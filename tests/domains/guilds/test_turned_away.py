"""Who keeps the installation is told that Discord turns the bot away, once a day for the same reason."""

from datetime import timedelta

import pytest
from django.utils import translation

from lineup.core.outbox.models import Message
from lineup.domains.guilds import turned_away
from lineup.domains.guilds.turned_away import Why
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("C10")]


def test_the_platforms_admins_are_told_once_a_day_for_the_same_reason(at):
    factories.admin(), factories.member("Dana")
    for days, why in ((0, Why.TOKEN), (0, Why.TOKEN), (0, Why.INTENT), (1, Why.TOKEN)):
        turned_away.tell(why, at=at + timedelta(days=days))
    told = Message.objects.filter(topic="notice", payload__kind=turned_away.TOLD)
    assert sorted(told.values_list("payload__facts__why", flat=True)) == ["intent", "token", "token"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_words_name_what_to_do_and_nobody_else_reads_them(db, language):
    admin, other = factories.admin(), factories.member("Dana")
    with translation.override(language):
        for why in Why:
            words = turned_away.about({"why": why.value}, admin)
            assert (words.path, len({words.title, words.sentence, words.reason})) == ("/platform", 3)
        assert "LINEUP_DISCORD_BOT_TOKEN" in turned_away.about({"why": "token"}, admin).sentence
        assert turned_away.about({"why": "token"}, other) is None
