"""What programs look for at addresses that are the same everywhere."""

from datetime import datetime, timedelta

import pytest

from lineup.config import environment
from lineup.core.foundation import clock

pytestmark = [pytest.mark.django_db, pytest.mark.req("Q15")]


def test_who_finds_a_hole_reads_whom_to_tell(client, settings):
    assert client.get("/.well-known/security.txt").status_code == 404
    settings.ENVIRONMENT = environment.read({"LINEUP_SECURITY_CONTACT": "mailto:security@lineup.example"})
    settings.BASE_URL = "https://lineup.example"
    response = client.get("/.well-known/security.txt")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    facts = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    expires = datetime.fromisoformat(facts.pop("Expires"))
    assert timedelta(days=30) < expires - clock.now() < timedelta(days=365)
    assert facts == {
        "Contact": "mailto:security@lineup.example",
        "Preferred-Languages": "en, fr",
        "Canonical": "https://lineup.example/.well-known/security.txt",
    }


@pytest.mark.parametrize(("given", "ok"), [("mailto:a@b.org", True), ("https://b.org/s", True), ("a@b.org", False)])
def test_the_contact_is_an_address_that_programs_understand(given, ok):
    if ok:
        assert environment.read({"LINEUP_SECURITY_CONTACT": given}).security_contact == given
        return
    with pytest.raises(environment.Mistakes, match="LINEUP_SECURITY_CONTACT must start with mailto: or https://"):
        environment.read({"LINEUP_SECURITY_CONTACT": given})


def test_a_password_manager_is_led_to_where_passwords_are_changed(client):
    response = client.get("/.well-known/change-password")
    assert (response.status_code, response.headers["Location"]) == (302, "/account/password")


def test_search_engines_are_asked_to_stay_with_what_is_for_everybody(client):
    body = client.get("/robots.txt").content.decode()
    assert "Disallow: /account\n" in body
    assert "platform" not in body
