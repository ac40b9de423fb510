"""What is over is finished by itself."""

from datetime import timedelta

import pytest

from lineup.core.participation.models import Offering
from lineup.domains.events import finishing


@pytest.mark.req("B01")
def test_only_published_events_that_are_over_are_finished(make_event, at):
    start = at + timedelta(days=1)
    over = make_event("Over", starts_at=start, ends_at=start + timedelta(hours=2))
    open_ended = make_event("Open", starts_at=start, ends_at=None)
    running = make_event("Running", starts_at=start, ends_at=start + timedelta(days=3))
    draft = make_event("Draft", starts_at=start, published=False)
    then = start + timedelta(hours=13)
    assert finishing.finish_past(at=start + timedelta(hours=1)) == 0
    assert finishing.finish_past(at=then) == 2
    assert finishing.finish_past(at=then) == 0
    states = dict(Offering.objects.values_list("pk", "state"))
    assert [states[event.pk] for event in (over, open_ended, running, draft)] == [
        "finished", "finished", "published", "draft",
    ]  # fmt: skip


def test_many_are_finished_in_batches(make_event, at, monkeypatch):
    monkeypatch.setattr(finishing, "BATCH", 2)
    for number in range(3):
        make_event(f"E{number}", starts_at=at + timedelta(hours=number + 1))
    then = at + timedelta(days=2)
    assert [finishing.finish_past(at=then) for _ in range(3)] == [2, 1, 0]
