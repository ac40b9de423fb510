"""The page on privacy says what the tables say, to anybody."""

import pytest
from django.conf import settings

from lineup.core.privacy import retention
from lineup.interfaces.web.privacy import words

pytestmark = [pytest.mark.django_db, pytest.mark.req("P09")]


def test_it_says_what_goes_when(client):
    page = client.get("/privacy").content.decode()
    for name, what in words.KEPT.items():
        assert f'{what}</th><td class="right" data-label="Days">{retention.installed()[name].days}</td>' in page


def test_it_leads_to_what_one_can_do(client):
    page = client.get("/privacy").content.decode()
    assert ('href="/account/data"' in page, 'href="/privacy/data"' in page) == (True, True)


@pytest.mark.parametrize("contact", ["", "mailto:dpo@example.org"])
def test_it_names_who_answers_where_that_is_known(client, contact, monkeypatch):
    monkeypatch.setattr(settings, "ENVIRONMENT", settings.ENVIRONMENT.model_copy(update={"privacy_contact": contact}))
    page = client.get("/privacy").content.decode()
    assert ('href="mailto:dpo@example.org"' in page, "ask the organisers" in page) == (bool(contact), not contact)


@pytest.mark.req("Q22")
def test_it_speaks_french(client):
    page = client.get("/privacy", headers={"Accept-Language": "fr"}).content.decode()
    assert "Ce que vous pouvez faire" in page
