"""Components and tags as pages use them."""

from types import SimpleNamespace

import pytest
from django import forms
from django.template import engines
from django.test import RequestFactory

from lineup.core.participation import models, transitions
from lineup.interfaces.web import covers, drawing, navigation, states
from lineup.interfaces.web.forms import ChoiceCards, MomentField
from lineup.interfaces.web.templatetags import look


def draw(source: str, **context: object) -> str:
    """Draw a template the way a page is drawn: cotton reads files, so the source is compiled as one."""
    from django_cotton.compiler_regex import CottonCompiler

    template = engines["django"].from_string(CottonCompiler().process(source))
    return template.render(context, RequestFactory().get("/here?q=a&cursor=x"))


class Form(forms.Form):
    title = forms.CharField(help_text="Seen first.")
    about = forms.CharField(required=False)
    starts_at = MomentField()
    way = forms.ChoiceField(choices=[("a", "Open")], widget=ChoiceCards(hints={"a": "For all."}))
    agree = forms.BooleanField()


@pytest.mark.parametrize("state", [*transitions.State, *models.Offering.State.values])
def test_every_state_has_its_own_look(state: str) -> None:
    assert state in states.STATES


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Ciné-club : « Été 85 » en VO", "Ciné-club\u00a0: «\u00a0Été 85\u00a0» en VO"),
        ("24 h: Spa", "24 h: Spa"),
        ("Qui vient ?", "Qui vient\u00a0?"),
    ],
)
def test_french_marks_stay_with_their_words(said: str, shown: str) -> None:
    assert look.bound(said) == shown
    assert shown in draw('<c-event-card title="{{ said }}" href="/e" level="2" />', said=said)


def test_an_unknown_state_is_shown_by_its_name() -> None:
    assert "Half done" in drawing.badge("half_done")


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Amélie Rousseau", "AR"),
        ("Bart de la Tour", "BT"),
        ("cher", "C"),
        ("", "?"),
        ("  (x) ", "?"),
        ("李 雷", "李雷"),
    ],
)
def test_a_name_is_shortened_to_its_letters(name: str, letters: str) -> None:
    assert drawing.initials(name) == letters


@pytest.mark.parametrize(
    ("part", "whole", "share"),
    [(1, 3, "33.33%"), (5, 0, "0%"), (9, 4, "100%"), (-1, 4, "0%"), ("", "", "0%"), (None, 3, "0%")],
)
def test_a_share_never_leaves_its_box(part: object, whole: object, share: str) -> None:
    assert drawing.percent_of(part, whole) == share


def test_what_a_component_is_given_is_escaped() -> None:
    hostile = '"x" onclick="steal()"'
    drawn = draw('<c-button :data-name="name" disabled>Go</c-button>', name=hostile)
    assert 'onclick="' not in drawn
    assert " disabled" in drawn
    assert "<script>" not in draw('<c-person :name="name" />', name="<script>")


def test_a_thing_that_is_not_given_is_left_out() -> None:
    assert "hx-get" not in draw('<c-button :hx-get="nothing">Go</c-button>', nothing=None)


def test_an_error_stands_beside_its_field_and_is_read_with_it() -> None:
    form = Form({})
    drawn = draw('<c-field :field="form.title" /><c-error-summary :form="form" />', form=form)
    assert 'aria-describedby="id_title_helptext id_title_error"' in drawn
    assert 'id="id_title_error"' in drawn
    assert '<a href="#id_title">Title</a>: This field is required.' in drawn


def test_a_form_alone_is_drawn_with_the_same_fields() -> None:
    drawn = str(Form())
    assert drawn.count('class="field') == 5
    assert '<input type="date"' in drawn
    assert "For all." in drawn
    assert drawn.count('<span class="optional">') == 1


def test_a_moment_is_read_from_a_date_and_a_time() -> None:
    form = Form({"starts_at_0": "2026-12-05", "starts_at_1": "19:30"})
    form.is_valid()
    assert form.cleaned_data["starts_at"].isoformat() == "2026-12-05T19:30:00+00:00"


def test_sorting_forgets_the_page_and_keeps_the_search() -> None:
    drawn = draw('<c-sort field="name" now="name">Name</c-sort>')
    assert 'href="?q=a&amp;sort=-name"' in drawn
    assert 'aria-sort="ascending"' in drawn


def test_the_neighbouring_page_keeps_the_search() -> None:
    drawn = draw('<c-pager :page="page" />', page=SimpleNamespace(previous=None, next="n2"))
    assert 'rel="next" href="?q=a&amp;cursor=n2"' in drawn
    assert 'rel="prev"' not in drawn


def test_a_list_on_one_page_has_no_pager() -> None:
    assert draw('<c-pager :page="page" />', page=SimpleNamespace(previous=None, next=None)).strip() == ""


def test_a_cover_is_always_the_same_for_one_title() -> None:
    assert covers.bars("Harbour") == covers.bars("Harbour")
    assert covers.bars("Harbour") != covers.bars("Garden")


@pytest.mark.parametrize(
    ("path", "marked"),
    [("/here", ' aria-current="page"'), ("/her", ""), ("/", ""), ("", "")],
)
def test_a_link_to_the_page_shown_says_so(path: str, marked: str) -> None:
    assert draw("{% here path %}", path=path) == marked


@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("/", "events:discover"),
        ("/events/harbour", "events:discover"),
        ("/events/harbour/desk/guests", "desk:home"),
        ("/events/new", "desk:home"),
        ("/clubs/harbour", "clubs:list"),
        ("/places/7", "places:mine"),
    ],
)
def test_each_page_belongs_to_one_main_link(path: str, route: str) -> None:
    request = RequestFactory().get(path)
    marked = [link.route for link in navigation.MAIN if look.here({"request": request}, link.url, link.section)]
    assert marked == [route]


def test_links_of_the_frame_are_drawn_with_where_one_is() -> None:
    here = navigation.Link("events:discover", "Here & now", "sparkles", section="/here")
    drawn = draw("{% links shown %}{% links shown 'menu-item' %}", shown=[here])
    assert drawn.count(' aria-current="true"') == 2
    assert '<span class="clip">Here &amp; now</span></a><a class="menu-item" href="/" aria-current="true">' in drawn


def test_a_choice_that_is_made_and_cannot_be_undone_is_not_called_optional() -> None:
    ways = [("a", "A"), ("b", "B")]

    class Ways(forms.Form):
        made = forms.ChoiceField(choices=ways, initial="a", required=False)
        open = forms.ChoiceField(choices=ways, required=False, widget=forms.RadioSelect)
        emptied = forms.ChoiceField(choices=[("", "None"), *ways], initial="a", required=False)
        several = forms.MultipleChoiceField(choices=ways, initial=["a"], required=False)
        words = forms.CharField(initial="a", required=False)
        needed = forms.CharField()

    assert {field.name: look.may_be_empty(field) for field in Ways()} == {
        "made": False, "open": True, "emptied": True, "several": True, "words": True, "needed": False,
    }  # fmt: skip
