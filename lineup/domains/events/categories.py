"""Categories of events, as platform admins keep them; what else is asked of them stands in `topics`."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.foundation import inputs, ordering, text
from lineup.core.foundation.errors import Invalid, Missing, Refusal
from lineup.core.people.actors import Actor
from lineup.domains.events.models import Category, Event

MOST, LONGEST_NAME, LONGEST_SLUG = 60, 80, 60


class CategoryNameNeeded(Invalid):
    code = "category_name_needed"
    sentence = _("Write the name in both languages: each reader sees it in theirs.")


class CategoryTaken(Refusal):
    code = "category_taken"
    sentence = _("There is a category of this English name already; change that one, or choose another name.")
    field = "name_en"


class TooManyCategories(Refusal):
    code = "too_many_categories"
    sentence = _("There are %(most)s categories already; remove one that nobody looks for.")


def find(slug: str) -> Category:
    """Return the category with this slug. Raises Missing."""
    found = Category.objects.filter(slug=slug).first()
    if found is None:
        raise Missing
    return found


def events_of(category: Category) -> int:
    """Return how many events have it, drafts and those in the bin too."""
    return Event.objects.filter(category=category).count()


@transaction.atomic
def add(*, name_en: str, name_fr: str, by: Actor, at: datetime) -> Category:
    """Return a new category, after the others; its slug follows from its English name and stays.

    Raises CategoryNameNeeded, CategoryTaken, TooManyCategories, TooLong, Unstorable.
    """
    names = _checked(name_en=name_en, name_fr=name_fr)
    rows = _held()
    if len(rows) >= MOST:
        raise TooManyCategories(most=MOST)
    slug = text.slug(names["name_en"], fallback="category")[:LONGEST_SLUG]
    if any(row.slug == slug for row in rows):
        raise CategoryTaken
    made = Category.objects.create(slug=slug, position=max((row.position for row in rows), default=0) + 1, **names)
    entries.record(by=by, at=at, action="category.add", on=made)
    return made


@transaction.atomic
def rename(category: Category, *, name_en: str, name_fr: str, by: Actor, at: datetime) -> Category:
    """Name it anew; events that have it keep it. Raises CategoryNameNeeded, TooLong, Unstorable."""
    for field, name in _checked(name_en=name_en, name_fr=name_fr).items():
        setattr(category, field, name)
    category.save(update_fields=["name_en", "name_fr"])
    entries.record(by=by, at=at, action="category.change", on=category)
    return category


@transaction.atomic
def move(category: Category, *, index: int, by: Actor, at: datetime) -> None:
    """Put it at this index (from 0) of the list; past the end is the end."""
    ordering.place(category, _held(), index=index)
    entries.record(by=by, at=at, action="category.change", on=category)


@transaction.atomic
def remove(category: Category, *, by: Actor, at: datetime) -> None:
    """Delete it; events that have it are in none from then on."""
    entries.record(by=by, at=at, action="category.remove", on=category, metadata={"events": events_of(category)})
    category.delete()


def _held() -> list[Category]:
    """All in their order; whoever else changes the list waits."""
    return list(Category.objects.select_for_update())


def _checked(**names: str) -> dict[str, str]:
    checked = {field: inputs.line(name, field=field, most=LONGEST_NAME) for field, name in names.items()}
    for field, name in checked.items():
        if not name:
            raise CategoryNameNeeded(field=field)
    return checked
