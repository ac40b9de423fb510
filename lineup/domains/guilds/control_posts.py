"""What race control says, in the channel of its race: one message each, at once or not at all."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from lineup.domains.guilds.cards import moment
from lineup.domains.guilds.shape.asked import Post
from lineup.domains.guilds.shape.names import plain
from lineup.domains.guilds.shape.things import Words
from lineup.domains.racing import control_told
from lineup.domains.racing.models import RaceNotice


def posts(race_ids: Collection[UUID], links: Mapping[UUID, str], *, at: datetime) -> Mapping[UUID, Sequence[Post]]:
    """Return what was said in these races, by race, the first first, in the language that is active. One query.

    `links`: the address of each race's event. What a guild did not hear within hours is not said there any more.
    """
    found: dict[UUID, list[Post]] = defaultdict(list)
    for row in RaceNotice.objects.filter(race__in=race_ids).order_by("created_at", "id"):
        words = Words(
            str(row.get_kind_display()),
            f"{plain(row.sentence)}\n{moment(row.created_at)}",
            ((f"{links[row.race_id]}/race/control", _("Race control")),),
        )
        is_late = at >= row.created_at + control_told.LASTS
        found[row.race_id].append(Post(f"control:{row.pk}", words, is_late=is_late))
    return found
