"""The last part of an event's address, when somebody chooses it."""

import contextlib
import re
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import text
from lineup.core.foundation.errors import Invalid
from lineup.core.participation.models import Offering

FIT = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST = 80
# paths beside the events' own
RESERVED = frozenset({"new", "month", "bin"})


class SlugTaken(Invalid):
    code = "slug_taken"
    sentence = _("Another event has this address already; choose another.")
    field = "slug"


class SlugUnfit(Invalid):
    code = "slug_unfit"
    sentence = _("An address has small letters, digits and hyphens only, at most 80; like summer-party.")
    field = "slug"


def choose(offering: Offering, slug: str) -> Offering:
    """Give the offering this address; its old one is gone. Raises SlugUnfit, SlugTaken."""
    if len(slug) > LONGEST or not FIT.fullmatch(slug):
        raise SlugUnfit
    if slug in RESERVED or Offering.objects.filter(slug=slug).exclude(pk=offering.pk).exists():
        raise SlugTaken
    try:
        with transaction.atomic():
            Offering.objects.filter(pk=offering.pk).update(slug=slug)
    except IntegrityError:
        raise SlugTaken from None
    offering.slug = slug
    return offering


def step_aside(offering: Offering) -> Offering:
    """Give the offering another address where the one made from its title is a path of the pages."""
    if offering.slug in RESERVED:
        choose(offering, f"{offering.slug}-{offering.pk.hex[-8:]}")
    return offering


def with_date(offering: Offering, day: date) -> Offering:
    """Give the offering an address that ends with its day, where that one is free."""
    stem = text.slug(offering.title, fallback="event")[: LONGEST - 11].strip("-")
    with contextlib.suppress(SlugTaken, SlugUnfit):
        return choose(offering, f"{stem}-{day.isoformat()}")
    return step_aside(offering)
