"""What is known of one guild, kept in the database: each write stands before the next call is made."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from lineup.domains.guilds.models import Guild, Step, Thing
from lineup.domains.guilds.shape.things import Kind, Known, State

KEPT = timedelta(days=90)
# what differs between a row here and the plain value
RENAMED = {"id": "discord_id", "parent_id": "parent_discord_id"}


@dataclass
class Journal:
    """The guild's things by key, read once; `now` tells when a line is written."""

    guild: Guild
    now: Callable[[], datetime]
    _rows: dict[str, Known] | None = field(default=None, repr=False)

    def rows(self) -> Mapping[str, Known]:
        """Return what is known, by key."""
        if self._rows is None:
            self._rows = known(self.guild)
        return dict(self._rows)

    @transaction.atomic
    def write(self, key: str, row: Known | None) -> None:
        """Keep the row, with a line about it; None: the thing is not ours any more."""
        before = self.rows().get(key)
        if row == before:
            return
        if row is None:
            Thing.objects.filter(guild=self.guild, key=key).delete()
        else:
            Thing.objects.update_or_create(guild=self.guild, key=key, defaults=_values(row))
        self._note(key, before, row)
        kept = {one: said for one, said in self.rows().items() if one != key}
        self._rows = kept if row is None else {**kept, key: row}

    def _note(self, key: str, before: Known | None, row: Known | None) -> None:
        kind = (row or before or Known(key, Kind.MESSAGE)).kind
        states = {
            "from_state": before.state.value if before else "",
            "to_state": row.state.value if row else "",
        }
        Step.objects.create(guild=self.guild, key=key, kind=kind.value, at=self.now(), **states)


def known(guild: Guild) -> dict[str, Known]:
    """Return the guild's things as plain values, by key; one query."""
    return {row.key: _known(row) for row in Thing.objects.filter(guild=guild.pk).order_by("key")}


def _known(row: Thing) -> Known:
    return Known(
        key=row.key,
        kind=Kind(row.kind),
        state=State(row.state),
        id=row.discord_id,
        parent=row.parent,
        name=row.name,
        topic=row.topic,
        parent_id=row.parent_discord_id,
        print=row.print,
        user=row.user,
        holders=frozenset(row.holders),
        is_found=row.is_found,
        began_ms=row.began_ms,
    )


def _values(row: Known) -> dict[str, Any]:
    values = {RENAMED.get(name, name): value for name, value in asdict(row).items() if name != "key"}
    return {**values, "kind": row.kind.value, "state": row.state.value, "holders": sorted(row.holders)}


def forget(*, before: datetime, limit: int = 500) -> int:
    """Delete lines of the journal from before then, some at a time; return how many. What is known stays."""
    old = list(Step.objects.filter(at__lt=before).order_by("id").values_list("pk", flat=True)[:limit])
    return Step.objects.filter(pk__in=old).delete()[0]
