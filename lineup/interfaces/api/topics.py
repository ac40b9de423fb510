"""What events are about: categories and tags."""

from typing import Any, Self

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from lineup.core.foundation import text
from lineup.domains.events import topics
from lineup.domains.events.models import Category, Tag
from lineup.interfaces.api import keys, paging
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Search, Sent

router = Router(tags=["topics"])


class CategoryShown(Shown):
    slug: str
    name_en: str
    name_fr: str

    @classmethod
    def of(cls, row: Category) -> Self:
        return cls.made(slug=row.slug, name_en=row.name_en, name_fr=row.name_fr)


class TagShown(Shown):
    slug: str
    name: str

    @classmethod
    def of(cls, row: Tag) -> Self:
        return cls.made(slug=row.slug, name=row.name)


class TagsWanted(Sent):
    q: Search = Field("", description="How the tag begins, whatever the accents.")


@router.get("/categories", response=paging.Page[CategoryShown], auth=keys.ANYBODY, summary="List categories")
def categories(request: HttpRequest) -> Any:
    """All of them, in their order."""
    return paging.whole(topics.categories(), CategoryShown)


@router.get("/tags", response=paging.Page[TagShown], auth=keys.ANYBODY, summary="List tags")
def tags(request: HttpRequest, wanted: Query[TagsWanted], window: Query[paging.Window]) -> Any:
    """Those in use or once used, by slug."""
    rows = Tag.objects.all()
    if wanted.q:
        rows = rows.filter(slug__startswith=text.slug(wanted.q))
    return paging.page(rows, TagShown, order=("slug",), window=window)
