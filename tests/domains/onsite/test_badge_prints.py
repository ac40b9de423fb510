"""Prints of badges: ordered once, set in parts, fetched whole, gone after their time."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage

from lineup.core.foundation.errors import Refusal
from lineup.core.outbox.models import Message
from lineup.domains.onsite import badge_layouts, badge_prints, badges
from lineup.domains.onsite.models import Badge, BadgePrint
from tests.support import factories


@pytest.fixture
def guests(event, at):
    pool = event.offering.pools.get(role="attendee")
    return [factories.place(pool, factories.guest(name), at=at).contact for name in ("Zoé", "émile", "Ada")]


@pytest.fixture
def order(event, guests, by, at):
    return lambda **chosen: badge_prints.order(
        event, **{"layout": "a6", "language": "en", "by": by, "at": at, **chosen}
    )


def set_all(job: BadgePrint, at) -> BadgePrint:
    """What a worker does, with pages that are no PDF."""
    while part := badge_prints.next_part(badge_prints.under_way(job.pk), at=at):
        badge_prints.keep_part(part, b"+".join(part.holders[row.person_id].name.encode() for row in part.badges), at=at)
    job.refresh_from_db()
    badge_prints.finish(job, b"|".join(badge_prints.parts(job)), at=at)
    job.refresh_from_db()
    return job


@pytest.mark.req("D10")
def test_a_print_has_everybody_s_badge_by_name(order, event, at):
    job = order()
    people = [Badge.objects.get(pk=pk).person.name for pk in job.badges]
    assert (people, job.total, job.done, job.state) == (["Ada", "Zoé", "émile"], 3, 0, "waiting")
    assert list(Message.objects.filter(topic=badge_prints.TOPIC).values_list("queue", "payload")) == [
        ("documents", {"print": str(job.pk)})
    ]


@pytest.mark.req("D10")
def test_a_print_is_set_in_parts_and_becomes_one_file(order, event, at, monkeypatch):
    monkeypatch.setattr(badge_prints, "PART", 2)
    job = set_all(order(), at)
    assert (job.state, job.done, job.parts.count()) == ("done", 3, 0)
    assert badge_prints.content(job).decode() == "Ada+Zoé|émile"
    assert list(badges.to_print(event)) == []


@pytest.mark.req("D10")
def test_two_workers_at_one_part_keep_it_once(order, at):
    job = order()
    first, second = (badge_prints.next_part(badge_prints.under_way(job.pk), at=at) for _ in range(2))
    for part in (first, second):
        badge_prints.keep_part(part, b"pages", at=at)
    job.refresh_from_db()
    assert (badge_prints.parts(job), job.done) == ([b"pages"], 3)
    assert badge_prints.next_part(job, at=at) is None


@pytest.mark.req("D10")
def test_only_those_that_are_new_or_chosen_are_printed(order, event, at, by):
    set_all(order(), at)
    with pytest.raises(badge_prints.NothingToPrint):
        order(only_new=True)
    one = badges.replace(badges.of(event).first(), by=by, at=at)
    assert order(only_new=True).badges == [str(one.pk)]
    assert order(only=[str(one)]).badges == [str(one.pk)]


@pytest.mark.req("D10")
def test_what_was_revoked_meanwhile_is_left_out(order, event, at, by):
    job = order()
    badges.revoke(badges.of(event).get(person__name="Zoé"), by=by, at=at)
    assert badge_prints.content(set_all(job, at)).decode() == "Ada+émile"


@pytest.mark.req("D10")
@pytest.mark.parametrize(
    ("chosen", "code"),
    [
        ({"layout": "napkin"}, "unknown_badge_layout"),
        ({"language": "xx"}, "unknown_choice"),
        ({"only": ["KKKKKKK"]}, "no_badges_to_print"),
    ],
)
def test_what_cannot_be_printed_is_refused(chosen, code, order):
    with pytest.raises(Refusal) as refused:
        order(**chosen)
    assert (refused.value.code, BadgePrint.objects.count()) == (code, 0)


@pytest.mark.req("D10")
def test_a_print_is_gone_after_its_time_with_its_file(order, at):
    job = set_all(order(), at)
    with pytest.raises(badge_prints.NotYetReady):
        badge_prints.content(order())
    later = at + badge_prints.KEPT + timedelta(minutes=1)
    assert badge_prints.forget(before=at, at=later) == 0
    assert badge_prints.forget(before=later - badge_prints.KEPT, at=later) == 2
    removed = list(
        Message.objects.filter(topic="remove-file", payload__name=job.file).values_list("payload", flat=True)
    )
    assert (removed, BadgePrint.objects.count(), default_storage.exists(job.file)) == ([{"name": job.file}], 0, True)


@pytest.mark.parametrize("layout", badge_layouts.LAYOUTS.values(), ids=lambda layout: layout.slug)
def test_each_sheet_has_room_for_its_badges(layout):
    across = layout.left + layout.columns * layout.size[0] + (layout.columns - 1) * layout.gap
    down = layout.top + layout.rows * layout.size[1]
    assert across <= layout.page[0] - layout.left + 0.1
    assert down <= layout.page[1] - layout.top + 0.1
