"""The picture of the README: TEST_PICTURES=1 takes it anew; without it the page is only looked at."""

import os
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps

from lineup.core.foundation import clock
from lineup.domains.racing import stint_plans
from lineup.domains.racing.models import StintPlan
from lineup.interfaces.command.demo import community

first_categories = import_module("lineup.domains.events.migrations.0004_the_first_categories")

PICTURE = Path(__file__).resolve().parents[2] / "docs" / "pictures" / "discover.png"
MOST_BYTES = 300 * 1024


@pytest.mark.slow
@pytest.mark.req("Q28", "P11")
def test_the_demo_community_fills_the_first_page(walk):
    first_categories.seed(apps, None)  # what earlier tests flushed
    community.load(at=clock.now(), say=lambda _words: None)
    looking = walk()
    looking.open("/")
    cards = looking.page.locator("article.event")
    assert cards.count() >= 12
    # within the first screen: whole cards, with their titles
    assert all(cards.nth(number).get_by_role("heading").is_visible() for number in range(4))
    assert looking.page.locator("article.event h2, article.event h3").first.bounding_box()["y"] < 800
    if os.environ.get("TEST_PICTURES") == "1":
        PICTURE.parent.mkdir(exist_ok=True)
        looking.page.screenshot(path=PICTURE)
    assert PICTURE.stat().st_size <= MOST_BYTES
    running = StintPlan.objects.get(entry__race__event__offering__title__startswith="24 Heures d’essai")
    assert [fault.code for fault in stint_plans.judged(running).faults] == []
