"""What the record calls the things of racing."""

from collections.abc import Callable, Mapping

from lineup.core.foundation.subjects import Ids, Subject, by_id, joined
from lineup.core.people.models import Person
from lineup.domains.racing import adverts, profiles, series, teams
from lineup.domains.racing.catalogue.sorts import SORTS, Sort


def _of_catalogue(sort: Sort) -> Callable[[Ids, Person], Mapping[str, Subject]]:
    def find(ids: Ids, reader: Person) -> Mapping[str, Subject]:
        rows = sort.rows().filter(pk__in=ids)
        is_keeper = bool(reader.account and reader.account.is_platform_admin)
        return by_id(rows, str, lambda row: f"/platform/racing/{sort.slug}/{row.pk}" if is_keeper else "")

    return find


def _profiles(ids: Ids, reader: Person) -> Mapping[str, Subject]:
    rows = profiles.of(reader).filter(pk__in=ids)
    return by_id(rows, lambda row: joined(row.name, row.simulator.name), lambda row: f"/racing/profiles/{row.pk}")


def _teams(ids: Ids, reader: Person) -> Mapping[str, Subject]:
    rows = teams.visible_to(reader).filter(pk__in=ids)
    return by_id(rows, lambda row: row.name, lambda row: f"/racing/teams/{row.slug}")


def _adverts(ids: Ids, reader: Person) -> Mapping[str, Subject]:
    rows = adverts.of(reader).filter(pk__in=ids)
    return by_id(
        rows, lambda row: joined(row.get_kind_display(), row.simulator.name), lambda row: f"/racing/board/{row.pk}"
    )


def _series(ids: Ids, reader: Person) -> Mapping[str, Subject]:
    rows = series.visible_to(reader).filter(pk__in=ids)
    return by_id(rows, lambda row: row.name, lambda row: f"/racing/series/{row.pk}")


FINDERS = {
    **{sort.action: _of_catalogue(sort) for sort in SORTS},
    "simprofile": _profiles,
    "team": _teams,
    "series": _series,
    "advert": _adverts,
}
