"""Categories and tags of events."""

import re
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import inputs, text, tokens
from lineup.core.foundation.errors import Invalid
from lineup.core.foundation.planned import Given, Planned
from lineup.domains.events import checks
from lineup.domains.events.models import Category, Event, Tag

MOST_TAGS = 10
LONGEST_TAG = 60


class TooManyTags(Invalid):
    code = "too_many_tags"
    sentence = _("Use at most %(limit)s tags; keep those that people search for.")
    field = "tags"


class UnknownCategory(Invalid):
    code = "unknown_category"
    sentence = _("There is no such category; choose one from the list.")
    field = "category"


def categories() -> list[Category]:
    """Return every category in its order."""
    return list(Category.objects.all())


_TAGS = Planned(lambda: Tag.objects.filter(events=Given("event", Event.offering.field)))


def tags_of(event: Event) -> list[Tag]:
    """Return the event's tags. One query."""
    return _TAGS.rows(event=event.pk)


def category(slug: str) -> Category | None:
    """Return the category with this slug, None for none. Raises UnknownCategory."""
    if not slug:
        return None
    found = Category.objects.filter(slug=slug).first()
    if found is None:
        raise UnknownCategory
    return found


def split(written: str) -> list[str]:
    """Return the tags that a person wrote with commas between them."""
    return [name for part in re.split(r"[,;\n]", written) if (name := checks.one_line(part).lstrip("#").strip())]


def slug_of(name: str) -> str:
    """Return the slug under which every spelling of the tag is one."""
    return text.slug(name, fallback=tokens.digest(text.fold(name))[:12])[:LONGEST_TAG]


@transaction.atomic
def named(names: Iterable[str]) -> list[Tag]:
    """Return the tags of these names, made where there were none. Raises TooManyTags, TooLong."""
    wanted: dict[str, Tag] = {}
    for name in (checks.one_line(given) for given in names):
        if len(name) > LONGEST_TAG:
            raise inputs.TooLong(field="tags", length=len(name), most=LONGEST_TAG)
        if name:
            wanted.setdefault(slug_of(name), Tag(slug=slug_of(name), name=name))
    if len(wanted) > MOST_TAGS:
        raise TooManyTags(limit=MOST_TAGS)
    Tag.objects.bulk_create(wanted.values(), ignore_conflicts=True)
    return list(Tag.objects.filter(slug__in=wanted).order_by("slug"))
