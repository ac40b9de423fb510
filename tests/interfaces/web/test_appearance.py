import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_a_chosen_theme_is_in_the_first_byte_of_the_next_page(client: Client) -> None:
    answer = client.post("/appearance/theme", {"theme": "dark", "next": "/styleguide?a=1"})
    assert (answer.status_code, answer["Location"]) == (302, "/styleguide?a=1")
    assert 'data-theme="dark"' in client.get("/styleguide").content.decode()


@pytest.mark.parametrize("theme", ["", "pink", '"><script>'])
def test_any_other_theme_is_left_to_the_device(client: Client, theme: str) -> None:
    client.cookies["lineup_theme"] = "dark"
    client.post("/appearance/theme", {"theme": theme})
    assert "data-theme" not in client.get("/styleguide").content.decode()


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_a_theme_never_leads_to_another_site(client: Client, elsewhere: str) -> None:
    assert client.post("/appearance/theme", {"theme": "dark", "next": elsewhere})["Location"] == "/"


def test_a_theme_is_not_changed_by_a_link(client: Client) -> None:
    assert client.get("/appearance/theme").status_code == 405


def test_a_language_is_chosen_without_an_account(client: Client) -> None:
    client.post("/appearance/language", {"language": "fr", "next": "/styleguide"})
    assert '<html lang="fr"' in client.get("/styleguide").content.decode()


def test_the_manifest_names_a_drawing_that_is_there(client: Client) -> None:
    answer = client.get("/manifest.webmanifest")
    assert answer["Content-Type"] == "application/manifest+json"
    assert [icon["type"] for icon in answer.json()["icons"]] == ["image/svg+xml"]
