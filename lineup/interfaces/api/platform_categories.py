"""The categories that events are found by, kept by platform admins; everybody reads them at `/categories`."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import Field

from lineup.core.foundation import clock
from lineup.domains.events import categories
from lineup.interfaces.api import keys
from lineup.interfaces.api.topics import CategoryShown
from lineup.interfaces.api.values import Sent, Slug

router = Router(tags=["platform"])

Name = Annotated[str, Field(max_length=categories.LONGEST_NAME)]


class CategoryNames(Sent):
    name_en: Name
    name_fr: Name


class CategoryMoved(Sent):
    index: int = Field(ge=0, le=categories.MOST, description="Where it is to stand in the list, from 0.")


@router.post("/platform/categories", response={201: CategoryShown}, summary="Add a category")
def add(request: HttpRequest, body: CategoryNames) -> Any:
    """After the others; its slug follows from its English name and stays."""
    keys.check_admin(request)
    made = categories.add(name_en=body.name_en, name_fr=body.name_fr, by=keys.actor(request), at=clock.now())
    return Status(201, CategoryShown.of(made))


@router.put("/platform/categories/{category}", response=CategoryShown, summary="Name a category anew")
def rename(request: HttpRequest, category: Slug, body: CategoryNames) -> Any:
    """Events that have it keep it."""
    keys.check_admin(request)
    found = categories.find(category)
    by, at = keys.actor(request), clock.now()
    return CategoryShown.of(categories.rename(found, name_en=body.name_en, name_fr=body.name_fr, by=by, at=at))


@router.post("/platform/categories/{category}/move", response={204: None}, summary="Move a category in the list")
def move(request: HttpRequest, category: Slug, body: CategoryMoved) -> Any:
    """Past the end of the list it stands at the end."""
    keys.check_admin(request)
    categories.move(categories.find(category), index=body.index, by=keys.actor(request), at=clock.now())
    return Status(204, None)


@router.delete("/platform/categories/{category}", response={204: None}, summary="Remove a category")
def remove(request: HttpRequest, category: Slug) -> Any:
    """Events that have it are in none from then on."""
    keys.check_admin(request)
    categories.remove(categories.find(category), by=keys.actor(request), at=clock.now())
    return Status(204, None)
