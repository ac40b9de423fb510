"""Race control on its desk and on the page of the race."""

import pytest
from django.urls import reverse

from lineup.core.foundation import clock
from tests.support import crews, factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("C06")]


def test_an_organiser_says_it_and_everybody_who_sees_the_race_reads_it(client):
    organiser = factories.member("Olga")
    race = crews.race(organiser)
    slug = {"slug": race.event.offering.slug}
    read, desk, page = (reverse(f"racing:{name}", kwargs=slug) for name in ("control", "control-desk", "race"))
    assert "Nothing was said yet" in client.get(read).content.decode()
    assert "All that race control said" not in client.get(page).content.decode()
    client.force_login(organiser.account)
    refused = client.post(desk, {"kind": "red_flag", "sentence": " "})
    assert refused.status_code == 422
    said = client.post(desk, {"kind": "red_flag", "sentence": "<b>Stop</b> on track."})
    assert (said.status_code, said.url) == (302, desk)
    client.logout()
    for path in (read, page):
        shown = client.get(path).content.decode()
        assert ("&lt;b&gt;Stop&lt;/b&gt; on track." in shown, "<b>Stop</b>" in shown) == (True, False)
    assert clock.now() > race.notices.get().created_at
