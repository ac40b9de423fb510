"""Who hears of results: those who drove by them, once for each session."""

from datetime import datetime

from lineup.core.notices import notices
from lineup.core.people.actors import Actor
from lineup.domains.racing.models import EntrySeat, RaceResults

OUT = "racing.results_out"


def published(results: RaceResults, *, by: Actor, at: datetime) -> None:
    """Tell the line-ups of the entries in them, but for who published them; again after a correction, nobody."""
    seats = EntrySeat.objects.filter(entry__results__results=results)
    people = set(seats.values_list("signup__person", flat=True)) - {by.person.pk if by.person else None}
    key, facts = f"{OUT}:{results.race_id}:{results.kind}:{results.number}", {"results": str(results.pk)}
    notices.tell_many(
        [notices.Telling(person_id=pk, kind=OUT, key=f"{key}:{pk}", facts=facts) for pk in sorted(people, key=str)],
        at=at,
    )
