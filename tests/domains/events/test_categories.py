"""Platform admins keep the categories: added, named, ordered, removed; an event keeps its own as long as it is."""

import pytest

from lineup.core.audit.models import Entry
from lineup.core.foundation.errors import Missing, Refusal
from lineup.domains.events import categories, events, topics
from lineup.domains.events.models import Category
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("P13")]


@pytest.fixture
def by():
    return factories.actor(factories.admin())


def names():
    return [row.name_en for row in topics.categories()]


def test_one_is_added_at_the_end_named_anew_and_keeps_its_slug(by, at):
    made = categories.add(name_en="Arts & crafts", name_fr=" Artisanat ", by=by, at=at)
    assert (names()[-1], made.slug, made.name_fr) == ("Arts & crafts", "arts-crafts", "Artisanat")
    categories.rename(made, name_en="Crafts", name_fr="Artisanat", by=by, at=at)
    assert (names()[-1], categories.find("arts-crafts").name_en) == ("Crafts", "Crafts")
    assert list(Entry.objects.filter(resource="category").values_list("action", "resource_id").order_by("pk")) == [
        ("category.add", "arts-crafts"),
        ("category.change", "arts-crafts"),
    ]


@pytest.mark.parametrize(
    ("english", "french", "code", "field"),
    [
        ("", "Artisanat", "category_name_needed", "name_en"),
        ("Crafts", " ", "category_name_needed", "name_fr"),
        ("talks", "Autre chose", "category_taken", "name_en"),
        ("x" * 81, "Artisanat", "too_long", "name_en"),
    ],
)
def test_what_would_not_do_is_refused_and_changes_nothing(by, at, english, french, code, field):
    before = names()
    with pytest.raises(Refusal) as refused:
        categories.add(name_en=english, name_fr=french, by=by, at=at)
    assert (refused.value.code, refused.value.field, names()) == (code, field, before)


def test_there_are_no_more_than_a_list_takes(by, at, monkeypatch):
    monkeypatch.setattr(categories, "MOST", len(names()))
    with pytest.raises(Refusal) as refused:
        categories.add(name_en="One more", name_fr="Une de plus", by=by, at=at)
    assert refused.value.code == "too_many_categories"


@pytest.mark.parametrize(("index", "there"), [(0, 0), (2, 2), (-9, 0), (99, -1), (1, 1)])
def test_one_is_moved_and_stands_at_an_end_beyond_it(by, at, index, there):
    second = topics.categories()[1]
    rest = [row.slug for row in topics.categories() if row != second]
    categories.move(second, index=index, by=by, at=at)
    slugs = [row.slug for row in topics.categories()]
    assert slugs[there] == second.slug
    assert [slug for slug in slugs if slug != second.slug] == rest


def test_removed_its_events_are_in_none_and_it_is_not_there_any_more(by, at):
    talks = categories.find("talks")
    event = events.create(title="Talk", category=talks, by=by, at=at)
    assert categories.events_of(talks) == 1
    categories.remove(talks, by=by, at=at)
    event.refresh_from_db()
    assert event.category is None
    with pytest.raises(Missing):
        categories.find("talks")
    assert Category.objects.filter(slug="talks").exists() is False
    assert Entry.objects.get(action="category.remove").metadata == {"events": 1}
