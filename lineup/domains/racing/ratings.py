"""Where a driver stands in a simulator: licence, safety and skill, each note of it kept as history."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.foundation import inputs
from lineup.core.foundation.errors import Invalid
from lineup.core.people.actors import Actor
from lineup.domains.racing.models import Licence, Rating, SimProfile

MOST_SAFETY, MOST_SKILL = 1000, 100_000
Discipline = Rating.Discipline


class NothingSaid(Invalid):
    code = "rating_says_nothing"
    sentence = _("Fill in at least one: the licence, the safety rating or the skill rating.")
    field = "licence"


class ForeignLicence(Invalid):
    code = "foreign_licence"
    sentence = _("This licence is of another simulator; choose one of this one.")
    field = "licence"


def history(profile: SimProfile) -> "QuerySet[Rating]":
    """Return the notes of the profile, the newest first."""
    return Rating.objects.filter(profile=profile).select_related("licence").order_by("-at", "-id")


def latest(profiles: Iterable[SimProfile]) -> dict[Any, list[Rating]]:
    """Return, by profile id, its newest note in each discipline, by discipline. One query, whatever their number."""
    wanted = [profile.pk for profile in profiles]
    rows = Rating.objects.filter(profile__in=wanted).select_related("licence").order_by("at", "id")
    newest = {(row.profile_id, row.discipline): row for row in rows}
    found: dict[Any, list[Rating]] = {pk: [] for pk in wanted}
    for (profile, _discipline), row in sorted(newest.items(), key=lambda item: item[0][1]):
        found[profile].append(row)
    return found


@transaction.atomic
def note(
    profile: SimProfile,
    *,
    discipline: str = Discipline.ALL,
    licence: Licence | None = None,
    safety: Decimal | None = None,
    skill: int | None = None,
    by: Actor,
    at: datetime,
) -> Rating:
    """Add where the driver stands at this instant. Raises NothingSaid, ForeignLicence, UnknownChoice, OutOfRange."""
    inputs.choice(discipline, Discipline.values, field="discipline")
    if licence is None and safety is None and skill is None:
        raise NothingSaid
    if licence is not None and licence.simulator_id != profile.simulator_id:
        raise ForeignLicence
    if safety is not None:
        safety = _within(safety)
    if skill is not None:
        inputs.number(skill, field="skill", most=MOST_SKILL)
    row = Rating.objects.create(
        profile=profile, discipline=discipline, licence=licence, safety=safety, skill=skill, at=at
    )
    entries.record(by=by, at=at, action="rating.note", on=profile)
    return row


def _within(safety: Decimal) -> Decimal:
    if not safety.is_finite() or not 0 <= safety <= MOST_SAFETY:
        raise inputs.OutOfRange(field="safety", least=0, most=MOST_SAFETY)
    return safety.quantize(Decimal("0.01"))


def highest(notes: Sequence[Rating], measure: str) -> Any:
    """Return the best `licence` (by its rank), `safety` or `skill` among the notes, or None."""
    values = [getattr(note, measure) for note in notes if getattr(note, measure) is not None]
    if measure == "licence":
        return max(values, key=lambda licence: licence.rank, default=None)
    return max(values, default=None)
