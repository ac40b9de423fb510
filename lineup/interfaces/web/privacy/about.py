"""How this Lineup deals with data; what is held and for how long is what the tables of the code say."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lineup.core.foundation.personal import OF_A_PERSON, Column, Sort, Table
from lineup.core.privacy import classification, retention
from lineup.interfaces.web.privacy import words


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show the page to anybody."""
    shown = {
        "contact": settings.ENVIRONMENT.privacy_contact,
        "held": sorted(_held(), key=lambda row: str(row[0])),
        "kept": list(_kept()),
    }
    return render(request, "privacy/about.html", shown)


def _held() -> Iterator[tuple[Any, list[Any]]]:
    """What is held, part by part, with the sorts of what it tells; parts that tell nothing of somebody are left out."""
    for table in classification.installed().values():
        if table.export and (sorts := _sorts(table)):
            yield words.PARTS[table.export], [words.SORTS[sort] for sort in sorts]


def _sorts(table: Table) -> list[Sort]:
    return _in_order(column for column in table.columns.values() if column.sort in OF_A_PERSON)


def _in_order(columns: Iterable[Column]) -> list[Sort]:
    found = {column.sort for column in columns}
    return [sort for sort in Sort if sort in found]


def _kept() -> Iterator[tuple[Any, int]]:
    """What goes by itself, and after how many days; what tells of nobody is left out."""
    return ((words.KEPT[name], kept.days) for name, kept in retention.installed().items() if name in words.KEPT)
