"""What is drawn once stays as it was drawn, for each combination of its keys."""

from django.template import engines
from django.utils import translation


def drawn(source, *contexts):
    template = engines["django"].from_string(source)
    return [template.render(context) for context in contexts]


def test_the_inside_is_drawn_once_for_each_key():
    source = "{% once language %}{{ language }} {{ counted }}{% endonce %}"
    calls = [{"language": "en", "counted": 1}, {"language": "fr", "counted": 2}, {"language": "en", "counted": 3}]
    assert drawn(source, *calls) == ["en 1", "fr 2", "en 1"]


def test_without_a_key_it_is_drawn_once():
    assert drawn("{% once %}{{ n }}{% endonce %}", {"n": 1}, {"n": 2}) == ["1", "1"]


def test_two_places_are_kept_apart():
    source = "{% once a %}{{ n }}{% endonce %}-{% once a %}{{ m }}{% endonce %}"
    assert drawn(source, {"a": 1, "n": 1, "m": 2}, {"a": 1, "n": 3, "m": 4}) == ["1-2", "1-2"]


def test_what_is_kept_is_not_escaped_again():
    assert drawn("{% once %}<b>{{ n }}</b>{% endonce %}", {"n": "<i>"}, {"n": ""}) == ["<b>&lt;i&gt;</b>"] * 2


def test_the_frame_follows_language_and_colours(client, db):
    def frame(language, theme):
        client.cookies["lineup_theme"] = theme
        with translation.override(None):
            page = client.get("/clubs", headers={"accept-language": language}).content.decode()
        return ("Vie privée" in page or "Confidentialité" in page, f'value="{theme}" aria-pressed="true"' in page)

    looks = [("en", "dark"), ("fr", "dark"), ("fr", "light"), ("en", ""), ("fr", ""), ("en", "dark")]
    assert [frame(*look) for look in looks] == [(language == "fr", True) for language, _ in looks]
